"""`/bericht/beschluesse`: what a meeting decided goes from the paper to the matters, one after the other."""

from __future__ import annotations

import html
import re

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from graph.protocol import Store
from tests.support.clients import at_the_machine
from tests.support.statements import add
from webapp import create_app
from webapp.pages.report.limits import MOST_MATTERS

DECIDED = {"answer": "decided", "day": "2024-05-02", "responsible": "Koordination", "due": "2024-12-31"}


@pytest.fixture
def client(own_magdeburg: Store) -> FlaskClient:
    return at_the_machine(create_app(store=own_magdeburg))


def page(client: FlaskClient, address: str) -> str:
    return html.unescape(client.get(address).get_data(as_text=True))


def way_on(client: FlaskClient) -> str:
    """The address of the paper's button."""
    return str(re.findall(r'href="(/bericht/beschluesse\?[^"]+)"', page(client, "/bericht"))[0])


def send(client: FlaskClient, shown: str, **fields: str) -> TestResponse:
    """The form of a page as it was shown, filled in."""
    hidden = dict(re.findall(r'name="(token|basis|last)" value="([^"]*)"', shown))
    (action,) = re.findall(r'action="(/bericht/beschluesse/[^"#]+)', shown)
    return client.post(action, data={**hidden, "name": "LG", **fields})


def test_each_answer_leads_to_the_next_matter_and_counts_on_its_page(client: FlaskClient) -> None:
    address = way_on(client)
    ids = re.findall(r"sache=([\w-]+)", address)
    (revision,) = re.findall(r'name="revision" value="(\d+)"', page(client, "/bericht"))
    first = page(client, address)
    assert f'action="/bericht/beschluesse/{ids[0]}' in first
    answer = send(client, first, **DECIDED)
    assert answer.status_code == 303
    second = page(client, answer.location)
    assert f'action="/bericht/beschluesse/{ids[1]}' in second
    assert second.count("Ihre Antwort ist gespeichert.") == 1
    assert re.findall(r"sache=([\w-]+)", answer.location) == ids
    own = page(client, f"/sachen/{ids[0]}")
    assert "beschlossen" in own
    assert "Koordination" in own
    kept = f"/bericht?revision={revision}&" + "&".join(f"sache={one}" for one in ids)
    assert ">Zu einer gewählten Sache ist eine Antwort eingetragen.<" in page(client, kept)
    assert "Antwort eingetragen" not in page(client, kept.replace(ids[0], ids[1]))
    assert "Beschlüsse vom 2. Mai 2024" in page(client, "/bericht.html")
    for _ in ids[1:]:
        second = page(client, send(client, second, answer="no_need", note="genügt").location)
    assert "Zu allen Sachen des Papiers ist eine Antwort eingetragen." in second


MEETING = (
    "<magdeburg/lg{day}> a schema:Event ; skos:prefLabel 'Lenkungsgruppe {day}'@de ; "
    "netz:inNetwork <magdeburg/netzwerk> ; schema:startDate '{day}'^^xsd:date ."
)


def test_what_was_put_off_to_a_meeting_comes_first_on_its_paper(client: FlaskClient, own_magdeburg: Store) -> None:
    add(own_magdeburg, MEETING.format(day="2998-05-12") + MEETING.format(day="2999-05-12"))
    listed = re.findall(r'<li class="matter-card" id="([^"]+)"', page(client, "/sachen"))
    before = re.findall(r'<li class="paper-matter" id="([^"]+)"', page(client, "/bericht"))
    late = listed[8]
    assert late not in before
    shown = page(client, f"/bericht/beschluesse?sache={late}")
    assert send(client, shown, answer="postponed", to_meeting="2998-05-12").status_code == 303
    paper = page(client, "/bericht")
    assert re.findall(r'<li class="paper-matter" id="([^"]+)"', paper) == [late, *before[:4]]
    assert "Eine davon wurde auf diese Sitzung vertagt." in paper
    assert "; auf diese Sitzung vertagt" in paper
    for other in ("2999-05-12",):
        chosen = re.findall(rf'<option value="([^"]+)">[^<]*Lenkungsgruppe {other}', paper)
        later = page(client, f"/bericht?sitzung={chosen[0]}")
        assert late not in re.findall(r'<li class="paper-matter" id="([^"]+)"', later)
    assert f'action="/bericht/beschluesse/{late}' in page(client, way_on(client)), "the meeting answers it first"


