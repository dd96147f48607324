"""Stories: made of saved views, read step by step without a script too, and as a handout."""

from __future__ import annotations

import json
import re

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.webapp.pages.saved_views.test_saved_views import GROUP, OWN, client, own_store, save, text_of, token_of

__all__ = ["client", "own_store"]
EDIT = "/geschichten/sitzung/bearbeiten"


def begin(client: FlaskClient, title: str = "Sitzung") -> TestResponse:
    form = {"token": token_of(client, "/geschichten/neu"), "title": title, "text": "Für März", "author": "KO"}
    return client.post("/geschichten", data=form, headers=OWN)


def act(client: FlaskClient, action: str, **fields: str) -> TestResponse:
    form = {"token": token_of(client, EDIT), "action": action, **fields}
    return client.post("/geschichten/sitzung/schritte", data=form, headers=OWN)


def keys(client: FlaskClient) -> list[str]:
    return list(dict.fromkeys(re.findall(r'name="key" value="([^"]+)"', text_of(client.get(EDIT)))))


@pytest.fixture
def story(client: FlaskClient) -> FlaskClient:
    save(client)
    save(client, title="Jobcenter", address="akteur=magdeburg/jobcenter&tiefe=1")
    begin(client)
    act(client, "add", view="interkultur", title="Zuerst", text="Die AG")
    act(client, "add", view="jobcenter", title="", text="Dann")
    return client


def test_a_story_is_read_step_by_step_without_a_script(story: FlaskClient) -> None:
    first = text_of(story.get("/geschichten/sitzung"))
    assert "Schritt 1 von 2" in first
    assert '<h1 id="titel">Zuerst</h1>' in first
    assert 'href="/geschichten/sitzung?schritt=2"' in first
    assert f'<noscript><img src="/karte/export.svg?{GROUP}"' in first
    second = text_of(story.get("/geschichten/sitzung?schritt=2"))
    assert '<h1 id="titel">Jobcenter</h1>' in second, "a step without a title is called like its view"
    assert 'href="/karte?akteur=magdeburg/jobcenter&tiefe=1&ansicht=tabelle"' in second


def test_picture_and_table_of_a_step_are_there(story: FlaskClient) -> None:
    page = text_of(story.get("/geschichten/sitzung"))
    for address in (
        re.findall(r'<img src="([^"]+)"', page)[0],
        re.findall(r'id="zur-tabelle" href="([^"]+)"', page)[0],
    ):
        assert story.get(address).status_code == 200


@pytest.mark.parametrize("number", ["0", "3", "99999999999999999999", "zwei", "-1", "²"])
def test_a_step_that_is_not_there_is_said_and_the_first_is_shown(story: FlaskClient, number: str) -> None:
    page = text_of(story.get(f"/geschichten/sitzung?schritt={number}"))
    assert "Diesen Schritt gibt es nicht" in page
    assert "Schritt 1 von 2" in page


def test_steps_are_moved_changed_and_removed(story: FlaskClient) -> None:
    first, second = keys(story)
    act(story, "down", key=first)
    assert keys(story) == [second, first]
    act(story, "change", key=second, title="Umbenannt", text="")
    assert "Umbenannt" in text_of(story.get("/geschichten/sitzung?schritt=1"))
    act(story, "remove", key=second)
    assert keys(story) == [first]
    assert act(story, "up", key=second).status_code == 404, "somebody else removed it meanwhile"


def test_a_step_without_a_title_is_refused_with_the_reason(story: FlaskClient) -> None:
    response = act(story, "change", key=keys(story)[0], title="", text="x")
    assert response.status_code == 422
    assert "Der Name fehlt." in text_of(response)


def test_an_action_nobody_offers_is_refused(story: FlaskClient) -> None:
    assert act(story, "explode").status_code == 400


def test_a_deleted_view_leaves_the_words_of_its_step(story: FlaskClient) -> None:
    assert "Sitzung" in text_of(story.get("/ansichten/interkultur/loeschen")), "the story is named before"
    story.post("/ansichten/interkultur/loeschen", data={"token": token_of(story, EDIT)}, headers=OWN)
    page = text_of(story.get("/geschichten/sitzung"))
    assert "Die Ansicht zu diesem Schritt wurde gelöscht." in page
    assert "Zuerst" in page
    assert "<img" not in page
    assert text_of(story.get("/geschichten/sitzung/handzettel")).count("wurde gelöscht") == 1


def test_the_handout_has_every_step_with_its_picture(story: FlaskClient) -> None:
    page = text_of(story.get("/geschichten/sitzung/handzettel"))
    assert re.findall(r"<h2>(.+?)</h2>", page) == ["1. Zuerst", "2. Jobcenter"]
    assert page.count('<img src="/karte/export.svg?') == 2


def test_the_handout_has_what_is_to_be_decided_among_those_whom_a_step_shows(story: FlaskClient) -> None:
    def said(number: int) -> list[str]:
        page = text_of(story.get("/geschichten/sitzung/handzettel"))
        return re.findall(r'<li><a href="/sachen/([^"]+)"', page.split('class="handout-step"')[number])

    listed = re.findall(r'<li class="matter-card" id="([^"]+)"', text_of(story.get("/sachen")))
    save(story, title="Alles", address="")
    act(story, "add", view="alles", title="", text="")
    first, second, whole = said(1), said(2), said(3)
    assert first
    assert not set(first) & set(second), "each stands once"
    assert whole == [one for one in listed if one not in {*first, *second}][:5]


def test_the_handout_names_what_changed_between_two_days(story: FlaskClient) -> None:
    save(story, title="Ende", address="am=2015-01-01&vergleich=2018-01-01")
    save(story, title="Woanders", address="am=2015-01-01&vergleich=2018-01-01&netz=gibtesnicht")
    act(story, "add", view="ende", title="", text="")
    act(story, "add", view="woanders", title="", text="")
    page = text_of(story.get("/geschichten/sitzung/handzettel"))
    assert page.count("Was sich zwischen den beiden Tagen ändert") == 1
    assert page.count("− weggefallen: ") == 2


def test_markup_in_a_story_stays_text_in_the_page_and_in_its_data(story: FlaskClient) -> None:
    act(story, "change", key=keys(story)[0], title="</script><script>alert(1)</script>", text="<b>")
    page = story.get("/geschichten/sitzung").get_data(as_text=True)
    assert "<script>alert" not in page
    found = re.search(r'id="schritte">(.+?)</script>', page)
    assert found is not None
    assert json.loads(found.group(1))["steps"][0]["title"] == "</script><script>alert(1)</script>"


def test_a_story_without_steps_says_so(client: FlaskClient) -> None:
    begin(client)
    assert "Diese Geschichte hat noch keinen Schritt." in text_of(client.get("/geschichten/sitzung"))
    assert "Für einen Schritt braucht es eine gespeicherte Ansicht." in text_of(client.get(EDIT))


def test_a_deleted_story_is_gone_and_its_views_stay(story: FlaskClient) -> None:
    story.post("/geschichten/sitzung/loeschen", data={"token": token_of(story, EDIT)}, headers=OWN)
    assert story.get("/geschichten/sitzung").status_code == 404
    assert "Interkultur" in text_of(story.get("/ansichten"))
