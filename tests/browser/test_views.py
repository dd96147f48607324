"""Views, stories and days in the browser: what is saved comes back, and nothing moves that should stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from werkzeug.datastructures import MultiDict

from graph.analysis import analysis_for
from graph.protocol import Store
from graph.saved.storage import keep
from graph.saved.views import make_story, make_view, with_step
from graph.store.open import open_store
from tests.browser.test_map import open_map, query_of
from tests.support.accessibility import run_axe
from tests.support.clients import at_the_machine, way_in
from tests.support.magdeburg import create_with_magdeburg
from tests.support.servers import service
from tests.webapp.pages.embed.test_embed import signed_address
from webapp import create_app
from webapp.pages.map.picture import make_picture
from webapp.pages.map.selection import keep_known, read_selection, select
from webapp.pages.map.time import changes_of

PICTURE = """async () => {
  const { loadPicture } = await import('/static/map/data.js');
  const { select } = await import('/static/map/filter.js');
  const { keepKnown, readState } = await import('/static/map/state.js');
  const { marksOf } = await import('/static/map/time.js');
  const picture = await loadPicture('/api/v1/karte.json');
  const state = keepKnown(picture, readState(picture, location.search));
  const { edges } = select(picture, state);
  return { edges: edges.map(({ id }) => id).sort(), marks: Object.fromEntries(marksOf(edges, state)?.edges ?? []) };
}"""


@pytest.fixture
def own_store() -> Iterator[Store]:
    opened = open_store("memory:")
    create_with_magdeburg(opened)
    views = [
        make_view((), title="Jobcenter", text="", address="akteur=magdeburg/jobcenter&tiefe=1", author="KO"),
        make_view((), title="Ende 2017", text="", address="am=2015-01-01&vergleich=2018-01-01", author="KO"),
    ]
    story = make_story((), title="Sitzung", text="", author="KO")
    for view in views:
        keep(opened, view)
        story = with_step(story, view, title="", text=f"Text zu {view.name}")
    keep(opened, story)
    yield opened
    opened.close()


@pytest.fixture
def own_app(own_store: Store) -> Flask:
    return create_app(store=own_store)


@pytest.fixture
def own_site(own_app: Flask, page: Page) -> Iterator[str]:
    with service(own_app) as port:
        page.goto(f"http://127.0.0.1:{port}{way_in(own_app)}")
        yield f"http://127.0.0.1:{port}"


def test_a_view_is_saved_from_the_map_and_opens_at_the_same_place(strict: Page, own_site: str) -> None:
    open_map(strict, f"{own_site}/karte?gruppe=magdeburg/ag-interkultur-soziales")
    strict.locator("#naeher").click()
    expect(strict).to_have_url(re.compile("ausschnitt="))
    frame = query_of(strict)["ausschnitt"]
    strict.get_by_text("Ansichten", exact=True).click()
    strict.get_by_role("link", name="Ansicht speichern").click()
    strict.get_by_label("Name der Ansicht").fill("Nahe dran")
    strict.get_by_label("Ihr Kürzel").fill("KO")
    strict.get_by_role("button", name="Speichern").click()
    strict.get_by_role("link", name="Nahe dran", exact=True).click()
    strict.wait_for_selector("html[data-ready]")
    assert query_of(strict)["ausschnitt"] == frame
    assert strict.get_by_role("checkbox", name=re.compile("AG Interkultur")).is_checked()


def test_moving_the_map_is_no_step_back_but_a_choice_is(strict: Page, site: str) -> None:
    open_map(strict, f"{site}/karte?akteur=magdeburg/jobcenter")
    strict.locator("#naeher").click()
    expect(strict).to_have_url(re.compile("ausschnitt="))
    strict.locator("#zeit-knopf").click()
    strict.locator("#tag").fill("1")
    expect(strict.locator("#tag-text")).to_have_text("2007")
    assert query_of(strict)["am"] == ["2007-01-01"]
    strict.go_back()
    expect(strict).not_to_have_url(re.compile("am="))
    assert "ausschnitt" in query_of(strict)
    strict.go_forward()
    expect(strict.locator("#tag-text")).to_have_text("2007")


def test_map_and_table_agree_on_a_day_and_on_two(
    strict: Page, site: str, magdeburg: Store, magdeburg_app: Flask
) -> None:
    for query in ("am=2007-06-01", "am=2015-01-01&ohnezeit=0", "am=2018-01-01&vergleich=2007-01-01", "am=gestern"):
        strict.goto(f"{site}/karte?{query}")
        seen = strict.evaluate(PICTURE)
        with magdeburg_app.test_request_context(f"/karte?{query}"):
            picture = make_picture(analysis_for(magdeburg), "de")
            pairs = MultiDict(parse_qsl(query))
            selection = keep_known(picture, read_selection(pairs))
            edges = select(picture, selection)[1]
            assert seen["edges"] == sorted(edge.id for edge in edges), query
            if selection.against:
                assert seen["marks"] == changes_of(edges, selection.day, selection.against)


def test_a_story_is_walked_by_arrow_keys_and_the_address_names_the_step(strict: Page, own_site: str) -> None:
    open_map(strict, f"{own_site}/geschichten/sitzung")
    strict.keyboard.press("ArrowRight")
    expect(strict.get_by_role("heading", level=1)).to_have_text("Ende 2017")
    expect(strict.get_by_role("status")).to_contain_text("Schritt 2 von 2")
    expect(strict.locator("#zeitzeichen")).to_contain_text("− 2 weggefallen")
    assert query_of(strict)["schritt"] == ["2"]
    strict.go_back()
    expect(strict.get_by_role("heading", level=1)).to_have_text("Jobcenter")
    strict.get_by_role("link", name="Weiter").click()
    expect(strict.locator("#vor")).to_be_hidden()


def test_a_frame_shows_the_map_on_its_site_only(
    page: Page, own_site: str, own_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AKTEURSNETZ_EMBED_SITES", "http://127.0.0.1:1")
    address = own_site + signed_address(at_the_machine(own_app), "jobcenter")
    page.goto(address)
    page.wait_for_selector("html[data-ready]")
    assert run_axe(page).response["violations"] == []
    page.goto(f"{own_site}/barrierefreiheit")
    blocked: list[str] = []
    page.on("console", lambda message: blocked.append(message.text))
    page.set_content(f'<iframe src="{address}"></iframe>')
    page.wait_for_timeout(500)
    assert any("frame-ancestors" in text or "frame" in text.lower() for text in blocked)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_views_stories_and_days(strict: Page, own_site: str, scheme: str) -> None:
    strict.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for path in (
        "/ansichten",
        "/ansichten/neu",
        "/ansichten/jobcenter/einbetten",
        "/geschichten",
        "/geschichten/sitzung",
        "/geschichten/sitzung/bearbeiten",
        "/geschichten/sitzung/handzettel",
        "/vergleich?am=2015-01-01&vergleich=2018-01-01",
        "/karte?am=2015-01-01&vergleich=2018-01-01",
        "/karte?ansicht=tabelle&am=2015-01-01&vergleich=2018-01-01",
    ):
        strict.goto(own_site + path)
        found = run_axe(strict).response["violations"]
        assert [(path, one["id"], one["nodes"][0]["html"]) for one in found] == []
