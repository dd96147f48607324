"""One network, one number: pages, API, map, exports, ready questions and the command line count the same.

Each figure is read from what is really given out, and compared with every other output that names it.
"""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

import networkx as nx
import pytest
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook

from graph.analysis import analysis_for
from graph.export.formats import BY_NAME, write
from graph.export.make_content import content_of
from graph.load.files import load_files
from graph.load.generator.generate import generate
from graph.model import STATES
from graph.network.belonging import downwards
from graph.paths import DATA
from graph.protocol import Store
from graph.query.named import run_query
from graph.store.open import open_store
from graph.terms import NETZ, local_name
from graph.text import name as text_of_term
from tests.support.magdeburg import create_with_magdeburg, load_ontology
from tests.support.network_files import read_graphml
from tests.support.statements import add
from webapp import create_app
from webapp.pages.measures.part_tables import part_tables
from webapp.pages.topics.view import list_topics
from webapp.ui.links import slug_of

WITHOUT_GROUPS = """<neustadt/netzwerk> a netz:Network ; skos:prefLabel 'Netzwerk Neustadt'@de .
    <neustadt/amt> a org:FormalOrganization ; netz:inNetwork <neustadt/netzwerk> .
    <neustadt/verein> a org:FormalOrganization ; netz:inNetwork <neustadt/netzwerk> .
    <neustadt/stelle> a org:OrganizationalUnit ; org:unitOf <neustadt/verein> ; netz:inNetwork <neustadt/netzwerk> .
    <neustadt/haus> a org:FormalOrganization ; netz:inNetwork <neustadt/netzwerk> .
    <neustadt/buero> a org:OrganizationalUnit ; org:unitOf <neustadt/haus> ; netz:inNetwork <neustadt/netzwerk> .
    <neustadt/s1> a netz:Interface ; skos:prefLabel 'Amt und Stelle'@de ; adms:status nk:exists ;
      netz:party <neustadt/amt>, <neustadt/stelle> ; netz:inNetwork <neustadt/netzwerk> ; netz:topic <neustadt/kurse> .
    <neustadt/kurse> a skos:Concept ; skos:prefLabel 'Kurse'@de .
    <neustadt/s2> a netz:Interface ; skos:prefLabel 'Amt und Haus'@de ; adms:status nk:demanded ;
      netz:party <neustadt/amt>, <neustadt/haus> ; netz:inNetwork <neustadt/netzwerk> .""" + "".join(
    f"<neustadt/o{number}> a org:Organization ; netz:topic <neustadt/kurse> ; netz:inNetwork <neustadt/netzwerk> . "
    for number in range(8)
)
ODD = """<altstadt/netzwerk> a netz:Network ; rdfs:label 'Netzwerk Altstadt' .
    <altstadt/amt> a org:FormalOrganization ; netz:inNetwork <altstadt/netzwerk> ; rdfs:label 'Amt' .
    <altstadt/verein> a org:FormalOrganization ; netz:inNetwork <altstadt/netzwerk> ; foaf:name 'Club'@en .
    <altstadt/haus> a org:FormalOrganization ; netz:inNetwork <altstadt/netzwerk> ;
      skos:prefLabel 'Haus'@de, 'House'@en, 'Maison'@fr .
    <altstadt/rat> a org:FormalOrganization ; netz:inNetwork <altstadt/netzwerk> ; org:linkedTo <altstadt/haus> ;
      org:memberOf <altstadt/runde> ; skos:prefLabel 'Conseil'@fr, 'Consiglio'@it .
    <altstadt/runde> a netz:WorkingGroup ; netz:inNetwork <altstadt/netzwerk>, <vorstadt/netzwerk> ;
      adms:status nk:exists ; skos:prefLabel 'Runde'@de .
    <vorstadt/netzwerk> a netz:Network ; skos:prefLabel 'Netzwerk Vorstadt'@de .
    <vorstadt/schule> a org:FormalOrganization ; netz:inNetwork <vorstadt/netzwerk> .
    <altstadt/s1> a netz:Interface ; netz:party <altstadt/amt>, <altstadt/verein> ;
      netz:inNetwork <altstadt/netzwerk> .
    <altstadt/s2> a netz:Interface ; netz:party <altstadt/amt>, <altstadt/haus> ;
      adms:status nk:exists, nk:planned ; netz:inNetwork <altstadt/netzwerk> .
    <altstadt/m1> a netz:Membership ; org:member <altstadt/amt>, <altstadt/runde> ; org:organization <altstadt/runde> ;
      netz:inNetwork <altstadt/netzwerk> .
    <vorstadt/m1> a netz:Membership ; org:member <vorstadt/schule>, <altstadt/amt> ;
      org:organization <altstadt/runde> ; adms:status nk:exists ; netz:inNetwork <vorstadt/netzwerk> ."""
