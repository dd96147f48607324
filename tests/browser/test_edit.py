"""Changing entries in a real browser: by keyboard alone, by two at once, after a reload, in the dark, enlarged."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PASSWORD
from tests.support.accessibility import run_axe

SCROLLS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
PAGES = (
    "/eintragen",
    "/eintragen/akteur",
    "/eintragen/schnittstelle?von=magdeburg/jobcenter",
    "/eintragen/forderung",
    "/aendern?iri=magdeburg/jobcenter",
    "/beenden?iri=magdeburg/jobcenter",
    "/besteht?iri=magdeburg/schnittstelle/ba-jobcenter-sprache",
    "/loeschen?iri=magdeburg/jobcenter",
    "/mehrere?iri=magdeburg/jobcenter&iri=magdeburg/ihk",
    "/teilen?iri=magdeburg/ag-interkultur-soziales",
    "/suche?text=stadt",
    "/akteure",
    "/akteure/magdeburg/jobcenter",
)
NAME = '[name="skos:prefLabel@de"]'


def check(page: Page) -> None:
    result = run_axe(page)
    assert result.violations_count == 0, result.generate_report()
    assert not page.evaluate(SCROLLS), page.url


def look_at(page: Page, address: str) -> None:
    page.goto(address)
    page.evaluate("for (const one of document.querySelectorAll('main details')) one.open = true")
    check(page)


def test_axe_finds_nothing_and_nothing_scrolls_sideways(strict: Page, own_site: str) -> None:
    strict.set_viewport_size({"width": 1280, "height": 900})
    for address in PAGES[2:6]:
        look_at(strict, own_site + address)


def test_axe_finds_nothing_on_the_form_of_any_kind_in_the_dark_at_200_per_cent(strict: Page, own_site: str) -> None:
    strict.set_viewport_size({"width": 640, "height": 900})
    strict.emulate_media(color_scheme="dark")
    strict.goto(f"{own_site}/eintragen")
    forms = strict.eval_on_selector_all('main a[href^="/eintragen/"]', "links => links.map((link) => link.pathname)")
    assert len(forms) >= 20
    for address in (*(one for one in PAGES if "/eintragen/" not in one), *forms):
        look_at(strict, own_site + address)


def test_an_actor_is_entered_and_taken_back_with_the_keyboard_alone(strict: Page, own_site: str) -> None:
    strict.goto(f"{own_site}/akteure")
    strict.get_by_role("link", name="Akteur eintragen").focus()
    strict.keyboard.press("Enter")
    expect(strict.locator(NAME)).to_be_focused()
    strict.keyboard.type("Radlerverein Elbe")
    strict.keyboard.press("Enter")
    expect(strict.locator("h1")).to_have_text("Gespeichert")
    expect(strict.locator(".edit-things")).to_contain_text("Neu: Akteur „Radlerverein Elbe“")
    check(strict)
    strict.get_by_role("button", name="Rückgängig machen").focus()
    strict.keyboard.press("Enter")
    expect(strict.locator("h1")).to_have_text("Zurückgenommen")


def test_what_changes_is_said_while_somebody_types_and_saved_by_one_click(strict: Page, own_site: str) -> None:
    strict.goto(f"{own_site}/aendern?iri=magdeburg/jobcenter")
    strict.locator(NAME).fill("Jobcenter MD")
    expect(strict.locator("#zusammenfassung")).to_contain_text("jetzt „Jobcenter MD“")
    check(strict)
    strict.get_by_role("button", name="Speichern").click()
    expect(strict.locator("h1")).to_have_text("Gespeichert")


def test_a_button_that_is_being_pressed_stays_and_the_first_click_says_what_is_still_to_do(
    strict: Page, own_site: str
) -> None:
    strict.goto(f"{own_site}/aendern?iri=magdeburg/jobcenter")
    button = strict.get_by_role("button", name="Speichern", exact=True)
    strict.locator(NAME).fill("Jobcenter Elbe")
    button.hover()
    strict.mouse.down()
    strict.wait_for_timeout(900)
    expect(strict.locator("#zusammenfassung")).to_be_empty()
    strict.mouse.up()
    expect(strict.locator("#zusammenfassung")).to_contain_text("jetzt „Jobcenter Elbe“")
    expect(strict.get_by_text("Noch nicht gespeichert: Bitte lesen")).to_be_visible()
    button.click()
    expect(strict.locator("h1")).to_have_text("Gespeichert")


def test_two_browsers_change_one_entry_and_nothing_is_lost(browser: Browser, own_site: str) -> None:
    pages = []
    for name in ("Kora", "Kim"):
        page = browser.new_context(locale="de-DE").new_page()
        page.goto(f"{own_site}/anmelden?weiter=/aendern?iri=magdeburg/jobcenter")
        page.get_by_label("Name").fill(name)
        page.get_by_label("Passwort").fill(PASSWORD)
        page.get_by_role("button", name="Anmelden", exact=True).click()
        expect(page.locator(NAME)).to_be_visible()
        pages.append(page)
    first, second = pages
    first.locator(NAME).fill("Name von Kora")
    expect(first.locator("#zusammenfassung")).to_contain_text("jetzt „Name von Kora“")
    first.get_by_role("button", name="Speichern").click()
    expect(first.locator("h1")).to_have_text("Gespeichert")
    second.locator(NAME).fill("Name von Kim")
    second.wait_for_timeout(600)
    second.get_by_role("button", name="Speichern").click()
    expect(second.get_by_text("Jemand anderes hat diesen Eintrag inzwischen geändert")).to_be_visible()
    check(second)
    row = second.locator("tr", has=second.locator("th", has_text="Name"))
    expect(row).to_contain_text("Jobcenter Landeshauptstadt Magdeburg")
    row.get_by_label("Name von Kim").check()
    expect(second.locator("#zusammenfassung")).to_contain_text("bisher „Name von Kora“, jetzt „Name von Kim“")
    second.get_by_role("button", name="Speichern").first.click()
    expect(second.locator("h1")).to_have_text("Gespeichert")
    expect(second.locator(".edit-things")).to_contain_text("bisher „Name von Kora“, jetzt „Name von Kim“")


def test_forms_work_without_scripts(page: Page, browser: Browser, own_site: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="de-DE", storage_state=page.context.storage_state())
    page = context.new_page()
    page.goto(f"{own_site}/aendern?iri=magdeburg/jobcenter")
    page.locator(NAME).fill("Jobcenter MD")
    page.get_by_role("button", name="Speichern").click()
    expect(page.locator("#zusammenfassung")).to_contain_text("jetzt „Jobcenter MD“")
    page.get_by_role("button", name="So speichern").click()
    expect(page.locator("h1")).to_have_text("Gespeichert")
    context.close()


def test_what_was_not_read_yet_is_shown_before_it_is_saved(strict: Page, own_site: str) -> None:
    strict.goto(f"{own_site}/aendern?iri=magdeburg/jobcenter")
    strict.locator(NAME).fill("Schnell getippt")
    strict.keyboard.press("Enter")
    expect(strict.locator("#zusammenfassung")).to_contain_text("jetzt „Schnell getippt“")
    expect(strict.locator("h1")).to_have_text("„Jobcenter Landeshauptstadt Magdeburg“ ändern")
    strict.keyboard.press("Enter")
    expect(strict.locator("h1")).to_have_text("Gespeichert")
    strict.goto(f"{own_site}/eintragen/akteur")
    strict.locator(NAME).fill("Agentur für Arbeit")
    strict.keyboard.press("Enter")
    expect(strict.locator("#zusammenfassung")).to_contain_text("Ähnlich heißt schon")


def test_a_contact_person_is_entered_by_keys_alone(strict: Page, own_site: str) -> None:
    strict.goto(f"{own_site}/akteure/magdeburg/jobcenter")
    strict.get_by_role("link", name="Kontaktperson eintragen").press("Enter")
    expect(strict.locator('[name="schema:worksFor"]')).to_have_value("Jobcenter Landeshauptstadt Magdeburg")
    check(strict)
    strict.get_by_label("Name").first.focus()
    strict.keyboard.type("Ada Zwirnhuber")
    strict.keyboard.press("Enter")
    expect(strict.locator("h1")).to_have_text("Gespeichert")
    check(strict)
    strict.goto(f"{own_site}/akteure/magdeburg/jobcenter")
    expect(strict.get_by_text("Ada Zwirnhuber", exact=True)).to_be_visible()
    check(strict)
