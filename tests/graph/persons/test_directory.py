import pyoxigraph as ox
import pytest

from graph.persons.directory import Directory, SplitStatements, person_names
from graph.rdf.skolem import skolemise

PREFIXES = """
@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix org: <http://www.w3.org/ns/org#> .
@prefix schema: <https://schema.org/> . @prefix old: <http://schema.org/> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> . @prefix oa: <http://www.w3.org/ns/oa#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix netz: <https://w3id.org/akteursnetz/ns#> .
"""
ADA = '<a:ada> a foaf:Person ; foaf:name "Dr. Ada Brandt" .'


def split(turtle: str) -> SplitStatements:
    quads = skolemise(list(ox.parse(PREFIXES + turtle, format=ox.RdfFormat.TURTLE)))
    directory = Directory()
    directory.learn(quads)
    return directory.split(quads)


@pytest.mark.parametrize("person", ["foaf:Person", "schema:Person", "old:Person", "vcard:Individual"])
def test_everything_about_a_person_is_kept_back(person: str) -> None:
    found = split(f'<a:x> a {person} ; schema:birthDate "1960" . <a:amt> a org:Organization .')
    assert [str(quad.subject) for quad in found.public] == ["<a:amt>"]
    assert len(found.private) == 2


def test_links_to_a_person_are_kept_back_and_the_rest_stays() -> None:
    found = split(ADA + "<a:post> a org:Post ; org:heldBy <a:ada> . <a:group> foaf:member <a:ada>, <a:amt> .")
    assert sorted(str(quad.object) for quad in found.public) == ["<a:amt>", "<http://www.w3.org/ns/org#Post>"]


def test_nothing_is_lost() -> None:
    found = split(ADA + '<a:x> skos:note "Ada Brandt", "anderes" .')
    assert len(found.public) + len(found.private) == 4


@pytest.mark.parametrize(
    "text", ["Frau Brandt sagte", "laut Dr. Ada  Brandt.", "Brandts Rede", "(Brandt)", "Ada Brandt/Verwaltung"]
)
def test_text_that_names_a_person_is_kept_back(text: str) -> None:
    assert not split(ADA + f'<a:x> skos:note "{text}" .').public


@pytest.mark.parametrize("text", ["Brandtstraße", "es brennt", "Rebrandt", "Ada allein", "Brandenburg"])
def test_text_with_a_similar_word_stays(text: str) -> None:
    assert split(ADA + f'<a:x> skos:note "{text}" .').public


def test_stated_family_name_counts_whatever_its_place() -> None:
    found = split('<a:x> foaf:familyName "von der Aue" . <a:y> skos:note "von der Aue", "Die Aue", "von der Elbe" .')
    assert sorted(str(quad.object) for quad in found.public) == ['"Die Aue"', '"von der Elbe"']


def test_family_name_before_a_comma_is_recognised() -> None:
    assert not split('<a:x> a foaf:Person ; foaf:name "Brandt, Ada" . <a:y> skos:note "Ada Brandt", "Brandt" .').public


def test_label_that_is_no_name_hides_no_town() -> None:
    found = split(
        '<a:x> a foaf:Person ; skos:prefLabel "Leiterin des Amtes Magdeburg"@de . <a:y> skos:note "Magdeburg" .'
    )
    assert len(found.public) == 1


def test_holder_of_a_post_is_a_person_unless_said_otherwise() -> None:
    assert not split('<a:post> org:heldBy <a:x> . <a:x> foaf:name "Ada Brandt" .').public
    found = split('<a:post> org:heldBy <a:amt> . <a:amt> a org:Organization ; foaf:name "Das Amt" .')
    assert len(found.public) == 2


def test_nameless_nodes_go_with_the_person_they_belong_to() -> None:
    found = split('<a:x> a foaf:Person ; vcard:hasAddress [ vcard:geo [ vcard:note "Domplatz 1" ] ] .')
    assert not found.public


def test_quotation_that_names_a_person_goes_as_a_whole() -> None:
    found = split(
        ADA + '<a:beleg> a netz:Passage ; oa:exact "so Frau Brandt" ; oa:start 3 . <a:tie> netz:evidence <a:beleg> .'
    )
    assert not found.public


def test_triple_terms_about_a_person_are_kept_back() -> None:
    assert not split(ADA + "<a:x> skos:note <<( <a:ada> foaf:knows <a:y> )>> .").public


def test_names_are_found_by_person_and_a_name_is_preferred_to_a_label() -> None:
    quads = split('<a:x> a foaf:Person ; foaf:name "Ada Brandt" ; skos:prefLabel "Zimmer 3" .').private
    assert person_names(quads) == {"a:x": "Ada Brandt"}
