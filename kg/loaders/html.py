"""HTML pages (.html, .htm): the article without the page around it, and what the page's meta tags say of it.

Meta tags are those that Chinese government sites must bear (ArticleTitle, PubDate, ContentSource, SiteName, Url;
guideline of the State Council's General Office, Guobanfa 2017 No. 47), and Open Graph's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from lxml import etree

from .. import edtf
from ..errors import InputError
from ..model import Source
from . import article
from .encoding import decode
from .loaded import Input, Loaded
from .prose import EXTRACTOR, facts_of

_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)")
MAX_ATTRIBUTES = 5000
_HERE = {"本站", "本网", "本站原创", "原创", "admin", "未知", "无", "网络"}
_LABEL = re.compile(r"^\s*(?:稿件|文章|信息|内容)?(?:来源|日期|时间)\s*[:：]\s*")


def load(item: Input) -> Loaded:
    """Read a page; what its meta tags say of title, day, publisher and source goes before what its text says. A page
    that states its address is named by it."""
    declared = _CHARSET.search(item.data[:4096])
    markup, encoding = decode(item.data, str(item.path), declared.group(1).decode("ascii") if declared else "")
    if any(_parts(tag.group()) > MAX_ATTRIBUTES for tag in re.finditer("<[^<>]{20000,}", markup)):
        raise InputError(f"an element has more than {MAX_ATTRIBUTES:,} attributes, which no honest page has; save its text "
                         "as .txt", str(item.path))
    root = _tree(markup)
    if root is None:
        raise InputError("the file holds no HTML; if it is plain text, name it .txt", str(item.path))
    meta = _meta(root)
    url = _address(root, meta)
    source = Source(
        name=url if url and not item.fixed else item.name, url=url, sha256=item.sha256, media_type="text/html",
        extractor=EXTRACTOR, title=_first(meta, "articletitle", "og:title"),
        publisher=_first(meta, "sitename", "og:site_name"), credit=_credit(meta),
        published=day(_first(meta, "pubdate", "article:published_time", "publishdate")))
    return facts_of(article.text(root, source.title), encoding, source, item)


def _parts(tag: str) -> int:
    """About how many attributes a tag has; libxml2 compares each of them with all others."""
    return max(tag.count("="), len(tag.split()))


def _tree(markup: str) -> etree._Element | None:
    """The page as a tree. Nothing is fetched, and HTML has no entities of its own that could grow."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(markup.encode("utf-8"), parser)
    except etree.XMLSyntaxError:
        return None


def _meta(root: etree._Element) -> dict[str, str]:
    """The meta tags: name or property in lower case → content, blanks joined; the first of a name counts."""
    found: dict[str, str] = {}
    for tag in root.iter("meta"):
        key = (tag.get("name") or tag.get("property") or "").strip().lower()
        value = " ".join((tag.get("content") or "").split())
        if key and value:
            found.setdefault(key, value)
    return found


def _first(meta: dict[str, str], *names: str) -> str:
    return next((meta[name] for name in names if name in meta), "")


def _credit(meta: dict[str, str]) -> str:
    value = _LABEL.sub("", _first(meta, "contentsource", "source"))
    return "" if value in _HERE else value


def day(value: str) -> str:
    """The first day in a text, as ISO 8601; "" where there is none, or none of the calendar."""
    match = _DAY.search(value)
    if not match:
        return ""
    year, month, number = match.groups()
    found = f"{year}-{int(month):02}-{int(number):02}"
    return found if edtf.is_day(found) else ""


def address(value: str, front: bool = False) -> str:
    """A web address without its fragment; "" where the text is none, or (unless `front`) is a site's front page."""
    found = value.strip().partition("#")[0]
    try:
        parts = urlsplit(found)
    except ValueError:
        return ""
    good = parts.scheme in ("http", "https") and parts.hostname and (front or parts.path.strip("/") or parts.query) \
        and found.isprintable() and " " not in found and len(found) <= 2000
    return found if good else ""


def _address(root: etree._Element, meta: dict[str, str]) -> str:
    """The address that the page states as its own; a site's front page is no article's."""
    links: Iterable[str] = (link.get("href") or "" for link in root.iter("link")
                            if "canonical" in (link.get("rel") or "").lower().split())
    return next(filter(None, map(address, (*links, _first(meta, "og:url"), _first(meta, "url")))), "")
