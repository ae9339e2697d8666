"""One document: its gold facts against the rows that the named queries give for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .matching import bare, same_agreement, same_name, same_title
from .tally import Tally

Row = dict[str, str]
Rows = Mapping[str, Sequence[Row]]
Gold = Mapping[str, Any]

CREDITS = frozenset({"记者", "编辑", "通讯员", "摄影", "责编", "作者"})
"""Whoever bears only such a post made the page and takes no part in it: counted neither way."""


def compare(gold: Gold, rows: Rows, tally: Tally) -> None:
    """Count one document: `rows` are its solutions by name of query, unbound variables as ""."""
    places(gold, rows, tally)
    people(gold, rows, tally)
    posts(gold, rows, tally)
    partnerships(gold, rows, tally)
    events(gold, rows, tally)
    agreements(gold, rows, tally)
    money(gold, rows, tally)
    figures(gold, rows, tally)
    statements(gold, rows, tally)


def places(gold: Gold, rows: Rows, tally: Tally) -> None:
    """Divisions with a code; the gold lists those that take part, not all that are mentioned."""
    found = {row["code"] for row in rows["regions"]}
    for place in gold.get("places", ()):
        if place.get("adcode"):
            tally.check("places", place["adcode"] in found, place)


def people(gold: Gold, rows: Rows, tally: Tally) -> None:
    """Persons, by name: holders of posts, and of those who took part in events the ones that the gold knows."""
    credit = _credited(gold)
    names = {bare(person["name"]) for person in gold.get("people", ())} - credit
    found = {bare(row["person"]) for row in rows["posts"]} - {""}
    found |= {bare(row["participant"]) for row in rows["events"]} & names
    tally.match("people", sorted(names), sorted(found - credit), str.__eq__)


def _credited(gold: Gold) -> set[str]:
    return {bare(person["name"]) for person in gold.get("people", ())
            if person["posts"] and all(bare(post["title"]) in CREDITS for post in person["posts"])}


def posts(gold: Gold, rows: Rows, tally: Tally) -> None:
    """Who holds which post (the title), and whose post it is (the owner). A fact is right if both are."""
    held = [(bare(person["name"]), post["title"], post["org"], bool(post.get("vague")))
            for person in gold.get("people", ()) for post in person["posts"]]
    firm = [post for post in held if not post[3]]
    codes = _codes(gold)
    pairs, wrong = tally.match("posts", firm, _found_posts(gold, rows, held),
                               lambda one, row: one[0] == bare(row["person"]) and same_title(one[1], row["post"]))
    for post, row in pairs:
        code = codes.get(bare(post[2]))
        good = bool(code and code == row["code"]) or same_name(post[2], row["organization"]) or same_name(post[2], row["region"])
        tally.check("post_owner", good, post[:3])
        tally.sure(row, good)
    for row in wrong:
        tally.sure(row, False)


def _found_posts(gold: Gold, rows: Rows, held: Sequence[tuple[str, str, str, bool]]) -> list[Row]:
    """Each post once; without credits, and without what the gold calls vague."""
    credit, vague = _credited(gold), {(name, bare(title)) for name, title, _, unsure in held if unsure}
    only_vague = {bare(person["name"]) for person in gold.get("people", ())} - {name for name, _, _, unsure in held if not unsure}
    found: dict[tuple[str, str, str], Row] = {}
    for row in rows["posts"]:
        key = (bare(row["person"]), bare(row["post"]), bare(row["organization"]))
        if row["post"] and key[0] not in credit | only_vague and key[:2] not in vague:
            found.setdefault(key, {**row, "name": row["person"], "title": row["post"]})
    return list(found.values())


def partnerships(gold: Gold, rows: Rows, tally: Tally) -> None:
    """Standing relations of two sides, and the year since when; the direction counts where the gold states one."""
    codes = _codes(gold)

    def side(name: str, row: Row, column: str) -> bool:
        code = codes.get(bare(name))
        return code == row[f"{column}_code"] if code and row[f"{column}_code"] else same_name(name, row[column])

    def same(one: Gold, row: Row) -> bool:
        return (side(one["a"], row, "a") and side(one["b"], row, "b")) or (
            not one.get("directed") and side(one["a"], row, "b") and side(one["b"], row, "a"))

    found = list({(row["a"], row["b"]): row for row in rows["partnerships"]}.values())
    pairs, wrong = tally.match("partnerships", *_firm(gold, "partnerships", found), same, _optional(gold, "partnerships"))
    for one, row in pairs:
        if one.get("since"):
            tally.check("since", row["since"].startswith(str(one["since"])[:4]), one)
    _sure(tally, pairs, wrong)


def events(gold: Gold, rows: Rows, tally: Tally) -> None:
    """Events by kind and, where the gold knows it, day; and who took part."""
    found: dict[str, Row] = {}
    present: dict[str, set[str]] = {}
    for row in rows["events"]:
        kind = row["kind"].rsplit("/", 1)[-1].rsplit("#", 1)[-1].lower()
        found.setdefault(row["event"], {**row, "kind": kind})
        present.setdefault(row["event"], set()).add(bare(row["participant"]))
    pairs, wrong = tally.match(
        "events", *_firm(gold, "events", list(found.values())),
        lambda one, row: one["kind"] == row["kind"] and row["start"].startswith(one.get("start") or ""),
        _optional(gold, "events"))
    for one, row in pairs:
        for person in one.get("people", ()):
            tally.check("attendance", bare(person) in present[row["event"]], (person, "at", one["kind"]))
    _sure(tally, pairs, wrong)


def agreements(gold: Gold, rows: Rows, tally: Tally) -> None:
    """Agreements by title."""
    found = list({bare(row["title"]): row for row in rows["agreements"] if row["title"]}.values())
    titles = [one["title"] for one in gold.get("agreements", ())]
    _sure(tally, *tally.match("agreements", titles, found, lambda title, row: same_agreement(title, row["title"])))


def money(gold: Gold, rows: Rows, tally: Tally) -> None:
    """Different sums in yuan, whoever pays."""
    sums: dict[float, Row] = {}
    for row in rows["funding"]:
        amount = float(row["amount"])
        sums[amount] = max(sums.get(amount, row), row, key=lambda one: float(one["confidence"] or 0))
    wanted = sorted({float(one["yuan"]) for one in gold.get("money", ()) if one.get("yuan")})
    pairs, wrong = tally.match("money", wanted, sorted(sums), lambda one, other: abs(one - other) < 0.5)
    _sure(tally, [(one, sums[amount]) for one, amount in pairs], [sums[amount] for amount in wrong])


def figures(gold: Gold, rows: Rows, tally: Tally) -> None:
    """Numbers of things, by the number alone; a text states more of them than the gold lists."""
    found = [float(row["quantity"]) for row in rows["measures"] if row["quantity"]]
    for one in gold.get("counts", ()):
        tally.check("counts", any(abs(float(one["n"]) - number) < 0.5 for number in found), one)


def statements(gold: Gold, rows: Rows, tally: Tally) -> None:
    """Points of speeches: the gold gives the shortest wording that identifies one."""
    found = [(bare(row["speaker"]), bare(row["point"])) for row in rows["statements"]]
    for one in gold.get("statements", ()):
        for point in one["points"]:
            good = any(bare(one["speaker"]) == speaker and bare(point) in said for speaker, said in found)
            tally.check("statements", good, {"speaker": one["speaker"], "point": point})


def _codes(gold: Gold) -> dict[str, str]:
    return {bare(place["name"]): place.get("adcode") or "" for place in gold.get("places", ())}


def _firm(gold: Gold, kind: str, found: list[Row]) -> tuple[list[Gold], list[Row]]:
    return [one for one in gold.get(kind, ()) if not one.get("optional")], found


def _optional(gold: Gold, kind: str) -> list[Gold]:
    return [one for one in gold.get(kind, ()) if one.get("optional")]


def _sure(tally: Tally, pairs: Sequence[tuple[Any, Row]], wrong: Sequence[Row]) -> None:
    for _, row in pairs:
        tally.sure(row, True)
    for row in wrong:
        tally.sure(row, False)
