"""The command line, the map and the API offer the same formats, and write the same of the same network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import networkx as nx
import pytest
from flask.testing import FlaskClient

from graph.analysis import analysis_for
from graph.export.formats import BY_NAME, FORMATS, ExportFormat
from graph.load.files import load_files
from graph.model import STATES, State
from graph.paths import DATA
from graph.protocol import Store
from graph.store.open import open_store
from tests.support.magdeburg import create_with_magdeburg
from tests.support.network_files import read_gexf, read_graphml
from tests.support.statements import add
from webapp import create_app
from webapp.cli.main import main
from webapp.pages.map.download.files import write_file

DATED = """
<neustadt/netzwerk> a netz:Network ; skos:prefLabel "Netzwerk Neustadt"@de .
<neustadt/amt> a org:FormalOrganization ; skos:prefLabel "Sozialamt"@de ; netz:inNetwork <neustadt/netzwerk> .
<neustadt/verein> a org:FormalOrganization ; skos:prefLabel "Verein"@de ; netz:inNetwork <neustadt/netzwerk> .
<neustadt/s1> a netz:Interface ; skos:prefLabel "Amt und Verein"@de ; netz:party <neustadt/amt>, <neustadt/verein> ;
  adms:status nk:exists ; netz:confidence nk:stated ; netz:inNetwork <neustadt/netzwerk> ; netz:weight 2.5 ;
  schema:startDate "2016-03-01"^^xsd:date ; schema:endDate "2098-12-31"^^xsd:date .
