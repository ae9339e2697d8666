"""SERVICE (SPARQL 1.1 Federated Query) over endpoints that the user has allowed by name.

Oxigraph would follow redirects and wait for ever, and so it never gets to see a SERVICE clause. Each is evaluated here, and its
solutions take its place in the query as VALUES, which means the same: a clause is evaluated on its own and joined. What
the patterns before it in the outermost group have bound is sent along, so that an endpoint is asked about those alone.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..errors import QueryError
from ..terms import BlankNode, Literal, NamedNode, Triple
from . import remote

Term = NamedNode | BlankNode | Literal | Triple
Ask = Callable[[str, Mapping[str, Term]], Iterable[Sequence[Term | None]]]
"""Evaluates a SELECT query over the store itself."""

SENT = 500
"""Bindings that are sent along in one request, at most."""
REQUESTS = 20
"""Requests for one clause, at most; of more bindings none is sent along, and the endpoint is asked for all it has."""
_UNSTABLE = {"rand", "uuid", "struuid", "bnode", "now", "limit", "offset"}
_TOKEN = re.compile(
    r"""(?P<comment>\#[^\n\r]*)|(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)"""
    r"""|(?P<text>\"{3}(?:"{0,2}(?:[^"\\]|\\.))*"{3}|'{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')"""
    r"""|(?P<variable>[?$]\w+)|(?P<word>@?[\w:][\w:.%\\·-]*)|(?P<brace>[{}])""", re.DOTALL)


class Token(NamedTuple):
    """A word of a query, of a kind of `_TOKEN`, and where it stands."""

    kind: str
    text: str
    start: int
    end: int


class Clause(NamedTuple):
    """A SERVICE clause: its own tokens up to the brace, the span from keyword to closing brace, what stands inside the
    braces, and, where the clause stands in the outermost group, what stands before it there."""

    head: tuple[Token, ...]
    start: int
    end: int
    pattern: str
    before: str | None

    @property
    def silent(self) -> bool:
        """Whether a failure is to pass for an answer that says nothing."""
        return len(self.head) > 2 and self.head[1].text.lower() == "silent"

    @property
    def iri(self) -> str:
        """The address that it names; "" where it is a variable or a prefixed name."""
        return self.head[-1].text[1:-1] if self.head[-1].kind == "iri" else ""


def tokens(query: str) -> list[Token]:
    """The words of a query, without comments and other signs."""
    return [Token(match.lastgroup or "", match[0], match.start(), match.end())
            for match in _TOKEN.finditer(query) if match.lastgroup != "comment"]


def clauses(query: str) -> Iterator[Clause]:
    """The SERVICE clauses of a query, in the order of their keywords."""
    words = tokens(query)
    groups: list[int] = []
    for place, word in enumerate(words):
        if word.text == "{":
            groups.append(place)
        elif word.text == "}":
            del groups[-1:]
        elif word.kind == "word" and word.text.lower() == "service":
            clause = _clause(query, words, place, groups)
            if clause:
                yield clause


def _clause(query: str, words: Sequence[Token], place: int, groups: Sequence[int]) -> Clause | None:
    begin = next((at for at in range(place + 1, min(place + 4, len(words))) if words[at].text == "{"), None)
    if begin is None or begin < place + 2:
        return None
    depth = 0
    for word in words[begin:]:
        depth += (word.text == "{") - (word.text == "}")
        if not depth:
            before = _before(query, words, place, groups)
            return Clause(tuple(words[place:begin]), words[place].start, word.end, query[words[begin].end:word.start], before)
    return None


def _before(query: str, words: Sequence[Token], place: int, groups: Sequence[int]) -> str | None:
    """What stands before a clause in the outermost group, unless that alone says something else: FILTER counts for the whole
    group, FROM for the whole query, EXISTS depends on what is around it, and some functions give something new each time."""
    if len(groups) != 1 or (groups[0] and words[groups[0] - 1].text.lower() == "exists"):
        return None
    depth = 0
    for word in words[groups[0] + 1:place]:
        depth += (word.text == "{") - (word.text == "}")
        if (not depth and word.text.lower() == "filter") or word.text.lower() in _UNSTABLE:
            return None
    if any(word.kind == "word" and word.text.lower() == "from" for word in words):
        return None
    return query[words[groups[0]].end:words[place].start]


def masked(query: str) -> str:
    """The query with GRAPH for SERVICE, which may stand in the same places, so that a parser finds all other faults where they are."""
    for clause in clauses(query):
        for word in clause.head[:1 + clause.silent]:
            query = query[:word.start] + ("GRAPH" if word is clause.head[0] else "").ljust(len(word.text)) + query[word.end:]
    return query


def check(query: str, places: Sequence[str]) -> None:
    """Raise QueryError unless every SERVICE clause names an endpoint of these places."""
    for place in places:
        if not remote.is_place(place):
            raise QueryError(f"{place!r} is no host; name it alone, as query.wikidata.org, or with its port, as 127.0.0.1:3030")
    for clause in clauses(query):
        if any(clauses(clause.pattern)):
            raise _error(query, clause, "a SERVICE clause inside another would make the other store ask elsewhere; ask both from here")
        if not clause.iri:
            raise _error(query, clause, "SERVICE is refused unless it names its endpoint in full, between < and >")
        found = remote.address(clause.iri)
        if found is None:
            raise _error(query, clause, f"<{clause.iri}> is no endpoint that can be asked: write https://HOST/PATH, without user and fragment")
        if not remote.allowed(found, places):
            host = found.host if (found.scheme, found.port) == ("https", 443) else f"{found.host}:{found.port}"
            raise _error(query, clause, f"SERVICE would ask {host}, which is not allowed; allow it with --allow-service {host} "
                                        f"(in Python services=[{host!r}])")


