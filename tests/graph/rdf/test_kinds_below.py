"""A class below a kind of tie is of that kind: for rules, questions and plain links, whenever it becomes one."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from graph.analysis import analysis_for
from graph.network.model_reader import read_model
from graph.protocol import Change, Store
from graph.query.named import run_query
from graph.rdf.quad_text import QuadText
from graph.store.open import open_store
from graph.terms import BASE, DERIVED_GRAPH, NETZ, ORG, RDF
from tests.support.magdeburg import load_ontology
from tests.support.statements import PREFIXES, add

CLASSES = """<my/Treffen> rdfs:subClassOf netz:Interface . <my/Grosses> rdfs:subClassOf <my/Treffen> .
    <my/Sitz> rdfs:subClassOf netz:Membership ."""
CITY = """<stadt/netzwerk> a netz:Network ; skos:prefLabel 'Stadt'@de .
    <stadt/a> a org:Organization ; netz:inNetwork <stadt/netzwerk> ; skos:prefLabel 'A'@de .
    <stadt/b> a org:Organization ; netz:inNetwork <stadt/netzwerk> ; skos:prefLabel 'B'@de .
    <stadt/g> a netz:WorkingGroup ; netz:inNetwork <stadt/netzwerk> ; adms:status nk:exists ; skos:prefLabel 'G'@de .
    <stadt/t> a <my/Grosses> ; netz:party <stadt/a>, <stadt/b> ; adms:status nk:exists ;
      netz:inNetwork <stadt/netzwerk> .
    <stadt/m> a <my/Sitz> ; org:member <stadt/a> ; org:organization <stadt/g> ; adms:status nk:exists ;
      netz:inNetwork <stadt/netzwerk> .
    <stadt/w> a <my/Treffen> ; netz:party <stadt/a>, <stadt/g> ; adms:status nk:demanded ;
      netz:inNetwork <stadt/netzwerk> . <stadt/f> a netz:Demand ; netz:callsFor <stadt/w> ; netz:raisedBy <stadt/g> ;
      netz:inNetwork <stadt/netzwerk> ."""


def derived(store: Store) -> set[tuple[str, str, str]]:
    graph = f"SELECT ?s ?p ?o WHERE {{ GRAPH <{DERIVED_GRAPH}> {{ ?s ?p ?o }} }}"
    names = ({name: str(getattr(term, "value", "")) for name, term in row.items()} for row in store.select(graph))
    return {(one["s"].removeprefix(BASE), one["p"], one["o"].removeprefix(BASE)) for one in names}


WANTED = {
    ("stadt/t", RDF + "type", NETZ + "Interface"),
    ("stadt/w", RDF + "type", NETZ + "Interface"),
    ("stadt/m", RDF + "type", NETZ + "Membership"),
    ("stadt/a", ORG + "linkedTo", "stadt/b"),
    ("stadt/a", ORG + "memberOf", "stadt/g"),
}


@pytest.fixture
def store() -> Iterator[Store]:
    opened = open_store("memory:")
    load_ontology(opened)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    "order", [(CLASSES, CITY), (CITY, CLASSES), (CITY + CLASSES,)], ids=["before", "after", "with"]
)
def test_it_follows_whenever_the_class_is_said(store: Store, order: tuple[str, ...]) -> None:
    for part in order:
        add(store, part)
    assert derived(store) >= WANTED


def test_it_follows_from_a_text_as_well(store: Store) -> None:
    quads = ox.parse(PREFIXES + CITY + CLASSES, format=ox.RdfFormat.TURTLE)
    home = ox.NamedNode(BASE + "stadt/graph/text")
    lines = "".join(sorted(f"{ox.Quad(one.subject, one.predicate, one.object, home)} .\n" for one in quads))
    store.apply(Change(add=QuadText((lines.encode(),), frozenset({home})), checked=False))
    assert derived(store) >= WANTED


def test_it_follows_no_longer_when_the_class_is_taken_back(store: Store) -> None:
    add(store, CITY)
    before = derived(store)
    add(store, CLASSES)
    store.undo(store.revision)
    assert derived(store) == before


def test_one_link_of_the_chain_is_enough(store: Store) -> None:
    """A class is below another that becomes a kind's only later."""
    add(store, CITY + "<my/Grosses> rdfs:subClassOf <my/Treffen> .")
    assert not any(end == NETZ + "Interface" for _, _, end in derived(store))
    add(store, "<my/Treffen> rdfs:subClassOf netz:Interface .")
    assert ("stadt/t", RDF + "type", NETZ + "Interface") in derived(store)


def test_rules_and_questions_know_them_as_pages_do(store: Store) -> None:
    add(store, CLASSES + CITY)
    kinds = {tie.iri.removeprefix(BASE): tie.kind for tie in read_model(store).ties.values()}
    assert kinds == {"stadt/t": "Interface", "stadt/w": "Interface", "stadt/m": "Membership"}
    missing = {gap.rule for gap in analysis_for(store).gaps if gap.kind == "demanded"}
    assert missing == {"interface-missing"}
    network = BASE + "stadt/netzwerk"
    (numbers,) = run_query(store, "network-numbers", network=network)
    assert {name: getattr(numbers[name], "value", "") for name in ("existing", "demanded")} == {
        "existing": "2",
        "demanded": "1",
    }
    members = [row for row in run_query(store, "groups-by-size", network=network) if row["group"]]
    assert [getattr(row["members"], "value", "") for row in members] == ["1"]


def test_a_kind_of_its_own_stays_its_own(store: Store) -> None:
    add(
        store,
        CITY
        + """<my/Patenschaft> rdfs:subClassOf netz:Tie, netz:Interface ; netz:edgeFrom <my/pate> ;
        netz:edgeTo <my/kind> . <stadt/p> a <my/Patenschaft> ; <my/pate> <stadt/a> ; <my/kind> <stadt/b> ;
        netz:inNetwork <stadt/netzwerk> .""",
    )
    assert ("stadt/p", RDF + "type", NETZ + "Interface") not in derived(store)
    assert read_model(store).ties[BASE + "stadt/p"].kind == "Patenschaft"
