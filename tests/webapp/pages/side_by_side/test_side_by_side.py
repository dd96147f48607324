"""Networks side by side: the same figures on the page, in the API, in files and questions; what is not compared."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from graph.analysis import analysis_for
from graph.load.files import load_files
from graph.paths import DATA
from graph.protocol import Store
from graph.query.named import run_query
from graph.store.open import open_store
from graph.terms import BASE
from graph.text import name as text_of_term
from tests.support.magdeburg import create_with_magdeburg, load_ontology
from tests.support.pages import text_of
from tests.support.statements import add
from webapp import create_app
from webapp.accounts.accounts import Accounts
from webapp.accounts.identity import EXTENSION
from webapp.cli.main import main

LISTS = DATA / "examples" / "bundesgremien"
SHARED = BASE + "gemeinsam/thema/spracherwerb"
SMALL = """
<leer/netzwerk> a netz:Network ; skos:prefLabel "Netzwerk Neustadt"@de .
<klein/netzwerk> a netz:Network ; skos:prefLabel "Netzwerk Neustadt"@de .
<klein/amt> a org:FormalOrganization ; skos:prefLabel "<b>Amt</b>{{ 7 * 7 }}"@de ; netz:inNetwork <klein/netzwerk> ;
  netz:topic <klein/film> , <gemeinsam/thema/spracherwerb> .
<klein/imker> a org:FormalOrganization ; skos:prefLabel "Imkerei Elbaue e. V."@de ; netz:inNetwork <klein/netzwerk> ;
  netz:topic <klein/film> .
<klein/jugendamt> a org:FormalOrganization ; skos:prefLabel "Jugendamt"@de ; netz:inNetwork <klein/netzwerk> ;
  netz:topic <klein/film> .
<ohne/jugendamt> a org:FormalOrganization ; skos:prefLabel "Jugendamt"@de ; netz:inNetwork <ohne/netzwerk> .
<ohne/imker> a org:FormalOrganization ; skos:prefLabel "Imkerei Elbaue e.V."@de ; netz:inNetwork <ohne/netzwerk> .
<ohne/ring> a org:FormalOrganization ; skos:prefLabel "Ring"@de ; netz:inNetwork <ohne/netzwerk> .
<klein/ring> a org:FormalOrganization ; skos:prefLabel "Ring"@de ; netz:inNetwork <klein/netzwerk> ;
  netz:topic <klein/film> ;
  <http://www.w3.org/2002/07/owl#differentFrom> <ohne/ring> .