def resolved(query: str, prefixes: Mapping[str, str], values: Mapping[str, Term], ask: Ask) -> str:
    """The query with VALUES for every SERVICE clause; `check` has allowed them.

    Raises
    ------
    QueryError : an endpoint fails (see `remote.ask`), and the clause is not SILENT.
    """
    original = query
    for stated in list(clauses(original)):
        clause = next(clauses(query))
        try:
            instead = _values(query, clause, prefixes, values, ask)
        except remote.Failure as error:
            if not clause.silent:
                raise _error(original, stated, f"<{clause.iri}> {error}") from error
            instead = "{ }"
        query = query[:clause.start] + instead + query[clause.end:]
    return query


def _values(query: str, clause: Clause, prefixes: Mapping[str, str], values: Mapping[str, Term], ask: Ask) -> str:
    """The solutions of a clause as a group with VALUES."""
    place = remote.address(clause.iri)
    names = _variables(clause.pattern)
    until = time.monotonic() + remote.SECONDS
    given: set[str] = set()
    rows: list[dict[str, str]] = []
    for bound in _bound(query, clause, names, values, ask):
        found = remote.ask(place, _question(query, clause, prefixes, bound), until)  # type: ignore[arg-type]
        given.update(found.names)
        rows += [{name: _written(term, clause) for name, term in zip(found.names, row, strict=True)} for row in found.rows]
    columns = [name for name in names if name in given]
    cells = " ".join(f"({' '.join(row.get(name, 'UNDEF') for name in columns)})" for row in rows)
    return f"{{ VALUES ({' '.join(f'?{name}' for name in columns)}) {{ {cells} }} }}"


def _bound(query: str, clause: Clause, names: Sequence[str], values: Mapping[str, Term], ask: Ask) -> list[str]:
    """What is known of a clause's variables beforehand, as VALUES, one for each request; [""] where nothing is."""
    fixed = {name: term for name, term in values.items() if name in names}
    before = _variables(clause.before or "")
    shared = [name for name in before if name in names]
    found: list[Sequence[Term | None]] = [()]
    if shared:
        inputs = {name: term for name, term in values.items() if name in before}
        wanted = list(dict.fromkeys([*shared, *inputs]))
        text = f"{_prologue(query)}SELECT DISTINCT {' '.join(f'?{name}' for name in wanted)} WHERE {{{clause.before}\n}} LIMIT {SENT * REQUESTS + 1}"
        try:
            found = [row[:len(shared)] for row in ask(text, inputs)]
        except QueryError:  # what stands before the clause cannot be asked alone
            shared, found = [], [()]
    if len(found) > SENT * REQUESTS:
        shared, found = [], [()]
    sure = [place for place in range(len(shared)) if all(_can_be_sent(row[place]) for row in found)]
    columns = [*(shared[place] for place in sure), *(name for name in fixed if name not in shared)]
    if not columns:
        return [""]
    rest = [term for name, term in fixed.items() if name not in shared]
    tuples = list(dict.fromkeys(f"({' '.join(map(str, [*(row[place] for place in sure), *rest]))})" for row in found))
    head = f"VALUES ({' '.join(f'?{name}' for name in columns)})"
    return [f"{head} {{ {' '.join(tuples[at:at + SENT])} }}" for at in range(0, len(tuples), SENT)]


def _question(query: str, clause: Clause, prefixes: Mapping[str, str], bound: str) -> str:
    """What an endpoint is asked."""
    used = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in prefixes.items() if f"{name}:" in clause.pattern)
    pattern = f"{bound} {{{clause.pattern}\n}}" if bound else clause.pattern
    return f"{used}{_prologue(query)}SELECT * WHERE {{ {pattern}\n}}"


def _prologue(query: str) -> str:
    """BASE and PREFIX at the head of a query."""
    words, end = tokens(query), 0
    for place, word in enumerate(words):
        length = {"base": 2, "prefix": 3}.get(word.text.lower(), 0) if word.start >= end else 1
        if not length:
            break
        end = max(end, words[min(place + length, len(words)) - 1].end)
    return query[:end] + "\n"


def _variables(pattern: str) -> list[str]:
    return list(dict.fromkeys(word.text[1:] for word in tokens(pattern) if word.kind == "variable"))


def _can_be_sent(term: Term | None) -> bool:
    return isinstance(term, (NamedNode, Literal))


def _written(term: Term | None, clause: Clause) -> str:
    """A term of an answer as VALUES takes it. A blank node becomes an IRI (RDF 1.1 Concepts, section 3.5)."""
    if isinstance(term, BlankNode):
        place = remote.address(clause.iri)
        return str(NamedNode(f"https://{place.host if place else 'unknown'}/.well-known/genid/{term.value}"))
    if isinstance(term, Triple):
        raise remote.Failure("answers with triples as terms, which are not taken")
    return "UNDEF" if term is None else str(term)


def _error(query: str, clause: Clause, message: str) -> QueryError:
    line, column = query.count("\n", 0, clause.start) + 1, clause.start - query.rfind("\n", 0, clause.start)
    return QueryError(f"line {line}, column {column}: {message}", line, column)
