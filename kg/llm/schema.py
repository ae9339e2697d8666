"""What a model is asked for: the fact types, once as the JSON Schema that it is sent and as the types its answer is read
into. Nothing in an answer is trusted; a fact of the wrong form is left out, and the others are read."""

from __future__ import annotations

import functools
from collections import Counter
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from ..vocabulary import vocabulary

MAX_CLAIMS = 400
"""Facts of one type that are read from one answer."""


class Refusal(Exception):
    """A claim that is not accepted; the message goes on from "facts …", and says why."""


class Claim(Struct, kw_only=True):
    """What all facts have."""

    quote: Annotated[str, Meta(description="The words of the text that prove the fact, copied character by character.")]
    at: Annotated[int, Meta(description="Offset of the quote in the text, in characters; -1 if unknown.")] = -1


class PostClaim(Claim, kw_only=True):
    """A person holds a post."""

    person: Annotated[str, Meta(description="The name alone, without title.")]
    title: Annotated[str, Meta(description="One post without the region's name, as the text has it: 县委书记, 代县长, 副主任.")]
    region: Annotated[str, Meta(description="Region that the post belongs to, by its full name: 宜川县; empty if none.")] = ""
    body: Annotated[str, Meta(description="Body that the post belongs to (committee, department, company), empty if the title "
                                          "tells: 宜川县农业农村局.")] = ""
    seconded: Annotated[bool, Meta(description="Whether the person is seconded (挂职).")] = False


class PartnershipClaim(Claim, kw_only=True):
    """A standing cooperation of two sides; a visit or meeting alone is none."""

    a: Annotated[str, Meta(description="The side that helps, or either side of equals, by its full name.")]
    b: Annotated[str, Meta(description="The side that is helped, or the other side.")]
    kind: str
    programme: Annotated[str, Meta(description="Programme, in the text's words: 苏陕协作; empty if none is named.")] = ""
    since: Annotated[str, Meta(description="When it began, if the text says so: YYYY, YYYY-MM or YYYY-MM-DD.")] = ""


class TakesPart(Struct, kw_only=True):
    """Somebody takes part in an event."""

    name: Annotated[str, Meta(description="Person, region or body.")]
    role: str = "attended"


class EventClaim(Claim, kw_only=True):
    """Something that took place or is planned."""

    kind: str
    name: Annotated[str, Meta(description="Its own name, if it has one.")] = ""
    start: Annotated[str, Meta(description="First day: YYYY-MM-DD (or YYYY-MM, YYYY).")] = ""
    end: Annotated[str, Meta(description="Last day, if it is another.")] = ""
    place: Annotated[str, Meta(description="Region where it took place.")] = ""
    status: str = "done"
    participants: list[TakesPart] = []


class AgreementClaim(Claim, kw_only=True):
    """An agreement with a title of its own."""

    title: Annotated[str, Meta(description="The title without 《》, copied.")]
    parties: list[str] = []
    signatories: Annotated[list[str], Meta(description="Persons who signed it.")] = []
    status: str = "signed"


class MoneyClaim(Claim, kw_only=True):
    """A sum that one side gives the other; GDP, incomes, prices and turnover are none."""

    amount: Annotated[str | int | float, Meta(description="In units of the currency, in digits: 655.8万元 is 6558000.")]
    currency: Annotated[str, Meta(description="ISO 4217: CNY.")] = "CNY"
    payer: str = ""
    payee: str = ""
    purpose: Annotated[str, Meta(description="What for, in the text's words.")] = ""
    status: str = "paid"


class CountClaim(Claim, kw_only=True):
    """A stated number of things: 11个帮扶项目."""

    subject: Annotated[str, Meta(description="What is counted, in the text's words: 帮扶项目.")]
    quantity: str | int | float
    unit: Annotated[str, Meta(description="The measure word: 个.")] = ""


class StatementClaim(Claim, kw_only=True):
    """One point of what a person said; the quote is the point itself."""

    speaker: str
    kind: str


TYPES: dict[str, type[Claim]] = {
    "posts": PostClaim, "partnerships": PartnershipClaim, "events": EventClaim, "agreements": AgreementClaim,
    "money": MoneyClaim, "counts": CountClaim, "statements": StatementClaim,
}
"""The lists in an answer, in the order in which they are read: posts first, since they tell who a name is."""

CONCEPTS: dict[tuple[str, str], str] = {
    ("PartnershipClaim", "kind"): "partnership", ("EventClaim", "kind"): "event", ("EventClaim", "status"): "status", ("TakesPart", "role"): "role",
    ("AgreementClaim", "status"): "status", ("MoneyClaim", "status"): "status", ("StatementClaim", "kind"): "statement",
}
"""Fields whose values are concepts → the scheme of the vocabulary."""


@functools.cache
def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of an answer. All properties are required and no others allowed, as strict modes want it."""
    tops, parts = msgspec.json.schema_components(TYPES.values(), ref_template="#/$defs/{name}")
    for name, part in parts.items():
        part["required"], part["additionalProperties"] = list(part["properties"]), False
        for field, form in part["properties"].items():
            form.pop("default", None)
            scheme = CONCEPTS.get((name, field))
            if scheme:
                form["enum"] = names(scheme)
    lists = {kind: {"type": "array", "items": top} for kind, top in zip(TYPES, tops, strict=True)}
    return {"type": "object", "properties": lists, "required": list(lists), "additionalProperties": False, "$defs": parts}


def names(scheme: str) -> list[str]:
    """The concepts of a scheme by their bare keys: visit, meeting."""
    return [concept.key.partition("/")[2] for concept in vocabulary().scheme(scheme)]


def read(text: str) -> tuple[list[Claim], Counter[str]] | None:
    """The facts that an answer states, and why others were left out (reason → how many); None where it is no JSON object
    with one of the lists. A fence around the object, and thoughts before it, are no fault."""
    text = text.rpartition("</think>")[2]
    start, end = text.find("{"), text.rfind("}")
    try:
        answer = msgspec.json.decode(text[start:end + 1].encode("utf-8")) if 0 <= start < end else None
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
        return None
    if not isinstance(answer, dict) or not any(isinstance(answer.get(kind), list) for kind in TYPES):
        return None
    claims: list[Claim] = []
    left: Counter[str] = Counter()
    for kind, cls in TYPES.items():
        items = answer.get(kind) or []
        if not isinstance(items, list) or len(items) > MAX_CLAIMS:
            left["more than a text can hold, or no list"] += 1
            continue
        for item in items:
            try:
                claims.append(msgspec.convert(item, cls))
            except (msgspec.ValidationError, RecursionError):
                left["of the wrong form"] += 1
    return claims, left
