"""Chinese prose as data: script, sentences with offsets, headers, dates, numbers, money and counts.

Every function here is pure: text in, spans and values out; no files, no network, no state.
"""
