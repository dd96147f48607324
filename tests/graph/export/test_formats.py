"""Every format of the table: what it holds, that others read it as it was, and that hostile labels stay labels."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import networkx as nx
import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from graph.analysis import analysis_for
from graph.export.content import Content, ExportEdge, ExportWords, narrow
from graph.export.formats import BY_NAME, FORMATS, ExportFormat, find_format, write
from graph.export.make_content import PROMPT_MOST, content_of
from graph.export.pajek import unique_labels
from graph.export.statements import graphs_of
from graph.model import STATES
from graph.network.projection import HIERARCHY
from graph.protocol import Change, Store
from graph.store.open import open_store
from graph.terms import BASE
from tests.support.magdeburg import create_with_magdeburg
from tests.support.network_files import edges_of, read_gexf, read_graphml
from tests.support.network_schemas import faults_of_gexf, faults_of_graphml
from tests.support.signs import SIGNS
from tests.support.statements import PREFIXES, add

GEXF = "{http://gexf.net/1.3}"
HOSTILE = "'''</data>\\u0000<script>alert(1)</script> \\\"&\\\" \\u202e=1+1 *Edges \\\\n]]> ,;'''"
SMALL = f"""
<stadt/netzwerk> a netz:Network ; skos:prefLabel "Netz & Werk"@de .
<stadt/amt> a org:FormalOrganization ; skos:prefLabel {HOSTILE}@de ; netz:inNetwork <stadt/netzwerk> .
<stadt/amt2> a org:FormalOrganization ; skos:prefLabel {HOSTILE}@de ; netz:inNetwork <stadt/netzwerk> .
<stadt/allein> a org:FormalOrganization ; skos:prefLabel "Ällein"@de ; netz:inNetwork <stadt/netzwerk> .
<stadt/drei> a org:FormalOrganization ; skos:prefLabel "Drei"@de ; netz:inNetwork <stadt/netzwerk> .
<stadt/s1> a netz:Interface ; skos:prefLabel "Amt und Amt"@de ; netz:party <stadt/amt>, <stadt/amt2> ;
  adms:status nk:exists ; netz:confidence nk:stated ; netz:inNetwork <stadt/netzwerk> ; netz:weight 2.5 ;
  schema:startDate "2016-03-01"^^xsd:date ; schema:endDate "2018-12-31"^^xsd:date .
<stadt/s2> a netz:Interface ; skos:prefLabel "Runde"@de ; netz:party <stadt/amt>, <stadt/amt2>, <stadt/drei> ;
  adms:status nk:exists ; netz:confidence nk:stated ; netz:inNetwork <stadt/netzwerk> ;
  schema:startDate "2016-01-01"^^xsd:date ; netz:startPrecision nk:year ;
  schema:endDate "2016-02-29"^^xsd:date ; netz:endPrecision nk:month .
"""
DIRECTED = """
<stadt/f> a netz:Funding ; skos:prefLabel "Geld"@de ; netz:funder <stadt/amt> ; netz:funded <stadt/drei> ;
  adms:status nk:planned ; netz:confidence nk:stated ; netz:inNetwork <stadt/netzwerk> .
