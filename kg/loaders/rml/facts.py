"""Drafts to facts of the model: the model's classes take the values that the mapping gave, and mint the IRIs.

The names that a mapping gives to nodes only join its own parts; they never reach the graph. Each fact is proved by the
places that its record was read from; what the model or the vocabularies do not allow is told of, and left out.
"""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

from ... import edtf
from ...model import Evidence, Fact, Node, Participation, Partnership, Point, Source
from ...model.decode import CLASSES
from ...model.fields import Column, columns
from ...terms import COOP, VOCABULARY, compact
from ...vocabulary import vocabulary
from .drafts import EVIDENCE, Draft, Drawn, Object
from .mapping import Mapping
from .places import LONGEST, Document

OWN = {"evidence", "scope", "rule", "nth"}
"""Fields that are set here and never by a mapping."""
MINTED = {Evidence, Source}
_DATE = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:Z|[+-]\d\d:\d\d|[T ].*)?")


class Frame(NamedTuple):
    """What a mapping may say of a class: `fields` by property, those that are `needed` (also those that the model would
    else fill in, as CNY for a currency), and the types of all."""

    fields: dict[str, tuple[str, Column]]
    needed: tuple[str, ...]
    hints: dict[str, Any]
    many: frozenset[str]
    nodes: dict[str, tuple[type, ...]]


_FRAMES: dict[type, Frame] = {}


def frame(cls: type[Node]) -> Frame:
    """The frame of a class."""
    if cls not in _FRAMES:
        hints = get_type_hints(cls)
        _FRAMES[cls] = Frame(
            {column.prop.value: (name, column) for name, column in columns(cls) if name not in OWN},
            tuple(one.name for one in dataclasses.fields(cls) if one.name not in OWN | {"owner"} and (
                one.default is dataclasses.MISSING or isinstance(one.default, str) and one.default)),
            hints, frozenset(name for name, hint in hints.items() if get_origin(hint) is tuple),
            {name: tuple(_classes(hint)) for name, hint in hints.items()})
    return _FRAMES[cls]


def _classes(hint: Any) -> Iterator[type]:
    """The classes of the model that a type speaks of."""
    if isinstance(hint, type) and issubclass(hint, Node):
        yield hint
    for one in get_args(hint):
        yield from _classes(one)


def check(mapping: Mapping) -> dict[str, type[Node]]:
    """The class that each map yields.

    Raises
    ------
    InputError : a map has no class of the model, or gives it a property, a node or a concept that it cannot have.
    """
    found: dict[str, type[Node]] = {}
    for one in mapping.maps.values():
        known = [cls for iri in one.classes if (cls := CLASSES.get(iri)) and cls not in MINTED]
        if len(known) != 1:
            said = ", ".join(map(compact, one.classes)) or "no class"
            raise mapping.error(f"{one.name} yields {said}; kg knows {', '.join(sorted(map(compact, CLASSES)))}", one.name)
        found[one.name] = known[0]
        allowed = frame(known[0]).fields
        for prop, term in one.properties:
            short = compact(prop)
            if prop == EVIDENCE and issubclass(known[0], Fact) and term.how == "reference":
                continue
            if prop not in allowed:
                raise mapping.error(f"{one.name}: {compact(one.classes[0])} has no {short}; it may have "
                                    f"{', '.join(sorted(map(compact, allowed)))}", short)
            form = allowed[prop][1].form
            if (form in ("node", "iri", "concept")) != term.node:
                raise mapping.error(f"{one.name}: the value of {short} is {'a node' if not term.node else 'no node, but a text'}", short)
            if form == "concept" and term.how == "constant" and not vocabulary().get(term.value.removeprefix(VOCABULARY)):
                raise mapping.error(f"{one.name}: no vocabulary holds the concept {compact(term.value)}", term.value.rpartition("/")[2])
    return found