OVER = """<altdorf/netzwerk> a netz:Network ; skos:prefLabel 'Netzwerk Altdorf'@de .
    <altdorf/amt> a org:FormalOrganization ; netz:inNetwork <altdorf/netzwerk> .
    <altdorf/verein> a org:FormalOrganization ; netz:inNetwork <altdorf/netzwerk> .
    <altdorf/kontor> a org:FormalOrganization ; netz:inNetwork <altdorf/netzwerk> ;
      schema:endDate '2020-12-31'^^xsd:date .
    <altdorf/laden> a org:FormalOrganization ; netz:inNetwork <altdorf/netzwerk> ; adms:status nk:ended .
    <altdorf/werk> a org:FormalOrganization ; netz:inNetwork <altdorf/netzwerk> ;
      schema:endDate '2999-12-31'^^xsd:date .
    <altdorf/runde> a netz:WorkingGroup ; netz:inNetwork <altdorf/netzwerk> ; adms:status nk:exists .
    <altdorf/kreis> a netz:WorkingGroup ; netz:inNetwork <altdorf/netzwerk> ; adms:status nk:exists ;
      schema:endDate '2021-12-31'^^xsd:date .
    <altdorf/s1> a netz:Interface ; netz:party <altdorf/amt>, <altdorf/verein> ; netz:inNetwork <altdorf/netzwerk> ;
      adms:status nk:exists ; schema:endDate '2020-01-31'^^xsd:date ; netz:endPrecision nk:month .
    <altdorf/s2> a netz:Interface ; netz:party <altdorf/amt>, <altdorf/verein> ; netz:inNetwork <altdorf/netzwerk> ;
      adms:status nk:exists ; schema:endDate '2999-12-31'^^xsd:date .
    <altdorf/s3> a netz:Interface ; netz:party <altdorf/amt>, <altdorf/kontor> ; netz:inNetwork <altdorf/netzwerk> ;
      adms:status nk:unclear ; schema:endDate '2020-12-31'^^xsd:date .
    <altdorf/m1> a netz:Membership ; org:member <altdorf/amt> ; org:organization <altdorf/runde> ;
      adms:status nk:exists ; schema:endDate '2019-12-31'^^xsd:date ; netz:inNetwork <altdorf/netzwerk> .
    <altdorf/m2> a netz:Membership ; org:member <altdorf/verein> ; org:organization <altdorf/runde> ;
      netz:inNetwork <altdorf/netzwerk> .
    <altdorf/m3> a netz:Membership ; org:member <altdorf/kontor> ; org:organization <altdorf/runde> ;
      adms:status nk:exists ; schema:endDate '2020-12-31'^^xsd:date ; netz:inNetwork <altdorf/netzwerk> .
    <altdorf/z1> a netz:Mandate ; netz:holder <altdorf/werk> ; netz:object <altdorf/runde> ; adms:status nk:exists ;
      schema:endDate '2018'^^xsd:gYear ; netz:inNetwork <altdorf/netzwerk> ."""
SLUGS = {
    "Magdeburg": "magdeburg",
    "Musterstadt": "musterstadt",
    "invented": "zufallsstadt",
    "no groups": "neustadt",
    "over": "altdorf",
}


