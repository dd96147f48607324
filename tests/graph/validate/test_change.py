import random
import time

import pyoxigraph as ox
import pytest

from graph.errors import DataInvalid
from graph.protocol import Change
from graph.rdf.derived_links import refresh
from graph.rdf.quad_text import of_pieces, written
from graph.rdf.values import EXPECTED
from graph.store.embedded import EmbeddedStore
from graph.store.open import open_store
from graph.terms import BASE, DCT, DERIVED_GRAPH, NETZ, ORG, PROV, RDF, RDFS, SKOS
from graph.validate.change import check_change, new_violations
from graph.validate.report import Violation, validate_store
from graph.validate.shape_paths import PathStep, targets_of_shapes, tree_of_chains, ways_to_statements
from tests.support.magdeburg import create_with_magdeburg

G = ox.NamedNode("a:g")
TYPE = ox.NamedNode(RDF + "type")
PREFIXES = f"""@prefix netz: <{NETZ}> . @prefix nk: <https://w3id.org/akteursnetz/code#> . @prefix org: <{ORG}> .
@prefix skos: <{SKOS}> . @prefix rdfs: <{RDFS}> . @prefix adms: <http://www.w3.org/ns/adms#> .
@prefix schema: <https://schema.org/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix oa: <http://www.w3.org/ns/oa#> . @prefix prov: <{PROV}> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
"""


@pytest.fixture(scope="module")
def quads() -> ox.Store:
    """The Magdeburg network as the engine holds it."""
    store = open_store("memory:")
    create_with_magdeburg(store)
    held = ox.Store()
    held.extend(ox.parse(store.dump(), format=ox.RdfFormat.N_QUADS))
    store.close()
    return held


def read(turtle: str) -> list[ox.Quad]:
    triples = ox.parse(PREFIXES + turtle, format=ox.RdfFormat.TURTLE)
    return [ox.Quad(one.subject, one.predicate, one.object, G) for one in triples]


def keys(violations: list[Violation]) -> set[tuple[str, ...]]:
    return {(one.focus.iri, one.path, one.shape, one.value) for one in violations if one.severity == "violation"}


def test_shapes_are_read_once_for_what_they_look_at() -> None:
    targets = targets_of_shapes()
    assert NETZ + "Interface" in targets.classes
    assert NETZ + "confidence" in targets.subjects_of
    assert PROV + "wasQuotedFrom" in targets.objects_of
    assert PathStep(RDF + "type") in tree_of_chains()[PathStep(NETZ + "inNetwork")]
    assert ((PathStep(NETZ + "kind"),), False) in ways_to_statements()[SKOS + "inScheme"]


def test_what_no_shape_looks_at_costs_nothing(quads: ox.Store) -> None:
    many = [ox.Quad(ox.NamedNode(f"a:{i}"), ox.NamedNode(f"a:p{i % 9}"), ox.Literal("x"), G) for i in range(5000)]
    start = time.process_time()
    assert new_violations(quads, many, []) == []
    assert time.process_time() - start < 0.5


def test_new_thing_is_told_what_it_lacks(quads: ox.Store) -> None:
    with pytest.raises(DataInvalid, match=r"wrong \(\d\): Neue Stelle: ") as caught:
        check_change(quads, read('<a:tie> a netz:Interface ; skos:prefLabel "Neue Stelle"@de .'), [])
    assert caught.value.status == 422
    assert 1 < len(caught.value.hint.splitlines()) <= 5
    assert all(line.startswith("Neue Stelle: ") for line in caught.value.hint.splitlines())
    assert caught.value.values["violations"][0].message.de  # type: ignore[index]


def test_what_was_wrong_before_is_no_reason_to_refuse(quads: ox.Store) -> None:
    wrong = read("<a:tie> a netz:Interface .")
    held = ox.Store()
    held.extend([*quads, *wrong])
    assert new_violations(held, read("<a:tie> netz:weight 2.0 ."), []) == []
    assert new_violations(held, [], wrong) == []
    assert keys(new_violations(held, read("<a:tie> netz:confidence nk:no ."), []))


def test_thing_elsewhere_goes_wrong_when_what_it_needs_is_taken_away(quads: ox.Store) -> None:
    network = ox.NamedNode(BASE + "magdeburg/netzwerk")
    (kind,) = quads.quads_for_pattern(network, TYPE, ox.NamedNode(NETZ + "Network"), None)
    found = new_violations(quads, [], [kind])
    assert len(found) > 100
    assert {one.path for one in found} >= {NETZ + "inNetwork"}


def test_wording_of_a_passage_is_measured_by_itself(quads: ox.Store) -> None:
    passage = read(
        '<a:q> a netz:Passage ; oa:exact "abc" ; oa:start 0 ; oa:end 4 ; prov:wasQuotedFrom <a:d> . '
        "<a:d> a foaf:Document ."
    )
    assert [one.value for one in new_violations(quads, passage, [])] == ["a:q"]


