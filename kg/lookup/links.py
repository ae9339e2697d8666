"""What is one step away from a node: every relation that joins it to another actor, with the facts that say so.

Read from the store pattern by pattern, since a search asks it of thousands of nodes: planning a query alone takes
longer than reading a node does.
"""

import functools
import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from ..store import Store
from ..terms import COOP, DCTERMS, OA, ORG, RDF, SCHEMA, Literal, NamedNode, concept
from .asof import Asked

RELATIONS = ("partnership", "project", "agreement", "money", "tenure", "event")
"""What joins two actors; of several relations between the same two the first of these is told."""
SURE = 0.99
"""No source is believed beyond this, however sure the reading of it: it may err itself."""
COPIED = 12
"""Words of so many characters that two sources share were copied, so that both are one witness."""


class Link(NamedTuple):
    """One relation between two nodes, as one source states it.

    `about` is the partnership, tenure, event, project, agreement or sum of money; `mine` and `theirs` are the participations
    of either in an event or project. `forward`: the node that was asked about is the one that helps, holds or pays.
    """

    relation: str
    forward: bool
    graph: NamedNode
    about: NamedNode
    mine: NamedNode | None = None
    theirs: NamedNode | None = None

    @property
    def facts(self) -> tuple[NamedNode, ...]:
        """All the facts that must be right for the relation to hold."""
        return tuple(fact for fact in (self.about, self.mine, self.theirs) if fact is not None)

    def back(self) -> "Link":
        """The same relation, asked about from the other end."""
        turned = self.forward if self.relation in ("agreement", "event", "project") else not self.forward
        return self._replace(forward=turned, mine=self.theirs, theirs=self.mine)


Found = Iterator[tuple[NamedNode, Link]]


