"""What edges and nodes tell, for all facts and actors of a projection at once: the rules of `edges.attributes` and
`Index.node`, as arrays."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache, partial
from typing import Any

import numpy as np

from ..terms import COOP, DCTERMS, FOAF, OA, ORG, RDFS, SCHEMA, SKOS
from ..vocabulary import vocabulary
from .columns import ENGLISH
from .edges import BOUND, money_label
from .filters import Filter, Time, time_of
from .index import number
from .joined import distinct
from .sweep import NAMES, Numbers, Sweep, key, objects

Columns = dict[str, Numbers]


def of_facts(sweep: Sweep, facts: Numbers) -> Columns:
    """The attributes that the edges of facts have, but for details, evidence and direction."""
    relation = objects(NAMES)[sweep.classes(facts)]
    money = relation == "money"
    found = {"relation": relation, "kind": kinds(sweep, facts, relation),
             "programme": sweep.concept(facts, COOP.programme), "status": sweep.concept(facts, COOP.status)}
    found["label"] = _labels(sweep, facts, relation)
    paired = relation == "partnership"
    found["role"] = np.where(paired, np.where(_true(sweep, facts, COOP.directed), "role/supporter", "role/peer"), "").astype(object)
    found["amount"], found["currency"] = objects([None] * len(facts)), np.full(len(facts), "", object)
    if money.any():
        found["amount"][money] = sweep.text(sweep.first(facts[money], COOP.amount), number)
        found["currency"][money] = sweep.text(sweep.first(facts[money], SCHEMA.currency))
    return {**found, **times(sweep, facts), "weight": proofs(sweep, facts)[0]}


def kinds(sweep: Sweep, facts: Numbers, relation: Numbers) -> Numbers:
    """The kinds of facts; of a tenure, of its post; of an agreement none."""
    found = sweep.concept(facts, COOP.kind)
    tenures = relation == "tenure"
    if tenures.any():
        found[tenures] = sweep.concept(sweep.first(facts[tenures], COOP.post), COOP.titleConcept)
    found[relation == "agreement"] = ""
    return found


def times(sweep: Sweep, facts: Numbers) -> Columns:
    """When facts were so, as stated, and the day of the first report."""
    reported = proofs(sweep, facts)[1]
    names = {"start": COOP.start, "end": COOP.end, "attested": COOP.attested}
    ids = [sweep.first(facts, term) for term in names.values()]
    stated = np.stack([*ids, reported])
    each, places = np.unique(stated, axis=1, return_inverse=True) if len(facts) else (stated, np.zeros(0, np.int32))
    texts = [dict(zip([*names, "reported"], values, strict=True)) for values in zip(*(sweep.text(row) for row in each), strict=True)]
    told = [_time(*data.values()) for data in texts]
    columns = {name: [data[name] for data in texts] for name in (*names, "reported")}
    columns |= {"day": [time.first for time in told], "last": [time.last for time in told], "dated": [time.dated for time in told]}
    return {name: objects(values)[places.ravel()] for name, values in columns.items()}


@lru_cache(maxsize=1 << 14)
def _time(start: str, end: str, attested: str, reported: str) -> Time:
    return time_of({"start": start, "end": end, "attested": attested}, reported)


def proofs(sweep: Sweep, facts: Numbers) -> tuple[Numbers, Numbers]:
    """How many sentences prove facts (1 where none does), and the days (numbers of terms) of the first report."""
    column = sweep.rows(COOP.evidence)
    size = len(sweep.columns.numbers)
    place = np.full(size, -1, np.int32)
    place[facts] = np.arange(len(facts), dtype=np.int32)
    fact, proof = distinct(place[column.subject], column.value.astype(np.int32))
    fact, proof = fact[fact >= 0], proof[fact >= 0]
    weight = np.maximum(np.bincount(fact, minlength=len(facts)), 1).astype(float)
    day = sweep.first(sweep.first(proof, OA.hasSource), DCTERMS.issued)
    dated = np.flatnonzero(day)
    dated = dated[np.argsort(-sweep.rank(day[dated]), kind="stable")]
    first = np.zeros(len(facts), np.int32)
    first[fact[dated]] = day[dated]  # the last one written is the smallest
    return weight, first


def kept(sweep: Sweep, facts: Numbers, wanted: Filter) -> tuple[Numbers, Numbers, Numbers]:
    """Which facts are of the kinds asked for; which of them are only planned; which of them were so at the time asked for."""
    relation = objects(NAMES)[sweep.classes(facts)] if wanted != Filter() else np.zeros(0, object)
    of_kind = np.ones(len(facts), bool)
    if wanted.kinds:
        pairs = zip(kinds(sweep, facts, relation), sweep.concept(facts, COOP.programme), strict=True)
        of_kind = np.array([wanted.of_kind({"kind": kind, "programme": programme}) for kind, programme in pairs], bool)
    planned = sweep.text(sweep.first(facts, COOP.status), lambda iri: key(iri) == "status/planned").astype(bool)
    in_time = np.ones(len(facts), bool)
    if wanted.since or wanted.until or wanted.on:
        told = {"relation": relation, **times(sweep, facts)}
        in_time = np.array([wanted.in_time(dict(zip(told, values, strict=True))) for values in zip(*told.values(), strict=True)], bool)
    return of_kind, planned, in_time


def of_posts(sweep: Sweep, tenures: Numbers) -> Columns:
    """Whether one person holds a post at a time, and the region of its body."""
    post = sweep.first(tenures, COOP.post)
    shared = np.logical_or.reduce([_true(sweep, post, term) for term in (COOP.deputy, COOP.vague, COOP.candidate)])
    return {"sole": objects([not one for one in shared.tolist()]),
            "region": sweep.text(sweep.region(sweep.first(tenures, ORG.organization)))}


def _labels(sweep: Sweep, facts: Numbers, relation: Numbers) -> Numbers:
    own = sweep.text(sweep.first(facts, RDFS.label))
    words = partial(sweep.text, change=lambda iri: vocabulary().label(key(iri)))
    kind, programme = sweep.first(facts, COOP.kind), sweep.first(facts, COOP.programme)
    found = np.where(own == "", words(kind), own)
    paired, money, tenures = (relation == name for name in ("partnership", "money", "tenure"))
    found[paired] = words(np.where(programme > 0, programme, kind)[paired])
    if tenures.any():
        found[tenures] = sweep.text(sweep.first(sweep.first(facts[tenures], COOP.post), RDFS.label))
    if money.any():
        found[money] = _sums(sweep, facts[money])
    return found


def _sums(sweep: Sweep, facts: Numbers) -> Numbers:
    amount, currency = (sweep.text(sweep.first(facts, term)) for term in (COOP.amount, SCHEMA.currency))
    bound, about = sweep.text(sweep.first(facts, COOP.bound)), _true(sweep, facts, COOP.approximate)
    return objects([BOUND.get(bound or ("about" if about else ""), "") + money_label(amount, currency)
                    for amount, currency, bound, about in zip(amount, currency, bound, about.tolist(), strict=True)])


def _true(sweep: Sweep, ids: Numbers, term: Any) -> Numbers:
    found: Numbers = sweep.first(ids, term) == sweep.columns.numbers.get("true", -1)
    return found


def of_actors(sweep: Sweep, ids: Numbers) -> Columns:
    """The attributes of nodes, with the regions around them."""
    iri, region, pinyin = sweep.text(ids), sweep.region(ids), sweep.text(sweep.first(ids, COOP.pinyin))
    label = sweep.text(sweep.first(ids, RDFS.label))
    label = np.where(label == "", sweep.text(sweep.first(ids, FOAF.name)), label)
    label = np.where(label == "", objects([one.rpartition("/")[2] for one in iri]), label)
    kinds = sweep.classes(ids)
    english, aliases = _names(sweep, ids, label)
    levels = [sweep.text(level) for level in sweep.above(region)]
    return {"label": label, "kind": objects(NAMES)[np.where(sweep.actors(ids), kinds, 0)],
            "code": sweep.text(sweep.first(ids, COOP.code)), "level": sweep.text(sweep.first(ids, COOP.level)),
            "province": sweep.text(sweep.province(region)), "country": sweep.text(sweep.first(region, COOP.country)), "pinyin": pinyin,
            "initials": objects(["".join(word[0] for word in one.split()) for one in pinyin]), "english": english,
            "aliases": aliases, "longitude": sweep.text(sweep.first(ids, SCHEMA.longitude), number),
            "latitude": sweep.text(sweep.first(ids, SCHEMA.latitude), number),
            "within": objects([[iri for iri in around if iri] for around in zip(*levels, strict=True)] if levels else
                              [[] for _ in ids])}


def _names(sweep: Sweep, ids: Numbers, label: Numbers) -> tuple[Numbers, Numbers]:
    """English names and all others."""
    wanted = np.zeros(len(sweep.columns.numbers), bool)
    wanted[ids] = True
    names: dict[int, set[str]] = defaultdict(set)
    english: dict[int, set[str]] = defaultdict(set)
    for column in (sweep.rows(RDFS.label), sweep.rows(SKOS.altLabel)):
        rows = np.flatnonzero(column.subject < len(wanted))
        rows = rows[wanted[column.subject[rows]]]
        for subject, text, language in zip(column.subject[rows].tolist(), sweep.text(column.value[rows]),
                                           column.language[rows].tolist(), strict=True):
            names[subject].add(text)
            if language == ENGLISH:
                english[subject].add(text)
    first = [min(english.get(one, ()), default="") for one in ids.tolist()]
    others = [sorted(names.get(one, set()) - {name, shown}) for one, name, shown in zip(ids.tolist(), first, label, strict=True)]
    return objects(first), objects(others)
