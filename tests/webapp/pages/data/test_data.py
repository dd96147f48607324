"""What could not be read is on /daten and in the API, a checked write refuses it, and every page opens all the same."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from graph.network.model_reader import read_model
from graph.protocol import Store
from graph.store.open import open_store
from graph.terms import BASE, NETZ
from tests.support.magdeburg import create_with_magdeburg, load_ontology
from tests.support.odd_values import addresses, broken
from tests.support.statements import PREFIXES, add
from webapp import create_app
from webapp.settings import Access, Settings

LETTERS = "!$&'()*+,/:;=@~"  # those that stand in the path of an address as they are
CHECKED, UNCHECKED = frozenset({"write"}), frozenset({"write", "unchecked"})
GRAPH = BASE + "magdeburg/graph/probe"
TIE = """a netz:Interface ; skos:prefLabel "Amt und Verein"@de ; netz:party <neustadt/amt>, <neustadt/verein> ;
  netz:topic <neustadt/sprache> ; adms:status nk:exists ; netz:confidence nk:stated ;
  netz:inNetwork <neustadt/netzwerk>"""
TOWN = """<neustadt/netzwerk> a netz:Network ; skos:prefLabel "Netzwerk Neustadt"@de .
<neustadt/sprache> a skos:Concept ; skos:prefLabel "Sprache"@de .
<neustadt/amt> a org:FormalOrganization ; skos:prefLabel "Sozialamt"@de ; netz:inNetwork <neustadt/netzwerk> .
<neustadt/verein> a org:FormalOrganization ; skos:prefLabel "Verein"@de ; netz:inNetwork <neustadt/netzwerk> .
"""
PAGES = (
    *("/", "/karte", "/karte?tag=2016-11-30", "/karte/export.gexf", "/karte/export.xlsx", "/vergleich", "/luecken"),
    *("/auswertung", "/akteure", "/gruppen", "/api/v1/karte.json", "/api/v1/beziehungen", "/api/v1/luecken"),
    *("/karte/druck", "/was-waere-wenn"),
)
MEMBER = "a org:Membership ; org:member <neustadt/amt> ; org:organization <neustadt/verein>"
ODD = {
    "quote-offset": ('<neustadt/x> oa:exact "zitat" ; oa:start "Seite 3" .', "no_number"),
    "offset of a half": ('<neustadt/x> oa:exact "zitat" ; oa:start 1.5 .', "no_whole_number"),
    "weight-word": (f'<neustadt/x> {TIE} ; netz:weight "hoch" .', "no_number"),
    "weight-comma": (f'<neustadt/x> {TIE} ; netz:weight "3,5" .', "no_number"),
    "weight-infinite": (f'<neustadt/x> {TIE} ; netz:weight "INF"^^xsd:double .', "no_number"),
    "weight-huge": (f"<neustadt/x> {TIE} ; netz:weight {'9' * 400}.0 .", "number_out_of_range"),
    "weight-negative": (f"<neustadt/x> {TIE} ; netz:weight -1.0 .", "number_out_of_range"),
    "weight-on-plain-membership": (f'<neustadt/x> {MEMBER} ; netz:weight "hoch" .', "no_number"),
    "edge-weight": ('netz:Interface netz:edgeWeight "schwer" .', "no_number"),
    "edge-directed": ('netz:Interface netz:edgeDirected "nein" .', "no_truth"),
    "free-end": (f'<neustadt/x> {TIE} ; schema:endDate "offen" .', "no_day"),
    "german": (f'<neustadt/x> {TIE} ; schema:startDate "01.02.2015" .', "no_day"),
    "impossible": (f'<neustadt/x> {TIE} ; schema:startDate "2016-02-30"^^xsd:date .', "no_such_day"),
    "year-zero": (f'<neustadt/x> {TIE} ; schema:startDate "0000-01-01"^^xsd:date .', "year_out_of_range"),
    "year-10000": (f'<neustadt/x> {TIE} ; schema:endDate "10000-01-01"^^xsd:date .', "year_out_of_range"),
    "plain-membership": (f'<neustadt/x> {MEMBER} ; schema:endDate "31.12.2018" .', "no_day"),
    "event": ('<neustadt/x> a schema:Event ; schema:startDate "Herbst 2016" .', "no_day"),
    "party-as-text": (f'<neustadt/x> {TIE} ; netz:party "Jobcenter" .', "resource_expected"),
}
OF_A_CLASS = ("edge-weight", "edge-directed")


@pytest.fixture(scope="module")
def magdeburg_of_our_own() -> Iterator[Store]:
    opened = open_store("memory:")
    create_with_magdeburg(opened)
    add(opened, TOWN, graph="neustadt/graph/probe")
    yield opened
    opened.close()


def client_of(store: Store, rights: frozenset[str] = UNCHECKED) -> FlaskClient:
    return create_app(Settings(access=Access("T", rights)), store).test_client()


def put(client: FlaskClient, turtle: str) -> tuple[int, dict[str, str]]:
    answer = client.put(
        f"/store?graph={quote(GRAPH, safe='')}",
        data=PREFIXES + turtle,
        content_type="text/turtle",
        headers={"Authorization": "Bearer T"},
    )
    return answer.status_code, answer.get_json(silent=True) or {}


@pytest.mark.parametrize("case", ODD)
def test_checked_write_refuses_what_could_not_be_read_and_names_the_thing(
    magdeburg_of_our_own: Store, case: str
) -> None:
    before = magdeburg_of_our_own.revision
    status, answer = put(client_of(magdeburg_of_our_own, CHECKED), ODD[case][0])
    assert (status, magdeburg_of_our_own.revision) == (422, before)
    named = {"edge-weight": "interface", "edge-directed": "interface"}.get(case, "x")
    assert answer["error"].split(": ")[1] in {named, "Amt und Verein"}
    assert "Please" in answer["hint"]


@pytest.mark.parametrize("case", ODD)
def test_pages_open_and_name_what_came_unchecked(magdeburg_of_our_own: Store, case: str) -> None:
    store, (turtle, reason) = magdeburg_of_our_own, ODD[case]
    client = client_of(store)
    status, _ = put(client, turtle)
    assert status in {200, 201, 204}
    try:
        (item,) = client.get("/api/v1/nicht-gelesen").get_json()["items"]
        assert (item["reason"], item["resource"]["iri"]) == (
            reason,
            NETZ + "Interface" if case.startswith("edge") else BASE + "neustadt/x",
        )
        page = client.get("/daten").get_data(as_text=True)
        assert item["message"] in page.replace("&lt;", "<").replace("&gt;", ">")
        assert item["value"][:100] in page
        assert 'href="/daten">Ansehen und beheben' in client.get("/").get_data(as_text=True)
    finally:
        store.undo(store.revision)


@pytest.mark.parametrize("cases", [[case] for case in OF_A_CLASS] + [[case for case in ODD if case not in OF_A_CLASS]])
def test_every_page_opens_whatever_came_unchecked(magdeburg_of_our_own: Store, cases: list[str]) -> None:
    """What is wrong with a class alone, for its ties follow it; the rest side by side, each at a thing of its own."""
    store, client = magdeburg_of_our_own, client_of(magdeburg_of_our_own)
    things = {f"neustadt/x{number}": ODD[case][0] for number, case in enumerate(cases)}
    put(client, "\n".join(turtle.replace("<neustadt/x>", f"<{thing}>") for thing, turtle in things.items()))
    try:
        assert len(client.get("/api/v1/nicht-gelesen").get_json()["items"]) == len(cases)
        assert broken(client, iter((*PAGES, *(f"/id/{thing}" for thing in things)))) == []
    finally:
        store.undo(store.revision)


def test_page_of_good_data_says_so_and_the_start_page_is_silent(magdeburg_app: object, magdeburg: Store) -> None:
    client = client_of(magdeburg)
    assert "Alle Angaben konnten gelesen werden." in client.get("/daten").get_data(as_text=True)
    assert client.get("/api/v1/nicht-gelesen").get_json()["items"] == []
    assert "nicht gelesen werden" not in client.get("/").get_data(as_text=True)
    assert "All statements could be read." in client.get("/daten?lang=en").get_data(as_text=True)


def test_many_odd_values_come_in_pages_and_are_counted(store: Store) -> None:
    add(store, " ".join(f'<neustadt/e{number:03}> schema:startDate "bald" .' for number in range(250)))
    client = client_of(store)
    page = client.get("/daten").get_data(as_text=True)
    assert "250 Angaben sind gespeichert" in page
    assert "e000" in page
    assert "e249" not in page
    assert "e249" in client.get("/daten?seite=2").get_data(as_text=True)


def test_hostile_value_is_text(store: Store) -> None:
    add(store, '<neustadt/x> schema:startDate "<script>alert(1)</script>" .')
    page = client_of(store).get("/daten").get_data(as_text=True)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


FOREIGN = ["urn:example:verband", "did:web:x.example", "tag:x.example,2026:amt", "mailto:amt@x.example"]
FOREIGN += ["http://x.example/B%C3%BCro", "https://x.example/a?b=c&d=e#f", "urn:x:a~b"]


@pytest.fixture(scope="module")
def foreign() -> Iterator[Store]:
    """Actors of other schemes side by side, each tied to one that is alike to all."""
    opened = open_store("memory:")
    load_ontology(opened)
    add(opened, '<urn:x:b> a org:Organization ; skos:prefLabel "Anderer" .')
    for number, iri in enumerate(FOREIGN):
        add(opened, f'<{iri}> a org:Organization ; skos:prefLabel "Verband {number}" ; org:linkedTo <urn:x:b> .')
        add(
            opened,
            f"<urn:x:tie{number}> a netz:Interface ; netz:party <{iri}>, <urn:x:b> ; netz:inNetwork <urn:x:netz> .",
        )
    add(opened, '<urn:x:netz> a netz:Network ; skos:prefLabel "Netz" .')
    yield opened
    opened.close()


@pytest.mark.parametrize(("number", "iri"), list(enumerate(FOREIGN)))
def test_actor_of_any_scheme_has_a_profile(foreign: Store, number: int, iri: str) -> None:
    client = client_of(foreign)
    address, name = "/akteure/" + quote(iri, safe=LETTERS), f"Verband {number}"
    assert f'href="{address}"' in client.get("/akteure").get_data(as_text=True).replace("&amp;", "&")
    answer = client.get(address)
    assert (answer.status_code, f"<h1>{name}" in answer.get_data(as_text=True)) == (200, True)
    assert client.get("/api/v1/akteure/" + quote(iri, safe="")).get_json()["label"] == name
    nodes = {node["id"] for node in client.get("/api/v1/karte.json").get_json()["nodes"]}
    assert iri in nodes
    assert client.get(f"/karte?akteur={quote(iri, safe='')}").status_code == 200
    to_page = client.get("/id/" + quote(iri, safe=LETTERS))
    assert (to_page.status_code, to_page.headers["Location"]) == (303, address)
    assert client.get(f"/id/urn:x:tie{number}").status_code == 200


def test_every_address_of_actors_of_any_scheme_leads_somewhere(foreign: Store) -> None:
    client, ties = client_of(foreign), [f"urn:x:tie{number}" for number in range(len(FOREIGN))]
    assert client.get("/akteure?netz=" + quote("urn:x:netz", safe="")).status_code == 200
    named = [*FOREIGN, ties[0], "urn:x:netz"]
    assert broken(client, addresses(foreign, named)) == []
    forms = (f"{way}?iri={quote(iri, safe='/:')}" for way in ("/aendern", "/beenden", "/loeschen") for iri in FOREIGN)
    assert broken(client, forms) == []


def test_plain_text_of_another_scheme_is_no_link(store: Store) -> None:
    add(store, '<neustadt/x> a schema:Event ; skos:note "javascript:alert(1)" ; skos:related <javascript:alert> .')
    page = client_of(store).get("/id/neustadt/x").get_data(as_text=True)
    assert 'href="javascript' not in page


def test_a_class_that_is_no_resource_is_shown_as_it_stands(store: Store) -> None:
    add(store, '<neustadt/x> a schema:Event, "Treffen" .')
    answer = client_of(store).get("/id/neustadt/x")
    assert (answer.status_code, "Treffen" in answer.get_data(as_text=True)) == (200, True)


def test_ontology_itself_can_be_read() -> None:
    opened = open_store("memory:")
    load_ontology(opened)
    assert client_of(opened).get("/api/v1/nicht-gelesen").get_json()["items"] == []
    opened.close()


def test_second_network_of_a_tie_is_named_and_its_first_counts() -> None:
    store = open_store("memory:")
    add(
        store,
        """<n/a> a netz:Network . <n/b> a netz:Network . <x/t> a netz:Interface ; netz:party <x/1>, <x/2> ;
        netz:inNetwork <n/b>, <n/a> .""",
    )
    (item,) = client_of(store).get("/api/v1/nicht-gelesen").get_json()["items"]
    assert (item["value"], item["reason"]) == (BASE + "n/b", "second_network")
    assert "Verbindung gehört zu einem Netzwerk" in item["message"]
    assert read_model(store).ties[BASE + "x/t"].network == BASE + "n/a"
    store.close()
