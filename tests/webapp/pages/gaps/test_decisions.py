"""Answering a gap in the browser and by the API: who may, what is refused, what is shown afterwards."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from graph.protocol import Store
from graph.store.open import open_store
from tests.support.clients import at_the_machine
from tests.support.magdeburg import create_with_magdeburg
from tests.support.statements import add
from webapp import create_app
from webapp.settings import Access, Settings

TOKEN = {"Authorization": "Bearer geheim"}
OWN = "http://localhost"


@pytest.fixture
def own_store() -> Iterator[Store]:
    store = open_store("memory:")
    create_with_magdeburg(store)
    yield store
    store.close()


@pytest.fixture
def client(own_store: Store) -> FlaskClient:
    return at_the_machine(create_app(Settings(access=Access("geheim")), own_store))


@pytest.fixture
def gap_id(client: FlaskClient) -> str:
    return str(gap_rows(client, "art=demanded")[0]["id"])


def gap_rows(client: FlaskClient, query: str = "") -> list[dict[str, str]]:
    found = client.get(f"/api/v1/luecken?{query}").json
    assert found is not None
    return list(found["items"])


def text_of(response: TestResponse) -> str:
    return html.unescape(response.get_data(as_text=True))


def hidden_fields(client: FlaskClient, gap_id: str) -> dict[str, str]:
    page = text_of(client.get(f"/luecken/{gap_id}"))
    return dict(re.findall(r'name="(token|basis|last)" value="([^"]*)"', page))


def send(client: FlaskClient, gap_id: str, *, headers: dict[str, str] | None = None, **fields: str) -> TestResponse:
    form = {**hidden_fields(client, gap_id), "answer": "exists", "name": "KO", **fields}
    return client.post(f"/luecken/{gap_id}/entscheidung", data=form, headers=headers or {"Origin": OWN})


def test_answer_by_the_form_is_shown_and_leaves_the_list_of_open_gaps(client: FlaskClient, gap_id: str) -> None:
    response = send(client, gap_id, answer="in_progress", responsible="Koordination", due="2030-03-01", note="Ab März")
    assert response.status_code == 303
    assert response.location == f"/luecken/{gap_id}#antwort"
    page = text_of(client.get(f"/luecken/{gap_id}"))
    assert "Ihre Antwort ist gespeichert." in page
    assert "wird angegangen" in page
    assert "Koordination" in page
    assert f'id="{gap_id}"' not in text_of(client.get("/luecken"))
    assert f'id="{gap_id}"' in text_of(client.get("/luecken?stand=in_progress"))
    assert re.search(r"1 von \d+ beantwortet", text_of(client.get("/luecken")))


def test_outcome_is_said_once_and_the_name_is_not_asked_again(client: FlaskClient, gap_id: str) -> None:
    send(client, gap_id, name="AG 2")
    client.get(f"/luecken/{gap_id}")
    page = text_of(client.get(f"/luecken/{gap_id}"))
    assert "Ihre Antwort ist gespeichert." not in page
    assert "Sie antworten als AG 2" in page


def test_new_answer_is_added_and_the_old_one_stays_readable(client: FlaskClient, gap_id: str) -> None:
    send(client, gap_id, answer="no_need", note="Doppelt genannt")
    send(client, gap_id, answer="exists", note="Seit Januar")
    page = text_of(client.get(f"/luecken/{gap_id}"))
    assert page.index("Seit Januar") < page.index("Doppelt genannt")
    assert "abgelöst" in page


def test_lapsed_answer_is_shown_as_such_with_the_old_answer(client: FlaskClient, own_store: Store, gap_id: str) -> None:
    send(client, gap_id, answer="no_need", note="Doppelt genannt")
    found = client.get(f"/api/v1/luecken/{gap_id}").json
    assert found is not None
    add(own_store, f'<{found["evidence"][0]["iri"]}> oa:exact "Ein ganz anderer Satz" .', graph="magdeburg/graph/x")
    page = text_of(client.get(f"/luecken/{gap_id}"))
    assert "erneut zu klären" in page
    assert re.search(r"Die Grundlage hat sich seit dem .* geändert: .*Belege", page)
    assert "Doppelt genannt" in page
    assert gap_rows(client, "stand=lapsed")[0]["id"] == gap_id
    assert f'id="{gap_id}"' in text_of(client.get("/luecken?art=demanded"))


def test_what_is_missing_is_said_and_what_was_entered_stays(client: FlaskClient, gap_id: str) -> None:
    response = send(client, gap_id, answer="in_progress", responsible="Koordination")
    assert response.status_code == 422
    page = text_of(response)
    assert "bis wann es erledigt sein soll" in page
    assert 'value="Koordination"' in page
    assert gap_rows(client, "stand=beantwortet") == []


MEETING = """<magdeburg/t1> a schema:Event ; skos:prefLabel "Beratungsrunde"@de ; netz:inNetwork <magdeburg/netzwerk> ;
  schema:startDate "2024-05-02"^^xsd:date ."""


def test_a_decision_of_a_meeting_is_of_its_day_and_is_shown_with_all_that_was_decided(
    client: FlaskClient, own_store: Store, gap_id: str
) -> None:
    network = str(client.get("/api/v1/netzwerke").get_json()["items"][0]["iri"])
    add(own_store, MEETING.replace("<magdeburg/netzwerk>", f"<{network}>"), graph="magdeburg/graph/x")
    page = text_of(client.get(f"/luecken/{gap_id}"))
    meeting = re.search(r'<option value="([^"]+)">2. Mai 2024: Beratungsrunde', page)
    assert meeting
    send(client, gap_id, answer="decided", meeting=meeting[1], responsible="AG 1", due="2025-01-31")
    page = text_of(client.get(f"/luecken/{gap_id}"))
    for said in ("beschlossen", "am 2. Mai 2024", "es kümmert sich: AG 1", "bis 31. Januar 2025", "überfällig"):
        assert said in page, said
    (row,) = gap_rows(client, "stand=decided")
    (held,) = client.get("/api/v1/beschluesse").get_json()["items"]
    assert [one["outcome"] for one in held["decided"]] == ["overdue"]
    assert held["meeting"]["iri"] == meeting[1]
    page = text_of(client.get("/luecken"))
    assert "Was wurde aus den Beschlüssen?" in page
    assert re.search(r"<summary>2. Mai 2024: Beratungsrunde .*1 beschlossen, 0 erledigt, 1 überfällig", page)
    assert {"day": "2024-05-02", "meeting": meeting[1]}.items() <= dict(row["decision"]).items()  # type: ignore[arg-type]
    assert "2024-05-02" in client.get("/luecken.csv?stand=decided").get_data(as_text=True)


def test_what_was_decided_is_done_once_the_tie_is_there_and_is_still_called_what_it_was(
    client: FlaskClient, own_store: Store, gap_id: str
) -> None:
    gap = client.get(f"/api/v1/luecken/{gap_id}").get_json()
    send(client, gap_id, answer="decided", day="2024-05-02", responsible="AG 1", due="2999-01-31")
    tie, status = f"<{gap['subject']['iri']}>", "<http://www.w3.org/ns/adms#status>"
    exists = f"INSERT {{ GRAPH ?g {{ {tie} {status} <https://w3id.org/akteursnetz/code#exists> }} }}"
    was = f"GRAPH ?g {{ {tie} {status} ?was }}"
    own_store.update(f"DELETE {{ {was} }} {exists} WHERE {{ {was} }}")
    (day,) = client.get("/api/v1/beschluesse").get_json()["items"]
    assert [(one["outcome"], one["state"]) for one in day["decided"]] == [("done", "")]
    page = text_of(client.get("/luecken"))
    assert re.search(r"<summary>2. Mai 2024 .*1 beschlossen, 1 erledigt", page)
    assert f"{gap['title']}: {gap['subject']['label']}</a>" in page


def test_what_is_put_off_and_passed_on_is_said_on_the_list_and_in_the_file(client: FlaskClient, gap_id: str) -> None:
    other = str(gap_rows(client, "art=demanded")[1]["id"])
    send(client, gap_id, answer="postponed", until="2999-03-01")
    send(client, other, answer="referred", referred_to="AG Sprache")
    page = text_of(client.get("/luecken?stand=beantwortet"))
    assert "vertagt auf den 1. März 2999" in page
    assert "an AG Sprache" in page
    table = client.get("/luecken.csv?stand=beantwortet").get_data(as_text=True)
    assert "2999-03-01" in table
    assert "AG Sprache" in table


def test_what_an_answer_lacks_is_said_at_its_field(client: FlaskClient, gap_id: str) -> None:
    page = text_of(send(client, gap_id, answer="decided", responsible="AG 1", due="2030-01-31"))
    assert re.search(r'id="day"[^>]*aria-invalid="true" aria-describedby="day-fehler"', page)
    assert 'id="day-fehler"><strong>Bitte sagen Sie, wann das beschlossen wurde.' in page
    page = text_of(send(client, gap_id, answer="decided", meeting="urn:x", responsible="AG 1", due="2030-01-31"))
    assert "Eine Sitzung urn:x gibt es nicht." in page


def test_form_about_something_that_changed_meanwhile_is_409(client: FlaskClient, gap_id: str) -> None:
    old = hidden_fields(client, gap_id)
    send(client, gap_id)
    form = {**old, "answer": "no_need", "name": "KO", "note": "zu spät"}
    response = client.post(f"/luecken/{gap_id}/entscheidung", data=form)
    assert response.status_code == 409
    assert "zu spät" in text_of(response)
    assert len(gap_rows(client, "stand=exists")) == 1


@pytest.mark.parametrize(
    ("fields", "headers"),
    [
        ({"token": ""}, {"Origin": OWN}),
        ({"token": "erraten"}, {"Origin": OWN}),
        ({"token": "ü"}, {"Origin": OWN}),
        ({}, {"Origin": "http://evil.example"}),
        ({}, {"Origin": "null"}),
        ({}, {"Origin": "http://localhost:81"}),
        ({}, {"Referer": "http://evil.example/localhost"}),
        ({}, {"Origin": OWN, "X-Forwarded-For": "10.0.0.1"}),
    ],
)
def test_form_of_another_page_is_refused(
    client: FlaskClient, gap_id: str, fields: dict[str, str], headers: dict[str, str]
) -> None:
    assert send(client, gap_id, headers=headers, **fields).status_code == 403
    assert gap_rows(client, "stand=beantwortet") == []


def test_form_without_the_cookie_of_its_page_is_refused(client: FlaskClient, gap_id: str) -> None:
    form = {**hidden_fields(client, gap_id), "answer": "exists", "name": "KO"}
    client.delete_cookie("akteursnetz-8000")
    assert client.post(f"/luecken/{gap_id}/entscheidung", data=form).status_code == 403


def test_form_sent_to_a_foreign_host_name_is_refused(client: FlaskClient, gap_id: str) -> None:
    assert send(client, gap_id, headers={"Host": "evil.example"}).status_code == 421


def test_cookie_is_kept_from_scripts_and_other_sites_and_the_page_from_caches(client: FlaskClient, gap_id: str) -> None:
    response = client.get(f"/luecken/{gap_id}")
    assert "HttpOnly" in response.headers["Set-Cookie"]
    assert "SameSite=Lax" in response.headers["Set-Cookie"]
    assert response.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in client.get("/luecken").headers


def test_service_bound_to_another_address_is_for_reading(own_store: Store, gap_id: str) -> None:
    client = create_app(Settings(host="0.0.0.0"), own_store).test_client()  # noqa: S104 - that is what is tested
    response = client.get(f"/luecken/{gap_id}")
    assert "Hier lesen Sie nur." in text_of(response)
    assert '<form class="answer-form' not in text_of(response)
    assert "Set-Cookie" not in response.headers
    assert client.post(f"/luecken/{gap_id}/entscheidung", data={"answer": "exists", "name": "KO"}).status_code == 403


def test_answer_to_an_unknown_gap_is_404(client: FlaskClient, gap_id: str) -> None:
    form = {**hidden_fields(client, gap_id), "answer": "exists", "name": "KO"}
    assert client.post("/luecken/nirgends/entscheidung", data=form).status_code == 404


def test_what_was_entered_is_text_and_no_markup(client: FlaskClient, gap_id: str) -> None:
    send(client, gap_id, note="<img src=x onerror=alert(1)>", name="<b>KO</b>")
    raw = client.get(f"/luecken/{gap_id}").get_data(as_text=True)
    assert "<img src=x" not in raw
    assert "<b>KO" not in raw


def test_answer_by_the_api_needs_the_token_and_is_given_back(client: FlaskClient, gap_id: str) -> None:
    address, sent = f"/api/v1/luecken/{gap_id}/entscheidung", {"answer": "no_need", "note": "Doppelt", "author": "AG 1"}
    assert client.post(address, json=sent).status_code == 401
    response = client.post(address, json=sent, headers=TOKEN)
    assert response.status_code == 201
    assert response.json is not None
    assert (response.json["state"], response.json["decision"]["author"]) == ("no_need", "AG 1")
    assert gap_rows(client, "stand=no_need")[0]["decision"]


def test_every_answer_can_be_read_by_the_api(client: FlaskClient, gap_id: str) -> None:
    for answer in ("exists", "in_progress"):
        sent = {"answer": answer, "responsible": "KO", "due": "2030-01-01"}
        client.post(f"/api/v1/luecken/{gap_id}/entscheidung", json=sent, headers=TOKEN)
    found = client.get(f"/api/v1/luecken/{gap_id}").json
    assert found is not None
    assert [one["answer"] for one in found["decisions"]] == ["exists", "in_progress"]
    assert found["decision"]["author"] == "token"


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        ("{", "application/json", 400),
        ("[]", "application/json", 400),
        ('{"answer": 1}', "application/json", 400),
        ('{"antwort": "exists"}', "application/json", 400),
        ("[" * 5000, "application/json", 400),
        ("answer=exists", "application/x-www-form-urlencoded", 415),
        ('{"answer": "vielleicht"}', "application/json", 422),
        ('{"answer": "exists", "fingerprint": "0000000000000000"}', "application/json", 409),
        ('{"answer": "exists", "note": "' + "x" * 30_000 + '"}', "application/json", 413),
    ],
)
def test_answer_that_cannot_be_taken_says_why(
    client: FlaskClient, gap_id: str, body: str, kind: str, status: int
) -> None:
    address = f"/api/v1/luecken/{gap_id}/entscheidung"
    response = client.post(address, data=body, content_type=kind, headers=TOKEN)
    assert response.status_code == status
    assert response.json is not None
    assert set(response.json) == {"error", "hint", "status"}


def test_part_of_an_answer_that_names_a_person_is_not_public_and_that_is_said(
    client: FlaskClient, own_store: Store, gap_id: str
) -> None:
    add(own_store, '<magdeburg/p1> a foaf:Person ; foaf:name "Erika Musterfrau" .')
    send(client, gap_id, note="Macht Erika Musterfrau")
    page = text_of(client.get(f"/luecken/{gap_id}"))
    assert "im Personenspeicher" in page
    assert "Erika" not in page
    assert b"Erika" not in own_store.dump()


def test_run_is_kept_by_the_api_with_the_token_only(client: FlaskClient, own_store: Store) -> None:
    assert client.post("/api/v1/luecken/lauf").status_code == 401
    response = client.post("/api/v1/luecken/lauf?netz=magdeburg", headers=TOKEN)
    assert response.status_code == 201
    kept = response.get_json()
    assert kept["graph"] in own_store.graph_names()
    assert kept["gaps"] == len(gap_rows(client))
    assert kept["revision"] == own_store.revision == kept["data_revision"] + 1
