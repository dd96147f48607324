"""A network that is too large for one table and for the map: pages of tables, with counts and order over all of it."""

import html
import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from graph.analysis import analysis_for
from graph.protocol import Store
from graph.store.open import open_store
from tests.support.magdeburg import create_with_magdeburg, load_ontology
from tests.support.statements import add
from webapp import create_app
from webapp.pages.map import model as map_model
from webapp.pages.map import picture as map_view
from webapp.pages.map import routes as karte
from webapp.ui import paging

ACTORS = 23
GERMAN = {"Accept": "text/html", "Accept-Language": "de"}


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    opened = open_store("memory:")
    load_ontology(opened)
    lines = ["<stadt/netzwerk> a netz:Network ; skos:prefLabel 'Stadt'@de ."]
    for number in range(ACTORS):
        lines.append(
            f"<stadt/a{number}> a org:FormalOrganization ; skos:prefLabel 'Amt {number:02}'@de ; "
            f"netz:inNetwork <stadt/netzwerk> ; org:classification nk:municipality . "
            f"<stadt/s{number}> a netz:Interface ; adms:status nk:exists ; netz:inNetwork <stadt/netzwerk> ; "
            f"netz:party <stadt/a{number}>, <stadt/a{number // 3}> ."
        )
        lines.append(
            f"<stadt/g{number}> a netz:WorkingGroup ; skos:prefLabel 'Gruppe {number:02}'@de ; adms:status nk:exists ; "
            f"netz:inNetwork <stadt/netzwerk> . <stadt/m{number}> a netz:Membership ; adms:status nk:demanded ; "
            f"netz:inNetwork <stadt/netzwerk> ; org:member <stadt/a{number}> ; org:organization <stadt/g{number}> ."
        )
    add(opened, "\n".join(lines))
    yield opened
    opened.close()


@pytest.fixture
def client(store: Store, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    monkeypatch.setattr(paging, "ROWS", 10)
    for module in (map_model, map_view, karte):
        monkeypatch.setattr(module, "DRAWN_MOST", 20)
    return create_app(store=store).test_client()


def text_of(client: FlaskClient, address: str) -> str:
    return html.unescape(client.get(address, headers=GERMAN).get_data(as_text=True))


def names(page: str) -> list[str]:
    return re.findall(r'<th scope="row"><a href="[^"]*">((?:Amt|Gruppe) \d\d)</a>', page)


def test_pages_of_actors_hold_each_once_in_order(client: FlaskClient) -> None:
    pages = [text_of(client, f"/akteure?seite={number}") for number in (1, 2, 3)]
    assert [name for page in pages for name in names(page)] == [f"Amt {number:02}" for number in range(ACTORS)]
    assert "23 von 23 Akteuren" in pages[0]
    assert "21 bis 23 von 23" in pages[2]


def test_order_and_filter_are_over_all_pages(client: FlaskClient) -> None:
    assert names(text_of(client, "/akteure?sortierung=name&richtung=ab"))[0] == "Amt 22"
    assert names(text_of(client, "/akteure?suche=22")) == ["Amt 22"]
    assert (
        "seite=" not in re.findall(r'<a href="([^"]*sortierung=sektor[^"]*)"', text_of(client, "/akteure?seite=2"))[0]
    )


def test_links_turn_pages_and_keep_the_choice(client: FlaskClient) -> None:
    page = text_of(client, "/akteure?suche=amt&seite=2")
    assert re.search(r'rel="prev" href="/akteure\?suche=amt&seite=1"', page)
    assert re.search(r'rel="next" href="/akteure\?suche=amt&seite=3"', page)
    assert 'rel="next"' not in text_of(client, "/akteure?seite=3")


def test_groups_and_gaps_have_pages_too(client: FlaskClient, store: Store) -> None:
    groups = [name for number in (1, 2, 3) for name in names(text_of(client, f"/gruppen?seite={number}"))]
    assert groups == [f"Gruppe {number:02}" for number in range(ACTORS)]
    gaps = analysis_for(store).gaps
    shown = {
        gap
        for rule in {gap.rule for gap in gaps}
        for number in range(1, 16)
        for gap in re.findall(
            r'id="((?:rule|demanded|fit|fragile|predicted)-[^"]+)"',
            text_of(client, f"/luecken?regel={rule}&seite={number}"),
        )
    }
    assert {gap.id for gap in gaps} == shown
    assert f"({ACTORS})" in text_of(client, "/luecken?art=demanded")


def test_table_of_the_map_has_pages_and_says_why(client: FlaskClient) -> None:
    page = text_of(client, "/karte?ansicht=tabelle")
    assert "Deshalb steht es hier als Tabelle" in page
    assert 'id="netz"' not in page
    pages = [text_of(client, f"/karte?ansicht=tabelle&seite={number}") for number in range(1, 6)]
    shown = [name for page in pages for name in names(page)]
    assert sorted(shown) == sorted([f"{kind} {number:02}" for kind in ("Amt", "Gruppe") for number in range(ACTORS)])


def test_table_of_one_actor_shows_whom_it_is_tied_to(client: FlaskClient) -> None:
    page = text_of(client, "/karte?akteur=stadt/a22&tiefe=1&ansicht=tabelle")
    assert sorted(names(page)) == ["Amt 07", "Amt 22", "Gruppe 22"]


def test_table_of_one_gap_names_it(client: FlaskClient, store: Store) -> None:
    gap = next(gap for gap in analysis_for(store).gaps if gap.rule == "membership-missing")
    page = text_of(client, f"/karte?luecke={gap.id}&gruppe=stadt/g22")
    assert gap.reasons[0].text.de in page
    assert set(names(page)) == {"Gruppe 22", *(party.label.de for party in gap.parties)}


@pytest.mark.parametrize("address", ["/api/v1/karte.json", "/karte/export.html"])
def test_picture_nobody_could_read_is_refused_with_a_sentence(client: FlaskClient, address: str) -> None:
    response = client.get(address, headers={"Accept": "application/json"})
    assert response.status_code == 400
    assert "the map draws up to 20." in response.get_json()["error"]


def test_of_a_network_too_large_to_be_drawn_tables_and_network_files_are_left(client: FlaskClient) -> None:
    page = text_of(client, "/karte?ansicht=tabelle&sektor=civil")
    assert "/karte/export.xlsx?sektor=civil" in page
    assert "/karte/export.svg" not in page
    for form in ("akteure.csv", "verbindungen.csv", "xlsx", "graphml", "gexf"):
        assert client.get(f"/karte/export.{form}").status_code == 200


def test_magdeburg_is_one_page_each() -> None:
    store = open_store("memory:")
    create_with_magdeburg(store)
    client = create_app(store=store).test_client()
    for address in ("/akteure", "/gruppen", "/luecken", "/karte?ansicht=tabelle"):
        assert 'class="pages' not in text_of(client, address), address
    store.close()


def test_indexes_of_the_analysis_say_what_the_lists_say(store: Store) -> None:
    analysis = analysis_for(store)
    for iri in [*analysis.actors, *analysis.groups]:
        assert list(analysis.ties_by_party.get(iri, ())) == [
            tie for tie in analysis.ties if any(party.iri == iri for party in tie.parties)
        ]
        assert list(analysis.gaps_about.get(iri, ())) == [
            gap for gap in analysis.gaps if iri in {gap.subject.iri, *(party.iri for party in gap.parties)}
        ]
