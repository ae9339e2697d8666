"""Derived shortcuts for simple queries and paths, by rules in SPARQL, in a graph of their own.

`coop:assists` (directed), `coop:cooperatesWith` and `coop:metWith` (both ways), `coop:holdsPostIn`, `coop:servesWith`,
`coop:followsInPost`, `coop:cooperatesUnder`. They say nothing that the facts do not say: `why` tells on which facts a statement
rests; `underive` takes all away again without residue. Derive again after loading or removing sources.
"""

from .book import Rule, local, rules
from .derivation import GRAPH, Derived, derive, derive_again, derived, outdated, states, underive
from .why import Reason, Why, statement, why

__all__ = [
    "GRAPH", "Derived", "Reason", "Rule", "Why", "derive", "derive_again", "derived", "local", "outdated", "rules", "statement",
    "states", "underive", "why",
]
