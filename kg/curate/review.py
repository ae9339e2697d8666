"""Review: what is doubtful as questions, each with the answers that it takes."""

from __future__ import annotations

from typing import NamedTuple

from ..errors import DecisionError
from ..store import Store
from ..store.decisions import Decision
from ..terms import RDF, NamedNode
from .claims import BELOW, conflicts, doubts, waiting
from .decide import accept, correct, merge, reject, withheld
from .duplicates import duplicates
from .questions import near

DOUBT = {"a": "accept", "r": "reject"}
CONFLICT = {"1": "only the first is right", "2": "only the second is right", "b": "both stand"}
DUPLICATE = {"m": "merge into the second", "k": "keep apart"}


class Question(NamedTuple):
    """Something to decide. `ask` is withheld, low confidence, two holders, two starts, two amounts or duplicate; `what` it is
    about; then what is claimed, and what stands against it (empty where nothing does): `fact` an IRI, `says` in
    words, `source` an IRI, `quote` the evidence."""

    ask: str
    what: str
    fact: str
    says: str
    source: str
    quote: str
    other: str = ""
    other_says: str = ""
    other_source: str = ""
    other_quote: str = ""

    @property
    def answers(self) -> dict[str, str]:
        """Key → what it decides."""
        return DOUBT if not self.other else DUPLICATE if self.ask == "duplicate" else CONFLICT


def questions(store: Store, below: float = BELOW, about: str = "") -> list[Question]:
    """What there is to decide: facts that are withheld, then others of low confidence, the least sure first, then
    contradictions, then what may be the same under two IRIs.

    Parameters
    ----------
    below : confidence under which a fact is doubtful.
    about : IRI of an entity: only what speaks of it.
    """
    found = [Question(ask, f"{one.kind} {one.confidence:g}", one.fact, one.says, one.source, one.quote)
             for ask, some in (("withheld", waiting(store, about)), ("low confidence", doubts(store, below, about)))
             for one in some]
    found += [Question(one.kind, one.what, one.fact1, one.value1, one.source1, one.quote1, one.fact2, one.value2,
                       one.source2, one.quote2) for one in conflicts(store)]
    found += [Question("duplicate", f"{one.name}: {one.reason}", one.entity, one.says, one.source, one.quote, one.into,
                       one.into_says, one.into_source, one.into_quote) for one in duplicates(store)]
    wanted = near(store, about) if about else None
    return [one for one in found if wanted is None or one.ask == "withheld" or {one.fact, one.other} & wanted]


def stands(store: Store, question: Question) -> bool:
    """Whether a question is still open after what was decided since it was asked."""
    taken = {one.target for one in store.decisions if one.verdict in ("accept", "correct")} - {""}
    if question.ask == "withheld":
        return withheld(store, question.fact)
    there = all(next(store.quads(NamedNode(iri), RDF.type), None) for iri in (question.fact, question.other) if iri)
    return there and (question.fact not in taken if question.ask in ("low confidence", "two starts") else True)


def answer(store: Store, question: Question, key: str, *, who: str) -> Decision:
    """Take the decision that a key stands for.

    Raises
    ------
    DecisionError : the question knows no such answer, or the decision cannot be taken.
    """
    one, other = question.fact, question.other
    if key not in question.answers:
        raise DecisionError(f"{key!r} is no answer to this; choose one of {', '.join(question.answers)}")
    if key in DOUBT:
        return (accept if key == "a" else reject)(store, one, who=who)
    if key == "m":
        return merge(store, one, other, who=who, why=question.what)
    if key in ("b", "k"):
        return accept(store, one, apart=[other], who=who, why=question.what)
    if question.ask == "two starts":
        right = question.says if key == "1" else question.other_says
        return correct(store, one, "coop:start", right, who=who)
    return reject(store, other if key == "1" else one, who=who, why=f"{question.ask}: {question.what}")
