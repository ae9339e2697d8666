"""What a cell says: days, sums of money, concepts, names of persons. What cannot be read is an `Unreadable`."""

from __future__ import annotations

import re
from typing import NamedTuple

from ... import edtf
from ...extract.words import COMPOUND, SURNAMES
from ...text.dates import find_dates
from ...text.money import CURRENCIES, Amount, find_amounts
from ...text.prose import Prose
from ...vocabulary import vocabulary

_NONE = frozenset(("", "-", "—", "——", "/", "无", "暂无", "不详", "未知", "n/a", "na", "none", "null", "unknown", "?", "？"))
_NUMERIC = re.compile(r"(\d{4})(?:\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2})\s*日?|月?)|年)?(?:[ T]\d\d:\d\d(?::\d\d)?)?")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_AROUND = re.compile(r"[自从起开始以来至今到现在（）()\s,，.。]*")
_PLAIN = re.compile(r"[-+]?[\d,]+(?:\.\d+)?")
_PARTS = re.compile(r"\s*[、;；,，/|\n]\s*")
_TITLED = re.compile(r"[（(\[][^）)\]]*[）)\]]|同志$|等\d*人?$")


class Unreadable(Exception):
    """A cell that cannot be read; its text says why."""


class Period(NamedTuple):
    """A stated time: EDTF values, `end` "" for one day, month or year."""

    start: str
    end: str = ""


def empty(text: str) -> bool:
    """Whether a cell says nothing: blank, a dash, 无, n/a."""
    return text.strip().casefold() in _NONE


def parts(text: str) -> list[str]:
    """The items of a cell that lists several."""
    return [part for part in _PARTS.split(text) if not empty(part)]


def period(text: str) -> Period:
    """A day, month, year or span of them.

    Raises
    ------
    Unreadable : it is no date, or a day that the calendar does not have.
    """
    match = _NUMERIC.fullmatch(text) or _COMPACT.fullmatch(text)
    if match:
        value = "-".join([match[1], *(part.zfill(2) for part in match.groups()[1:] if part)])
        if not edtf.valid(value):
            raise Unreadable("is no day of the calendar")
        return Period(value)
    years = re.fullmatch(r"(\d{4})\s*[-–—~至到]\s*(\d{4})", text)
    if years and years[1] <= years[2]:
        return Period(years[1], years[2])
    plain = Prose.of(text).text.strip()
    found = find_dates(plain)
    if any(one.kind == "invalid" for one in found):
        raise Unreadable("is no day of the calendar")
    known = [one for one in found if one.value and one.value.start]
    if len(known) != 1 or not _AROUND.fullmatch(plain[:known[0].start] + plain[known[0].end:]):
        raise Unreadable("cannot be read as a date")
    span = known[0].value
    assert span is not None
    return Period(span.start or "", span.end or "")


def amount(text: str, unit: str, currency: str) -> tuple[Amount, bool]:
    """A sum of money, and whether a currency was stated.

    Parameters
    ----------
    unit : what the heading gives in brackets (万元), "" if nothing.
    currency : what the row gives as its currency (CNY, 美元, 万元), "" if nothing.

    Raises
    ------
    Unreadable : it is no sum of money.
    """
    plain = Prose.of(text).text.strip()
    bare = bool(_PLAIN.fullmatch(plain))
    unit = unit if _is_unit(unit) else ""
    for attempt in _written(plain, unit, currency) if bare else [plain]:
        found = find_amounts(attempt)
        if len(found) == 1 and not attempt[:found[0].start].strip() and not attempt[found[0].end:].strip():
            return found[0], bool(currency or unit not in _LARGE and unit.strip(_SCALES)) or not bare
    raise Unreadable("cannot be read as a sum of money" + (f" in {currency or unit!r}" if bare and (currency or unit) else ""))


_SCALES = "十百千万亿"
_LARGE = frozenset(("thousand", "million", "billion", "trillion"))


def _code(word: str) -> str:
    return next((code for known, code in CURRENCIES.items() if known.casefold() == word.casefold()), "")


def _is_unit(unit: str) -> bool:
    """Whether what stands in a heading's brackets is a unit of money (万元, USD, 万) and no other remark."""
    return bool(unit) and (not unit.strip(_SCALES) or unit in _LARGE or bool(_code(unit) or find_amounts(f"1 {unit}")))


def _written(number: str, unit: str, currency: str) -> list[str]:
    """Ways to write out a bare number with the unit of its heading and the currency of its row."""
    if not currency and (unit in _LARGE or not unit.strip(_SCALES)):
        return [f"{number} {unit} yuan" if unit in _LARGE else f"{number}{unit}元"]
    scale = unit[:len(unit) - len(unit.lstrip(_SCALES))]
    if currency and (code := _code(currency)):
        plain = not unit or not unit.strip(_SCALES) or bool(_code(unit.lstrip(_SCALES)))
        return [f"{code} {number}{scale}"] if plain else [f"{code} {number} {unit}" if unit in _LARGE else f"{number} {unit}"]
    code = _code(unit) if not currency else ""
    return [f"{code} {number}"] if code else [f"{number}{currency or unit}", f"{number} {currency or unit}"]


def concept(text: str, *schemes: str) -> str:
    """The key of the concept that a cell names: its exact word, else the longest word that it holds; "" if none."""
    plain = Prose.of(text).text.strip()
    for scheme in schemes:
        words = {word.casefold(): key for word, key in vocabulary().words(scheme).items()}
        if plain.casefold() in words:
            return words[plain.casefold()]
    for scheme in schemes:
        for word, key in vocabulary().words(scheme).items():
            if len(word) > 1 and word > "\u3400" and word in plain:
                return key
    return ""


def names(text: str) -> list[str]:
    """The persons that a cell lists, without what stands in brackets.

    Raises
    ------
    Unreadable : an item is no name of a person.
    """
    found = []
    for part in parts(_TITLED.sub("", Prose.of(text).text)):
        name = _TITLED.sub("", part).strip()
        squeezed = name.replace(" ", "")
        if person(squeezed):
            found.append(squeezed)
        elif re.fullmatch(r"[A-Z][\w.'’-]+(?: [\w.'’-]+){1,4}", name):
            found.append(name)
        else:
            raise Unreadable(f"names nobody: {name!r} is not a person's name alone")
    return found


def person(word: str) -> bool:
    """Whether a word is built as a Chinese name (surname and one or two characters), or as a transcribed one (阿·买买提)."""
    if re.fullmatch(r"[\u4e00-\u9fff]{1,8}(?:·[\u4e00-\u9fff]{1,8}){1,3}", word):
        return True
    lead = 2 if word[:2] in COMPOUND else 1 if word[:1] in SURNAMES else 0
    return bool(lead) and 1 <= len(word) - lead <= 2 and bool(re.fullmatch("[\u4e00-\u9fff㐀-䶿]+", word))
