"""One label reader: whoever asks what a thing is called gets the same answer; umlauts and slugs have one rule."""

from __future__ import annotations

import unicodedata

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from graph.areas.overview import read_all_labels, read_labels
from graph.model import Text
from graph.network.model_reader import read_model
from graph.network.network_list import networks
from graph.protocol import Store
from graph.query.label_pattern import with_whole_labels
from graph.terms import BASE, DCT, RDFS, SCHEMA, SKOS
from graph.text import label, label_of_iri, long_form, name, natural_number, slug_for, without_accents, without_unseen
from graph.validate.report import _label as label_in_report
from tests.support.signs import SIGNS
from tests.support.statements import PREFIXES, add

NAMED = {
    'skos:prefLabel "Amt ohne Sprache", "Office"@en': Text("Amt ohne Sprache", "Office"),
    'skos:prefLabel "Only English"@en ; rdfs:label "Nur Deutsch"@de': Text("Nur Deutsch", "Only English"),
    'skos:prefLabel ""': None,
    'skos:prefLabel "   "@de, "\\u200b"': None,
    'skos:prefLabel " "@de ; rdfs:label "Amt"@de': Text("Amt"),
    'schema:legalName "Verein e. V."': Text("Verein e. V."),
    'skos:altLabel "Nur Nebenname"@de': Text("Nur Nebenname"),
    'skos:altLabel "BA"@de ; skos:prefLabel "Employment Agency"@en': Text("", "Employment Agency"),
    'skos:prefLabel "Amt"@de, "Bureau"@fr': Text("Amt"),
    'skos:prefLabel "Bureau"@fr': Text("Bureau"),
    'skos:prefLabel "Amt"@de-AT, "Stadtamt"@de': Text("Stadtamt"),
    'skos:prefLabel "B"@de, "A"@de': Text("A"),
    'skos:prefLabel "Amt"@de, "Amt 1"': Text("Amt", "Amt 1"),
    'foaf:name "Amt" ; dct:title "Office"@en': Text("Amt", "Office"),
    "rdfs:label 5": Text("5"),
    'rdfs:label "x"': Text("x"),
    '<http://www.w3.org/2006/vcard/ns#fn> "Amt"': Text("Amt"),
    '<http://www.w3.org/ns/regorg#legalName> "Verein e. V."@de': Text("Verein e. V."),
    'foaf:nick "BA" ; org:identifier "12"': Text("BA"),
    'org:identifier "15003000"': Text("15003000"),
    'skos:prefLabel " Amt\\n für\\tSoziales "@de': Text("Amt für Soziales"),
    'skos:prefLabel "\\u202Etmaszo\\u202C Amt"@de': Text("tmaszo Amt"),
    'skos:prefLabel "مركز"@ar': Text("مركز"),
    'skos:prefLabel "<b>Amt</b>"': Text("<b>Amt</b>"),
    f'skos:prefLabel "{"lang" * 2500}"': Text("lang" * 2500),
    "skos:prefLabel <http://x.example/name>": None,
}


@pytest.mark.parametrize("stated", NAMED)
def test_every_reader_says_the_same_name(store: Store, stated: str) -> None:
    turtle = f"<stadt/ding> a netz:Network ; {stated.replace('dct:', 'DCT')} .".replace("DCTtitle", f"<{DCT}title>")
    add(store, turtle)
    iri, expected = BASE + "stadt/ding", NAMED[stated] or Text("ding")
    assert read_model(store).ref(iri).label == expected
    assert [ref.label for ref in networks(store)] == [expected]
    assert read_labels(store, [iri]) == {iri: expected}
    assert read_all_labels(store).get(iri, Text("ding")) == expected
    graph = rdflib.Graph().parse(data=PREFIXES + turtle, format="turtle")
    assert label_in_report(graph, rdflib.URIRef(iri)) == (NAMED[stated] or Text())


@pytest.mark.parametrize(
    ("iri", "said"),
    [
        ("http://x.example/B%C3%BCro%20S%C3%BCd", "Büro Süd"),
        ("http://x.example/a%2Fb", "a/b"),
        ("http://x.example/100%25", "100%"),
        ("http://x.example/%FF", "%FF"),
        ("http://x.example/%0A", "%0A"),
        ("http://x.example/%20", "%20"),
        ("http://x.example/netz#amt", "amt"),
        ("http://x.example/", "x.example"),
        ("urn:example:verband", "verband"),
        ("did:web:x.example", "x.example"),
        ("mailto:amt@x.example", "amt@x.example"),
        ("urn:", "urn"),
        ("_:b0", "_:b0"),
    ],
)
def test_a_thing_without_a_name_is_called_by_the_end_of_its_iri(iri: str, said: str) -> None:
    assert label_of_iri(iri) == Text(said)


