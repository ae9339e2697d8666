"""Gives the shapes of dates their values: what was said before, publication, and names of meetings settle the rest."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right

from kg import edtf
from kg.text import datewords as words
from kg.text.sentences import blocks
from kg.text.stamps import MONTHS, chinese_digits
from kg.text.timespan import DateMention, TimeSpan, iso_day, known_day


class Reader:
    """Reads the matches of one text in order and remembers what was said before.

    ``published`` is the day of publication, None if unknown; ``body`` is where the lines about the page end: 翌日 and 15日
    of the text do not follow the day that those print.
    """

    def __init__(self, text: str, published: datetime.date | None, body: int = 0) -> None:
        self.text = text
        self.published = published
        self._body: int | None = body  # None once it has begun
        self.last: tuple[str, int, int] | None = None  # year ("XXXX" if unknown), month, day of the last day said
        self.days: tuple[datetime.date | None, datetime.date | None] | None = None  # the first and last of days said as a range
        self.said_year: tuple[str, int] | None = None  # the last year said with a day, and where
        self.any_year = ""  # the last year said at all
        self._stops = [m.start() for m in re.finditer(r"[。！？\n]|\. (?=[A-Z])", text)]
        self._named = [(m["y"], m.start()) for m in words.EVENT_YEAR.finditer(text)] if published is None else []
        self._title = self._title_years() if self._named else set()

    def read(self, name: str, match: re.Match[str]) -> list[DateMention]:
        """The mentions that one match makes; none if it is no date after all."""
        if self._body is not None and match.start() >= self._body:
            self._body = self.last = None
        reading = getattr(self, f"_{name}")
        mentions: list[DateMention] = reading(match)
        return [self._since(mention) for mention in mentions]

    # -- days ---------------------------------------------------------------------------------------------------

    def _day(self, match: re.Match[str]) -> list[DateMention]:
        said = match["y"] or ""
        year = str(_number(said)) if said else self._year_word(match["of"]) if match["of"] else ""
        month, day = _number(match["m"]), _number(match["d"])
        also = match["d3"] or match["d5"]
        if also and _number(also) != day + 1:
            middle = match.start("d3" if match["d3"] else "d5")
            first = self._span_of(match.start(), middle - 1, year, (month, day), None, match.end())
            return [first, self._span_of(middle, match.end(), year, (month, _number(also)), None, match.end())]
        tail: tuple[str, int, int] | None = None
        if also:
            tail = ("", month, _number(also))
        elif match["d2"] or match["d4"]:
            group = "2" if match["d2"] else "4"
            end_year = match["y" + group]
            tail = (str(_number(end_year)) if end_year else "", _number(match["m" + group]) or month, _number(match["d" + group]))
        return [self._span_of(match.start(), match.end(), year, (month, day), tail, match.end())]

    def _span_of(
        self, start: int, end: int, year: str, first: tuple[int, int], tail: tuple[str, int, int] | None, after: int
    ) -> DateMention:
        """A day, or a range of days, whose year may have to be found."""
        last = tail[1:] if tail else first
        end_year = tail[0] if tail and tail[0] else ""
        if year and not end_year:
            end_year = str(int(year) + 1) if year != "XXXX" and last < first else year
        if not end_year:
            end_year = self._year_for(*last, start, after)
        if not year:
            year = str(int(end_year) - 1) if end_year != "XXXX" and last < first else end_year
        value = iso_day(year, *first)
        ending = iso_day(end_year, *last) if tail else None
        if not edtf.valid(value) or (ending and not edtf.valid(ending)):
            return DateMention(start, end, None, "invalid")
        self.last = (end_year, *last)
        self.days = (known_day(value), known_day(ending)) if ending else None
        if self.text.startswith(year, start) or tail and tail[0]:
            self.said_year = (end_year, end)
        return DateMention(start, end, TimeSpan(value, ending), "range" if ending else "day")

    def _bare(self, match: re.Match[str]) -> list[DateMention]:
        day, day2 = int(match["d"]), _number(match["d2"])
        alone, known = self.last is None, self.published
        if self.last is not None:
            year, month, _ = self.last
        elif known is None:
            return []
        else:  # no month was said: the last such day before publication
            latest = known if day <= known.day else known.replace(day=1) - datetime.timedelta(1)
            year, month = str(latest.year), latest.month
        month2 = _number(match["m2"]) or month
        value = iso_day(year, month, day)
        ending = iso_day(year, month2, day2) if match["d2"] else None
        if not edtf.valid(value) or (ending and not edtf.valid(ending)) or (ending and ending < value):
            return []
        kind = "range" if ending else "relative" if alone else "day"
        self.last = (year, month2, day2 or day)
        self.days = (known_day(value), known_day(ending)) if ending else None
        return [DateMention(match.start(), match.end(), TimeSpan(value, ending), kind)]

    def _numeric(self, match: re.Match[str]) -> list[DateMention]:
        group = "" if match["y"] else "2"
        year, month, day = match["y" + group], int(match["m" + group]), int(match["d" + group])
        if group and not edtf.valid(iso_day(year, month, day)):
            month, day = day, month
        if not edtf.valid(iso_day(year, month, day)):
            return []
        self.last, self.said_year = (year, month, day), (year, match.end())
        return [DateMention(match.start(), match.end(), TimeSpan(iso_day(year, month, day)), "day")]

    def _english(self, match: re.Match[str]) -> list[DateMention]:
        start, end = match.span()
        if match["y"] or match["sy"]:
            return [DateMention(start, end, TimeSpan(match["y"] or match["sy"], None, bool(match["sy"])), "since" if match["sy"] else "year")]
        if match["ry"]:
            return [DateMention(start, end, TimeSpan(match["ry"], match["ry2"]), "range")]
        if match["gm"]:
            return [DateMention(start, end, TimeSpan(f"{match['gy']}-{MONTHS[match['gm'][:3]]:02d}"), "month")]
        g = "e" if match["em"] else "f"
        month, day, year = MONTHS[match[g + "m"][:3]], int(match[g + "d"]), match[g + "y"] or ""
        tail = None
        if match[g + "d2"]:
            other = match["em2"] if g == "e" else None
            tail = (year, MONTHS[other[:3]] if other else month, int(match[g + "d2"]))
        mention = self._span_of(start, end, year, (month, day), tail, end)
        if year:
            self.said_year = (year, end)
        return [mention]

    # -- months and years ----------------------------------------------------------------------------------------

    def _month(self, match: re.Match[str]) -> list[DateMention]:
        first, last = _number(match["m"]), _number(match["m2"])
        if not 1 <= first <= 12 or (match["m2"] and not 1 <= last <= 12):
            return []
        year = str(_number(match["y"])) if match["y"] else self._year_word(match["of"]) if match["of"] else ""
        end_year = str(_number(match["y2"])) if match["y2"] else ""
        if not year:
            year = self._year_for(last or first, 1, match.start(), match.end())
        end_year = end_year or year
        span = TimeSpan(f"{year}-{first:02d}", f"{end_year}-{last:02d}" if last else None)
        return [DateMention(*match.span(), span, "range" if last else "month")]

    def _year(self, match: re.Match[str]) -> list[DateMention]:
        year = str(_number(match["y"])) if match["y"] else self._year_word(match["of"])
        start, end = match.span()
        if match["half"] or match["quarter"] or match["quarters"]:
            first, last = _months_of(match)
            if year == "XXXX":
                return [DateMention(start, end, TimeSpan(), "relative")]
            return [DateMention(start, end, TimeSpan(f"{year}-{first:02d}", f"{year}-{last:02d}"), "range")]
        if match["y"]:
            return [DateMention(start, end, TimeSpan(year), "year")]
        return [DateMention(start, end, TimeSpan(None if year == "XXXX" else year), "relative")]

    def _years(self, match: re.Match[str]) -> list[DateMention]:
        first, last = str(_number(match["y"])), str(_number(match["y2"]))
        if last < first:
            return []
        return [DateMention(*match.span(), TimeSpan(first, last), "range")]

    def _plan(self, match: re.Match[str]) -> list[DateMention]:
        first = 2001 + 5 * _number(match["n"])
        return [DateMention(*match.span(), TimeSpan(str(first), str(first + 4)), "plan")]

    # -- words -----------------------------------------------------------------------------------------------------

    def _relative(self, match: re.Match[str]) -> list[DateMention]:
        start, end = match.span()
        if match["month"] or match["monthday"]:
            value = self._month_word((match["month"] or match["monthday"])[0], match["md"])
        elif match["nth"]:
            return self._nth_day(match)
        elif match["same"] or match["next"]:
            value = self._last_day(1 if match["next"] else 0)
        elif match["eve"]:
            return [DateMention(start, end, TimeSpan(self._last_day(-1)), "relative")]
        elif match["week"]:
            if not match["weekday"] or match["weekday"] == "末":
                return [DateMention(start, end, TimeSpan(), "vague")]
            weeks = {"上上": -14, "上": -7, "下": 7}.get(match["week"], 0)
            value = self._weekday(weeks, "一二三四五六日".find(match["weekday"].replace("天", "日")))
        else:
            value = self._plus({"昨": -1, "今": 0, "前": -2, "明": 1, "后": 2, "大": -3}[match["day"][0]])
        if value and len(value) == 10:
            self.last = (value[:4], int(value[5:7]), int(value[8:]))
        return [DateMention(start, end, TimeSpan(value), "relative")]

    def _vague(self, match: re.Match[str]) -> list[DateMention]:
        return [DateMention(*match.span(), TimeSpan(), "vague")]

    def _plus(self, days: int) -> str | None:
        return (self.published + datetime.timedelta(days)).isoformat() if self.published else None

    def _weekday(self, shift: int, weekday: int) -> str | None:
        return self._plus(shift - self.published.weekday() + weekday) if self.published else None

    def _last_day(self, shift: int) -> str | None:
        """The day said before, or one after it."""
        if self.last is None:
            return None
        value = iso_day(*self.last)
        if shift == 0:
            return value
        known = known_day(value)
        return (known + datetime.timedelta(shift)).isoformat() if known else None

    def _nth_day(self, match: re.Match[str]) -> list[DateMention]:
        """第二天 of the days that were said to follow one another (11月6日至8日), else the day after the one said before;
        第一天 and 第三天 only of such days."""
        number = "首一二三四五".find(match["nth"].strip("第头天日")) or 1
        first, last = self.days or (None, None)
        value = self._last_day(1) if number == 2 else None
        if first and last:
            day = first + datetime.timedelta(number - 1)
            value = day.isoformat() if day <= last else value
        if value is None and number != 2:
            return []
        if value:
            self.last = (value[:4], int(value[5:7]), int(value[8:]))
        return [DateMention(*match.span(), TimeSpan(value), "relative")]

    def _month_word(self, word: str, day: str | None) -> str | None:
        if word == "当":
            month = f"{self.last[0]}-{self.last[1]:02d}" if self.last else None
        elif self.published is None:
            month = None
        else:
            index = self.published.year * 12 + self.published.month - 1 + {"上": -1, "下": 1}.get(word, 0)
            month = f"{index // 12:04d}-{index % 12 + 1:02d}"
        value = f"{month}-{int(day):02d}" if month and day else month
        return value if value and edtf.valid(value) else None

    def _year_word(self, word: str) -> str:
        """今年, 去年 … from publication; 同年, 当年, 次年 from the year said before; XXXX if unknown."""
        if word in ("同年", "当年", "次年", "翌年"):
            if not self.any_year.isdecimal():
                return "XXXX"
            return str(int(self.any_year) + (word in ("次年", "翌年")))
        if self.published is None:
            return "XXXX"
        return f"{self.published.year + {'今年': 0, '去年': -1, '前年': -2, '明年': 1}[word]:04d}"

    # -- years that were not said ------------------------------------------------------------------------------------

    def _year_for(self, month: int, day: int, start: int, end: int) -> str:
        """The year of a month and day that stand without one."""
        if self.said_year and self._sentence(self.said_year[1]) == self._sentence(start):
            return self.said_year[0]
        if self.published:
            before = self.text[max(0, start - 4) : start]
            return self._nearest(month, day, bool(words.SOON.match(self.text, end) or words.SOON_BEFORE.search(before)))
        here = {year for year, at in self._named if self._sentence(at) == self._sentence(start)}
        years = here or self._title
        return years.pop() if len(years) == 1 else "XXXX"

    def _nearest(self, month: int, day: int, ahead: bool) -> str:
        """The year of the latest such day up to a day after publication; of the next one if it is to come."""
        assert self.published is not None
        limit = (self.published + datetime.timedelta(0 if ahead else 1)).isoformat()
        this = self.published.year
        for year in range(this, this + 9) if ahead else range(this + 1, this - 9, -1):
            value = iso_day(f"{year:04d}", month, day)
            if edtf.valid(value) and (value >= limit if ahead else value <= limit):
                return f"{year:04d}"
        return "XXXX"

    def _sentence(self, position: int) -> int:
        return bisect_right(self._stops, position)

    def _title_years(self) -> set[str]:
        """Years in the names of meetings in the title and the headings."""
        heads = [b for b in blocks(self.text) if b.kind in ("title", "heading")]
        return {year for year, at in self._named for b in heads if b.start <= at < b.end}

    def _since(self, mention: DateMention) -> DateMention:
        """Mark a date as a beginning where the words around it say so."""
        span = mention.value
        if span is None or mention.kind in ("vague", "plan"):
            return mention
        self.any_year = (span.end or span.start or self.any_year)[:4]
        if span.since or span.end:
            return mention
        before = words.SINCE_BEFORE.search(self.text[max(0, mention.start - 3) : mention.start])
        after = words.SINCE_AFTER.match(self.text, mention.end)
        near = self.text[mention.end : mention.end + 24]
        explicit = before and (before["zi"] or words.SINCE_LATER.match(near))
        if not (after or explicit or words.SINCE_WORDS.match(near)):
            return mention
        start = mention.start - (len(before[0]) if before else 0)
        end = after.end() if after else mention.end
        return DateMention(start, end, TimeSpan(span.start, None, True), "since" if span.start else "vague")


def _months_of(match: re.Match[str]) -> tuple[int, int]:
    """First and last month of a half year or of quarters."""
    if match["half"]:
        return (1, 6) if match["half"] == "上" else (7, 12)
    if match["quarters"]:
        return 1, 3 * _number(match["quarters"])
    last = 3 * _number(match["quarter"])
    return last - 2, last


def _number(text: str | None) -> int:
    if not text:
        return 0
    return int(text) if text.isdecimal() else chinese_digits(text) or 0
