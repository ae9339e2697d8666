"""The gold corpus agrees with its own texts: names, quotes, amounts, titles and codes."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent / "corpus"
HALVES = ("read", "unread")
FOLDERS = (*HALVES, "more")
FILES = sorted(ROOT.glob("*/*.json"))
KEYS = {
    "title", "published", "publisher", "genre", "text_origin", "language", "noise", "note", "negative",
    "places", "people", "partnerships", "events", "agreements", "money", "counts", "sectors", "statements",
}
LISTS = ("places", "people", "partnerships", "events", "agreements", "money", "counts", "sectors")
EVENTS = {"visit", "meeting", "signing", "donation", "unveiling", "training", "other"}
SPEECH = {"pledge", "request", "assessment", "recommendation", "thanks"}
STATUS = {"planned", "paid", "cumulative"}
SCALES = {"": 1, "万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}
CURRENCIES = {"元": None, "美元": "USD", "日元": "JPY"}
ENGLISH = re.compile(
    r"(?:(?:about|nearly|more than|at least) )?(?P<sign>RMB |US\$|£)?(?P<n>[\d,.]+)(?: (?P<scale>million))?(?: (?P<unit>yuan|U\.S\. dollars|euros))?")
WORDS = {"": 1, "million": 1_000_000}
ENGLISH_CURRENCIES = {"RMB ": None, "yuan": None, "US$": "USD", "U.S. dollars": "USD", "£": "GBP", "euros": "EUR"}
APPROXIMATE = re.compile("[近逾约余餘]|about|nearly|more than|at least")
WRITTEN = {"十二": 12, "三十": 30, "五十六": 56}
PUNCTUATION = re.compile(r"[\s“”‘’\"'《》（）()，、。·]+")
COUNTED = ("places", "people", "partnerships", "events", "agreements", "money", "counts", "statements")


def gold_of(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return loaded


def bare(text: str) -> str:
    return PUNCTUATION.sub("", text)


def amount_of(quote: str) -> tuple[float, str | None]:
    """Read an amount as the gold quotes it: 近9000万元, 1 450万元, 三十万元, 2万美元, RMB 300,000, about 6 million yuan."""
    english = ENGLISH.fullmatch(quote)
    if english:
        number = float(english["n"].replace(",", "")) * WORDS[english["scale"] or ""]
        return number, ENGLISH_CURRENCIES[english["sign"] or english["unit"]]
    match = re.fullmatch(r"[近逾约]?([\d. ]+|[一二三四五六七八九十]+)余?([万萬亿億]?)((?:美|日)?元)", quote)
    assert match, quote
    number = WRITTEN.get(match[1]) or float(match[1].replace(" ", ""))
    return number * SCALES[match[2]], CURRENCIES[match[3]]


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def pair(request: pytest.FixtureRequest) -> tuple[dict[str, Any], str]:
    path: Path = request.param
    return gold_of(path), path.with_suffix(".txt").read_text("utf-8")


def test_the_first_twelve_of_both_halves_hold_the_same_genres() -> None:
    genres = [sorted(gold_of(path)["genre"] for path in sorted((ROOT / half).glob("*.json"))[:12]) for half in HALVES]
    assert len(genres[0]) == 12
    assert genres[0] == genres[1]


@pytest.mark.parametrize("half", FOLDERS)
def test_every_text_has_gold_and_every_kind_of_fact_occurs(half: str) -> None:
    texts = {path.stem for path in (ROOT / half).glob("*.txt")}
    assert texts == {path.stem for path in (ROOT / half).glob("*.json")}
    golds = [gold_of(path) for path in (ROOT / half).glob("*.json")]
    for kind in COUNTED:
        assert sum(len(gold.get(kind, [])) for gold in golds) >= 5, kind


def test_no_person_stands_in_two_documents() -> None:
    names = [person["name"] for path in FILES for person in gold_of(path)["people"]]
    assert len(names) == len(set(names))


def test_keys(pair: tuple[dict[str, Any], str]) -> None:
    gold, _ = pair
    assert set(gold) <= KEYS
    assert all(isinstance(gold[key], list) for key in LISTS)
    assert gold["published"] is None or date.fromisoformat(gold["published"])


def stands(title: str, text: str) -> bool:
    """Whether a title stands in a text; in an English one the name of its region may stand between its words."""
    words = re.findall(r"\w+", title)
    return re.sub(r"\s", "", title) in re.sub(r"\s", "", text) or (
        title.isascii() and bool(re.search(r"\b" + r"\W+(?:\w+\W+){0,3}?".join(words) + r"\b", text)))


def test_people_and_their_titles_stand_in_the_text(pair: tuple[dict[str, Any], str]) -> None:
    gold, text = pair
    squeezed = re.sub(r"\s", "", text)
    for person in gold["people"]:
        assert re.sub(r"\s", "", person["name"]) in squeezed
        assert person["posts"], person
        for post in person["posts"]:
            assert post.get("vague") or stands(post["title"], text), post
            assert post["org"] or post.get("vague"), person


def test_places_have_codes_and_stand_in_the_text(pair: tuple[dict[str, Any], str]) -> None:
    gold, text = pair
    for place in gold["places"]:
        assert place["adcode"] is None or re.fullmatch(r"[1-6]\d{5}", place["adcode"])
        assert place["name"][:2] in text, place


def test_one_code_has_one_name() -> None:
    pairs = {(place["name"], place["adcode"]) for path in FILES for place in gold_of(path)["places"]}
    codes = [code for _, code in pairs if code]
    assert len(codes) == len(set(codes))


def test_events(pair: tuple[dict[str, Any], str]) -> None:
    gold, _ = pair
    names = {person["name"] for person in gold["people"]}
    for event in gold["events"]:
        assert event["kind"] in EVENTS
        assert set(event.get("people", [])) <= names
        start, end = event.get("start"), event.get("end")
        assert start is None or date.fromisoformat(start) <= date.fromisoformat(end or start)
        for key in ("start_partial", "end_partial"):
            assert re.fullmatch(r"[01]\d-[0-3]\d", event.get(key, "01-01"))
        if event.get("status") == "planned":
            assert event["optional"] is True


def test_partnerships(pair: tuple[dict[str, Any], str]) -> None:
    gold, text = pair
    for relation in gold["partnerships"]:
        assert relation["a"] != relation["b"]
        assert isinstance(relation["directed"], bool)
        if "since" in relation:
            assert relation["since"] in text


def test_money_is_quoted_and_converted(pair: tuple[dict[str, Any], str]) -> None:
    gold, text = pair
    for money in gold["money"]:
        assert money["quote"] in text
        amount, currency = amount_of(money["quote"])
        assert amount == pytest.approx(money["yuan"])
        assert currency == money.get("currency")
        assert money.get("status", "paid") in STATUS
        assert money.get("part_of", money["quote"]) in text
        assert bool(money.get("approximate")) == bool(APPROXIMATE.search(money["quote"]))


def test_agreements_and_statements_stand_in_the_text(pair: tuple[dict[str, Any], str]) -> None:
    gold, text = pair
    names = {person["name"] for person in gold["people"]}
    for agreement in gold["agreements"]:
        assert bare(agreement["title"]) in bare(text)
        assert len(agreement["parties"]) >= 2
    for statement in gold.get("statements", []):
        assert statement["speaker"] in names
        assert statement["kind"] in SPEECH
        assert all(bare(point) in bare(text) for point in statement["points"])


def test_negative_documents_hold_no_cooperation(pair: tuple[dict[str, Any], str]) -> None:
    gold, _ = pair
    facts = [gold[kind] for kind in ("partnerships", "events", "agreements", "money", "counts")]
    assert any(facts) is not bool(gold.get("negative"))