"""
FILTERED = (
    "",
    "&sektor=civil",
    "&stand=demanded&sektor=economy",
    "&akteur=magdeburg/jobcenter&tiefe=1",
    "&art=Funding",
)


@pytest.fixture(scope="module")
def three() -> Iterator[Store]:
    store = open_store("memory:")
    create_with_magdeburg(store)
    load_files(store, [DATA / "examples" / "musterstadt.ttl"])
    add(store, DATED)
    yield store
    store.close()


@pytest.fixture(scope="module")
def client(three: Store) -> FlaskClient:
    return create_app(store=three).test_client()


def by_map(client: FlaskClient, query: str) -> nx.MultiGraph[str]:
    return read_graphml(client.get(f"/karte/export.graphml?lang=de&{query}").data)


def by_api(client: FlaskClient, query: str) -> nx.MultiGraph[str]:
    return read_graphml(client.get(f"/api/v1/export.graphml?lang=de&{query}").data)


def by_command(store: Store, network: str, states: tuple[State, ...], at: str | None) -> nx.MultiGraph[str]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.graphml"
        write_file(BY_NAME["graphml"], analysis_for(store, network, states=states, at=at), path, "de")
        return read_graphml(path.read_bytes())


def of_nodes(network: nx.MultiGraph[str]) -> dict[str, dict[str, object]]:
    return {iri: dict(about) for iri, about in network.nodes(data=True)}


def of_edges(network: nx.MultiGraph[str]) -> dict[str, dict[str, object]]:
    return {str(about["id"]): {**about, "ends": {one, other}} for one, other, about in network.edges(data=True)}


@pytest.mark.parametrize("network", ["magdeburg", "musterstadt", "neustadt"])
def test_the_whole_network_is_the_same_for_all_three(client: FlaskClient, three: Store, network: str) -> None:
    found = [
        by_map(client, f"netz={network}"),
        by_api(client, f"netz={network}"),
        by_command(three, network, STATES, None),
    ]
    assert len(found[0]) > 1
    for other in found[1:]:
        assert of_nodes(other) == of_nodes(found[0])
        assert of_edges(other) == of_edges(found[0])


@pytest.mark.parametrize("network", ["magdeburg", "musterstadt"])
@pytest.mark.parametrize("states", [("exists",), ("demanded",), ("exists", "demanded"), STATES])
@pytest.mark.parametrize("at", [None, "2016-06-01", "2020-01-01"])
def test_the_same_states_and_day_are_the_same_ties(
    client: FlaskClient, three: Store, *, network: str, states: tuple[State, ...], at: str | None
) -> None:
    query = f"netz={network}&am={at or ''}" + "".join(f"&stand={state}" for state in states if states != STATES)
    told = by_command(three, network, states, at)
    answered, shown = by_api(client, query), by_map(client, query)
    assert of_nodes(answered) == of_nodes(told)
    assert of_edges(answered) == of_edges(told) == of_edges(shown)
    nodes, visible = of_nodes(told), of_nodes(shown)
    assert {iri for iri in told if told.degree(iri)} <= visible.keys(), "a filter of the map hides who has no such tie"
    assert {iri: nodes[iri] for iri in visible} == visible


@pytest.mark.parametrize("choice", FILTERED)
def test_the_map_and_the_api_narrow_alike(client: FlaskClient, choice: str) -> None:
    shown, answered = (of_edges(read(client, f"netz=magdeburg{choice}")) for read in (by_map, by_api))
    assert shown == answered


def test_a_tie_with_weight_and_period_is_so_in_each_file(client: FlaskClient, three: Store, tmp_path: Path) -> None:
    path = tmp_path / "x.gexf"
    write_file(BY_NAME["gexf"], analysis_for(three, "neustadt"), path, "de")
    files = [client.get(f"{base}export.gexf?netz=neustadt").data for base in ("/karte/", "/api/v1/")]
    for data in (*files, path.read_bytes()):
        assert re.search(rb'type="undirected" weight="2.5" [^>]*start="2016-03-01" end="2098-12-31"', data)
        ((_, _, about),) = read_gexf(data).edges(data=True)
        assert about["label"] == "Amt und Verein"
    graphml = by_map(client, "netz=neustadt")
    assert not graphml.is_directed()


def test_all_three_offer_the_formats_of_the_one_table(
    client: FlaskClient, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for form in FORMATS:
        status = 200 if form.is_available else 406
        for base in ("/karte/", "/api/v1/"):
            answer = client.get(f"{base}export.{form.name}?netz=neustadt")
            assert (answer.status_code, form.name) == (status, form.name)
            if status == 200:
                assert answer.mimetype == form.media_type.partition(";")[0]
                assert answer.headers["Content-Disposition"].endswith(f'.{form.suffix}"')
    with pytest.raises(SystemExit):
        main(["export", str(tmp_path / "x"), "--format", "zeichnung"])
    offered = capsys.readouterr().err
    assert all(f"{form.name}" in offered for form in FORMATS)


@pytest.mark.parametrize("form", [form for form in FORMATS if form.is_available], ids=lambda form: form.name)
def test_the_command_writes_what_the_map_answers(
    client: FlaskClient, three: Store, tmp_path: Path, form: ExportFormat
) -> None:
    path = tmp_path / "x"
    write_file(form, analysis_for(three, "neustadt", states=STATES), path, "de")
    answer = client.get(f"/karte/export.{form.name}?netz=neustadt&lang=de")
    if form.name.endswith(("xlsx", "html")):  # a packed file carries its time, a page its links
        assert path.stat().st_size == pytest.approx(len(answer.data), rel=0.02)
    else:
        assert path.read_bytes() == answer.data


@pytest.mark.parametrize(
    ("query", "status", "word"),
    [
        ("stand=quatsch", 400, "quatsch"),
        ("stand=exists,quatsch", 400, "quatsch"),
        ("am=31.12.2016", 400, "31.12.2016"),
        ("sektor=atlantis", 400, "atlantis"),
        ("netz=atlantis", 404, "atlantis"),
    ],
)
def test_the_api_names_what_there_is_not(client: FlaskClient, query: str, status: int, word: str) -> None:
    answer = client.get(f"/api/v1/export.gexf?{query}", headers={"Accept": "application/json"})
    assert answer.status_code == status
    assert word in answer.get_json()["error"]
    assert answer.get_json()["hint"]


def test_other_hosts_may_read_a_file_of_the_api(client: FlaskClient) -> None:
    assert client.get("/api/v1/export.nq?netz=neustadt").headers["Access-Control-Allow-Origin"] == "*"