@pytest.fixture(scope="module", params=SLUGS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def store(name: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = open_store("memory:")
    if name == "Magdeburg":
        create_with_magdeburg(opened)
    else:
        load_ontology(opened)
    if name == "Musterstadt":
        load_files(opened, [DATA / "examples" / "musterstadt.ttl"])
    elif name == "invented":
        file = tmp_path_factory.mktemp("invented") / "town.ttl"
        generate(file, actors=80, seed=3, degree=5)
        load_files(opened, [file])
    elif name == "no groups":
        add(opened, WITHOUT_GROUPS)
    elif name == "over":
        add(opened, OVER)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def client(store: Store) -> FlaskClient:
    return create_app(store=store).test_client()


@pytest.fixture(scope="module", params=["all networks", "one network"])
def network(request: pytest.FixtureRequest, name: str) -> str:
    return SLUGS[name] if request.param == "one network" else ""


def asked(client: FlaskClient, address: str, network: str) -> Any:
    joined = f"{address}{'&' if '?' in address else '?'}netz={network}" if network else address
    answer = client.get(joined, headers={"Accept-Language": "de"})
    assert answer.status_code == 200, joined
    return answer.get_json() if answer.is_json else html.unescape(answer.get_data(as_text=True))


def figures(client: FlaskClient, network: str) -> dict[str, float]:
    return {row["name"]: row["value"] for row in asked(client, "/api/v1/kennzahlen", network)["items"]}


def rows_of(client: FlaskClient, address: str, network: str) -> list[dict[str, Any]]:
    return list(asked(client, f"/api/v1/{address}", network)["items"])


def map_of(client: FlaskClient, network: str) -> dict[str, Any]:
    return dict(asked(client, "/api/v1/karte.json", network))


def start_page(client: FlaskClient, network: str) -> dict[str, int]:
    found = re.findall(r"<dt>(.+?)</dt><dd><a [^>]*>(.+?)<", asked(client, "/", network))
    return {label: int(number.replace(".", "")) for label, number in found}


def measured(client: FlaskClient, network: str) -> dict[str, str]:
    page = asked(client, "/auswertung", network)
    return dict(re.findall(r'<th scope="row">([^<]+)</th>\s*<td[^>]*>([^<]+)</td>', page))


def table(client: FlaskClient, address: str, network: str) -> list[list[str]]:
    text = asked(client, address, network).removeprefix("\ufeff")
    return list(csv.reader(io.StringIO(text), delimiter=";" if ";" in text.partition("\n")[0] else ","))[1:]


def question(store: Store, file: str, network: str) -> list[dict[str, str]]:
    iris = [ref.iri for ref in analysis_for(store, network or None).model.networks.values()]
    bound = [analysis_for(store, network).network_iri or ""] if network else iris
    return [
        {column: term.value for column, term in row.items() if term is not None}  # type: ignore[union-attr]
        for iri in bound
        for row in run_query(store, file, network=iri)
    ]


def test_actors(client: FlaskClient, store: Store, network: str) -> None:
    rows, drawn = rows_of(client, "akteure", network), map_of(client, network)
    groups = {group["iri"] for group in drawn["groups"]}
    exported = exported_network(store, network)
    analysis = analysis_for(store, network or None)
    numbers = {
        "API": len(rows),
        "figures": figures(client, network)["actors"],
        "start page": start_page(client, network)["Akteure"],
        "page": int(re.findall(r"(\d+) von \d+ Akteuren", asked(client, "/akteure", network))[0]),
        "map": sum(not node["group"] for node in present(drawn)),
        "areas": asked(client, "/api/v1/karte/gebiete.json?gebiet=sektor", network)["actors"],
        "circles": asked(client, "/api/v1/karte/gebiete.json?gebiet=gemeinschaft", network)["actors"],
        "table of the map": len(table(client, "/karte/export.akteure.csv", network)) - len(present(drawn)) + len(rows),
        "graph file": sum(iri not in groups for iri in exported),
        "arrays": analysis.arrays.size,
    }
    assert numbers == dict.fromkeys(numbers, len(rows))
    assert {row["iri"] for row in rows} == {iri for iri in exported if iri not in groups}


def present(drawn: dict[str, Any]) -> list[dict[str, Any]]:
    """The nodes of a map that are on it today."""
    return [node for node in drawn["nodes"] if node["group"] or node["state"] != "ended"]


def test_what_was_to_last_until_a_day_that_is_past_has_ended_everywhere(client: FlaskClient, name: str) -> None:
    if name != "over":
        return
    states = {row["iri"].rpartition("/")[2]: row["state"] for row in rows_of(client, "beziehungen", "altdorf")}
    assert states == {
        **dict.fromkeys(("s1", "s3", "m1", "m3", "z1"), "ended"),
        **dict.fromkeys(("s2", "m2"), "exists"),
    }
    assert {row["slug"] for row in rows_of(client, "akteure", "altdorf")} == {
        f"altdorf/{one}" for one in ("amt", "verein", "werk")
    }
    assert start_page(client, "altdorf")["bestehende Gruppen"] == 1
    page = asked(client, "/akteure", "altdorf")
    assert "kontor" in page.partition("Ehemalige Akteure")[2]
    assert "kontor" not in page.partition("Ehemalige Akteure")[0]
    assert "Beendet: 31.12.2020" in asked(client, "/akteure/altdorf/kontor", "altdorf")


def exported_network(store: Store, network: str) -> nx.Graph[str]:
    file = write(BY_NAME["graphml"], content_of(analysis_for(store, network or None)))
    read: nx.Graph[str] = nx.Graph(read_graphml(file))
    read.remove_nodes_from([iri for iri, about in read.nodes(data=True) if about.get("is_network")])
    return read


def test_every_file_holds_the_same_actors_and_ties(store: Store, network: str) -> None:
    content = content_of(analysis_for(store, network or None))
    given = {
        one: write(BY_NAME[one], content) for one in ("graphml", "gexf", "pajek", "kumu", "xlsx", "akteure.csv", "csv")
    }
    graphml, gexf, kumu = given["graphml"].decode(), given["gexf"].decode(), json.loads(given["kumu"])
    vertices, *lines = re.split(r"\*(?:Arcs|Edges)", given["pajek"].decode().partition("*Vertices")[2])
    book = CalamineWorkbook.from_filelike(io.BytesIO(given["xlsx"]))
    actors, ties = (book.get_sheet_by_name(sheet).to_python()[1:] for sheet in ("actors", "ties"))
    nodes = {
        "GraphML": graphml.count("<node "),
        "GEXF": gexf.count("<node "),
        "Pajek": int(vertices.split()[0]),
        "Kumu": len(kumu["elements"]),
        "workbook": len(actors),
        "table": len(rows_in(given["akteure.csv"])),
    }
    edges = {
        "GraphML": graphml.count("<edge "),
        "GEXF": gexf.count("<edge "),
        "Pajek": sum(len(part.split("\r\n")[1:-1]) for part in lines),
        "Kumu": len(kumu["connections"]),
        "workbook": len(ties),
        "table": len(rows_in(given["csv"])),
    }
    assert nodes == dict.fromkeys(nodes, nodes["GraphML"])
    assert edges == dict.fromkeys(edges, edges["GraphML"])


def rows_in(file: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(file.decode("utf-8-sig"))))[1:]


def test_groups(client: FlaskClient, store: Store, network: str) -> None:
    rows = rows_of(client, "gruppen", network)
    existing = [row for row in rows if row["state"] == "exists"]
    assert figures(client, network)["groups"] == start_page(client, network)["bestehende Gruppen"] == len(existing)
    drawn = map_of(client, network)["groups"]
    assert {group["iri"]: group["state"] for group in drawn} == {row["iri"]: row["state"] for row in rows}
    assert sum(int(row["groups"]) for row in question(store, "network-numbers", network)) == len(rows)
    assert {row["group"] for row in question(store, "groups-by-size", network)} == {row["iri"] for row in rows}


def test_existing_ties_and_ties_by_kind_and_state(client: FlaskClient, store: Store, network: str) -> None:
    rows = rows_of(client, "beziehungen", network)
    existing = rows_of(client, "beziehungen?stand=exists", network)
    shown = start_page(client, network)["bestehende Verbindungen"]
    assert figures(client, network)["existing_ties"] == shown == len(existing)
    numbers = question(store, "network-numbers", network)
    assert sum(int(row["existing"]) for row in numbers) == len(existing)
    assert sum(int(row["demanded"]) for row in numbers) == sum(row["state"] == "demanded" for row in rows)
    asked_for: Counter[str] = Counter()
    for row in question(store, "ties-by-kind-and-state", network):
        asked_for[row["state"]] += int(row["ties"])
    states = {
        "exists": "besteht",
        "planned": "geplant",
        "demanded": "gefordert",
        "ended": "beendet",
        "unclear": "unklar",
    }
    assert asked_for == Counter(states[row["state"]] for row in rows)
    on_a_day = question(store, "ties-at-date", network)
    assert sum(int(row["ties"]) for row in on_a_day) == len(existing)


def test_the_map_draws_each_pair_of_a_tie(client: FlaskClient, network: str) -> None:
    """An edge is a pair with both ends on the map: a tie with an event has none, one of three parties three."""
    drawn = map_of(client, network)
    known = {node["iri"] for node in drawn["nodes"]}
    slug = {node["iri"]: node["id"] for node in drawn["nodes"]}
    pairs: Counter[tuple[str, frozenset[str]]] = Counter()
    for row in rows_of(client, "beziehungen", network):
        sources, targets = ({end["iri"] for end in row[side]} for side in ("sources", "targets"))
        both = {frozenset((one, other)) for one in sources for other in targets if one != other}
        pairs.update((row["state"], frozenset(slug[iri] for iri in pair)) for pair in both if pair <= known)
    edges = Counter(
        (edge["state"], frozenset((edge["from"], edge["to"]))) for edge in drawn["edges"] if edge["kind"] != "Hierarchy"
    )
    assert edges == pairs


def test_members(client: FlaskClient, store: Store, network: str) -> None:
    rows = {row["iri"]: row["members"] for row in rows_of(client, "gruppen", network)}
    drawn = map_of(client, network)
    assert {group["iri"]: len(group["members"]) for group in drawn["groups"]} == rows
    counted = {row["group"]: row for row in question(store, "groups-by-size", network)}
    assert {iri: int(row["members"]) for iri, row in counted.items()} == rows
    wanted = {row["iri"]: row["demanded"] for row in rows_of(client, "gruppen", network)}
    assert {iri: int(row["demanded"]) for iri, row in counted.items()} == wanted
    listed = Counter(
        row["group"] for row in question_about_groups(store) if row["state"] == "besteht" and row["group"] in rows
    )
    assert {iri: number for iri, number in rows.items() if number} == listed
    of_actor: Counter[str] = Counter()
    for row in [*rows_of(client, "akteure", network), *rows_of(client, "gruppen", network)]:
        profile = asked(client, f"/api/v1/akteure/{row['slug']}", network)
        of_actor.update(group["iri"] for group in profile["groups"])
        if "groups" in row:
            assert {group["iri"] for group in row["groups"]} == {group["iri"] for group in profile["groups"]}
    assert of_actor == listed
    measured_rows = table(client, "/auswertung.csv?tabelle=gruppen", network)
    assert {row[-1]: int(row[3]) for row in measured_rows if row[2] == "Mitglieder"} == listed


def question_about_groups(store: Store) -> list[dict[str, str]]:
    return [
        {column: term.value for column, term in row.items() if term is not None}  # type: ignore[union-attr]
        for row in run_query(store, "group-members")
    ]


def test_actors_without_a_tie(client: FlaskClient, network: str, name: str) -> None:
    found = figures(client, network)
    areas = asked(client, "/api/v1/karte/gebiete.json?gebiet=sektor", network)["nodes"]
    circles = asked(client, "/api/v1/karte/gebiete.json?gebiet=gemeinschaft", network)["nodes"]
    gaps = [gap for gap in rows_of(client, "luecken", network) if gap["rule"] == "actor-isolated"]
    numbers = {
        "figures": found["unconnected_actors"],
        "measures": found["isolates"],
        "start page": start_page(client, network)["Akteure ohne erfasste Verbindung"],
        "page of measures": int(measured(client, network)["Ohne Verbindung"]),
        "gap list": len({gap["subject"]["iri"] for gap in gaps}),
        "areas": sum(node["untied"] for node in areas),
        "circles": sum(node["untied"] for node in circles),
    }
    expected = {"Magdeburg": 24, "no groups": 10}.get(name, found["unconnected_actors"])
    assert numbers == dict.fromkeys(numbers, expected)


def test_partners(client: FlaskClient, store: Store, network: str) -> None:
    """With how many others somebody is connected: table, map, measures, map of areas and the file say the same."""
    listed = {row["iri"]: row["degree"] for row in rows_of(client, "akteure", network)}
    drawn = {node["iri"]: node["degree"] for node in present(map_of(client, network)) if not node["group"]}
    assert drawn == listed
    exported = exported_network(store, network)
    assert {iri: int(exported.degree(iri)) for iri in exported if iri in listed} == listed
    analysis = analysis_for(store, network or None)
    assert {row.iri: row.degree for row in analysis.measures.actors if row.iri in listed} == listed
    bubbles = asked(client, "/api/v1/karte/gebiete.json?gebiet=sektor", network)["nodes"]
    dots: dict[str, int] = {}
    for bubble in bubbles:
        opened = asked(client, f"/api/v1/karte/gebiete.json?gebiet=sektor&offen={bubble['id']}", network)["nodes"]
        dots |= {node["iri"]: node["degree"] for node in opened if "iri" in node}
    assert dots == listed


def test_ties_between_areas_are_those_of_the_map(client: FlaskClient, network: str) -> None:
    """Pairs of actors by state; the map of areas shows no groups."""
    drawn = map_of(client, network)
    actors = {node["id"] for node in present(drawn) if not node["group"]}
    pairs = Counter(
        edge["state"] for edge in drawn["edges"] if edge["kind"] != "Hierarchy" and {edge["from"], edge["to"]} <= actors
    )
    areas = asked(client, "/api/v1/karte/gebiete.json?gebiet=sektor", network)
    assert areas_count(areas) == pairs


def areas_count(areas: dict[str, Any]) -> Counter[str]:
    found: defaultdict[str, int] = defaultdict(int)
    for node in areas["nodes"]:
        for state, number in zip(STATES, node["ties"], strict=True):
            found[state] += number
    for edge in areas["edges"]:
        found[edge["state"]] += edge["count"]
    return Counter({state: number for state, number in found.items() if number})


def test_questions_about_actors_are_those_of_the_table(client: FlaskClient, store: Store, network: str) -> None:
    listed = {row["iri"] for row in rows_of(client, "akteure", network)}
    ties = [row for row in rows_of(client, "beziehungen", network) if row["state"] == "exists"]
    taking_part: Counter[str] = Counter()
    tied, grouped = set[str](), set[str]()
    groups = {row["iri"] for row in rows_of(client, "gruppen", network)}
    for row in ties:
        ends = [{end["iri"] for end in row[side]} for side in ("sources", "targets")]
        taking_part.update(ends[0] | ends[1])
        if row["kind"] == "Interface":
            tied |= ends[0] | ends[1]
        if row["kind"] == "Membership" and ends[1] & groups:
            grouped |= ends[0] - ends[1]
    by_sector = [row["actor"] for row in question(store, "actors-by-sector", network)]
    assert Counter(by_sector) == Counter(listed)
    assert {row["actor"] for row in question(store, "actors-without-group", network)} == listed - grouped
    assert {row["actor"] for row in question(store, "actors-without-interface", network)} == listed - tied
    counted = {row["actor"]: int(row["existing"]) for row in question(store, "actors-by-ties", network)}
    assert {iri: number for iri, number in counted.items() if number and iri in listed | groups} == {
        iri: number for iri, number in taking_part.items() if iri in listed | groups
    }


def test_who_works_on_a_topic(client: FlaskClient, store: Store, network: str) -> None:
    """What gaps count by: one rule for the page of a topic, the list, the measures, their file and the questions."""
    if not network:  # how many name what they work on decides, and that is of one network
        return
    analysis = analysis_for(store, network)
    arrays = analysis.arrays
    works = {(arrays.actors[row], arrays.topics[topic]) for row, topic in zip(*arrays.topics_of.nonzero(), strict=True)}
    counted = Counter(topic for _, topic in works)
    asked_of_actors = [map(text_of_term, (row["actor"], row["topic"])) for row in run_query(store, "topics-of-actor")]
    assert {tuple(pair) for pair in asked_of_actors} == works
    assert {row["topic"]: int(row["actors"]) for row in question(store, "actors-by-topic", network)} == counted
    with client.application.test_request_context(f"/auswertung?netz={network}"):
        (measured,) = [one for one in part_tables(analysis) if one.name == "themen"]
        listed = {row.topic.iri: row.actors for row in list_topics(analysis)}
    assert {row.ref.iri: row.values[0] for row in measured.rows if row.ref} == counted
    asked_for = {text_of_term(row["topic"]): int(text_of_term(row["actors"])) for row in store.select(measured.query)}
    assert asked_for == counted
    for row in rows_of(client, "akteure", network)[:8]:
        profile = asked(client, f"/api/v1/akteure/{row['slug']}", network)
        assert {topic["iri"] for topic in profile["topics"]} == {topic for actor, topic in works if actor == row["iri"]}
    for topic, number in listed.items():
        below = set(downwards(analysis.model.broader, topic))
        shown = asked(client, f"/themen/{slug_of(topic)}", network).partition('id="wer"')[2].partition("</section>")[0]
        at_work = {slug_of(actor) for actor, one in works if one in below}
        assert set(re.findall(r'href="/akteure/([^"?]+)', shown)) == at_work
        assert number == len(at_work)


def test_kinds_of_ties_are_told_by_the_same_names(client: FlaskClient, store: Store, network: str) -> None:
    kinds = Counter(row["kind"] for row in rows_of(client, "beziehungen", network))
    classes: Counter[str] = Counter()
    for row in store.select(f"SELECT ?class ?tie WHERE {{ ?class <{NETZ}edgeFrom> ?p . ?tie a ?class }}"):
        classes[local_name(str(getattr(row["class"], "value", "")))] += 1
    if not network:
        assert kinds == classes


@pytest.fixture
def odd() -> Iterator[Store]:
    """Ties without a state and plain ones, a group of two networks and of itself, names in any property or language."""
    opened = open_store("memory:")
    load_ontology(opened)
    add(opened, ODD)
    yield opened
    opened.close()


@pytest.mark.parametrize(("network", "members"), [("altstadt", 2), ("vorstadt", 3)])
def test_of_odd_networks_questions_say_what_the_pages_say(odd: Store, network: str, members: int) -> None:
    """A plain membership in a group of both networks counts in both."""
    client = create_app(store=odd).test_client()
    test_questions_about_actors_are_those_of_the_table(client, odd, network)
    check_numbers_of_ties(client, odd, network)
    rows = {row["iri"]: row["members"] for row in rows_of(client, "gruppen", network)}
    assert {row["group"]: int(row["members"]) for row in question(odd, "groups-by-size", network)} == rows
    assert set(rows.values()) == {members}


def check_numbers_of_ties(client: FlaskClient, store: Store, network: str) -> None:
    existing = rows_of(client, "beziehungen?stand=exists", network)
    assert sum(int(row["existing"]) for row in question(store, "network-numbers", network)) == len(existing)
    assert sum(int(row["ties"]) for row in question(store, "ties-by-kind-and-state", network)) == len(existing)


def test_questions_name_actors_as_the_table_does(odd: Store) -> None:
    named = {
        row["actor"].rpartition("/")[2]: row.get("actorName") for row in question(odd, "actors-by-sector", "altstadt")
    }
    assert named == {"amt": "Amt", "verein": "Club", "haus": "Haus", "rat": "Conseil"}


IN_A_GROUP_TO_BE = """<tal/netzwerk> a netz:Network ; skos:prefLabel 'Netzwerk Tal'@de .
    <tal/kreis> a netz:WorkingGroup ; netz:inNetwork <tal/netzwerk> ; adms:status nk:{state} ;
      skos:prefLabel 'Kreis'@de .
    <tal/amt> a org:FormalOrganization ; netz:inNetwork <tal/netzwerk> ; skos:prefLabel 'Amt'@de .
    <tal/m1> a netz:Membership ; org:member <tal/amt> ; org:organization <tal/kreis> ; adms:status nk:exists ;
      netz:inNetwork <tal/netzwerk> ."""


@pytest.mark.parametrize("state", ["exists", "planned", "demanded", "ended"])
def test_who_is_in_a_group_is_connected_whatever_the_group_is(state: str) -> None:
    """The membership exists, so that no page may say that there is no tie: once the group's own state hid it."""
    opened = open_store("memory:")
    load_ontology(opened)
    add(opened, IN_A_GROUP_TO_BE.format(state=state))
    client = create_app(store=opened).test_client()
    amt = next(row for row in rows_of(client, "akteure", "tal") if row["slug"].endswith("amt"))
    assert (amt["degree"], [group["label"] for group in amt["groups"]]) == (1, ["Kreis"])
    picture = client.get("/api/v1/karte.json?netz=tal").get_json()
    assert [(node["label"], node["degree"]) for node in picture["nodes"] if not node["group"]] == [("Amt", 1)]
    assert len(picture["edges"]) == 1
    profile = client.get("/akteure/tal/amt").get_data(as_text=True)
    assert "keine bestehende Verbindung" not in profile
    table = client.get("/api/v1/export.akteure.csv?netz=tal&stand=exists").get_data(as_text=True).removeprefix("\ufeff")
    cells = {row["Name"]: row for row in csv.DictReader(io.StringIO(table))}
    assert (cells["Amt"]["Verbindungen"], cells["Amt"]["Arbeitsgruppen"]) == ("1", "Kreis")
    figures = {row["name"]: row["value"] for row in rows_of(client, "kennzahlen", "tal")}
    assert (figures["existing_ties"], figures["unconnected_actors"]) == (1, 0)
    opened.close()


OF_TWO = """<nord/netzwerk> a netz:Network ; skos:prefLabel 'Netzwerk Nord'@de, 'Northern network'@en .
    <sued/netzwerk> a netz:Network ; skos:prefLabel 'Netzwerk Süd'@de .
    <nord/amt> a org:FormalOrganization ; skos:prefLabel 'Amt'@de ; netz:inNetwork <nord/netzwerk>, <sued/netzwerk> .
    <sued/haus> a org:FormalOrganization ; skos:prefLabel 'Haus'@de ; netz:inNetwork <sued/netzwerk> .
    <sued/s1> a netz:Interface ; netz:party <nord/amt>, <sued/haus> ; netz:inNetwork <sued/netzwerk> ;
      adms:status nk:exists ."""


@pytest.mark.parametrize(
    ("language", "together", "of_each"),
    [
        ("de", "Alle Netzwerke zählen hier zusammen", "„Netzwerk Nord“ nennt „Amt“. Mit wem dort schon"),
        ("en", "All networks count together here", "“Northern network” names “Amt”. With whom a tie exists there"),
    ],
)
def test_who_is_alone_in_one_network_and_tied_in_another(language: str, together: str, of_each: str) -> None:
    """Over all networks nobody is without a tie; the gap says in which one a tie is missing."""
    opened = open_store("memory:")
    load_ontology(opened)
    add(opened, OF_TWO)
    client = create_app(store=opened).test_client()
    places = {"/": "/?", "north": "/?netz=nord&", "gaps": "/luecken?", "measures": "/auswertung?"}
    pages = {
        place: html.unescape(client.get(f"{address}lang={language}").get_data(as_text=True))
        for place, address in places.items()
    }
    assert [figures(client, network)["unconnected_actors"] for network in ("nord", "sued")] == [1, 0]
    assert figures(client, "")["unconnected_actors"] == 0
    assert of_each in pages["gaps"]
    assert together in pages["/"]
    assert together in pages["measures"]
    assert together not in pages["north"]
    opened.close()
