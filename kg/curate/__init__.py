"""What people decide about facts: accept, reject, merge, split, correct, undo; and what there is to decide.

Decisions live in the curation graph, win over every source, and are applied whenever a source's graph is written; see
`kg.store.decisions`. What a source itself states is kept, so that undoing a decision restores it.
"""

from ..store.decisions import Decision
from .claims import Conflict, Doubt, conflicts, doubts
from .decide import accept, correct, decisions, fact_iri, merge, reject, split, undo
from .duplicates import Duplicate, duplicates

__all__ = [
    "Conflict", "Decision", "Doubt", "Duplicate", "accept", "conflicts", "correct", "decisions", "doubts", "duplicates",
    "fact_iri", "merge", "reject", "split", "undo",
]
