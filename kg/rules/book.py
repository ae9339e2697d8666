"""The rules: files of SPARQL in `kg/queries/rules`. Each selects the ends of the statements that it derives, and beside them the
facts that these rest on, so that one text both derives and explains. Each derives one relation, which no other does: so a
derived statement tells its rule. Rules read what sources state and never what rules derive.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from ..errors import UnknownName
from ..store import Store
from ..terms import COOP, NamedNode, expand


class Rule(NamedTuple):
    """A rule: its name, the relation that it derives (IRI), what it says, and its SPARQL text."""

    name: str
    relation: str
    comment: str
    text: str


class Instance(NamedTuple):
    """One application of a rule: the ends of the derived statement, and the facts that it rests on, each with its source (IRIs)."""

    subject: str
    object: str
    premises: tuple[tuple[str, str], ...]


@functools.cache
def rules() -> dict[str, Rule]:
    """All rules by name."""
    folder = Path(__file__).resolve().parent.parent / "queries" / "rules"
    return {path.stem: _read(path.stem, path.read_text("utf-8")) for path in sorted(folder.glob("*.rq"))}


def named(names: Iterable[str]) -> list[Rule]:
    """The rules of these names; all if there are none. A rule may be named by its relation too (`assists`, `coop:metWith`).

    Raises
    ------
    UnknownName : there is no such rule.
    """
    known = rules()
    relations = {local(rule): rule for rule in known.values()}
    found = []
    for name in names:
        rule = known.get(name) or relations.get(expand(name).removeprefix(str(COOP)))
        if rule is None:
            listed = ", ".join(f"{one.name} ({local(one)})" for one in known.values())
            raise UnknownName(name, (), f"there is no rule {name!r}; there are {listed}")
        found.append(rule)
    return list(dict.fromkeys(found)) or list(known.values())


def local(rule: Rule) -> str:
    """The local name of the relation that a rule derives."""
    return rule.relation.removeprefix(str(COOP))


def instances(store: Store, rule: Rule, subject: str = "", object: str = "") -> Iterator[Instance]:
    """All applications of a rule; only those with these ends (IRIs), where they are given."""
    ends = {name: NamedNode(iri) for name, iri in (("subject", subject), ("object", object)) if iri}
    for row in store.rows(rule.text, ends):
        cells = [cell or "" for cell in row]
        if all(map(_is_iri, cells)):
            yield Instance(cells[0], cells[1], tuple(zip(cells[2::2], cells[3::2], strict=True)))


def _is_iri(text: str) -> bool:
    """Whether a document put an IRI where one belongs."""
    try:
        return bool(NamedNode(text))
    except ValueError:
        return False


def _read(name: str, text: str) -> Rule:
    comment = " ".join(line.lstrip("# ").rstrip() for line in text.partition("\nPREFIX")[0].splitlines())
    relation, _, says = comment.partition(": ")
    return Rule(name, expand(relation), says[:1].upper() + says[1:], text)