<klein/film> a skos:Concept ; skos:prefLabel "FILM"@de .
<ohne/netzwerk> a netz:Network ; skos:prefLabel "=1+1 <script>alert(1)</script>"@de .
<ohne/amt> a org:FormalOrganization ; skos:prefLabel "Amt"@de ; netz:inNetwork <ohne/netzwerk> .
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Magdeburg, an invented city, real lists of federal boards, and three networks of next to nothing."""
    folder = tmp_path_factory.mktemp("side") / "store"
    made = open_store(f"oxigraph:{folder}")
    create_with_magdeburg(made)
    load_files(made, [DATA / "examples" / "musterstadt.ttl"])
    add(made, SMALL, "klein/graph/quelle")
    made.close()
    lists = (("akteure", "--name", "Bundesgremien"), ("beziehungen", "--network", "bundesgremien"))
    for name, *options in lists:
        answers = ("--mapping", str(LISTS / "antworten.json"), "--store", f"oxigraph:{folder}")
        assert main(["import", str(LISTS / f"{name}.csv"), *options, *answers]) == 0
    opened = open_store(f"oxigraph:{folder}")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def client(store: Store) -> FlaskClient:
    return create_app(store=store).test_client()


def asked(*codes: str) -> str:
    return "?" + "&".join(f"netzwerk={code}" for code in codes)


def compared(client: FlaskClient, *codes: str) -> dict[str, Any]:
    answer: dict[str, Any] = client.get(f"/api/v1/nebeneinander{asked(*codes)}").get_json()
    assert "networks" in answer, answer
    return answer


def sizes_of(answer: dict[str, Any]) -> dict[str, dict[str, dict[str, Any]]]:
    """The figures by network and name."""
    return {
        one["network"]["iri"].removeprefix(BASE).removesuffix("/netzwerk"): {
            size["name"]: size for size in one["sizes"]
        }
        for one in answer["networks"]
    }


def table_of(client: FlaskClient, sheet: str, *codes: str) -> list[dict[str, Any]]:
    """A table of the workbook, and the same in the one CSV."""
    book = load_workbook(io.BytesIO(client.get(f"/nebeneinander.xlsx{asked(*codes)}").data))
    head, *body = book[sheet].iter_rows(values_only=True)
    rows = [{str(name): value for name, value in zip(head, row, strict=True) if value is not None} for row in body]
    lines = csv.DictReader(io.StringIO(client.get(f"/nebeneinander.csv{asked(*codes)}").data.decode("utf-8-sig")))
    in_csv: dict[str, dict[str, str]] = {}
    for line in lines:
        if line["Tabelle"] == sheet:
            in_csv.setdefault(line["Zeile"], {})[line["Angabe"]] = line["Wert"].removeprefix("'")
    assert [{name: str(value) for name, value in row.items()} for row in rows] == list(in_csv.values())
    return rows


def answers(store: Store, question: str) -> list[dict[str, str]]:
    """What a ready question answers, as text."""
    return [{column: text_of_term(term) for column, term in row.items() if term} for row in run_query(store, question)]


def plain(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_sizes_are_those_of_every_other_page(client: FlaskClient, store: Store) -> None:
    codes = ("magdeburg", "musterstadt", "bundesgremien")
    found = sizes_of(compared(client, *codes))
    page = plain(text_of(client, f"/nebeneinander{asked(*codes)}"))
    key, solid = ({row["network"]: row for row in answers(store, one)} for one in ("key-figures", "data-solidity"))
    for code in codes:
        iri, own = f"{BASE}{code}/netzwerk", found[code]
        figures = {
            one["name"]: one["value"] for one in client.get(f"/api/v1/kennzahlen?netz={code}").get_json()["items"]
        }
        for name, other in (("actors", "actors"), ("groups", "groups"), ("exists", "existing_ties")):
            assert own[name]["value"] == figures[other]
        for name, other in (("open_demands", "open_demands"), ("unconnected", "isolates"), ("density", "density")):
            assert own[name]["value"] == figures[other]
        for name, other in (("actors", "actors"), ("groups", "groups"), ("exists", "existing")):
            assert own[name]["value"] == int(key[iri][other])
        assert own["unconnected"]["value"] == int(key[iri]["unconnected"])
        assert (own["proven"]["value"], own["proven"]["of"]) == tuple(
            int(solid[iri][name]) for name in ("proven", "entries")
        )
        measures = analysis_for(store, code).measures
        assert own["partners"]["value"] == pytest.approx(sum(row.degree for row in measures.actors) / measures.nodes)
        share = own["unconnected"]
        assert f"{share['value']} von {share['of']} ({round(100 * share['value'] / share['of'])} %)" in page
        rows = {row["Kennzahl"]: row for row in table_of(client, "Größen", *codes) if row["Kennung"] == iri}
        assert [rows[one["label"]]["Wert"] for one in own.values()] == [
            None if one["value"] is None else pytest.approx(one["value"], abs=1e-6) for one in own.values()
        ]


def test_who_covers_a_topic_is_the_same_on_page_in_api_file_question_and_on_the_page_of_the_topic(
    client: FlaskClient, store: Store
) -> None:
    codes = ("magdeburg", "musterstadt")
    rows = {row["topic"]["iri"]: row for row in compared(client, *codes)["topics"]}
    asked_for = answers(store, "topics-side-by-side")
    answered = {(row["topic"], row["network"]): int(row["actors"]) for row in asked_for}
    listed = {(row["Kennung"], row["Netzwerk"]): row for row in table_of(client, "Themen", *codes)}
    names = {one["network"]["iri"]: one["network"]["label"] for one in compared(client, *codes)["networks"]}
    assert len(rows) > 5
    for iri, row in rows.items():
        for cell in row["cells"]:
            number = len(cell["actors"])
            assert number == answered.get((iri, cell["network"]), 0) == listed[iri, names[cell["network"]]]["Akteure"]
            assert sum(kind["actors"] for kind in cell["kinds"]) == number
    language = rows[SHARED]["cells"]
    assert [one["label"] for one in language[0]["own"]].count("Spracherwerb") == 1
    of_topic = plain(text_of(client, "/themen/musterstadt/thema/sprache?netz=musterstadt"))
    ours = next(cell for cell in language if "musterstadt" in cell["network"])
    assert all(one["label"] in of_topic for one in (*ours["actors"], *ours["groups"]))
    assert "Bildungs- und Kursträger (2)" in plain(text_of(client, f"/nebeneinander{asked(*codes)}"))


def test_what_is_demanded_and_nobodys_is_said_by_a_sign_and_words(client: FlaskClient) -> None:
    page = text_of(client, f"/nebeneinander{asked('magdeburg', 'musterstadt')}")
    assert re.search(r'<span aria-hidden="true">▲</span> gefordert, niemand zuständig', page)
    assert re.search(r'<span aria-hidden="true">△</span> eine Forderung offen', page)
    cells = {
        cell["network"]: cell["standing"]
        for row in compared(client, "magdeburg", "musterstadt")["topics"]
        for cell in row["cells"]
        if row["topic"]["iri"] == SHARED
    }
    assert list(cells.values()) == ["unowned", "covered"]


def test_what_one_seeks_and_another_has_leads_to_its_matters(client: FlaskClient) -> None:
    found = compared(client, "magdeburg", "musterstadt")
    solved = [one for one in found["solved_elsewhere"] if one["topic"]["iri"] == SHARED]
    assert [one["title"] for one in solved] == ["Spracherwerb"]
    assert "Volkshochschule" in {one["label"] for one in solved[0]["elsewhere"][0]["names"]}
    matters = {one["id"]: one for one in client.get("/api/v1/sachen?netz=magdeburg").get_json()["items"]}
    assert matters[solved[0]["matter"]]["state"] == "open"
    page = text_of(client, f"/nebeneinander{asked('magdeburg', 'musterstadt')}")
    assert f'href="/sachen/{solved[0]["matter"]}?netz=magdeburg"' in page
    assert [one["actor"]["label"] for one in found["shared_actors"]] == ["Bundesamt für Migration und Flüchtlinge"]
    numbers = {one["kind"]["iri"]: one["numbers"] for one in found["common_rules"]}
    for network, number in numbers["interface-missing"].items():
        gaps = client.get(f"/api/v1/luecken?regel=interface-missing&netz={network}").get_json()
        assert number == sum(one["state"] == "open" for one in gaps["items"])
    assert len(table_of(client, "Anderswo gelöst", "magdeburg", "musterstadt")) == sum(
        len(one["elsewhere"]) for one in found["solved_elsewhere"]
    )


def test_what_a_record_cannot_carry_is_not_compared_and_the_reason_is_said(client: FlaskClient) -> None:
    found = compared(client, "leer", "klein", "ohne")
    sizes = sizes_of(found)
    assert (sizes["leer"]["actors"]["value"], sizes["leer"]["unconnected"]["doubt"]) == (0, "no_actors")
    assert sizes["klein"]["unconnected"]["value"] is None
    assert sizes["klein"]["unconnected"]["doubt"] == "few_actors"
    assert sizes["klein"]["density"]["doubt"] == "no_ties"
    assert [one["doubt_of_topics"] for one in found["networks"]] == ["no_topics", None, "no_topics"]
    page = plain(text_of(client, f"/nebeneinander{asked('leer', 'klein', 'ohne')}"))
    assert "nicht verglichen. Dafür sind es zu wenige Akteure (unter 15)" in page
    assert "Es ist keine bestehende Verbindung erfasst." in page
    assert "Diese Netzwerke haben kein gemeinsames Thema." in page
    assert "Es ist kein Thema erfasst." in page


def test_topics_of_the_same_name_are_a_question_and_those_of_one_network_stand_apart(client: FlaskClient) -> None:
    found = compared(client, "klein", "bundesgremien")
    assert [[one["topic"]["label"] for one in group] for group in found["alike"]] == [["Film", "FILM"]]
    assert found["topics"] == []
    assert "Klingt gleich: Ist dasselbe gemeint?" in text_of(client, f"/nebeneinander{asked('klein', 'bundesgremien')}")
    apart = {one["network"]["iri"]: [topic["label"] for topic in one["only_here"]] for one in found["networks"]}
    assert apart[BASE + "klein/netzwerk"] == ["FILM", "Spracherwerb"]
    assert SHARED in {row["topic"]["iri"] for row in compared(client, "klein", "musterstadt")["topics"]}


def test_actors_of_one_name_are_a_question_but_for_what_every_town_has_and_who_was_told_apart(
    client: FlaskClient,
) -> None:
    found = compared(client, "klein", "ohne")
    assert [[one["actor"]["label"] for one in group] for group in found["alike_actors"]] == [
        ["Imkerei Elbaue e.V.", "Imkerei Elbaue e. V."]
    ]
    assert "Akteure gleichen Namens: Sind es dieselben?" in text_of(client, f"/nebeneinander{asked('klein', 'ohne')}")
    rows = table_of(client, "Akteure gleichen Namens", "klein", "ohne")
    assert [row["Akteur"] for row in rows] == ["Imkerei Elbaue e.V.", "Imkerei Elbaue e. V."]


def test_networks_of_one_name_are_told_apart_and_hostile_names_are_inert(client: FlaskClient) -> None:
    page = text_of(client, f"/nebeneinander{asked('leer', 'klein', 'ohne', 'musterstadt')}")
    assert "Netzwerk Neustadt (leer)" in page
    assert "Netzwerk Neustadt (klein)" in page
    assert "<script>alert" not in page
    assert "<b>Amt" not in page
    assert "&lt;b&gt;Amt&lt;/b&gt;{{ 7 * 7 }}" in page
    assert "'=1+1" in client.get(f"/nebeneinander.csv{asked('ohne', 'klein')}").data.decode()


def test_the_order_is_that_of_names_whatever_was_asked_first(client: FlaskClient) -> None:
    for codes in (("musterstadt", "magdeburg", "bundesgremien"), ("bundesgremien", "musterstadt", "magdeburg")):
        names = [one["network"]["label"] for one in compared(client, *codes)["networks"]]
        assert [name.split()[-1] for name in names] == ["Bundesgremien", "Magdeburg", "(erfunden)"]
    first = compared(client)["networks"]
    assert len(first) == 4
    assert text_of(client, "/nebeneinander?netzwerk=gibt-es-nicht", 404)
    assert "Wählen Sie mindestens zwei Netzwerke." in text_of(client, "/nebeneinander?netzwerk=magdeburg")
    assert client.get("/nebeneinander.pdf").status_code == 406


def test_it_is_offered_as_soon_as_there_are_two_networks(client: FlaskClient, magdeburg: Store) -> None:
    alone = create_app(store=magdeburg).test_client()
    assert 'href="/nebeneinander"' in text_of(client, "/fachleute")
    assert "/nebeneinander" not in text_of(alone, "/fachleute")
    page = text_of(alone, "/nebeneinander")
    assert 'href="/daten/einlesen"' in page
    assert "<table" not in page
    assert "Networks side by side" in text_of(client, "/nebeneinander?lang=en")


def test_who_may_not_read_a_network_does_not_learn_of_it(store: Store) -> None:
    app = create_app(store=store)
    accounts: Accounts = app.extensions[EXTENSION]
    accounts.people.add("Leserin", "lesen", "musterstadt")
    accounts.people.add("Fremd", "lesen", "magdeburg")
    accounts.set_public("musterstadt", is_public=False)
    seen = {}
    for name in ("Leserin", "Fremd", ""):
        client = app.test_client()
        if name:
            client.set_cookie("akteursnetz-konto-8000", accounts.sessions.begin(name))
        addresses = ("/nebeneinander", "/api/v1/nebeneinander", "/nebeneinander.csv")
        seen[name] = "".join(client.get(address).get_data(as_text=True) for address in addresses)
        status = client.get("/nebeneinander?netzwerk=musterstadt&netzwerk=magdeburg").status_code
        assert status == (200 if name == "Leserin" else 404)
    accounts.set_public("musterstadt", is_public=True)  # other tests read it, in whatever order they come
    assert "usterstadt" in seen["Leserin"]
    assert "usterstadt" not in seen["Fremd"] + seen[""]


def test_fifty_networks_are_chosen_from_and_eight_stand_beside_each_other() -> None:
    store = open_store("memory:")
    load_ontology(store)
    networks = (
        f"<n{number:02}/netzwerk> a netz:Network ; skos:prefLabel 'Netz {number:02}'@de . "
        f"<n{number:02}/amt> a org:FormalOrganization ; netz:topic <gemeinsam/thema/wohnen> ; "
        f"netz:inNetwork <n{number:02}/netzwerk> . "
        for number in range(50)
    )
    add(store, "".join(networks))
    client = create_app(store=store).test_client()
    page = text_of(client, "/nebeneinander")
    assert (page.count('type="checkbox"'), page.count(" checked")) == (50, 4)
    many = asked(*(f"n{number:02}" for number in range(50)))
    assert len(compared(client, *(f"n{number:02}" for number in range(50)))["networks"]) == 8
    page = text_of(client, f"/nebeneinander{many}")
    assert "Mehr als 8 Netzwerke haben keinen Platz." in page
    assert len(page) < 150_000
    store.close()