class Builder:
    """Facts out of drafts; `notes` hold what was left out: what was wrong → where."""

    def __init__(self, mapping: Mapping, document: Document, drawn: Drawn, source: Source) -> None:
        self.classes, self.document, self.drafts, self.source = check(mapping), document, drawn.drafts, source
        self.built: dict[str, Node | None] = {}
        self.notes: dict[str, list[str]] = defaultdict(list)
        self.parts: dict[str, list[str]] = defaultdict(list)
        self.used: set[str] = set()
        for name, draft in self.drafts.items():
            owner = COOP.participationIn if self.classes[draft.map] is Participation else COOP.pointOf
            if self.classes[draft.map] in (Participation, Point):
                for one in draft.values.get(owner.value, ()):
                    self.parts[one.text].append(name)

    def facts(self) -> Iterator[Fact]:
        """All facts, in the order in which the mapping draws them."""
        for name, draft in self.drafts.items():
            if self.classes[draft.map] not in (Participation, Point):
                fact = self.node(name)
                if isinstance(fact, Fact):
                    yield fact
        self._tell_unused()

    def _tell_unused(self) -> None:
        for name, draft in self.drafts.items():
            if name not in self.used and isinstance(self.built.get(name), Node) and not isinstance(self.built[name], Fact):
                self.tell(f"{draft.map} that no fact names", draft)

    def node(self, name: str) -> Node | None:
        """The node of a draft; None where it lacks what the model needs."""
        if name not in self.built:
            self.built[name] = None  # a node that leads back to itself has no key
            self.built[name] = self._node(self.drafts[name], self.classes[self.drafts[name].map], name)
        return self.built[name]

    def _node(self, draft: Draft, cls: type[Node], name: str) -> Node | None:
        given: dict[str, Any] = {}
        known = frame(cls)
        for prop, said in draft.values.items():
            field, column = known.fields[prop]
            values = [value for one in said if (value := self.value(one, field, column, cls, draft)) is not None]
            if values and field in known.many:
                given[field] = tuple(dict.fromkeys(values))
            elif values:
                given[field] = values[0]
                if len(set(values)) > 1:
                    self.tell(f"{draft.map} with more than one {compact(prop)}: the first is kept", draft)
        lacking = [compact(prop) for prop, (field, _) in known.fields.items() if field in known.needed and field not in given]
        if lacking:
            self.tell(f"{draft.map} without {' and '.join(lacking)}", draft)
            return None
        node: Any = self._made(cls, given, draft, name)
        if isinstance(node, Partnership) and node.a.key == node.b.key:
            self.tell(f"{draft.map} between one and the same", draft)
            return None
        return node  # type: ignore[no-any-return]

    def _made(self, cls: type[Node], given: dict[str, Any], draft: Draft, name: str) -> Node:
        known = {field.name for field in dataclasses.fields(cls)}
        if "scope" in known and not given.get("seat") and not (given.get("start") and cls.__name__ == "Event"):
            given["scope"] = self.source.key
        if cls in (Participation, Point):
            given["owner"] = ""
        if issubclass(cls, Fact):
            given.update(evidence=self.evidence(draft), rule=f"rml:{draft.map}")
        node = cls(**given)
        parts = next((field for field in ("participations", "points") if field in known), "")
        if not parts or name not in self.parts:
            return node
        found = [self._part(part, node.key) for part in self.parts[name]]
        return dataclasses.replace(node, **{parts: tuple(part for part in found if part is not None)})

    def _part(self, name: str, owner: str) -> Node | None:
        draft = self.drafts[name]
        part = self._node(_owned(draft), self.classes[draft.map], "")
        return None if part is None else dataclasses.replace(part, owner=owner)  # type: ignore[call-arg]

    def evidence(self, draft: Draft) -> tuple[Evidence, ...]:
        """What the record says, word for word."""
        found = []
        for place in draft.places:
            start, end = place.start, min(place.end, place.start + LONGEST)
            found.append(Evidence(source=self.source.key, quote=self.document.text[start:end], start=start, end=end, row=place.row,
                                  path=place.path))
        return tuple(found)

    def value(self, one: Object, field: str, column: Column, cls: type[Node], draft: Draft) -> Any:
        """A value in the form of its field; None (and a note) for what cannot be read so."""
        if column.form in ("node", "iri"):
            return self._referred(one, field, column, cls, draft)
        try:
            return _read(one.text, column.form, frame(cls).hints[field])
        except ValueError as error:
            where = f"{one.place}" if one.place else "the mapping"
            self.notes[f"{draft.map}: {compact(column.prop.value)} that {error}"].append(f"{where} “{one.text[:60]}”")
            return None

    def _referred(self, one: Object, field: str, column: Column, cls: type[Node], draft: Draft) -> Any:
        node = self.node(one.text) if one.text in self.drafts else None
        if node is None:
            self.tell(f"{draft.map} whose {compact(column.prop.value)} is not described", draft)
            return None
        self.used.add(one.text)
        if column.form == "iri":
            return node.key
        if not isinstance(node, frame(cls).nodes[field]):
            self.tell(f"{draft.map} whose {compact(column.prop.value)} is a {type(node).__name__}", draft)
            return None
        return node

    def tell(self, what: str, draft: Draft) -> None:
        """Note what is wrong with a record, and where it stands."""
        self.notes[what].append(str(next(iter(draft.places), "")))


def _owned(draft: Draft) -> Draft:
    """A part without its owner, whose key is set when it is known."""
    part = Draft(draft.map)
    part.places = draft.places
    part.values = {prop: values for prop, values in draft.values.items() if prop not in (COOP.participationIn.value, COOP.pointOf.value)}
    return part


def _read(text: str, form: str, hint: Any) -> Any:
    """A text as the value of a field.

    Raises
    ------
    ValueError : it is none; says why.
    """
    if form == "concept":
        key = text.removeprefix(VOCABULARY)
        if vocabulary().get(key) is None:
            raise ValueError("no vocabulary holds")
        return key
    if form == "date":
        match = _DATE.fullmatch(text.strip())
        day = match.group(1) if match else text.strip()
        if not edtf.valid(day):
            raise ValueError("is no date of the calendar (YYYY, YYYY-MM or YYYY-MM-DD)")
        return day
    if form in ("decimal", "integer"):
        return _number(text, form, hint)
    if form == "boolean":
        if text not in ("true", "false", "1", "0"):
            raise ValueError("is neither true nor false")
        return text in ("true", "1")
    return text


def _number(text: str, form: str, hint: Any) -> Any:
    try:
        number = Decimal(text.replace(",", "") if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", text) else text)
    except InvalidOperation:
        raise ValueError("is no number") from None
    if not number.is_finite() or abs(number) >= 10**18:
        raise ValueError("is no number that can be stored")
    if form == "integer":
        return int(number)
    return float(number) if float in (hint, *get_args(hint)) else number
