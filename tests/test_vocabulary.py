"""The SKOS schemes as a lexicon."""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import parse
from rdflib import RDF, SKOS

from kg.terms import VOCABULARY, ontology_folder
from kg.vocabulary import read, vocabulary

SCHEMES = {
    "event": "visit meeting signing donation unveiling training other",
    "partnership": "paired-assistance counterpart-support counterpart-cooperation mountain-sea designated-assistance twinning"
                   " university-local enterprise-local village-enterprise strategic regional school-pairing hospital-pairing",
    "programme": "east-west jiangsu-shaanxi fujian-ningxia guangdong-guangxi guangdong-guizhou shanghai-yunnan zhejiang-sichuan"
                 " beijing-inner-mongolia tianjin-gansu shandong-gansu shandong-chongqing jiangsu-qinghai aid-xinjiang aid-tibet"
                 " aid-qinghai",
    "role": "supporter recipient peer coordinator led chaired attended hosted accompanied signed witnessed received spoke"
            " reported unveiled donated trained host-place funding accountable extending implementing",
    "organ": "party-committee government congress cppcc discipline-commission party-group department zone-committee"
             " working-group court procuratorate subdistrict township village company state-enterprise university school"
             " hospital association foundation media military institute agency political-party region other",
    "post": "party-secretary deputy-party-secretary standing-committee-member head-of-government deputy-head director chair"
            " secretary-general",
    "title-modifier": "deputy executive-deputy acting candidate first honorary executive former",
    "statement": "pledge request recommendation assessment thanks report",
    "status": "planned promised signed paid done cumulative",
    "sector": "education healthcare",
    "heading": "supporter recipient side-a side-b level programme kind since until date person name post organization region"
               " visitor host leader participants place event agreement parties signatories sectors amount currency payer payee"
               " purpose status source seconded ignored",
}
"""Keys that the rest of kg counts on."""


@pytest.fixture(scope="module")
def graph() -> rdflib.Graph:
    """All vocabulary files, read by a second parser."""
    whole = rdflib.Graph()
    for path in sorted((ontology_folder() / "vocabularies").glob("*.ttl")):
        whole.parse(path)
    return whole


@pytest.mark.parametrize("scheme", SCHEMES)
def test_promised_keys_exist(scheme: str) -> None:
    keys = {concept.key for concept in vocabulary().scheme(scheme)}
    assert {f"{scheme}/{key}" for key in SCHEMES[scheme].split()} <= keys


def test_every_concept_belongs_to_the_scheme_of_its_name(graph: rdflib.Graph) -> None:
    concepts = list(graph.subjects(RDF.type, SKOS.Concept))
    assert len(concepts) > 300
    for concept in concepts:
        scheme = str(concept).rpartition("/")[0]
        assert [str(one) for one in graph.objects(concept, SKOS.inScheme)] == [scheme], concept
        assert (rdflib.URIRef(scheme), RDF.type, SKOS.ConceptScheme) in graph
        top, broader = set(graph.objects(concept, SKOS.topConceptOf)), set(graph.objects(concept, SKOS.broader))
        assert bool(top) != bool(broader), f"{concept} is either at the top or below another"
        assert top <= {rdflib.URIRef(scheme)}
        assert all(str(one).rpartition("/")[0] == scheme and (one, RDF.type, SKOS.Concept) in graph for one in broader)


def test_every_concept_and_scheme_is_named_and_defined_in_both_languages(graph: rdflib.Graph) -> None:
    for node in {*graph.subjects(RDF.type, SKOS.Concept), *graph.subjects(RDF.type, SKOS.ConceptScheme)}:
        for term in (SKOS.prefLabel, SKOS.definition):
            languages = Counter(text.language for text in graph.objects(node, term))
            assert languages == {"zh": 1, "en": 1}, f"{node} {term}: {languages}"


def test_no_word_stands_under_two_concepts_of_a_scheme(graph: rdflib.Graph) -> None:
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for term in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel):
        for concept, word in graph.subject_objects(term):
            if (concept, RDF.type, SKOS.Concept) in graph:
                owners[str(concept).rpartition("/")[0], str(word).casefold()].add(str(concept))
    assert {word: sorted(keys) for word, keys in owners.items() if len(keys) > 1} == {}


def test_no_word_is_padded(graph: rdflib.Graph) -> None:
    for term in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel):
        for concept, word in graph.subject_objects(term):
            assert str(word) == str(word).strip() != "", concept
            assert word.language in ("zh", "en"), concept


def test_lexicon_is_what_the_files_say(graph: rdflib.Graph) -> None:
    assert {VOCABULARY + concept.key for scheme in SCHEMES for concept in vocabulary().scheme(scheme)} == \
        {str(concept) for concept in graph.subjects(RDF.type, SKOS.Concept)}
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        mine = vocabulary().get(str(concept).removeprefix(VOCABULARY))
        assert mine is not None
        said = {str(word) for term in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
                for word in graph.objects(concept, term)}
        assert set(mine.words) == said and len(mine.words) == len(said)


def test_concept() -> None:
    visit = vocabulary().get("event/visit")
    assert visit is not None
    assert (visit.scheme, visit.zh, visit.en, visit.broader) == ("event", "考察访问", "visit", ())
    assert {"考察", "调研", "走访", "到访", "来访", "赴", "率队", "对接", "访问", "慰问"} <= set(visit.words)
    han = [word for word in visit.words if word > "\u3400"]
    assert list(visit.words[:len(han)]) == han, "Chinese words come first"
    assert [len(word) for word in han] == sorted(map(len, han), reverse=True), "longest first"


