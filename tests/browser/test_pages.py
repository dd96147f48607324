from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.conftest import strict_page
from tests.support.accessibility import run_axe
from tests.support.screens import too_tall

PAGES = {
    "start": "/",
    "map": "/karte",
    "profile on the map": "/karte?akteur=magdeburg/jobcenter",
    "pair, gaps, topics and measures on the map": "/karte?paar=magdeburg/jobcenter~magdeburg/agentur-fuer-arbeit"
    "&luecken=rule,fit&themen=1&groesse=vermittlung&farbe=gruppe",
    "map as table": "/karte?ansicht=tabelle",
    "pair and gaps as table": "/karte?ansicht=tabelle&paar=magdeburg/jobcenter~magdeburg/agentur-fuer-arbeit"
    "&weg=magdeburg/kirche~magdeburg/stadt&luecken=rule,fit",
    "actors": "/akteure",
    "actor": "/akteure/magdeburg/jobcenter",
    "groups": "/gruppen",
    "group": "/gruppen/magdeburg/ag-interkultur-soziales",
    "gaps": "/luecken",
    "measures": "/auswertung",
    "queries": "/abfragen",
    "accessibility": "/barrierefreiheit",
    "experts": "/fachleute",
    "sheet": "/karte/druck",
    "import": "/einlesen",
    "own network": "/neu",
    "upkeep": "/daten",
    "what changed": "/aenderungen/seit?tag=2020-01-01",
    "source": "/quellen/magdeburg/quelle/protokoll-2016?stelle=magdeburg/beleg/ag1-ba-jc",
    "topics": "/themen",
    "topic": "/themen/magdeburg/thema/spracherwerb",
    "progress": "/fortschritt",
    "two days": "/vergleich/karte?am=2015-01-01&vergleich=2018-01-01&zeit=gueltig",
    "paper": "/bericht?tag=2020-01-01",
    "decisions of a paper": "/bericht/beschluesse",
    "fact sheet": "/steckbrief/magdeburg/ag-interkultur-soziales",
    "invitation": "/einladung/magdeburg/thema/spracherwerb",
    "vocabulary": "/ns",
    "codes": "/code",
    "english start": "/?lang=en",
    "english map": "/karte?lang=en",
}
PAPER = "/bericht"
"""On a desk it is as long as what is printed of it; for a phone it has a test of its own."""
UNKNOWN = "/akteure/magdeburg/gibt-es-nicht"
SCROLLS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def open_page(page: Page, address: str) -> None:
    page.goto(address)
    if "/karte" in address and not any(one in address for one in ("tabelle", "druck", "vergleich/")):
        page.wait_for_selector("html[data-ready]")
    if "/bericht?" in address:
        page.wait_for_selector(".paper-section", timeout=60_000)