def test_questions_give_the_same_name_as_the_model(store: Store) -> None:
    """Of whom has one: `label_of_iri` is for people, and SPARQL leaves out who is not named at all."""
    for number, stated in enumerate(NAMED):
        statement = stated.replace("dct:title", f"<{DCT}title>")
        add(store, f"<stadt/{number}> a netz:Gruppe ; {statement} .")
    short = with_whole_labels('SELECT ?s ?name { ?s skos:prefLabel ?name FILTER(LANG(?name) != "en") }')
    rows = store.select(f"PREFIX skos: <{SKOS}> {short.replace('{ VALUES', '{ ?s a ?class . VALUES', 1)}")
    found = {name(row["s"]): row["name"] for row in rows}
    for number, expected in enumerate(NAMED.values()):
        said = found.get(f"{BASE}stadt/{number}")
        if expected is None:
            assert said is None
        else:
            assert isinstance(said, ox.Literal)
            assert said.value.split() == (expected.de or expected.en).split() or "\u202e" in said.value


@given(st.permutations([("Amt", "de"), ("Büro", "de"), ("Office", "en"), ("Bureau", "fr"), ("Stelle", None)]))
def test_the_order_of_the_store_does_not_matter(said: list[tuple[str, str | None]]) -> None:
    literals = {SKOS + "prefLabel": [ox.Literal(text, language=language) for text, language in said]}
    assert label(literals) == Text("Amt", "Office")


def test_each_language_comes_from_the_first_property_that_has_it() -> None:
    literals = {
        DCT + "title": [ox.Literal("Titel", language="de"), ox.Literal("Title", language="en")],
        RDFS + "label": [ox.Literal("Name", language="de")],
        SCHEMA + "name": [ox.Literal("Nom", language="fr")],
    }
    assert label(literals) == Text("Name", "Title")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Amt\u202e für\u2066 alle", "Amt für alle"),
        ("\ufeffTei\u00adlung\u200b\x07\ufffe", "Teilung"),
        ("Zeile\n\tZeile", "Zeile\n\tZeile"),
        ("می\u200cخواهم", "می\u200cخواهم"),  # a joiner that parts a word of Persian
        ("👩\u200d🔬", "👩\u200d🔬"),
        (
            "\U000323b0 \U0001faff",
            "\U000323b0 \U0001faff",
        ),  # to be assigned, or not known yet
    ],
)
def test_what_nobody_sees_goes_and_what_forms_letters_stays(text: str, left: str) -> None:
    assert without_unseen(text) == left


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Arbeit & Bildung", "arbeit-bildung"),
        ("Straße für Übergänge", "strasse-fuer-uebergaenge"),
        ("U\u0308bergang", "uebergang"),
        ("Café Élan", "cafe-elan"),
        ("Søren & Łódź", "soren-lodz"),
        ("Ελλάς", ""),
        ("  ", ""),
        ("x" * 59 + " Ende", "x" * 59),
    ],
)
def test_slug(name: str, slug: str) -> None:
    assert slug_for(name) == slug


@given(st.text(SIGNS))
def test_a_slug_is_its_own_slug_and_stands_in_an_address_as_it_is(name: str) -> None:
    slug = slug_for(name)
    assert slug_for(slug) == slug
    assert all(sign.isascii() and (sign.isalnum() or sign == "-") for sign in slug)
    assert len(slug) <= 60


@given(st.text(SIGNS))
def test_folding_does_not_depend_on_how_an_umlaut_is_encoded(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    assert long_form(decomposed) == long_form(unicodedata.normalize("NFC", text))
    assert without_accents(without_accents(text)) == without_accents(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), ("007", 7), ("9" * 15, 10**15 - 1), ("9" * 16, None), ("9" * 5000, None), ("²", None), ("-1", None)],
)
def test_a_number_is_read_from_digits_and_not_from_more_than_anybody_means(text: str, number: int | None) -> None:
    assert natural_number(text) == number
