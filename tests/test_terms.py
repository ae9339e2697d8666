"""Namespaces, minting of IRIs, and finding the ontology."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import terms
from kg.terms import BASE, COOP, ORG, PREFIXES, VOCABULARY, NamedNode, compact, concept, digest, expand, segment


def test_namespace() -> None:
    assert COOP.Region == COOP["Region"] == NamedNode("https://w3id.org/cooperation-kg/ontology#Region")
    assert str(ORG) == "http://www.w3.org/ns/org#"
    with pytest.raises(AttributeError):
        COOP.__wrapped__  # noqa: B018


@pytest.mark.parametrize(("name", "expected"), [
    ("宜川县", "宜川县"), ("  宜川县 ", "宜川县"), ("a/b", "a%2Fb"), ("a b", "a%20b"), ("50%", "50%25"),
    ("阿·买买提", "阿·买买提"), ("“十四五”", "“十四五”"), ("a<b>", "a%3Cb%3E"), ("", "_"), ("   ", "_"),
    ("e\u0301", "\u00e9"), ("x\ny", "x%0Ay"), ("..", ".."), ("\U0001F600", "%F0%9F%98%80")])
def test_segment(name: str, expected: str) -> None:
    assert segment(name) == expected


@given(st.text())
def test_segment_fits_into_an_iri_whatever_the_text(text: str) -> None:
    made = segment(text)
    assert made and not set(made) & set("/?#[]@ <>\"{}|\\^`\n\t")
    NamedNode(BASE + "region/" + made)  # raises if it is no IRI


@given(st.text(st.characters(codec="utf-8")), st.text(st.characters(codec="utf-8")))
def test_segments_keep_names_apart(one: str, other: str) -> None:
    same = _normal(one) == _normal(other)
    assert (segment(one) == segment(other)) == same or "_" in (segment(one), segment(other))


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", text.strip())


def test_digest() -> None:
    assert digest("a", 1) == digest("a", 1) and len(digest("a")) == 12
    assert len({digest("ab", "c"), digest("a", "bc"), digest("abc"), digest("")}) == 4
    assert digest("a") == "ca978112ca1b", "the first digits of SHA-256, so that IRIs outlive this version"


def test_concept() -> None:
    assert concept("event/visit").value == VOCABULARY + "event/visit"


@pytest.mark.parametrize(("iri", "short"), [
    ("https://w3id.org/cooperation-kg/ontology#Region", "coop:Region"),
    (BASE + "region/610630", "id:region/610630"), (VOCABULARY + "event/visit", "voc:event/visit"),
    ("urn:other", "urn:other"), (BASE, BASE), ("", "")])
def test_compact(iri: str, short: str) -> None:
    assert compact(iri) == short


@pytest.mark.parametrize("iri", [prefix + "name" for prefix in PREFIXES.values()])
def test_compact_and_expand_are_inverse(iri: str) -> None:
    assert expand(compact(iri)) == iri


@pytest.mark.parametrize("name", ["https://example.org/x", "unknown:x", "宜川县", "", "schema://x"])
def test_expand_leaves_others_alone(name: str) -> None:
    assert expand(name) == name


def test_ontology_is_found_in_a_checkout() -> None:
    assert (terms.ontology_folder() / terms.CONTEXT).is_file()
    first, *others = terms.ontology_files()
    assert first.name == "cooperation.ttl" and len(others) == 10
    assert [path.name for path in others] == sorted(path.name for path in others)


def test_installation_without_ontology(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setattr(terms, "__file__", f"{tmp_path}/kg/terms.py")
    with pytest.raises(FileNotFoundError, match="install the package again"):
        terms.ontology_folder()