@pytest.fixture(scope="module", params=[*PAGES.values()], ids=[*PAGES])
def path(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def opened(browser: Browser, browser_context_args: dict[str, Any], site: str, path: str) -> Iterator[Page]:
    """Each page once, for all tests that look at it."""
    with strict_page(browser, **browser_context_args) as page:
        open_page(page, site + path)
        yield page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(opened: Page, scheme: str) -> None:
    opened.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    result = run_axe(opened, scheme)
    assert result.violations_count == 0, result.generate_report()


def test_the_keyboard_starts_at_the_content(opened: Page) -> None:
    opened.keyboard.press("Tab")
    opened.keyboard.press("Enter")
    assert opened.evaluate("location.hash") == "#inhalt"


def test_a_page_has_three_screens_at_most(opened: Page, path: str) -> None:
    if not path.startswith(PAPER):
        assert too_tall(opened) == {}


def test_nothing_scrolls_sideways_at_320_pixels_nor_at_200_percent(opened: Page, site: str, path: str) -> None:
    """320 pixels are a small phone, and a window of 1280 at 400 %; 720 by 450 are one of 1440 by 900 at 200 %."""
    opened.set_viewport_size({"width": 320, "height": 640})
    open_page(opened, site + path)
    assert not opened.evaluate(SCROLLS)
    opened.set_viewport_size({"width": 720, "height": 450})
    assert not opened.evaluate(SCROLLS)


def test_axe_finds_nothing_on_the_page_of_an_unknown_actor(page: Page, site: str) -> None:
    response = page.goto(site + UNKNOWN)
    assert response is not None
    assert response.status == 404
    expect(page.get_by_role("searchbox").first).to_be_visible()
    result = run_axe(page)
    assert result.violations_count == 0, result.generate_report()


def press_until(page: Page, focused: str, key: str = "Tab", most: int = 80) -> None:
    for _ in range(most):
        page.keyboard.press(key)
        if page.evaluate(f"document.activeElement.matches({focused!r})"):
            return
    pytest.fail(f"{focused} is not reached by {key}")


def test_from_start_to_a_passage_by_keyboard_alone(strict: Page, site: str) -> None:
    open_page(strict, f"{site}/")
    press_until(strict, 'main a[href="/karte"]')
    strict.keyboard.press("Enter")
    strict.wait_for_selector("html[data-ready]")
    press_until(strict, "#suche")
    strict.keyboard.type("Jobcenter")
    strict.keyboard.press("ArrowDown")
    strict.keyboard.press("Enter")
    expect(strict.locator("#tafel h2")).to_contain_text("Jobcenter")
    press_until(strict, "#netz")
    strict.keyboard.press("1")
    press_until(strict, "#tafel .tie-list summary")
    strict.keyboard.press("Enter")
    expect(strict.locator("#tafel .tie-list blockquote").first).to_be_visible()
    press_until(strict, ".panel-more a")
    strict.keyboard.press("Enter")
    strict.wait_for_url("**/akteure/magdeburg/jobcenter")


@pytest.mark.parametrize("path", ["/", "/akteure", "/luecken", "/abfragen", "/karte?ansicht=tabelle"])
def test_pages_work_without_scripts(browser: Browser, site: str, path: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="de-DE")
    page = context.new_page()
    page.goto(site + path)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.locator("main a").count() > 1
    context.close()


@pytest.mark.parametrize(
    ("folded", "last"), [("/bericht?tag=2020-01-01", "Dokumentation der"), ("/fortschritt", "kein Wert")]
)
def test_a_long_page_is_folded_on_a_phone_and_whole_on_paper(strict: Page, site: str, folded: str, last: str) -> None:
    shut = strict.locator("details.fold-narrow:not([open])")
    strict.set_viewport_size({"width": 390, "height": 844})
    open_page(strict, site + folded)
    assert strict.evaluate("document.documentElement.scrollHeight / innerHeight") <= 3
    assert shut.count() > 1
    pages = PdfReader(io.BytesIO(strict.pdf())).pages
    assert last in " ".join(pages[-1].extract_text().split())
    strict.set_viewport_size({"width": 1280, "height": 800})
    open_page(strict, site + folded)
    assert shut.count() == 0


IN_VIEW = """() => {
  const frame = document.querySelector('.two-days-map').getBoundingClientRect();
  return [...document.querySelectorAll('.two-days-map .is-different')].filter((one) => {
    const box = one.getBoundingClientRect();
    return box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;
  }).length;
}"""


@pytest.mark.parametrize("size", [(390, 844), (720, 450), (240, 400)], ids=["phone", "200 percent", "watch"])
def test_a_map_of_two_days_begins_at_what_is_different_and_leads_to_the_rest(
    strict: Page, site: str, size: tuple[int, int]
) -> None:
    strict.set_viewport_size({"width": size[0], "height": size[1]})
    strict.goto(site + PAGES["two days"])
    strict.wait_for_function("document.querySelector('.two-days-map').scrollLeft > 0")
    seen, everything = strict.evaluate(IN_VIEW), strict.locator(".two-days-map .is-different").count()
    onward = strict.get_by_role("button", name="Nächste Stelle")
    if size[0] > 240:
        assert (seen, onward.count()) == (everything, 0)
        return
    assert 0 < seen < everything
    onward.press("Enter")
    expect(strict.locator(".two-days-walk [role=status]")).to_contain_text("2 von ")
    assert 0 < strict.evaluate(IN_VIEW) <= seen


def test_focus_is_visible(strict: Page, site: str) -> None:
    open_page(strict, f"{site}/akteure")
    press_until(strict, ".site-nav a")
    width = strict.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
    assert width >= 2
