"""Noun phrases without a segmenter: how far to the left a title or the name of a body can reach."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .words import ATOMS, BREAKS

_STOP = re.compile(r"[，。；：、！？!?,;:\s“”‘’\"'《》〈〉【】\[\]—–\-·…/|~>＞\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]")
"""Marks that no phrase crosses: punctuation, arrows, numbers in circles, pictures."""
_WORD = re.compile("|".join(sorted(map(re.escape, {*BREAKS}), key=lambda word: (-len(word), word))))
_ATOM = re.compile("|".join(sorted(map(re.escape, {*ATOMS}), key=lambda word: (-len(word), word))))
_FIELD = "(?:发展改革|工业|商务|经济|经贸|科技|科学|信息化|工信|交通|水利|水务|卫生|健康|医疗|文化|旅游|体育|教育|农业|农村|畜牧|林业|草原|民族|宗教|交通运输|住房|自然资源|统计|司法|海洋|渔业|园林|广播电视|粮食|大数据|环保|生态环境|城乡建设|招商|投资|金融|合作|支援|协作|人才|民政|民族|应急|市场监管|就业|乡村振兴)"
_DEPARTMENT = re.compile(
    rf"{_FIELD}[和与](?:区域|对外|国内|经济)?{_FIELD}[\u4e00-\u9fff]{{0,6}}?(?:局|委员会|委(?!书记|常委|副书记)|厅|办公室|办|中心)")
"""A department with two fields in its name (工业和商务局)."""
_SECTION = re.compile("[\u4e00-\u9fff]{2}[一二三四五六七八九十]{1,2}[处科室](?=副?[处科]长|副?主任)")
"""A department by its number (帮扶三处处长)."""
_PAIRED = {"）": "（", "〕": "〔"}


class Phrases:
    """Where phrases of one text may begin: a phrase crosses neither punctuation nor a function word, unless the word
    stands inside an atom (a place name, 发展和改革, 对口帮扶 …)."""

    def __init__(self, text: str, atoms: Iterable[tuple[int, int]]) -> None:
        self.text = text
        inside = bytearray(len(text) + 1)  # 1: strictly inside an atom, no boundary here
        spans = [*atoms, *(match.span() for pattern in (_ATOM, _DEPARTMENT, _SECTION) for match in pattern.finditer(text))]
        for start, end in spans:
            for position in range(start + 1, end):
                inside[position] = 1
        self._cut = bytearray(len(text) + 1)  # 1: a phrase that ends later cannot begin before this position
        for stop in _STOP.finditer(text):
            self._cut[stop.end()] = 1
        position = 0
        while (match := _WORD.search(text, position)) is not None:
            blocked = any(inside[i] for i in range(match.start() + 1, match.end())) or (
                inside[match.start()] or inside[match.end()])
            if not blocked:
                self._cut[match.end()] = 1
                position = match.end()
            else:
                position = match.start() + 1

    def start(self, end: int, limit: int, floor: int = 0) -> int:
        """Where the phrase that ends at `end` begins: at most `limit` characters back, never before `floor`.
        Brackets （…） inside the phrase are crossed whole."""
        position = end
        lowest = max(floor, end - limit)
        while position > lowest:
            if self._cut[position]:
                break
            char = self.text[position - 1]
            if char in _PAIRED:
                opening = self.text.rfind(_PAIRED[char], lowest, position - 1)
                if opening < 0:
                    break
                position = opening
                continue
            if char in "（〔":
                break
            position -= 1
        return position

    def cuts(self, start: int, end: int) -> bool:
        """Whether a phrase boundary lies strictly inside the span."""
        return any(self._cut[start + 1:end])
