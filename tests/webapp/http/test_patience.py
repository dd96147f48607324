"""A page after a change comes at once, says what in it is not new yet, and is never kept as true."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient

import graph.analysis
from graph.gaps.search import search_recorded
from graph.measures.centrality import Measures, measure_plain
from graph.protocol import Change, Store
from graph.terms import ADMS, BASE, NETZ, NK, RDF
from webapp import create_app
from webapp.http.patience import WAITS, show_former_results
from webapp.ui.links import slug_of

NOTICE = "neu berechnet. Ein Teil"


@pytest.fixture
def store(own_magdeburg: Store) -> Store:
    return own_magdeburg


@pytest.fixture
def client(store: Store) -> FlaskClient:
    app = create_app(store=store)
    show_former_results(app)
    client = app.test_client()
    for page in ("/", "/akteure", "/auswertung", "/karte", "/luecken"):
        assert client.get(page, environ_overrides={WAITS: True}).status_code == 200
    return client


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Measures are computed when it is opened."""
    opened = threading.Event()

    def slow(*parts: object, **named: object) -> Measures:
        opened.wait(120)
        return measure_plain(*parts, **named)  # type: ignore[arg-type]

    monkeypatch.setattr("graph.measures.measured_network.measure_plain", slow)
    yield opened
    opened.set()


def test_the_page_of_one_actor_waits_for_nothing_of_the_whole_network(
    store: Store, gate: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(*parts: object, **named: object) -> object:
        gate.wait(120)
        return search_recorded(*parts, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(graph.analysis, "search_recorded", slow)
    app = create_app(store=store)
    show_former_results(app)
    client = app.test_client()
    analysis = graph.analysis.analysis_for(store)
    for kind, ones in (("akteure", analysis.actors), ("gruppen", analysis.groups)):
        address = f"/{kind}/{slug_of(min(ones))}"
        begin = time.monotonic()
        page = client.get(address)
        assert (page.status_code, page.headers["Cache-Control"]) == (200, "no-store")
        assert time.monotonic() - begin < 60
        assert "Die Lücken werden gerade berechnet" in page.text
        assert "keine Lücke bekannt" not in page.text
    gate.set()
    until = time.monotonic() + 120
    while "gerade berechnet" in (page := client.get(address)).text or "data-recomputing" in page.text:
        assert time.monotonic() < until
        time.sleep(0.05)
    assert page.text == create_app(store=store).test_client().get(address).text


def tie_two(store: Store) -> None:
    one, other = sorted(graph.analysis.analysis_for(store).unconnected)[:2]
    node, home = ox.NamedNode(BASE + "magdeburg/neu/1"), ox.NamedNode(BASE + "magdeburg/graph/neu")
    stated = {
        RDF + "type": [NETZ + "Interface"],
        ADMS + "status": [NK + "exists"],
        NETZ + "inNetwork": [BASE + "magdeburg/netzwerk"],
        NETZ + "party": [one, other],
    }
    quads = [
        ox.Quad(node, ox.NamedNode(name), ox.NamedNode(value), home) for name, all_ in stated.items() for value in all_
    ]
    store.apply(Change(add=quads, checked=False))


def wait_for_nothing_pending(client: FlaskClient) -> None:
    until = time.monotonic() + 120
    while client.get("/api/v1/berechnung").get_json()["pending"]:
        assert time.monotonic() < until
        time.sleep(0.02)


def test_page_comes_at_once_says_what_is_former_and_is_right_in_the_end(
    client: FlaskClient, store: Store, gate: threading.Event
) -> None:
    before = client.get("/auswertung")
    assert (NOTICE in before.text, bool(before.headers.get("ETag"))) == (False, True)
    tie_two(store)
    meanwhile = client.get("/auswertung")
    assert NOTICE in meanwhile.text
    assert (meanwhile.headers.get("ETag"), meanwhile.headers["Cache-Control"]) == (None, "no-store")
    assert "measures" in client.get("/api/v1/berechnung").get_json()["pending"]
    again = client.get("/auswertung")
    assert again.get_data() == meanwhile.get_data(), "said to be so every time, and made once as long as it is so"
    assert sorted(again.headers) == sorted(meanwhile.headers)
    gate.set()
    wait_for_nothing_pending(client)
    after = client.get("/auswertung")
    assert NOTICE not in after.text
    assert after.headers.get("ETag")
    anew = create_app(store=store).test_client().get("/auswertung")
    assert after.text == anew.text


def test_what_was_changed_is_seen_although_the_measures_are_former_ones(
    client: FlaskClient, store: Store, gate: threading.Event
) -> None:
    rows = {row["iri"]: row["degree"] for row in client.get("/api/v1/akteure").get_json()["items"]}
    existing = sum(tie.state == "exists" for tie in graph.analysis.analysis_for(store).ties)
    tie_two(store)
    page = client.get("/")
    assert f">{existing + 1}<span" in page.text
    gate.set()
    now = {row["iri"]: row["degree"] for row in client.get("/api/v1/akteure").get_json()["items"]}
    assert sum(now.values()) == sum(rows.values()) + 2


def test_programs_wait_for_the_right_figures(client: FlaskClient, store: Store, gate: threading.Event) -> None:
    tie_two(store)
    assert client.get("/auswertung").status_code == 200
    threading.Timer(0.2, gate.set).start()
    found = {row["name"]: row["value"] for row in client.get("/api/v1/kennzahlen").get_json()["items"]}
    assert found["isolates"] == found["unconnected_actors"]


def test_a_page_made_while_results_arrive_is_not_kept(client: FlaskClient, store: Store, gate: threading.Event) -> None:
    tie_two(store)
    assert NOTICE in client.get("/auswertung").text
    gate.set()
    wait_for_nothing_pending(client)
    first, second = client.get("/auswertung"), client.get("/auswertung")
    assert first.text == second.text
    assert NOTICE not in second.text