@pytest.mark.parametrize("odd", ['"x"^^xsd:integer', '"x"^^xsd:date', '"NaN"^^xsd:double', "_:b"])
@pytest.mark.parametrize(
    ("start", "end"),
    [("oa:start", "oa:end"), ("schema:startDate", "schema:endDate"), ("netz:weight", "netz:memberNumber")],
)
def test_values_that_cannot_be_compared_are_told_in_sentences(odd: str, start: str, end: str) -> None:
    other = '"2020"^^xsd:gYear' if start == "schema:startDate" else "5"
    for one, two in ((odd, other), (other, odd)):
        with pytest.raises(DataInvalid, match=r"wrong \(\d"):
            check_change(ox.Store(), read(f"<a:q> a netz:Passage, netz:Interface ; {start} {one} ; {end} {two} ."), [])


def test_blank_nodes_are_checked_by_their_labels(quads: ox.Store) -> None:
    wrong = read("_:tie a netz:Interface .")
    held = ox.Store()
    held.extend([*quads, *wrong])
    assert new_violations(quads, wrong, [])
    assert new_violations(held, [ox.Quad(wrong[0].subject, ox.NamedNode("a:p"), G, G)], []) == []


def test_change_of_the_classes_is_checked_as_a_whole(quads: ox.Store) -> None:
    thing = read("<a:thing> a <a:Kind> .")
    held = ox.Store()
    held.extend([*quads, *thing])
    found = new_violations(held, read("<a:Kind> rdfs:subClassOf netz:Interface ."), [])
    assert {one.focus.iri for one in found} == {"a:thing"}


def test_what_comes_as_text_is_judged_as_statements_are(quads: ox.Store) -> None:
    chance = random.Random(1)  # noqa: S311
    subjects = chance.sample(sorted({quad.subject for quad in quads}, key=str), 12)
    whole = [quad for subject in subjects for quad in quads.quads_for_pattern(subject, None, None, None)]
    held = ox.Store()
    held.extend(quad for quad in quads if quad not in whole)
    come = [quad for quad in dict.fromkeys(chance.sample(whole, len(whole))) if chance.random() < 0.8]
    text = of_pieces([written(come[start : start + 70]) for start in range(0, len(come), 70)], {G})
    found = keys(new_violations(held, come, []))
    assert found
    assert keys(new_violations(held, text, [])) == found
    gone = chance.sample(list(held), 2)
    assert keys(new_violations(held, text, gone)) == keys(new_violations(held, come, gone))


@pytest.mark.parametrize("seed", range(12))
def test_small_damage_is_found_as_by_checking_everything(quads: ox.Store, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - only chance, no secret
    add, remove = damage(quads, chance)
    gained, lost = refresh(quads.quads_for_pattern, add, remove)
    store = EmbeddedStore(None)
    store.apply(Change(add=sorted({*quads, *add} - set(remove), key=str)))
    assert keys(new_violations(quads, [*add, *gained], [*remove, *lost])) == keys(validate_store(store))
    store.close()


def damage(quads: ox.Store, chance: random.Random) -> tuple[list[ox.Quad], list[ox.Quad]]:
    """One to three statements deleted, altered or added where they do not belong."""
    stated = sorted((quad for quad in quads if quad.graph_name != ox.NamedNode(DERIVED_GRAPH)), key=str)
    add, remove = [], []
    for _ in range(chance.randint(1, 3)):
        quad, other = chance.choice(stated), chance.choice(stated)
        kind = chance.choice(["delete", "alter", "add", "type"])
        if kind in ("delete", "alter"):
            remove.append(quad)
        if kind in ("alter", "add"):
            add.append(ox.Quad(quad.subject, quad.predicate, other.object, quad.graph_name))
        if kind == "type":
            target = ox.NamedNode(chance.choice(sorted(targets_of_shapes().classes)[-12:]))
            add.append(ox.Quad(quad.subject, TYPE, target, quad.graph_name))
    return [quad for quad in dict.fromkeys(add) if quad not in quads], list(dict.fromkeys(remove))


_ACCEPTED = frozenset({RDF + "type", RDFS + "subClassOf"})
"""Kinds of values that a checked write takes though the model leaves them out; foreign texts and addresses besides."""
_SUBJECTS = {one: NETZ + "Interface" for one in EXPECTED if one.startswith((NETZ + "edge", NETZ + "directed"))}
_SUBJECTS |= dict.fromkeys((ORG + "organization", ORG + "role"), BASE + "magdeburg/mitgliedschaft/arbeitgeber-netzwerk")
_FOREIGN_TEXTS = frozenset(one for one, kind in EXPECTED.items() if kind == "text" or one.startswith((DCT, PROV)))


@pytest.mark.parametrize("property_iri", sorted(EXPECTED.keys() - _ACCEPTED - _FOREIGN_TEXTS))
def test_no_checked_write_takes_what_the_model_cannot_read(quads: ox.Store, property_iri: str) -> None:
    subject = ox.NamedNode(_SUBJECTS.get(property_iri, BASE + "magdeburg/jobcenter"))
    odd = ox.NamedNode("urn:x") if EXPECTED[property_iri] == "text" else ox.Literal("quatsch")
    graph = ox.NamedNode(BASE + "magdeburg/graph/odd")
    with pytest.raises(DataInvalid):
        check_change(quads, [ox.Quad(subject, ox.NamedNode(property_iri), odd, graph)], [])
