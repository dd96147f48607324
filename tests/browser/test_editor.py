"""The query page in a real browser: editor, completion, answers without a reload."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.conftest import strict_page
from tests.support.accessibility import run_axe

READY = "html[data-ready]"
EDITOR = ".editor .CodeMirror"
FIELD = ".editor textarea"
COUNTS = "SELECT ?p (COUNT(*) AS ?n) WHERE { ?s ?p ?o } GROUP BY ?p ORDER BY DESC(?n)"
GROUPS = """\
PREFIX netz: <https://w3id.org/akteursnetz/ns#>
PREFIX org: <http://www.w3.org/ns/org#>
SELECT ?a ?g WHERE { ?m a netz:Membership ; org:member ?a ; org:organization ?g }"""
STATES = {
    "editor": "/abfragen",
    "english": "/abfragen?lang=en",
    "question": "/abfragen?frage=ties-of-actor&akteur=magdeburg/jobcenter",
    "chart": "/abfragen?frage=actors-by-ties",
    "table": f"/abfragen?query={quote(COUNTS)}&sortierung=n",
    "statements": f"/abfragen?query={quote('CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 5')}",
    "map of a query": f"/karte?abfrage={quote(GROUPS)}",
}
SCROLLS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def open_page(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector(READY)


def text_of(page: Page) -> str:
    return str(page.evaluate("document.querySelector('.editor .CodeMirror').CodeMirror.getValue()"))


def write(page: Page, query: str) -> None:
    """Replace the text of the editor as a reader would."""
    page.locator(FIELD).focus()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(query)


def query_of(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def unfold(page: Page) -> None:
    fold = page.locator(".editor-fold:not([open]) > summary")
    if fold.count():
        fold.click()


@pytest.fixture(scope="module", params=[*STATES.values()], ids=[*STATES])
def opened(
    request: pytest.FixtureRequest, browser: Browser, browser_context_args: dict[str, Any], site: str
) -> Iterator[Page]:
    """Each state once, for all tests that look at it."""
    with strict_page(browser, **browser_context_args) as page:
        open_page(page, site + request.param)
        unfold(page)
        yield page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(opened: Page, scheme: str) -> None:
    opened.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    result = run_axe(opened, scheme)
    assert result.violations_count == 0, result.generate_report()


@pytest.fixture(scope="module", params=[*STATES.values()], ids=[*STATES])
def narrow(
    request: pytest.FixtureRequest, browser: Browser, browser_context_args: dict[str, Any], site: str
) -> Iterator[Page]:
    """Each state as a telephone loads it."""
    with strict_page(browser, **browser_context_args | {"viewport": {"width": 320, "height": 640}}) as page:
        open_page(page, site + request.param)
        unfold(page)
        yield page


@pytest.mark.parametrize("width", [320, 390, 720])
def test_nothing_scrolls_sideways(narrow: Page, width: int) -> None:
    narrow.set_viewport_size({"width": width, "height": 640})
    assert not narrow.evaluate(SCROLLS)


def test_the_policy_of_the_page_allows_nothing_inline(strict: Page, site: str) -> None:
    response = strict.goto(f"{site}/abfragen")
    assert response is not None
    policy = response.header_value("content-security-policy") or ""
    assert "unsafe" not in policy
    assert "script-src 'self'" in policy
    expect(strict.locator(EDITOR)).to_be_visible()


def test_keywords_have_a_colour_of_their_own(strict: Page, site: str) -> None:
    open_page(strict, f"{site}/abfragen")
    colours = strict.evaluate(
        "['.cm-keyword', '.CodeMirror-line'].map((name) => getComputedStyle(document.querySelector(name)).color)"
    )
    assert colours[0] != colours[1]


def test_control_enter_asks_and_puts_the_query_into_the_address(strict: Page, site: str) -> None:
    open_page(strict, f"{site}/abfragen")
    write(strict, COUNTS)
    strict.evaluate("window.notReloaded = true")
    strict.keyboard.press("Control+Enter")
    expect(strict.locator("#ergebnis")).to_be_visible()
    assert query_of(strict)["query"] == [COUNTS]
    assert strict.evaluate("window.notReloaded")
    strict.reload()
    strict.wait_for_selector(READY)
    assert text_of(strict) == COUNTS
    expect(strict.locator("#ergebnis")).to_be_visible()


def test_tab_leaves_the_editor_both_ways(strict: Page, site: str) -> None:
    open_page(strict, f"{site}/abfragen")
    strict.locator(FIELD).focus()
    strict.keyboard.press("Tab")
    expect(strict.get_by_role("button", name="Abfrage ausführen", exact=True)).to_be_focused()
    strict.keyboard.press("Shift+Tab")
    expect(strict.locator(FIELD)).to_be_focused()
    strict.keyboard.press("Shift+Tab")
    expect(strict.locator(FIELD)).not_to_be_focused()


def test_the_editor_has_a_name_and_its_label_leads_to_it(strict: Page, site: str) -> None:
    open_page(strict, f"{site}/abfragen")
    field = strict.get_by_role("textbox", name="Abfrage in SPARQL")
    expect(field).to_have_attribute("aria-describedby", "grenzen")
    strict.locator("label[for=query]").click()
    expect(field).to_be_focused()


@pytest.mark.parametrize(
    ("before", "offered"),
    [
        ("PREFIX netz: <https://w3id.org/akteursnetz/ns#>\nSELECT * WHERE { ?x a netz:Inter", "netz:Interface"),
        ("PREFIX netz: <https://w3id.org/akteursnetz/ns#>\nSELECT * WHERE { ?x netz:par", "netz:party"),
        ('SELECT * WHERE { ?x ?p "Jobcenter Landes', "Jobcenter Landeshauptstadt Magdeburg"),
        ("SELECT * WHERE { Jobcen", "Jobcenter Landeshauptstadt Magdeburg"),
        ("PREFIX sko", "skos: <http://www.w3.org/2004/02/skos/core#>"),
    ],
    ids=["class", "property", "name", "resource", "prefix"],
)
def test_completion_comes_from_our_own_endpoint(strict: Page, site: str, before: str, offered: str) -> None:
    open_page(strict, f"{site}/abfragen")
    write(strict, before)
    strict.wait_for_timeout(300)
    strict.keyboard.press("Control+Space")
    hints = strict.locator(".CodeMirror-hints")
    expect(hints).to_be_visible()
    expect(hints).to_have_attribute("aria-label", "Vorschläge")
    expect(hints.get_by_text(offered).first).to_be_visible()
    strict.keyboard.press("Escape")
    expect(hints).to_have_count(0)


def test_a_suggestion_is_taken_with_enter(strict: Page, site: str) -> None:
    open_page(strict, f"{site}/abfragen")
    write(strict, "PREFIX netz: <https://w3id.org/akteursnetz/ns#>\nSELECT * WHERE { ?x a netz:Workin")
    strict.wait_for_timeout(300)
    strict.keyboard.press("Control+Space")
    expect(strict.locator(".CodeMirror-hints")).to_be_visible()
    strict.keyboard.press("Enter")
    assert text_of(strict).endswith("?x a netz:WorkingGroup")


def test_a_fault_is_marked_on_its_line_and_said_below(page: Page, site: str) -> None:
    open_page(page, f"{site}/abfragen")
    write(page, "SELECT * WHERE {\n  ?s ?p }")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#fehler")).to_contain_text("Zeile 2")
    expect(page.locator(".faulty-line")).to_have_count(1)
    expect(page.locator(FIELD)).to_have_attribute("aria-invalid", "true")
    write(page, "ASK {}")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#antwort")).to_contain_text("Ja")
    expect(page.locator(".faulty-line")).to_have_count(0)


def test_a_running_query_can_be_stopped(page: Page, site: str) -> None:
    def hold(route: Route) -> None:
        if route.request.method != "POST":
            route.continue_()

    page.route("**/abfragen*", hold)
    open_page(page, f"{site}/abfragen")
    page.get_by_role("button", name="Abfrage ausführen", exact=True).click()
    expect(page.locator("#antwort")).to_have_attribute("aria-busy", "true")
    page.get_by_role("button", name="Abbrechen").click()
    expect(page.get_by_text("Abgebrochen.")).to_be_visible()
    expect(page.locator("#antwort")).to_have_attribute("aria-busy", "false")


def test_a_query_too_long_for_an_address_is_answered_all_the_same(strict: Page, site: str) -> None:
    open_page(strict, f"{site}/abfragen")
    write(strict, f"{COUNTS}\n# {'x' * 7_000}")
    strict.keyboard.press("Control+Enter")
    expect(strict.locator("#ergebnis")).to_be_visible()
    assert "query" not in query_of(strict)


def test_sorting_keeps_what_was_written_meanwhile(strict: Page, site: str) -> None:
    open_page(strict, f"{site}/abfragen?query={quote(COUNTS)}")
    write(strict, "SELECT ?mine WHERE {}")
    strict.get_by_role("link", name="n", exact=True).click()
    expect(strict.locator("th[aria-sort=ascending]").first).to_be_visible()
    assert text_of(strict) == "SELECT ?mine WHERE {}"
    assert query_of(strict)["sortierung"] == ["n"]


def test_back_leads_to_the_query_before(strict: Page, site: str) -> None:
    open_page(strict, f"{site}/abfragen?query={quote('ASK {}')}")
    write(strict, COUNTS)
    strict.keyboard.press("Control+Enter")
    expect(strict.locator("table.result").first).to_be_visible()
    strict.go_back()
    expect(strict.locator(".CodeMirror-line")).to_have_text("ASK {}")


def test_the_plain_field_takes_over_and_is_remembered(strict: Page, site: str) -> None:
    open_page(strict, f"{site}/abfragen")
    write(strict, "ASK {}")
    strict.get_by_role("button", name="Einfaches Textfeld").click()
    field = strict.locator("textarea#query")
    expect(field).to_be_visible()
    expect(field).to_have_value("ASK {}")
    strict.reload()
    strict.wait_for_selector(READY)
    expect(field).to_be_visible()
    field.fill("ASK { ?s ?p 'niemand' }")
    strict.get_by_role("button", name="Abfrage ausführen", exact=True).click()
    expect(strict.locator("#antwort")).to_contain_text("Nein")


def test_words_follow_the_language(strict: Page, site: str) -> None:
    open_page(strict, f"{site}/abfragen?lang=en&query={quote('ASK {}')}")
    expect(strict.get_by_role("textbox", name="Query in SPARQL")).to_be_visible()
    words = json.loads(
        strict.locator("#worte").inner_text(timeout=1000) or strict.locator("#worte").text_content() or "{}"
    )
    assert words["stop"] == "Cancel"
    assert "lang=en" in (strict.locator("#antwort a[download]").first.get_attribute("href") or "")


@pytest.mark.parametrize("path", [STATES["question"], STATES["chart"], STATES["table"]])
def test_the_page_works_without_scripts(browser: Browser, site: str, path: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="de-DE")
    page = context.new_page()
    page.goto(site + path)
    page.locator("summary").first.click() if page.locator(".editor-fold").count() else None
    expect(page.locator("textarea#query")).to_be_visible()
    expect(page.locator("#merken")).to_be_hidden()
    page.locator("textarea#query").fill("ASK {}")
    page.get_by_role("button", name="Abfrage ausführen", exact=True).click()
    page.wait_for_url("**query=ASK*")
    expect(page.locator("#antwort")).to_contain_text("Ja")
    context.close()
