"""What changed since a meeting is told in words; meetings are entered by their day, and odd days are refused."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from graph.period import today
from graph.protocol import Store
from tests.support.clients import at_the_machine
from tests.support.statements import add
from tests.webapp.pages.edit.test_edit import opened, text_of, typed
from webapp import create_app
from webapp.http import slots

TOWN = """<n/netzwerk> a netz:Network ; skos:prefLabel 'Neustadt'@de .
  <n/amt> a org:FormalOrganization ; skos:prefLabel 'Amt'@de ; netz:inNetwork <n/netzwerk> ."""
YESTERDAY, TOMORROW = (today() + timedelta(days=days) for days in (-1, 1))


@pytest.fixture
def town(store: Store) -> Store:
    add(store, TOWN, graph="n/graph/daten")
    return store


@pytest.fixture
def editor(town: Store) -> FlaskClient:
    client = at_the_machine(create_app(store=town))
    client.environ_base["HTTP_ACCEPT"] = "text/html"
    return client


def page(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return text_of(answer)


def enter(client: FlaskClient, day: str, title: str = "") -> tuple[int, str]:
    form = typed(opened(client, "/sitzungen"), {"day": day, "title": title, "author": "Koordination"})
    answer = client.post("/sitzungen", data=form)
    return answer.status_code, text_of(answer)


def test_what_changed_since_the_last_meeting_is_one_click_from_the_changes(editor: FlaskClient) -> None:
    assert enter(editor, YESTERDAY.strftime("%d.%m.%Y"))[0] == 303
    changes = page(editor, "/aenderungen")
    assert "seit der letzten Sitzung (" in changes
    assert f'href="/aenderungen/seit?tag={YESTERDAY.isoformat()}"' in changes
    told = page(editor, "/aenderungen/seit")
    assert 'Neue Akteure <span class="muted small">1<' in told
    assert 'href="/akteure/n/amt">Amt</a>' in told
    of_day = page(editor, f"/aenderungen/seit?tag={YESTERDAY.isoformat()}")
    assert of_day.partition("<main")[2] == told.partition("<main")[2]


def test_any_other_day_and_one_network_can_be_chosen(town: Store, editor: FlaskClient) -> None:
    add(town, "<m/netzwerk> a netz:Network ; skos:prefLabel 'Fern'@de .", graph="m/graph/daten")
    assert 'Neue Akteure <span class="muted small">1<' in page(editor, "/aenderungen/seit?tag=01.01.2020&netz=n")
    assert "Neue Akteure" not in page(editor, "/aenderungen/seit?tag=01.01.2020&netz=m")


def test_a_meeting_to_come_is_kept_and_not_offered(editor: FlaskClient) -> None:
    assert enter(editor, TOMORROW.strftime("%d.%m.%Y"), "Nächste Runde")[0] == 303
    meetings = page(editor, "/sitzungen")
    assert "Geplant" in meetings
    assert "Nächste Runde" in meetings
    assert "seit der letzten Sitzung (" not in page(editor, "/aenderungen")
    answer = editor.get(f"/aenderungen/seit?tag={TOMORROW.isoformat()}")
    assert answer.status_code == 400
    assert "kommt erst noch" in text_of(answer)


def test_the_same_day_twice_is_refused_with_what_is_there(editor: FlaskClient) -> None:
    day = YESTERDAY.strftime("%d.%m.%Y")
    enter(editor, day)
    status, said = enter(editor, day)
    assert status == 422
    assert f"An diesem Tag gibt es schon „Sitzung am {day}“" in said
    assert f'value="{day}"' in said, "what was typed stands there"
    assert enter(editor, day, "AG Sprache")[0] == 303


def test_a_day_that_is_none_is_refused_at_both_places(editor: FlaskClient) -> None:
    for day in ("31.02.2026", "Mittwoch", "11/2026"):
        status, said = enter(editor, day)
        assert status == 422
        assert "Bitte den Tag der Sitzung eintragen" in said
        assert editor.get("/aenderungen/seit", query_string={"tag": day}).status_code == 400


def test_without_a_meeting_it_is_said_and_any_day_can_be_asked_for(editor: FlaskClient) -> None:
    for address in ("/aenderungen", "/aenderungen/seit", "/sitzungen"):
        assert "Noch ist keine Sitzung eingetragen, die schon war." in page(editor, address)
    assert 'name="tag" type="date"' in page(editor, "/aenderungen/seit")


def test_the_day_itself_counts_and_one_without_a_change_says_so(town: Store) -> None:
    reader = create_app(store=town).test_client()
    address = f"/aenderungen/seit?tag={today().isoformat()}"
    assert "Neue Akteure" in page(reader, address)
    for revision in range(town.revision, 0, -1):
        town.undo(revision)
    assert "Seit diesem Tag hat sich nichts geändert." in page(reader, address)


def test_a_reader_sees_meetings_and_no_form(town: Store) -> None:
    reader = create_app(store=town).test_client()
    text = page(reader, "/sitzungen")
    assert 'method="post"' not in text
    assert reader.post("/sitzungen", data={"day": "12.11.2026"}).status_code == 403


def test_with_several_networks_the_form_asks_which(town: Store, editor: FlaskClient) -> None:
    add(town, "<m/netzwerk> a netz:Network ; skos:prefLabel 'Fern'@de .", graph="m/graph/daten")
    form = typed(opened(editor, "/sitzungen"), {"day": "12.11.2026", "author": "KO", "network": "https://x.example/"})
    assert editor.post("/sitzungen", data=form).status_code == 404
    refused = editor.post("/sitzungen", data={**form, "network": ""})
    assert refused.status_code == 422
    assert "Bitte das Netzwerk der Sitzung wählen" in text_of(refused)
    assert 'name="network" required><option value="">' in page(editor, "/sitzungen")
    assert opened(editor, "/sitzungen?netz=m")["network"].endswith("/m/netzwerk")
    assert editor.post("/sitzungen?netz=m", data={**form, "network": ""}).status_code == 303
    assert "Sitzung am 12.11.2026" in page(editor, "/sitzungen?netz=m")
    assert "Sitzung am 12.11.2026" not in page(editor, "/sitzungen?netz=n")


def test_programs_get_meetings_and_changes(editor: FlaskClient) -> None:
    assert editor.get("/api/v1/aenderungen/seit").get_json()["items"] == []
    enter(editor, YESTERDAY.isoformat())
    (meeting,) = editor.get("/api/v1/sitzungen").get_json()["items"]
    assert meeting["day"] == YESTERDAY.isoformat()
    groups = {one["group"]: one["number"] for one in editor.get("/api/v1/aenderungen/seit").get_json()["items"]}
    assert groups["new_actors"] == 1
    assert editor.get("/api/v1/aenderungen/seit?tag=x").status_code == 400


def test_only_so_many_look_far_back_at_once(town: Store, editor: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots, "LONG_HISTORY", 0)
    monkeypatch.setattr(slots, "_HISTORY", slots.Slots(1, 1, patience_s=0.01, busy="Full.", hint="Later."))
    address = "/aenderungen/seit?tag=2000-01-01"
    with slots.history_slot(town.revision):
        assert editor.get(address).status_code == 503
    assert editor.get(address).status_code == 200
