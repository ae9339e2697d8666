"""What people decide about facts: accept, reject, merge, split, correct, undo; and what there is to decide.

Decisions live in the curation graph, win over every source, and are applied whenever a source's graph is written; see
`kg.store.decisions`. What a source itself states is kept, so that undoing a decision restores it.
"""

from ..store.decisions import Decision
from .claims import BELOW, Conflict, Doubt, conflicts, doubts, waiting
from .decide import accept, correct, decisions, fact_iri, merge, reject, split, undo
from .duplicates import Duplicate, duplicates
from .review import Question, answer, questions, stands

__all__ = [
    "BELOW", "Conflict", "Decision", "Doubt", "Duplicate", "Question", "accept", "answer", "conflicts", "correct",
    "decisions", "doubts", "duplicates", "fact_iri", "merge", "questions", "reject", "split", "stands", "undo", "waiting",
]