def test_facts() -> None:
    programme = vocabulary().get("programme/jiangsu-shaanxi")
    assert programme is not None
    assert dict(programme.facts) == {"partnershipKind": ("partnership/paired-assistance",),
                                     "supporterProvince": ("320000",), "recipientProvince": ("610000",)}
    assert programme.broader == ("programme/east-west",)
    head = vocabulary().get("post/county-head")
    assert head is not None and head.facts["organ"] == ("organ/government",)
    with pytest.raises(TypeError):
        programme.facts["supporterProvince"] = ()  # type: ignore[index]


@pytest.mark.parametrize(("key", "directed"), [
    ("paired-assistance", "true"), ("counterpart-support", "true"), ("mountain-sea", "true"),
    ("designated-assistance", "true"), ("village-enterprise", "true"), ("counterpart-cooperation", "false"),
    ("twinning", "false"), ("strategic", "false"), ("regional", "false")])
def test_directed_kinds(key: str, directed: str) -> None:
    concept = vocabulary().get(f"partnership/{key}")
    assert concept is not None and concept.facts["directed"] == (directed,)


def test_facts_point_at_concepts_and_provinces() -> None:
    for kind in vocabulary().scheme("partnership"):
        assert kind.facts["directed"] in (("true",), ("false",))
    for programme in vocabulary().scheme("programme"):
        (kind_key,) = programme.facts["partnershipKind"]
        found = vocabulary().get(kind_key)
        assert found is not None
        one_way = [programme.facts.get(name, ()) for name in ("supporterProvince", "recipientProvince")]
        assert not any(one_way) or found.facts["directed"] == ("true",), f"{programme.key} helps nobody"
        between = programme.facts.get("betweenProvince", ())
        assert not between or (len(between) == 2 and found.facts["directed"] == ("false",))
        for codes in programme.facts.values():
            assert all(code[:2].isdigit() and code[2:] == "0000" for code in codes if code != kind_key)
    for post in vocabulary().scheme("post"):
        for organ in post.facts.get("organ", ()):
            assert vocabulary().get(organ) is not None


def test_words() -> None:
    words = vocabulary().words("event")
    assert words["签字仪式"] == "event/signing" and words["座谈会"] == "event/meeting"
    assert [len(word) for word in words] == sorted(map(len, words), reverse=True)
    words.clear()
    assert vocabulary().words("event"), "a caller's changes stay with the caller"
    assert vocabulary().words("no-such-scheme") == {} and vocabulary().scheme("no-such-scheme") == ()


def test_label() -> None:
    assert vocabulary().label("event/visit") == "考察访问"
    assert vocabulary().label("event/visit", "en") == "visit"
    assert vocabulary().label("event/no-such-kind") == "event/no-such-kind"
    assert vocabulary().get("event/no-such-kind") is None


TAUGHT = f"""@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<{VOCABULARY}event/picnic> skos:inScheme <{VOCABULARY}event> ; skos:prefLabel "野餐"@zh ; skos:hiddenLabel "郊游"@zh .
<urn:elsewhere> skos:inScheme <{VOCABULARY}event> ; skos:prefLabel "别处"@zh .
<{VOCABULARY}event> skos:prefLabel "活动"@zh ."""


def test_a_new_concept_is_an_edit_of_turtle() -> None:
    taught = read([TAUGHT])
    assert taught.words("event") == {"郊游": "event/picnic", "野餐": "event/picnic"}
    assert taught.label("event/picnic", "en") == "event/picnic", "no English label: the key stands in"
    assert len(taught.scheme("event")) == 1, "only concepts below the vocabulary base count"


def test_first_key_has_a_word_that_two_claim() -> None:
    doubled = TAUGHT + f'\n<{VOCABULARY}event/outing> skos:inScheme <{VOCABULARY}event> ; skos:altLabel "郊游"@zh .'
    assert read([doubled]).words("event")["郊游"] == "event/outing"


def test_broken_turtle_says_where() -> None:
    with pytest.raises(SyntaxError) as caught:
        read(["@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\nskos:x skos:y"])
    assert caught.value.lineno == 2


def test_reading_is_fast() -> None:
    """Commands that need the schemes read them at start: 20 ms where bare parsing takes 6. The ratio is what a busy
    machine leaves alone."""
    ours = _best(lambda: vocabulary.__wrapped__())
    bare = _best(lambda: sum(1 for path in (ontology_folder() / "vocabularies").glob("*.ttl") for _ in parse(path=path)))
    assert ours < 7 * bare, f"{ours * 1000:.0f} ms against {bare * 1000:.0f} ms"


def _best(work: Callable[[], object]) -> float:
    """Processor time in seconds, the best of seven."""
    times = []
    for _ in range(7):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def test_import_reads_nothing_and_pulls_in_nothing_heavy() -> None:
    code = ("import sys, kg.vocabulary as v; heavy = {'rdflib', 'networkx', 'pyshacl', 'opencc', 'pypinyin'} & set(sys.modules);"
            "assert not heavy, heavy; assert v.vocabulary.cache_info().currsize == 0")
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parent.parent)