"""
SELECTED = [form for form in FORMATS if not form.is_drawn and not form.holds_graphs and form.is_available]


@pytest.fixture
def small(store: Store) -> Content:
    """Three actors with undirected ties and one without any."""
    add(store, SMALL)
    return content_of(analysis_for(store, "stadt", states=STATES), title="Netz & Werk")


@pytest.fixture
def mixed(store: Store) -> Content:
    add(store, SMALL + DIRECTED)
    return content_of(analysis_for(store, "stadt", states=STATES))


@pytest.fixture(scope="module")
def magdeburg_content(magdeburg: Store) -> Content:
    return content_of(analysis_for(magdeburg, "magdeburg", states=STATES))


def content_edges(content: Content) -> list[tuple[frozenset[str], float]]:
    found = [(frozenset((edge.source, edge.target)), edge.weight) for edge in content.edges]
    return sorted(found, key=lambda edge: (sorted(edge[0]), edge[1]))


@pytest.mark.parametrize("name", ["small", "mixed", "magdeburg_content"])
def test_graphml_and_gexf_come_back_with_the_same_nodes_edges_and_weights(
    name: str, request: pytest.FixtureRequest
) -> None:
    content: Content = request.getfixturevalue(name)
    for network in (read_graphml(write(BY_NAME["graphml"], content)), read_gexf(write(BY_NAME["gexf"], content))):
        assert set(network) == {node.iri for node in content.nodes}
        assert edges_of(network) == content_edges(content)
        for node in content.nodes:
            assert network.nodes[node.iri]["partners"] == node.attributes["partners"]
            assert network.nodes[node.iri]["label"] == node.label.replace("\x00", "")


@pytest.mark.parametrize("name", ["small", "mixed", "magdeburg_content"])
def test_pajek_comes_back_with_the_same_nodes_edges_and_weights(name: str, request: pytest.FixtureRequest) -> None:
    content: Content = request.getfixturevalue(name)
    network = nx.parse_pajek(write(BY_NAME["pajek"], content).decode())
    labels = unique_labels([node.label for node in content.nodes])
    names = {node.iri: label for node, label in zip(content.nodes, labels, strict=True)}
    assert set(network) == set(labels)
    assert Counter(edges_of(network)) == Counter(
        (frozenset(names[iri] for iri in pair), weight) for pair, weight in content_edges(content)
    )
    places = [(about["x"], about["y"]) for _, about in network.nodes(data=True)]
    assert all(0 <= value <= 1 for place in places for value in place)


def test_an_undirected_network_is_written_as_one_and_networkx_says_so(small: Content) -> None:
    for network in (
        nx.read_gexf(io.BytesIO(write(BY_NAME["gexf"], small))),
        read_graphml(write(BY_NAME["graphml"], small)),
        nx.parse_pajek(write(BY_NAME["pajek"], small).decode()),
    ):
        assert not network.is_directed()


def test_in_a_mixed_network_each_edge_says_whether_it_is_directed(mixed: Content) -> None:
    root = ET.fromstring(write(BY_NAME["gexf"], mixed))  # noqa: S314 - our own
    types = {edge.get("label"): edge.get("type") for edge in root.iter(f"{GEXF}edge")}
    assert types == {"Amt und Amt": "undirected", "Runde": "undirected", "Geld": "directed"}
    network = read_graphml(write(BY_NAME["graphml"], mixed))
    assert {about["label"]: about["directed"] for *_, about in network.edges(data=True)} == {
        "Amt und Amt": False, "Runde": False, "Geld": True,
    }  # fmt: skip
    lines = write(BY_NAME["pajek"], mixed).decode().splitlines()
    assert lines.index("*Arcs") + 2 == lines.index("*Edges")


@pytest.mark.parametrize("name", ["small", "mixed", "magdeburg_content"])
def test_graphml_and_gexf_are_as_their_schemas_have_them(name: str, request: pytest.FixtureRequest) -> None:
    content: Content = request.getfixturevalue(name)
    coloured = replace(content, nodes=tuple(replace(n, colour="#2a5caa", size=7.5) for n in content.nodes))
    for one in (content, coloured):
        assert faults_of_graphml(write(BY_NAME["graphml"], one)) == []
        assert faults_of_gexf(write(BY_NAME["gexf"], one)) == []


BROKEN = {
    "graphml": [
        (b'<node id="', b'<node id="https://'),
        (b'edgedefault="', b'edgedefault="all'),
        (b"<data ", b'<data size="1" '),
        (b'source="', b'source="nobody'),
        (b'attr.type="boolean"', b'attr.type="long"'),
        (b"<graph ", b"<graph><desc/><desc/></graph><graph "),
    ],
    "gexf": [
        (b'version="1.3"', b'version="1.2"'),
        (b'mode="dynamic"', b'name="x"'),
        (b"<nodes>", b"<nodes/><nodes>"),
        (b'<attvalue for="', b'<attvalue for="none'),
        (b'start="2016-03-01"', b'start="2016"'),
        (b'label="Drei"', b'label=" Drei"'),
        (b'type="boolean"', b'type="integer"'),
        (b'target="', b'target="nobody'),
    ],
}


@pytest.mark.parametrize(
    ("form", "is_right", "is_wrong"), [(form, *pair) for form, pairs in BROKEN.items() for pair in pairs]
)
def test_what_checks_a_file_finds_what_is_against_its_schema(
    mixed: Content, form: str, is_right: bytes, is_wrong: bytes
) -> None:
    written = write(BY_NAME[form], mixed)
    assert is_right in written
    faults = {"graphml": faults_of_graphml, "gexf": faults_of_gexf}[form]
    assert faults(written.replace(is_right, is_wrong, 1))


def test_a_tie_of_several_parties_shares_its_weight(small: Content) -> None:
    weights = {edge.id: edge.weight for edge in small.edges}
    assert weights == {"stadt/s1~0": 2.5, "stadt/s2~0": 0.5, "stadt/s2~1": 0.5, "stadt/s2~2": 0.5}


def test_gexf_says_when_an_edge_holds_as_days_of_the_calendar(small: Content) -> None:
    root = ET.fromstring(write(BY_NAME["gexf"], small))  # noqa: S314 - our own
    graph = root.find(f"{GEXF}graph")
    assert graph is not None
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    days = {edge.get("label"): (edge.get("start"), edge.get("end")) for edge in graph.iter(f"{GEXF}edge")}
    assert days == {"Amt und Amt": ("2016-03-01", "2018-12-31"), "Runde": ("2016-01-01", "2016-02-29")}
    for start, end in days.values():
        assert date.fromisoformat(str(start)) < date.fromisoformat(str(end))
    network = read_graphml(write(BY_NAME["graphml"], small))
    about = next(about for *_, about in network.edges(data=True) if about["label"] == "Runde")
    assert (about["start"], about["start_precision"], about["end_precision"]) == ("2016-01-01", "year", "month")


def test_a_date_that_is_none_is_left_out_of_the_timeline_and_kept_where_it_is_text(small: Content) -> None:
    odd = ("offen", "2016-02-30", "0000-01-01", "-5", "2016")
    edges = tuple(replace(edge, start=text, end=text) for edge, text in zip(small.edges * 2, odd, strict=False))
    content = replace(small, edges=tuple(replace(edge, id=f"e{number}") for number, edge in enumerate(edges)))
    root = ET.fromstring(write(BY_NAME["gexf"], content))  # noqa: S314 - our own
    for edge in root.iter(f"{GEXF}edge"):
        for day in filter(None, (edge.get("start"), edge.get("end"))):
            date.fromisoformat(day)
    texts = {about["start"] for *_, about in read_graphml(write(BY_NAME["graphml"], content)).edges(data=True)}
    assert texts == set(odd)


def test_kumu_connects_elements_by_ids_that_are_unique(mixed: Content) -> None:
    found = json.loads(write(BY_NAME["kumu"], mixed))
    ids = [one["id"] for one in (*found["elements"], *found["connections"])]
    assert len(set(ids)) == len(ids)
    assert {one["label"] for one in found["elements"]} == {node.label for node in mixed.nodes}
    elements = {one["id"] for one in found["elements"]}
    assert all({one["from"], one["to"]} <= elements for one in found["connections"])
    assert Counter(one["direction"] for one in found["connections"]) == {"undirected": 4, "directed": 1}
    first = next(one for one in found["connections"] if one["id"] == "stadt/s1~0")
    assert (first["weight"], first["start"], first["end"], first["type"]) == (
        2.5,
        "2016-03-01",
        "2018-12-31",
        "Interface",
    )


def test_tables_name_both_ends_weight_and_period(small: Content) -> None:
    rows = list(csv.DictReader(io.StringIO(write(BY_NAME["csv"], small).decode("utf-8-sig"))))
    first = next(row for row in rows if row["label"] == "Amt und Amt")
    assert (first["weight"], first["start"], first["end"], first["directed"]) == (
        "2.5",
        "2016-03-01",
        "2018-12-31",
        "no",
    )
    assert {first["from_iri"], first["to_iri"]} == {f"https://netz.invalid/id/stadt/{name}" for name in ("amt", "amt2")}
    actors = list(csv.DictReader(io.StringIO(write(BY_NAME["akteure.csv"], small).decode("utf-8-sig"))))
    assert {row["label"] for row in actors} == {node.label for node in small.nodes}
    book = CalamineWorkbook.from_filelike(io.BytesIO(write(BY_NAME["xlsx"], small)))
    assert book.sheet_names == ["actors", "ties", "about"]
    assert [len(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names] == [5, 5, 2]


@pytest.mark.parametrize("form", SELECTED, ids=lambda form: form.name)
def test_every_format_names_every_tie_and_takes_a_hostile_label_as_text(small: Content, form: ExportFormat) -> None:
    data = write(form, small)
    if form.suffix in {"gexf", "graphml"}:
        ET.fromstring(data)  # noqa: S314 - it must be well-formed
        assert b"<script" not in data
    if form.suffix == "xlsx":
        return
    assert ("Runde" in data.decode()) == (form.name not in {"akteure.csv", "knoten.csv", "matrix.csv"})


LABELS = st.lists(st.text(SIGNS, max_size=12), min_size=1, max_size=8)


@settings(deadline=None)
@given(LABELS)
def test_whatever_actors_are_called_the_files_are_read_back(labels: list[str]) -> None:
    content = EMPTY_CONTENT[0]
    nodes = tuple(replace(content.nodes[0], iri=f"urn:{n}", label=label) for n, label in enumerate(labels))
    edges = tuple(
        replace(content.edges[0], id=f"e{n}", source="urn:0", target=f"urn:{n}", label=label, weight=n + 0.25)
        for n, label in enumerate(labels[1:], start=1)
    )
    drawn = replace(content, nodes=nodes, edges=edges, title=labels[0])
    assert edges_of(read_graphml(write(BY_NAME["graphml"], drawn))) == content_edges(drawn)
    assert edges_of(read_gexf(write(BY_NAME["gexf"], drawn))) == content_edges(drawn)
    network = nx.parse_pajek(write(BY_NAME["pajek"], drawn).decode())
    assert len(network) == len(labels)
    assert sorted(weight for _, weight in edges_of(network)) == [edge.weight for edge in edges]
    assert [one["label"] for one in json.loads(write(BY_NAME["kumu"], drawn))["elements"]] == labels


EMPTY_CONTENT: list[Content] = []


@pytest.fixture(autouse=True, scope="module")
def _one_node_and_edge(magdeburg: Store) -> Iterator[None]:
    """What property tests change, made once."""
    EMPTY_CONTENT.append(content_of(analysis_for(magdeburg, "magdeburg", states=STATES)))
    yield
    EMPTY_CONTENT.clear()


def test_a_network_without_anybody_is_a_file_too(store: Store) -> None:
    add(store, "<leer/netzwerk> a netz:Network ; skos:prefLabel 'Leer'@de .")
    content = content_of(analysis_for(store, "leer", states=STATES))
    for form in SELECTED:
        assert write(form, content)
    assert len(read_graphml(write(BY_NAME["graphml"], content))) == 0


def test_the_content_is_what_measures_rest_on_and_the_networks_that_ties_name(magdeburg: Store) -> None:
    for states in (("exists",), STATES, ("demanded",)):
        analysis = analysis_for(magdeburg, "magdeburg", states=states)
        content = content_of(analysis)
        named = set(analysis.named_networks)
        counted = [edge for edge in content.edges if not {edge.source, edge.target} & named]
        weighted: list[tuple[str, str, float]] = list(analysis.network.edges(data="weight"))
        expected = [(frozenset((source, target)), weight) for source, target, weight in weighted]
        if "exists" in states:
            assert Counter((frozenset((edge.source, edge.target)), edge.weight) for edge in counted) == Counter(
                expected
            )
            assert set(analysis.network) <= {node.iri for node in content.nodes}
        assert {edge.attributes["state_code"] for edge in content.edges if edge.tie} <= set(states)


def test_ties_of_a_state_have_both_ends_whatever_the_state_of_these_is(magdeburg: Store) -> None:
    content = content_of(analysis_for(magdeburg, "magdeburg", states=("demanded",)))
    whole = content_of(analysis_for(magdeburg, "magdeburg", states=STATES))
    demanded = {edge.pair for edge in whole.edges if edge.attributes["state_code"] == "demanded" and edge.tie}
    assert {edge.pair for edge in content.edges if edge.tie} == demanded
    assert len(demanded) > 10


def test_a_day_leaves_out_what_did_not_hold(store: Store) -> None:
    add(store, SMALL)
    for day, ties in (("2015-06-01", 0), ("2016-02-01", 3), ("2016-03-15", 1), ("2019-01-01", 0)):
        content = content_of(analysis_for(store, "stadt", at=day))
        assert len(content.edges) == ties, day
        assert len(content.nodes) == 4, "who is alone on that day is there all the same"


def test_of_a_large_network_what_takes_long_is_written_where_the_file_has_to_be_complete(store: Store) -> None:
    add(store, SMALL)
    crowd = (
        f'<stadt/o{number}> a org:FormalOrganization ; skos:prefLabel "O {number}" ; netz:inNetwork <stadt/netzwerk> .'
        for number in range(PROMPT_MOST)
    )
    small = content_of(analysis_for(store, "stadt"), is_complete=False)
    assert all({"gaps", "betweenness"} <= node.attributes.keys() and node.position for node in small.nodes)
    kept = {node.iri: node.position for node in small.nodes}
    add(store, "\n".join(crowd))
    large = content_of(analysis_for(store, "stadt"), is_complete=False)
    assert not any({"gaps", "betweenness"} & node.attributes.keys() for node in large.nodes)
    assert {node.iri: node.position for node in large.nodes if node.position} == kept, (
        "places that are kept are written"
    )
    complete = content_of(analysis_for(store, "stadt"))
    assert all({"gaps", "betweenness"} <= node.attributes.keys() and node.position for node in complete.nodes)
    assert complete.edges == large.edges


def test_narrowing_keeps_edges_between_those_that_are_left(small: Content) -> None:
    first = small.edges[0]
    found = narrow(small, {first.source, first.target}, {edge.pair for edge in small.edges})
    assert {node.iri for node in found.nodes} == {first.source, first.target}
    assert all({edge.source, edge.target} == {first.source, first.target} for edge in found.edges)
    assert narrow(small, {first.source}, {first.pair}).edges == ()


def test_words_say_codes_and_codes_stay(store: Store) -> None:
    add(store, SMALL)
    words = ExportWords(kind=lambda code: f"K {code}", state=lambda code: f"S {code}")
    edge: ExportEdge = content_of(analysis_for(store, "stadt", at="2016-04-01"), words=words).edges[0]
    assert (edge.attributes["kind"], edge.attributes["kind_code"]) == ("K Interface", "Interface")
    assert (edge.attributes["state"], edge.attributes["state_code"]) == ("S exists", "exists")


def test_all_statements_of_a_network_are_its_graphs_and_nothing_else() -> None:
    store = open_store("memory:")
    create_with_magdeburg(store)
    add(store, SMALL)
    analysis = analysis_for(store, "magdeburg")
    content = content_of(analysis)
    graphs = graphs_of(analysis)
    assert graphs == [name for name in store.graph_names() if "/magdeburg/graph/" in name]
    expected = {quad for quad in ox.parse(store.dump(), format=ox.RdfFormat.N_QUADS) if quad.graph_name.value in graphs}
    for name, form in (("nq", "N_QUADS"), ("trig", "TRIG"), ("jsonld", "JSON_LD")):
        found = set(ox.parse(write(BY_NAME[name], content), format=getattr(ox.RdfFormat, form)))
        assert found == expected, name
    assert write(BY_NAME["nq"], content) == write(BY_NAME["nq"], content_of(analysis_for(store, "magdeburg")))
    everything = graphs_of(analysis_for(store))
    assert set(graphs) < set(everything)
    assert not {name for name in everything if "w3id.org" in name or name.endswith("/abgeleitet")}
    store.close()


def test_each_format_has_a_name_a_type_and_one_writer() -> None:
    assert len({form.name for form in FORMATS}) == len(FORMATS)
    assert len({form.module for form in FORMATS if form.module}) == len([form for form in FORMATS if form.module])
    wanted = {"html", "graphml", "gexf", "pajek", "csv", "xlsx", "kumu", "trig", "nq", "jsonld", "parquet"}
    assert wanted <= set(BY_NAME)
    assert find_format("verbindungen.csv") is BY_NAME["csv"]


def test_part_and_whole_are_edges_but_not_that_all_belong_to_the_network(magdeburg_content: Content) -> None:
    analysis = magdeburg_content.analysis
    parts = [edge for edge in magdeburg_content.edges if not edge.tie]
    assert len(parts) == sum(key == HIERARCHY for *_, key in analysis.network.edges(keys=True)) == 6
    assert not {edge.target for edge in parts} & set(analysis.named_networks)


@pytest.mark.parametrize("place", ["no graph", "another network's graph"])
@pytest.mark.parametrize("network", ["https://netz.invalid/id/dorf/netzwerk", "urn:dorf"])
def test_statements_of_a_network_are_written_wherever_they_lie(network: str, place: str) -> None:
    store = open_store("memory:")
    add(store, "<stadt/netzwerk> a netz:Network . <stadt/amt> a org:Organization ; netz:inNetwork <stadt/netzwerk> .")
    graph = ox.DefaultGraph() if place == "no graph" else ox.NamedNode(BASE + "stadt/graph/quelle")
    said = f"""<{network}> a netz:Network . <x/a> a org:Organization ; netz:inNetwork <{network}> ; skos:prefLabel 'A' .
        <x/b> a org:Organization ; netz:inNetwork <{network}> . <x/t> a netz:Interface ; netz:party <x/a>, <x/b> ;
        netz:inNetwork <{network}> ; netz:evidence <x/e> ; schema:startDate '2016' .
        <x/e> a netz:Passage ; oa:exact 'Wort' ."""
    quads = [
        ox.Quad(one.subject, one.predicate, one.object, graph)
        for one in ox.parse(PREFIXES + said, format=ox.RdfFormat.TURTLE)
    ]
    store.apply(Change(add=quads, checked=False))
    body = write(BY_NAME["nq"], content_of(analysis_for(store, network)))
    found = set(ox.parse(body, format=ox.RdfFormat.N_QUADS))
    assert found >= set(quads)
    assert b"stadt/amt" not in body or place != "no graph"
    store.close()
