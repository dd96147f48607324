"""What programs subscribe to: a calendar of what is due, a feed of changes; hostile labels inert, nobody named."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient
from icalendar import Calendar

from graph.analysis import analysis_for
from graph.protocol import Change, Store
from graph.store.open import open_store
from graph.terms import BASE
from tests.support.magdeburg import load_ontology
from tests.support.statements import add
from webapp import create_app
from webapp.accounts.accounts import Accounts
from webapp.accounts.identity import EXTENSION

ATOM = {"a": "http://www.w3.org/2005/Atom"}
NETWORKS = """
<stadt/netz> a netz:Network ; skos:prefLabel "Stadt"@de .
<land/netz> a netz:Network ; skos:prefLabel "Land"@de .
"""
HOUSE = """<land/haus> a org:FormalOrganization ; skos:prefLabel "Landhaus"@de ; netz:inNetwork <land/netz> ."""
DEMANDED = r"""
<stadt/amt> a org:FormalOrganization ; skos:prefLabel "Amt"@de ; netz:inNetwork <stadt/netz> .
<stadt/haus> a org:FormalOrganization ; skos:prefLabel "Haus"@de ; netz:inNetwork <stadt/netz> .
<stadt/s> a netz:Interface ; netz:party <stadt/amt>, <stadt/haus> ; adms:status nk:demanded ;
  netz:confidence nk:stated ; netz:inNetwork <stadt/netz> ;
  skos:prefLabel "Böse\r\nEND:VEVENT\nX-BAD:1; <script>&amp; ]]> , \u000B Ende"@de .
"""
ANSWER = """
<stadt/antwort/%(number)s> a netz:GapDecision ; netz:gapId "%(id)s" ; netz:answer nk:%(answer)s ;
  dct:creator "Frau Geheim" ; netz:responsible "Frau Geheim" ; %(day)s "%(due)s"^^xsd:date ;
  dct:created "2026-05-0%(number)sT10:00:00+00:00"^^xsd:dateTime .
"""


@pytest.fixture
def city(tmp_path: Path) -> Iterator[Store]:
    with closing(open_store(f"oxigraph:{tmp_path / 'store'}")) as store:
        load_ontology(store)
        for turtle in (NETWORKS, HOUSE, DEMANDED):
            add(store, turtle)
        yield store


def answer(store: Store, number: int, code: str, day: str, due: str) -> str:
    gap = next(one for one in analysis_for(store, "stadt").gaps if one.subject.iri == BASE + "stadt/s")
    said = {"number": number, "id": gap.id, "answer": code, "day": day, "due": due}
    add(store, ANSWER % said, "stadt/graph/decisions")
    return str(gap.id)


def events_of(client: FlaskClient, query: str = "?netz=stadt") -> list[tuple[str, str, str]]:
    response = client.get(f"/sachen.ics{query}")
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "Geheim" not in response.text
    found = Calendar.from_ical(response.data).walk("VEVENT")
    return [(str(one["uid"]), one.decoded("dtstart").isoformat(), str(one["summary"])) for one in found]


def entries_of(client: FlaskClient, query: str = "?netz=stadt") -> list[str]:
    response = client.get(f"/aenderungen.atom{query}")
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert "Geheim" not in response.text
    feed = ET.fromstring(response.data)  # noqa: S314 - written by us
    ids = [one.text for one in feed.findall("a:entry/a:id", ATOM)]
    assert len(ids) == len(set(ids))
    for part in ("a:id", "a:title", "a:updated", "a:author/a:name", "a:link[@rel='self']"):
        assert len(feed.findall(part, ATOM)) == 1, part
    assert {one.tag.partition("}")[0] for one in feed.iter()} == {"{" + ATOM["a"]}
    return [str(one.text) for one in feed.findall("a:entry/a:title", ATOM)]


def test_what_is_due_is_a_day_of_the_calendar_and_an_entry_of_the_feed(city: Store) -> None:
    client = create_app(store=city).test_client()
    assert events_of(client) == []
    gap_id = answer(city, 1, "decided", "netz:dueDate", "2030-01-31")
    (event,) = events_of(client)
    assert event[:2] == (f"{gap_id}@localhost", "2030-01-31")
    assert event[2].startswith("Fällig: Böse END:VEVENT X-BAD:1; <script>&amp; ]]> , Ende")
    assert any(title.startswith("Fällig: Böse") and "31. Januar 2030" in title for title in entries_of(client))
    answer(city, 2, "postponed", "netz:postponedUntil", "2031-02-01")
    (event,) = events_of(client)
    assert event[1:] == ("2031-02-01", event[2])
    assert event[2].startswith("Wieder offen: ")
    answer(city, 3, "noNeed", "netz:decidedOn", "2026-05-03")
    assert events_of(client) == []


def test_the_feed_tells_of_the_changes_of_one_network_and_is_not_sent_twice(city: Store) -> None:
    client = create_app(store=city).test_client()
    assert entries_of(client, "?netz=land")[0] == "Neue Akteure: Landhaus"
    add(city, "<stadt/neu> a org:FormalOrganization ; skos:prefLabel 'Neu'@de ; netz:inNetwork <stadt/netz> .")
    titles = entries_of(client)
    assert titles[0] == "Neue Akteure: Neu"
    assert titles[1].startswith("Neue Akteure (2), ")
    assert entries_of(client, "?netz=land")[0] == "Neue Akteure: Landhaus"
    for address in ("/aenderungen.atom?netz=stadt", "/sachen.ics?netz=stadt"):
        tag = client.get(address).headers["ETag"]
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
        assert client.get(address.replace("stadt", "nirgends")).status_code == 404


def test_a_closed_network_is_read_with_a_token_in_the_header(city: Store) -> None:
    answer(city, 1, "decided", "netz:dueDate", "2030-01-31")
    app = create_app(store=city)
    accounts: Accounts = app.extensions[EXTENSION]
    accounts.people.add("Vera Muster", "analyse")
    accounts.set_public("stadt", is_public=False)
    client = app.test_client()
    bearer = {"Authorization": f"Bearer {accounts.tokens.add('Vera Muster', 'Kalender', ['read'], 30)}"}
    for address in ("/aenderungen.atom?netz=stadt", "/sachen.ics?netz=stadt"):
        refused = client.get(address)
        assert refused.status_code == 401
        assert "Böse" not in refused.text
        told = client.get(address, headers=bearer)
        assert told.status_code == 200
        assert "Böse" in told.text
        assert "private" in told.headers["Cache-Control"]
    assert "Böse" not in client.get("/sachen.ics").text
    for turtle in (
        "<land/netz> a netz:Network .",
        "<land/kurz> a org:FormalOrganization ; netz:inNetwork <land/netz> .",
    ):
        add(city, turtle, "land/graph/quelle")
        entries_of(client, "?netz=land")
    last = city.entry(city.revision)
    assert last is not None
    city.apply(Change(remove=[one for one in last.add if str(one.graph_name).endswith("/quelle>")]))
    assert [one.partition(":")[0] for one in entries_of(client, "?netz=land")][:1] == ["Gelöscht"], (
        "no answer of before"
    )
