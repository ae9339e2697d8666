"""The rows that lookups answer with: named tuples of strings, "" where nothing is known.

Like all that lookups import, it does not postpone annotations: a NamedTuple compiles those, which takes milliseconds.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple, TypeVar

Item = TypeVar("Item", bound=tuple[Any, ...])


class Rows(list[Item]):
    """A list of rows of one kind, equal to any list of the same rows, that turns into a data frame and shows itself in a notebook.

    Parameters
    ----------
    kind : the class of the rows, which names the columns where there are none.
    """

    def __init__(self, kind: type[Item], rows: Iterable[Item] = ()) -> None:
        super().__init__(rows)
        self.kind = kind

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        names: tuple[str, ...] = getattr(self.kind, "_fields", ())
        return names

    def records(self) -> list[dict[str, Any]]:
        """The rows as dicts."""
        return [dict(zip(self.columns, row, strict=True)) for row in self]

    def to_pandas(self) -> Any:
        """The rows as a `pandas.DataFrame`; ExtraError if pandas is not installed."""
        from ..tabular import frame  # noqa: PLC0415  # a lookup starts faster without

        return frame(self.columns, self)

    def __reduce__(self) -> tuple[Any, ...]:
        return Rows, (self.kind, list(self))

    def _repr_html_(self) -> str:
        """The first rows for notebooks; every value is escaped."""
        from ..tabular import preview  # noqa: PLC0415  # a lookup starts faster without

        return preview(self.columns, self)


class Entity(NamedTuple):
    """Something that can be asked for; `kind` is region, organization, person, event or agreement."""

    iri: str
    label: str
    kind: str
    code: str


class Partner(NamedTuple):
    """A partner, in the role that it plays (supporter helps, recipient is helped); `holds` answers an as-of question."""

    partner: str
    code: str
    role: str
    kind: str
    programme: str
    since: str
    until: str
    holds: str
    source: str
    quote: str


class Held(NamedTuple):
    """A post that a person holds in a body of a region, attested on a day; `since` and `until` only where they are stated."""

    person: str
    post: str
    organization: str
    region: str
    code: str
    attested: str
    source: str
    quote: str
    since: str = ""
    until: str = ""
    holds: str = ""


class Meeting(NamedTuple):
    """Somebody who took part in the same event, in which role, and the role of the one asked about."""

    who: str
    role: str
    event: str
    kind: str
    start: str
    end: str
    place: str
    own_role: str
    source: str
    quote: str
    holds: str = ""


class Step(NamedTuple):
    """One step of a path (of several, the `path` of this number), as a sentence with its evidence. `fact` is the IRI of what
    says so, `sure` the probability that a source is right about it."""

    path: str
    number: str
    sentence: str
    subject: str
    relation: str
    object: str
    date: str
    source: str
    quote: str
    holds: str = ""
    fact: str = ""
    sure: str = ""


class Account(NamedTuple):
    """A fact (IRI) as one source states it: in a sentence, with the rule that found it and the confidence in it ("" where it came
    as data), what people decided about it, and the words of the source."""

    sentence: str
    fact: str
    found_by: str
    confidence: str
    decided: str
    source: str
    quote: str


class Entry(NamedTuple):
    """An entry of a timeline."""

    date: str
    end: str
    kind: str
    what: str
    role: str
    source: str
    quote: str
    holds: str = ""


class Property(NamedTuple):
    """Something said about an entity."""

    section: str
    property: str
    value: str
    source: str
    quote: str
    holds: str = ""


class Hit(NamedTuple):
    """What a search found, and why."""

    label: str
    kind: str
    code: str
    reason: str
    iri: str
    source: str
    quote: str


class Count(NamedTuple):
    """How many there are of something."""

    what: str
    number: str


class Happening(NamedTuple):
    """What changed in a period: something `began`, `ended` or `took place` on a date, or was `reported`; `holds` tells
    whether the date certainly lies in the period."""

    date: str
    change: str
    kind: str
    what: str
    holds: str
    iri: str
    source: str
    quote: str
