"""The head of a page: title, day of publication, who put it out, where it was taken from, who wrote it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.text import lines
from kg.text.sentences import Block, blocks
from kg.text.stamps import find_stamp


@dataclass(frozen=True)
class Header:
    """What a page says about itself; None where it does not.

    Attributes
    ----------
    title : str or None
        The headline, without the site's name behind it.
    published : str or None
        ISO date of publication. A labelled date (发布时间) wins over an unlabelled one, that over the date of a change.
    publisher : str or None
        Who put the page out: the publishing body, the masthead or the site in the breadcrumb; else the source
        in the head of the page.
    source : str or None
        Where the text was taken from: the credit at its end, else the source in the head.
    author : str or None
        Who wrote it, as written.
    title_span : tuple of int, or None
        Where the title stands in the text.
    body_start : int
        Where the first paragraph or heading of the body begins; the length of the text if it has none.
    """

    title: str | None
    published: str | None
    publisher: str | None
    source: str | None
    author: str | None
    title_span: tuple[int, int] | None
    body_start: int


_SITE_TAIL = re.compile(r"(?: ?[_|｜] ?| +[-–—] +)[^_|｜]{0,30}(?:网|政府|门户|新闻|频道|动态|要闻|客户端|官网)[^_|｜]{0,10}$")
_TITLE_LABEL = re.compile(r"(?:标题|题目|名称)：")
_PUBLISHER_LABEL = re.compile("发布机构|发布单位|发布部门|发布者|主办")
_CHANGED = re.compile("更新|编辑|录入|上传|Update")
_PUBLISHED = re.compile("发布|发表|刊发|公开|公布|播出|Publish|Post")
_NOBODY = re.compile(r"(?:本站(?:原创|编辑)?|原创|未知|佚名|网络|互联网|其他|不详|转载|无|admin|管理员|本网|次|[\d\W_]*)$", re.I)
_VALUE_END = re.compile(r" {2,}|[|｜【】〖\[\]（）(),，。；]|$")
_PAPER = re.compile(r"[\u3400-\u9fffA-Za-z·]{2,24}")
_HAN = re.compile("[\u3400-\u9fff]")
_PARTED = re.compile(r" ?[|｜] ?|, (?=[A-Z][a-z]{2,8} \d|\d)| [-–—] ")
_NO_MASTHEAD = re.compile(r"(?:By|(?:Last )?Updated?|Published|Posted|Released?|For|Date|Time|Editor|Source|Company News|News)\b", re.I)
_TIME = re.compile(r"\d{1,2}[:：]\d\d(?:[:：]\d\d)?")
_SITE = re.compile("网站?$|政府$|报$|频道$|客户端$|门户$|在线$")
_ROLE = re.compile(
    "(?:本[报网台刊社]|见习|实习|特约|首席|全媒体|融媒体)*"
    "(?:(?:记者|通讯员|作者|文/图|图/文|文图|图文|供稿|撰稿|撰文|文字)[：:| /]?|[文图][：:|/])"
)
_CREDIT_SOURCE = re.compile(r"(?:[信稿文消]?[息件章]?来 ?源(?:于)?|稿源|转自|原载|据)[：: ]{0,2}([^（）【】，。；|]{2,40})")
_CREDIT_WRITER = re.compile(
    "(?:(?:记 ?者|通讯员|作 ?者|文/图|图/文|文图|图文|撰稿|撰文|文字|供 ?稿)[：:| /]{0,2}|文[：:|/] ?)"
    r"[\u3400-\u9fffA-Za-z· 、/|：]{2,60}"
)
_NAME_CREDIT = re.compile(r"[（【]([\u3400-\u9fff·]{2,12}(?:[ 、]{1,3}[\u3400-\u9fff·]{2,6}){0,5})[）】]")


def header(text: str) -> Header:
    """Read the head of a page.

    Parameters
    ----------
    text : str
        Normalised text (``Prose.text``).

    Returns
    -------
    Header
        With None for everything the page does not say; nothing is guessed.
    """
    parts = blocks(text)
    span = _title_span(text, parts)
    metas = _metas(text, parts)
    credits = [text[b.start : b.end] for b in parts if b.kind == "credit"]
    fields = _fields(metas)
    taken = _credit_source(credits)
    named = fields.get("source")
    return Header(
        title=text[span[0] : span[1]] if span else None,
        published=_published(metas),
        publisher=fields.get("publisher") or _masthead(metas) or _site(metas) or named,
        source=taken or named,
        author=fields.get("writer") or _credit_writer(credits),
        title_span=span,
        body_start=next((b.start for b in parts if b.kind in ("paragraph", "heading")), len(text)),
    )


def _title_span(text: str, parts: list[Block]) -> tuple[int, int] | None:
    block = next((b for b in parts if b.kind == "title"), None)
    if block is None:
        return None
    start, end = block.start, block.end
    label = _TITLE_LABEL.match(text, start, end)
    start = label.end() if label else start
    tail = _SITE_TAIL.search(text, start, end)
    if tail and tail.start() - start >= 6:
        end = tail.start()
    return start, end


def _metas(text: str, parts: list[Block]) -> list[str]:
    """The meta lines, a label that ended its line joined with the value on the next one."""
    found: list[str] = []
    previous_end = -1
    for block in parts:
        if block.kind != "meta":
            continue
        line = text[block.start : block.end]
        gap = text[previous_end : block.start] if previous_end >= 0 else "x"
        apart = not found or bool(gap.strip()) or bool(lines.LABEL.match(line)) or lines.is_crumb(line)
        if not apart and found[-1].endswith(("：", ":")):
            found[-1] += line
        elif not apart and _TIME.fullmatch(line) and find_stamp(found[-1]):
            found[-1] += " " + line
        else:
            found.append(line)
        previous_end = block.end
    return found


def _published(metas: list[str]) -> str | None:
    """The best dated meta line: published, then undefined, then changed; within one rank the first."""
    ranked = []
    for line in metas:
        labels = [m for m in lines.LABEL.finditer(line) if m["date"]]
        for label in labels:
            after = line[label.end() : label.end() + 40]
            stamp = find_stamp(after, short=True)
            if stamp and not after[: stamp[1]].strip(" ：:["):
                rank = 0 if _PUBLISHED.match(label["date"]) else 3 if _CHANGED.match(label["date"]) else 1
                ranked.append((rank, stamp[0]))
        if not labels and not lines.is_crumb(line):
            stamp = find_stamp(line, short=True)
            if stamp:
                published = re.search(r"发布于|发表于|发布|Published|Posted", line[: stamp[1]])
                ranked.append((0 if published else 2, stamp[0]))
    return min(ranked, key=lambda pair: pair[0])[1] if ranked else None


def _fields(metas: list[str]) -> dict[str, str]:
    """Publisher, source and writer as labelled in the meta lines; the first of each."""
    found: dict[str, str] = {}
    for line in metas:
        labels = list(lines.LABEL.finditer(line))
        for label, following in zip(labels, [*labels[1:], None], strict=False):
            kind = "source" if label["source"] else "writer" if label["writer"] else ""
            if not kind:
                continue
            if _PUBLISHER_LABEL.match(label[0]):
                kind = "publisher"
            value = _value(line[label.end() : following.start() if following else len(line)])
            if value and (kind != "writer" or re.match("作|记|文|撰|Author|By", label["writer"])):
                found.setdefault(kind, value)
    return found


def _value(text: str) -> str | None:
    text = text.strip(" |｜")
    value = text[: _VALUE_END.search(text).start()].strip(" -·：:/")  # type: ignore[union-attr]
    value = re.split(r" (?=\d{4}[-年])| (?=点击|浏览|阅读|字号|字体|发布|更新|作者|编辑|时间)", value)[0].strip()
    return None if not value or len(value) > 80 or _NOBODY.match(value) else value


def _masthead(metas: list[str]) -> str | None:
    """The paper or office that stands beside an unlabelled date: 某报 2018年5月25日 第1版."""
    for line in metas:
        stamp = find_stamp(line)
        if not stamp or lines.is_crumb(line) or any(m["date"] or m["source"] for m in lines.LABEL.finditer(line)):
            continue
        if not _HAN.search(line):
            parts = [part.strip(" ,-–—") for part in _PARTED.split(line[: stamp[1]])]
            named = [part for part in parts if " " in part and not _NO_MASTHEAD.match(part)]
            if named:
                return named[0]
            continue
        before = [part for part in re.split("[ 《》【】]+", line[: stamp[1]]) if _PAPER.fullmatch(part)]
        before = before or re.findall("^ ?《([^《》]{2,12})》", line[stamp[2]:])
        if before and before[-1] not in ("发布于", "发布", "时间"):
            return re.sub("(?:主?编|印发?|主办)$", "", before[-1]) or None
    return None


def _site(metas: list[str]) -> str | None:
    """The site that a breadcrumb starts from, where it is named."""
    for line in metas:
        if lines.is_crumb(line):
            first = next(iter(lines.crumb_parts(line)), "")
            if _SITE.search(first) and len(first) > 4 and not first.endswith("首页"):
                return first
    return None


def _credit_source(credits: list[str]) -> str | None:
    for line in reversed(credits):
        match = _CREDIT_SOURCE.search(line)
        value = _value(match[1]) if match else None
        if value:
            return value
    return None


def _credit_writer(credits: list[str]) -> str | None:
    """Reporters named in a dateline or a closing credit, as written, without the words for their roles."""
    for line in credits:
        match = _CREDIT_WRITER.search(line)
        if match:
            return _names(match[0])
    for line in credits:
        bare = _NAME_CREDIT.search(line)
        if bare and lines.is_credit_text(bare[1]) and not _CREDIT_SOURCE.search(line):
            return _names(bare[1])
    return None


def _names(text: str) -> str | None:
    first = re.split(r"(?:审核|编辑|责编|摄影|校对|责任编辑)[：:| ]", text)[0]
    names = re.sub(r"[ 、：:|/]+", " ", _ROLE.sub(" ", first)).strip()
    return names or None