class Links:
    """The relations of a store's nodes, read when they are asked for.

    Parameters
    ----------
    relations : only these of RELATIONS; all if empty.
    asked : only what holds or may hold on the days asked about (see `asof`).
    """

    def __init__(self, store: Store, relations: Sequence[str] = (), asked: Asked | None = None) -> None:
        self._store, self.asked = store, asked
        readers: dict[str, Callable[[NamedNode], Found]] = {
            "partnership": self._partnerships, "tenure": self._tenures, "agreement": self._agreements, "money": self._money}
        self._readers = [read for name, read in readers.items() if not relations or name in relations]
        self._shared = [name for name in ("event", "project") if not relations or name in relations]
        self.parts = functools.cache(self._parts)
        self.proofs = functools.cache(self._proofs)
        self.confidence = functools.cache(self._confidence)
        self.quote = functools.cache(lambda proof, graph: self.values(proof, OA.exact, graph))

    def of(self, node: str) -> dict[str, list[Link]]:
        """Each neighbour of a node with the relations to it."""
        found: dict[str, list[Link]] = defaultdict(list)
        term = NamedNode(node)
        for other, link in self._all(term):
            if other != term and (self.asked is None or self.holds(link)):
                found[other.value].append(link)
        return found

    def holds(self, link: Link) -> str:
        """Whether a relation holds on the days asked about, on the word of its source; "" where none were asked about."""
        if self.asked is None:
            return ""
        since, until = self.first(link, COOP.start), self.first(link, COOP.end)
        if link.relation in ("event", "agreement", "money"):
            return self.asked.event(since, until)
        return self.asked.state(since, until, self.values(link.about, COOP.attested, link.graph) if link.relation == "tenure"
                                else self.values(link.graph, DCTERMS.issued, link.graph))

    def first(self, link: Link, term: NamedNode) -> str:
        """A date of what a link is about; of an agreement or a sum without one that of the event where it was made."""
        found = self.values(link.about, term, link.graph)
        events = () if found else self.ends(link.about, COOP.atEvent, link.graph)
        return found or next(filter(None, (self.values(event, term, link.graph) for event in events)), "")

    def values(self, node: NamedNode, term: NamedNode, graph: NamedNode) -> str:
        """The value of a property in one source, the first of several; "" for none."""
        found = (quad.object for quad in self._store.quads(node, term, None, graph))
        return min((str(value.value) for value in found if isinstance(value, (NamedNode, Literal))), default="")

    def ends(self, node: NamedNode, term: NamedNode, graph: NamedNode) -> list[NamedNode]:
        """The nodes that a property leads to in one source."""
        return [quad.object for quad in self._store.quads(node, term, None, graph) if isinstance(quad.object, NamedNode)]

    def told_by(self, link: Link) -> list[NamedNode]:
        """The evidence of a relation: of the other's part in it, or of the whole."""
        return (self.proofs(link.theirs, link.graph) if link.theirs else []) or self.proofs(link.about, link.graph)

    def sentences(self, links: Sequence[Link]) -> int:
        """How many pieces of evidence say that a relation holds; a source without any counts once."""
        return len({proof for link in links for one in (link, link.back()) for proof in self.told_by(one) or [link.graph]})

    def sure(self, links: Sequence[Link]) -> float:
        """The probability that at least one source is right that two actors are related.

        A source is right with the confidence in the facts that must all hold, at most SURE; its sentences were written by one
        hand, so that the best counts and no other. Sources err independently (noisy or: Pearl, Probabilistic Reasoning in
        Intelligent Systems, 1988, section 4.3.2), but those that share a sentence are one.
        """
        best: dict[NamedNode, float] = {}
        for link in links:
            right = math.prod(self.confidence(fact, link.graph) for fact in link.facts)
            best[link.graph] = max(best.get(link.graph, 0.0), min(right, SURE))
        wrong = 1.0
        for witness in self._witnesses(links) if len(best) > 1 else [list(best)]:
            wrong *= 1 - max(best[graph] for graph in witness)
        return 1 - wrong

    def _witnesses(self, links: Sequence[Link]) -> list[list[NamedNode]]:
        """The sources in groups that share a sentence."""
        words: dict[NamedNode, set[str]] = defaultdict(set)
        for link in links:
            said = (self.quote(proof, link.graph) for one in (link, link.back()) for proof in self.told_by(one))
            words[link.graph].update(quote for quote in said if len(quote) >= COPIED)
        groups: list[tuple[set[str], list[NamedNode]]] = []
        for graph, quotes in sorted(words.items(), key=lambda item: item[0].value):
            same = [group for group in groups if group[0] & quotes]
            groups = [group for group in groups if group not in same]
            groups.append((quotes.union(*(group[0] for group in same)), [graph, *(one for group in same for one in group[1])]))
        return [sources for _, sources in groups]

    def _all(self, node: NamedNode) -> Found:
        for read in self._readers:
            yield from read(node)
        if self._shared:
            yield from self._together(node)

    def _partnerships(self, node: NamedNode) -> Found:
        yield from self._sides("partnership", node, COOP.sideA, COOP.sideB)

    def _money(self, node: NamedNode) -> Found:
        for other, link in self._sides("money", node, COOP.payer, COOP.payee):
            if self.values(link.about, COOP.amount, link.graph):
                yield other, link

    def _sides(self, relation: str, node: NamedNode, first: NamedNode, second: NamedNode) -> Found:
        for mine, other, forward in ((first, second, True), (second, first, False)):
            for fact, graph in self._starts(mine, node):
                for end in self.ends(fact, other, graph):
                    yield end, Link(relation, forward, graph, fact)

    def _agreements(self, node: NamedNode) -> Found:
        for fact, graph in self._starts(COOP.party, node):
            for end in self.ends(fact, COOP.party, graph):
                yield end, Link("agreement", True, graph, fact)

    def _tenures(self, node: NamedNode) -> Found:
        """From a person to body and region, and back."""
        for fact, graph in self._starts(ORG.member, node):
            if self.ends(fact, COOP.post, graph):
                for body in self.ends(fact, ORG.organization, graph):
                    for end in (body, *self.ends(body, COOP.ofRegion, graph)):
                        yield end, Link("tenure", True, graph, fact)
        bodies = [(node, None), *self._starts(COOP.ofRegion, node)]
        for body, where in bodies:
            for fact, graph in self._starts(ORG.organization, body, where):
                for person in self.ends(fact, ORG.member, graph) if self.ends(fact, COOP.post, graph) else ():
                    yield person, Link("tenure", False, graph, fact)

    def _together(self, node: NamedNode) -> Found:
        """Who took part in the same events and projects."""
        for mine, graph in self._starts(ORG.member, node):
            for whole in self.ends(mine, COOP.participationIn, graph):
                relation, parts = self.parts(whole, graph)
                for theirs, other in parts if relation in self._shared else ():
                    yield other, Link(relation, True, graph, whole, mine, theirs)

    def _parts(self, whole: NamedNode, graph: NamedNode) -> tuple[str, list[tuple[NamedNode, NamedNode]]]:
        """Whether it is an event that has taken place, or a project; and who took part in it, by which participation."""
        kinds = self.ends(whole, RDF.type, graph)
        relation = "project" if COOP.Project in kinds else "event" if SCHEMA.Event in kinds else ""
        if not relation or (relation == "event" and concept("status/planned") in self.ends(whole, COOP.status, graph)):
            return "", []
        return relation, [(part, actor) for part, _ in self._starts(COOP.participationIn, whole, graph)
                          for actor in self.ends(part, ORG.member, graph)]

    def _starts(self, term: NamedNode, end: NamedNode, graph: NamedNode | None = None) -> list[tuple[NamedNode, NamedNode]]:
        """The nodes that a property leads from to this one, each with the source that says so."""
        return [(quad.subject, quad.graph_name) for quad in self._store.quads(None, term, end, graph)
                if isinstance(quad.subject, NamedNode) and isinstance(quad.graph_name, NamedNode)]

    def _proofs(self, fact: NamedNode, graph: NamedNode) -> list[NamedNode]:
        return self.ends(fact, COOP.evidence, graph)

    def _confidence(self, fact: NamedNode, graph: NamedNode) -> float:
        """How sure the reading of a fact is, in [0, 1]; 1 where nothing is said, as of what comes as data."""
        try:
            stated = float(self.values(fact, COOP.confidence, graph) or 1)
        except ValueError:
            return 1.0
        return min(max(stated, 0.0), 1.0) if stated == stated else 1.0
