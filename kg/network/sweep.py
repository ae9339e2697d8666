"""Actors and facts of a whole store at once: what `Index` tells of one, as arrays over the numbers of terms."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..model.nodes import ORGANS_OF_ONE
from ..store import Store
from ..terms import COOP, FOAF, ORG, RDF, RDFS, SCHEMA, VOCABULARY, NamedNode
from .columns import CLASSES, Column, Columns, first

Numbers = NDArray[Any]
NAMES = ("", *CLASSES.values())
_REGION, _BODY, _PERSON = 1, 2, 3
_DEPTH = 8  # a body within a body …


class Sweep:
    """The sources of a store in one state of it. Whatever takes numbers of terms takes arrays of them."""

    def __init__(self, store: Store, columns: Columns) -> None:
        self.store, self.columns = store, columns
        self._firsts: dict[str, Numbers] = {}
        self._offices: Numbers | None = None
        self._classes: Numbers = np.zeros(0, np.int8)
        self._learnt: set[str] = set()

    def rows(self, term: NamedNode) -> Column:
        """All values of a property."""
        return self.columns.get(self.store, term)

    def first(self, ids: Numbers, term: NamedNode) -> Numbers:
        """One value of a property: Chinese before others, then the smallest; 0 for none."""
        if not ids.any():
            return np.zeros(len(ids), np.int32)
        if term.value not in self._firsts:
            column = self.rows(term)
            self._firsts[term.value] = first(column, self.columns.texts(), len(self.columns.numbers))
        return taken(self._firsts[term.value], ids)

    def classes(self, ids: Numbers) -> Numbers:
        """What terms are, as places in `NAMES`. Classes are read one by one until it is known."""
        for iri in CLASSES:
            if (taken(self._classes, ids)[ids > 0] > 0).all():
                break
            self._learn(iri)
        return taken(self._classes, ids)

    def learn(self, relations: Collection[str]) -> None:
        """Take in the facts of some relations, which else are sought among the classes of actors first."""
        for iri, name in CLASSES.items():
            if name in relations:
                self._learn(iri)

    def _learn(self, iri: str) -> None:
        """Take in who is of a class; of those who are of several the first counts."""
        if iri in self._learnt:
            return
        column = self.columns.members(self.store, iri)
        found = {iri: column.subject} if column else self._types()
        self._learnt |= found.keys()
        known, self._classes = self._classes, np.zeros(len(self.columns.numbers), np.int8)
        self._classes[:len(known)] = known
        for name in sorted(found, reverse=True):
            self._classes[found[name]] = NAMES.index(CLASSES[name])

    def _types(self) -> dict[str, Numbers]:
        column = self.rows(RDF.type)
        return {iri: column.subject[column.value == self.columns.numbers.get(iri, -1)] for iri in CLASSES}

    def facts(self, relation: str) -> Numbers:
        """All facts of a relation."""
        self.learn([relation])
        return np.flatnonzero(self._classes == NAMES.index(relation)).astype(np.int32)

    def actors(self, ids: Numbers) -> Numbers:
        """Which terms are regions, bodies or people."""
        kinds = self.classes(ids)
        return (kinds >= _REGION) & (kinds <= _PERSON)

    def people(self, ids: Numbers) -> Numbers:
        """Which terms are people."""
        self._learn(FOAF.Person.value)
        found: Numbers = taken(self._classes, ids) == _PERSON
        return found

    def text(self, ids: Numbers, change: Callable[[str], Any] | None = None) -> Numbers:
        """The texts of terms, changed by a function of the text if one is given."""
        texts = self.columns.texts()
        if change is None:
            found: Numbers = texts[ids]
            return found
        known, places = np.unique(ids, return_inverse=True)
        return objects([change(text) for text in texts[known]])[places.ravel()]

    def concept(self, ids: Numbers, term: NamedNode) -> Numbers:
        """The keys of concepts: "event/visit"."""
        return self.text(self.first(ids, term), key)

    def rank(self, ids: Numbers) -> Numbers:
        """The order of terms by their text: equal for equal ones, smaller for smaller ones."""
        known, places = np.unique(ids, return_inverse=True)
        order = np.empty(len(known), np.int32)
        texts = self.columns.texts()[known].tolist()
        order[sorted(range(len(known)), key=texts.__getitem__)] = np.arange(len(known), dtype=np.int32)
        return order[places.ravel()]

    def drawn(self, ids: Numbers) -> Numbers:
        """The nodes that stand for actors: the region for its one committee, government …"""
        result = np.where(self.actors(ids), ids, 0)
        bodies = np.flatnonzero(self.classes(ids) == _BODY)
        organs = self.text(self.first(ids[bodies], ORG.classification), _of_one).astype(bool)
        bodies = bodies[organs]
        regions = self.first(ids[bodies], COOP.ofRegion)
        result[bodies] = np.where(regions > 0, regions, ids[bodies])
        return result

    def region(self, ids: Numbers) -> Numbers:
        """The regions that actors belong to; 0 where none is known."""
        known, places = np.unique(ids, return_inverse=True)
        return self._regions(known)[places.ravel()]

    def _regions(self, ids: Numbers) -> Numbers:
        result, here = np.zeros_like(ids), ids.copy()
        for _ in range(_DEPTH):
            kinds = self.classes(here)
            result = np.where(kinds == _REGION, here, result)
            bodies, people = np.flatnonzero(kinds == _BODY), np.flatnonzero(kinds == _PERSON)
            if not len(bodies) and not len(people):
                break
            above = np.zeros_like(ids)
            above[bodies] = self._else(self.first(here[bodies], COOP.ofRegion), here[bodies],
                                       lambda ids: self.first(ids, ORG.subOrganizationOf))
            above[people] = self._else(self.first(here[people], COOP.seat), here[people], self.offices)
            here = above
        return result

    def offices(self, ids: Numbers) -> Numbers:
        """The bodies of people's first posts, in the order of the posts' IRIs."""
        if self._offices is None:
            tenures = self.facts("tenure")
            tenures = tenures[np.argsort(-self.rank(tenures), kind="stable")]
            people, bodies = self.first(tenures, ORG.member), self.first(tenures, ORG.organization)
            self._offices = np.zeros(len(self.columns.numbers), np.int32)
            self._offices[people] = bodies  # the last one written is the first post
        return taken(self._offices, ids)

    def side(self, ids: Numbers) -> Numbers:
        """The regions or bodies for which actors take part."""
        result = self.drawn(ids)
        people = np.flatnonzero(self.people(ids))
        who = ids[people]
        result[people] = self._else(self.region(who), who, lambda ids: self.drawn(
            self._else(self.first(ids, COOP.seat), ids, self.offices)))
        return result

    @staticmethod
    def _else(found: Numbers, ids: Numbers, other: Callable[[Numbers], Numbers]) -> Numbers:
        """What was found, and for what nothing was found for something else."""
        missing = np.flatnonzero(found == 0)
        if len(missing):
            found[missing] = other(ids[missing])
        return found

    def within(self, inner: Numbers, outer: Numbers) -> Numbers:
        """Whether regions lie inside others, place by place."""
        found = np.zeros(len(inner), bool)
        for level in self.above(inner):
            found |= (level == outer) & (outer > 0)
        return found

    def above(self, ids: Numbers) -> list[Numbers]:
        """The regions that regions lie in, the nearest first; 0 beyond the outermost. Circles end."""
        levels: list[Numbers] = []
        here = self.first(ids, SCHEMA.containedInPlace)
        while here.any():
            for level in levels:
                here = np.where(level == here, 0, here)
            if here.any():
                levels.append(here)
            here = self.first(here, SCHEMA.containedInPlace)
        return levels

    def province(self, ids: Numbers) -> Numbers:
        """Labels (numbers of terms) of the provinces in which regions lie; else of the outermost region."""
        province, here = self.columns.numbers.get("province", -1), ids.copy()
        for _ in range(_DEPTH):
            inner = np.flatnonzero((here > 0) & (self.first(here, COOP.level) != province))
            if not len(inner):
                break
            here[inner] = self.first(here[inner], SCHEMA.containedInPlace)
        return self.first(here, RDFS.label)


def taken(array: Numbers, ids: Numbers) -> Numbers:
    """The values at some places; 0 for places of terms that were not known when the array was made."""
    if not len(array):
        return np.zeros(len(ids), array.dtype)
    return np.where(ids < len(array), array[np.minimum(ids, len(array) - 1)], array.dtype.type(0))


def objects(values: Sequence[Any]) -> Numbers:
    """An array of any values."""
    return np.fromiter(values, object, len(values))


def key(text: str) -> str:
    """The key of a concept's IRI."""
    return text.removeprefix(VOCABULARY)


def _of_one(text: str) -> bool:
    return key(text).partition("/")[2] in ORGANS_OF_ONE
