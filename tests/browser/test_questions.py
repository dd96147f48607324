"""Ready questions, queries that somebody kept, and the map of a query, in a real browser."""

from __future__ import annotations

import re
from urllib.parse import quote

from playwright.sync_api import Page, expect

from tests.browser.test_editor import GROUPS, READY, open_page, query_of, text_of, unfold, write
from tests.support.accessibility import run_axe


def test_questions_are_found_while_typing(strict: Page, site: str) -> None:
    open_page(strict, f"{site}/abfragen")
    everything = strict.locator("#fragen .category li")
    opened = strict.locator("#fragen .category li:visible").count()
    assert 0 < opened < everything.count(), "only the first kind of question is laid open"
    search = strict.get_by_role("searchbox", name="Fragen durchsuchen")
    search.fill("foerder")
    expect(strict.locator("#fragenzahl")).to_have_text(re.compile(rf"^\d von {everything.count()} Fragen$"))
    assert 0 < strict.locator("#fragen .category li:visible").count() < 10
    search.fill("")
    assert strict.locator("#fragen .category li:visible").count() == opened


def test_a_question_is_asked_with_a_parameter_and_shared_by_address(strict: Page, site: str) -> None:
    open_page(strict, f"{site}/abfragen?frage=ties-of-actor")
    strict.get_by_label("Akteur", exact=True).select_option("magdeburg/jobcenter")
    strict.get_by_role("button", name="Fragen", exact=True).click()
    strict.wait_for_url("**akteur=magdeburg*")
    assert query_of(strict)["akteur"] == ["magdeburg/jobcenter"]
    strict.get_by_role("link", name="Jobcenter Landeshauptstadt Magdeburg").first.click()
    strict.wait_for_url("**/akteure/magdeburg/jobcenter*")


def test_a_chart_that_comes_without_a_reload_is_whole_in_a_wide_window(strict: Page, site: str) -> None:
    strict.goto(f"{site}/abfragen?frage=actors-by-ties&ansicht=tabelle")
    strict.get_by_role("link", name="Diagramm").click()
    expect(strict.locator(".chart .fold-narrow > table tbody tr").last).to_be_visible()


def test_the_text_of_a_question_can_be_changed_and_asked(strict: Page, site: str) -> None:
    open_page(strict, f"{site}/abfragen?frage=actors-by-sector")
    unfold(strict)
    assert "SELECT" in text_of(strict)
    write(strict, "ASK {}")
    strict.keyboard.press("Control+Enter")
    strict.wait_for_url("**query=ASK*")
    expect(strict.locator("#antwort")).to_contain_text("Ja")


def test_a_query_is_saved_renamed_and_deleted_in_this_browser(strict: Page, site: str) -> None:
    open_page(strict, f"{site}/abfragen?query={quote('ASK {}')}")
    strict.get_by_role("textbox", name="Name der Abfrage").fill("Meine <b>Frage</b>")
    strict.get_by_role("button", name="Merken").click()
    expect(strict.locator("#meldung")).to_have_text("Gemerkt: Meine <b>Frage</b>")
    strict.goto(f"{site}/abfragen")
    saved = strict.get_by_role("region", name="Gemerkte Abfragen")
    expect(saved.get_by_role("link")).to_have_text("Meine <b>Frage</b>")
    saved.get_by_role("button", name="Umbenennen").click()
    strict.keyboard.type("Immer ja")
    strict.keyboard.press("Enter")
    saved.get_by_role("link", name="Immer ja").click()
    expect(strict.locator("#antwort")).to_contain_text("Ja")
    assert run_axe(strict).violations_count == 0
    strict.get_by_role("button", name="Löschen: Immer ja").click()
    expect(strict.locator("#gemerkt")).to_be_hidden()
    assert strict.evaluate("localStorage.getItem('akteursnetz.queries')") == "[]"


def test_damaged_memory_of_the_browser_does_no_harm(strict: Page, site: str) -> None:
    strict.goto(f"{site}/barrierefreiheit")
    strict.evaluate("localStorage.setItem('akteursnetz.queries', '{{')")
    open_page(strict, f"{site}/abfragen")
    expect(strict.locator("#gemerkt")).to_be_hidden()


def test_the_map_of_a_query_shows_its_actors_only(strict: Page, site: str) -> None:
    open_page(strict, f"{site}/abfragen?query={quote(GROUPS)}")
    strict.get_by_role("navigation", name="Darstellung").get_by_role("link", name="Karte").click()
    strict.wait_for_selector(READY)
    shown = re.match(r"(\d+) von (\d+)", strict.locator("#anzahl").inner_text())
    assert shown is not None
    assert 0 < int(shown[1]) == int(shown[2]) < 40
    strict.get_by_role("link", name="Zur Abfrage").click()
    strict.wait_for_selector(f"{READY} .editor")
    assert text_of(strict) == GROUPS


def test_filters_work_on_the_map_of_a_query_and_keep_it(strict: Page, site: str) -> None:
    open_page(strict, f"{site}/karte?abfrage={quote(GROUPS)}")
    strict.locator(".map-filters input[name=sektor]").first.check()
    assert query_of(strict)["abfrage"] == [GROUPS]
    assert "sektor" in query_of(strict)
    strict.reload()
    strict.wait_for_selector(READY)
    expect(strict.locator(".map-filters input[name=sektor]").first).to_be_checked()


def test_a_selection_on_the_map_is_shown_as_sparql(strict: Page, site: str) -> None:
    open_page(strict, f"{site}/karte")
    strict.get_by_role("checkbox", name="Wirtschaft").check()
    shown = re.match(r"(\d+) von", strict.locator("#anzahl").inner_text())
    assert shown is not None
    strict.locator("summary", has_text="Speichern").click()
    strict.get_by_role("link", name="Als SPARQL zeigen").click()
    strict.wait_for_selector(f"{READY} .editor")
    assert "nk:economy" in text_of(strict)
    expect(strict.locator("table.result tbody tr").first).to_be_visible()