def test_decisions_begin_with_the_sentences_and_the_meeting_of_the_paper(
    client: FlaskClient, own_magdeburg: Store
) -> None:
    add(own_magdeburg, MEETING.format(day="2023-11-09") + MEETING.format(day="2024-05-02"))
    paper = page(client, "/bericht")
    (meeting,) = re.findall(r'<option value="([^"]+)">[^<]*Lenkungsgruppe 2024-05-02', paper)
    assert "Was sich seit dem 2. Mai 2024 geändert hat" in paper
    over = page(client, f"/bericht?sitzung={meeting}")
    assert "Lenkungsgruppe 2024-05-02, 2. Mai 2024" in over
    assert "Was sich seit dem 9. November 2023 geändert hat" in over, "of a meeting that is over, since the one before"
    (token,) = re.findall(r'name="token" value="([^"]+)"', paper)[:1]
    first, second = re.findall(r'<li class="paper-matter" id="([^"]+)"', paper)[:2]
    typed = {
        "sitzung": meeting,
        "sache": [first, second],
        f"vorschlag-{first}": "Amt 50 lädt ein.",
        f"wer-{first}": "Amt 50",
        f"bis-{first}": "30.06.2024",
        f"bis-{second}": "Ostern",
    }
    kept = client.post("/bericht", data={**typed, "token": token}).location
    (way,) = re.findall(r'href="(/bericht/beschluesse\?[^"]+)"', page(client, kept))
    shown = page(client, way)
    for said in (
        f'<option value="{meeting}" selected>',
        'name="responsible" maxlength="200" value="Amt 50"',
        'name="due" type="date" value="2024-06-30"',
        ">Amt 50 lädt ein.</textarea>",
        "<strong>Vorschlag:</strong> Amt 50 lädt ein.",
    ):
        assert said in shown
    following = page(client, send(client, shown, answer="no_need", note="genügt").location)
    assert f'action="/bericht/beschluesse/{second}' in following
    assert ">Bis wann: Ostern</textarea>" in following
    unsigned = page(client, way.replace("signatur=", "signatur=0"))
    assert "Nicht geprüfter Text aus der Adresse: Ostern" in unsigned
    assert ">Bis wann: Ostern</textarea>" not in unsigned


def test_who_answers_second_is_told_and_what_is_missing_is_named(client: FlaskClient, own_magdeburg: Store) -> None:
    shown = page(client, way_on(client))
    lacking = send(client, shown, answer="decided", day="2024-05-02", responsible="KO")
    assert lacking.status_code == 422
    assert 'id="due-fehler"' in lacking.get_data(as_text=True)
    assert send(client, shown, **DECIDED).status_code == 303
    before = own_magdeburg.revision
    late = send(client, shown, answer="no_need", note="doch nicht")
    assert late.status_code == 409
    assert "doch nicht" in html.unescape(late.get_data(as_text=True))
    assert own_magdeburg.revision == before


def test_who_may_not_write_reads_the_states_and_no_form(own_magdeburg: Store) -> None:
    stranger = create_app(store=own_magdeburg).test_client()
    shown = page(stranger, way_on(stranger))
    assert "Hier lesen Sie nur." in shown
    assert '<form class="answer-form' not in shown
    (matter,) = re.findall(r"sache=([\w-]+)", way_on(stranger))[:1]
    assert stranger.post(f"/bericht/beschluesse/{matter}", data=DECIDED).status_code == 403


def test_an_address_names_each_matter_once_and_as_many_as_a_paper_holds(two_networks: FlaskClient) -> None:
    paper = two_networks.get("/bericht?netz=magdeburg").get_data(as_text=True)
    ids = list(dict.fromkeys(re.findall(r'name="sache" value="([^"]+)"', paper)))
    asked = "&".join(f"sache={one}" for one in [*ids * 40, "nichts", "<b>"])
    page = two_networks.get(f"/bericht/beschluesse?netz=magdeburg&{asked}").get_data(as_text=True)
    assert len(re.findall(r"<li>", page.partition('class="page-head"')[2].partition("</ol>")[0])) == MOST_MATTERS
    nothing = two_networks.get("/bericht/beschluesse?netz=magdeburg&sache=sache-x").get_data(as_text=True)
    assert "Zu allen Sachen des Papiers ist eine Antwort eingetragen." not in nothing
