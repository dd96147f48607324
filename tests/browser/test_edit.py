"""Changing entries in a real browser: by keyboard alone, by two at once, after a reload, in the dark, enlarged."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from graph.store.open import open_store
from tests.browser.test_map import READY, open_map, query_of
from tests.support.clients import way_in
from tests.support.magdeburg import create_with_magdeburg
from tests.support.servers import service
from webapp import create_app
from webapp.accounts.accounts import Accounts
from webapp.accounts.identity import EXTENSION

PASSWORD = "ein langer Satz, leicht zu merken"  # noqa: S105 - nobody's
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


@pytest.fixture
def own_site(page: Page) -> Iterator[str]:
    store = open_store("memory:")
    create_with_magdeburg(store)
    app = create_app(store=store)
    people: Accounts = app.extensions[EXTENSION]
    for name in ("Kora", "Kim"):
        people.people.add(name, "koordinieren")
        people.people.set_password(name, PASSWORD)
    with service(app) as port:
        page.goto(f"http://127.0.0.1:{port}{way_in(app)}")
        yield f"http://127.0.0.1:{port}"
    store.close()


def check(page: Page) -> None:
    result = Axe().run(page)
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


def test_a_draft_survives_a_reload(strict: Page, own_site: str) -> None:
    strict.goto(f"{own_site}/aendern?iri=magdeburg/jobcenter")
    strict.locator(NAME).fill("Halb getippt")
    expect(strict.locator("#zusammenfassung")).to_contain_text("jetzt „Halb getippt“")
    strict.reload()
    expect(strict.locator(NAME)).to_have_value("Halb getippt")
    expect(strict.locator("#zusammenfassung")).to_contain_text("jetzt „Halb getippt“")
    strict.get_by_role("button", name="Speichern").click()
    expect(strict.locator("h1")).to_have_text("Gespeichert")
    strict.goto(f"{own_site}/aendern?iri=magdeburg/jobcenter")
    expect(strict.locator(NAME)).to_have_value("Halb getippt")
    strict.locator(NAME).fill("Ganz anders")
    strict.get_by_role("link", name="Abbrechen").click()


def test_who_cancels_leaves_no_draft_and_who_follows_a_link_is_told_of_it(strict: Page, own_site: str) -> None:
    address = f"{own_site}/aendern?iri=magdeburg/jobcenter"
    back = strict.get_by_text(re.compile(r"Ihr Entwurf von \d\d:\d\d ist wieder da"))
    strict.goto(address)
    stood = strict.locator(NAME).input_value()
    strict.locator(NAME).fill("Doch nicht")
    strict.get_by_role("link", name="Abbrechen").click()
    strict.goto(address)
    expect(strict.locator(NAME)).to_have_value(stood)
    expect(back).to_be_hidden()
    strict.locator(NAME).fill("Später weiter")
    strict.get_by_role("link", name="Akteure").first.click()
    strict.goto(address)
    expect(back).to_be_visible()
    expect(strict.locator("#zusammenfassung")).to_contain_text("jetzt „Später weiter“")
    check(strict)
    strict.get_by_role("button", name="Verwerfen").click()
    expect(strict.locator(NAME)).to_have_value(stood)
    expect(strict.locator("#zusammenfassung")).to_be_empty()
    strict.reload()
    expect(strict.locator(NAME)).to_have_value(stood)
    expect(back).to_be_hidden()


def test_a_draft_never_takes_the_place_of_who_the_address_brings_along(strict: Page, own_site: str) -> None:
    address = f"{own_site}/eintragen/schnittstelle?von=magdeburg/jobcenter"
    parties = strict.locator('[name="netz:party"]')
    strict.goto(address)
    stood = parties.first.input_value()
    parties.first.fill("So hieß es früher")
    parties.nth(1).fill("Agentur")
    strict.goto(address)
    expect(parties.nth(1)).to_have_value("Agentur")
    expect(parties.first).to_have_value(stood)


def test_a_draft_survives_a_lost_connection(page: Page, own_site: str) -> None:
    """Nothing takes its place: neither the browser's own page nor an empty form."""
    page.goto(f"{own_site}/aendern?iri=magdeburg/jobcenter")
    page.context.set_offline(True)
    page.locator(NAME).fill("Ohne Netz getippt")
    page.get_by_role("button", name="Speichern").click()
    lost = page.get_by_role("alert").filter(has_text="Keine Verbindung zum Dienst")
    expect(lost).to_be_visible()
    check(page)
    expect(page.locator(NAME)).to_have_value("Ohne Netz getippt")
    page.context.set_offline(False)
    page.get_by_role("button", name="Speichern").click()
    expect(lost).to_be_hidden()
    page.get_by_role("button", name="Speichern").click()
    expect(page.locator(".edit-things")).to_contain_text("jetzt „Ohne Netz getippt“")


def test_what_was_typed_into_a_small_form_survives_a_lost_connection_too(page: Page, own_site: str) -> None:
    address = f"{own_site}/beenden?iri=magdeburg/jobcenter"
    page.goto(address)
    page.get_by_label("Bis wann").fill("31.12.2021")
    page.context.set_offline(True)
    page.get_by_role("button", name="Beenden").click()
    page.wait_for_url("chrome-error://**")
    page.context.set_offline(False)
    page.goto(address)
    expect(page.get_by_label("Bis wann")).to_have_value("31.12.2021")
    page.get_by_role("button", name="Beenden").click()
    expect(page.locator("h1")).to_have_text("Gespeichert")
    page.goto(address)
    expect(page.get_by_label("Bis wann")).to_have_value("")


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


def test_the_panel_of_the_map_leads_to_the_forms(strict: Page, own_site: str) -> None:
    strict.goto(f"{own_site}/karte?akteur=magdeburg/jobcenter")
    strict.locator(".panel-edit").get_by_role("link", name="Verbindung eintragen").click()
    expect(strict.locator('[name="netz:party"]').first).to_have_value("Jobcenter Landeshauptstadt Magdeburg")
    strict.goto(f"{own_site}/karte?paar=magdeburg/jobcenter~magdeburg/ihk")
    strict.get_by_role("link", name="Verbindung eintragen").click()
    expect(strict.locator('[name="netz:party"]').nth(1)).not_to_have_value("")


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


def drag_to_another_sign(page: Page, steps: int = 400) -> None:
    """Press at the middle of the map, where the chosen sign stands, and move until another is reached."""
    box = page.locator("#netz").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(8, steps):
        page.mouse.move(x + step * 0.8 * math.cos(step / 3), y + step * 0.8 * math.sin(step / 3))
        if page.locator(".map-pulled line.is-there").count():
            break
    page.mouse.up()


def test_a_tie_is_drawn_from_sign_to_sign_with_the_mouse(strict: Page, browser: Browser, own_site: str) -> None:
    open_map(strict, f"{own_site}/karte?akteur=magdeburg/jobcenter")
    drag_to_another_sign(strict)
    expect(strict.locator("h1")).to_contain_text("eintragen")
    expect(strict.locator(".edit-group input[list], .edit-group input[data-suche]").first).to_have_value(
        "Jobcenter Landeshauptstadt Magdeburg"
    )
    reader = browser.new_context(locale="de-DE", reduced_motion="reduce").new_page()
    open_map(reader, f"{own_site}/karte?akteur=magdeburg/jobcenter")
    expect(reader.get_by_role("button", name="Verbindung ziehen")).to_have_count(0)
    drag_to_another_sign(reader, 100)
    reader.locator("#netz").press("v")
    assert reader.locator(".map-pulled, #ziehen").count() == 0
    assert "/karte" in reader.url


def test_a_tie_that_a_button_began_ends_where_somebody_searches(strict: Page, own_site: str) -> None:
    open_map(strict, f"{own_site}/karte?akteur=magdeburg/jobcenter")
    strict.get_by_role("button", name="Verbindung ziehen").click()
    strict.get_by_role("combobox", name="Akteur oder Gruppe suchen").fill("interkultur")
    strict.keyboard.press("ArrowDown")
    strict.keyboard.press("Enter")
    expect(strict.locator("h1")).to_have_text("Verbindung eintragen: Mitgliedschaft")
    expect(strict.locator('[name="org:member"]')).to_have_value("Jobcenter Landeshauptstadt Magdeburg")
    expect(strict.locator('[name="org:organization"]')).to_have_value("AG Interkultur & Soziales")


def test_a_tie_is_drawn_by_keys_alone_and_stands_on_the_map(strict: Page, own_site: str) -> None:
    open_map(strict, f"{own_site}/karte?akteur=magdeburg/jobcenter")
    strict.locator("#netz").focus()
    strict.keyboard.press("v")
    expect(strict.locator("#ziehen")).to_contain_text("Verbindung von „Jobcenter Landeshauptstadt Magdeburg“")
    check(strict)
    strict.keyboard.press("Escape")
    expect(strict.locator("#ziehen")).to_have_count(0)
    strict.get_by_role("button", name="Verbindung ziehen").press("Enter")
    expect(strict.locator("#netz")).to_be_focused()
    for _ in range(9):
        strict.keyboard.press("ArrowLeft" if _ % 2 else "ArrowUp")
        chosen = query_of(strict).get("akteur", [""])[0]
        if chosen != "magdeburg/jobcenter" and "/ag-" not in chosen:
            break
    expect(strict.locator("#ansage")).to_contain_text("Eingabe trägt eine Verbindung von Jobcenter")
    strict.keyboard.press("Enter")
    expect(strict.locator('[name="netz:party"]').first).to_have_value("Jobcenter Landeshauptstadt Magdeburg")
    strict.locator('[name="netz:topic"]').first.focus()
    strict.keyboard.type("Radfahren")
    strict.keyboard.press("Enter")
    expect(strict.locator("#zusammenfassung")).to_contain_text("Neu: Thema „Radfahren“")
    strict.locator(".edit-form button[type=submit]").last.press("Enter")
    strict.wait_for_url(re.compile("/karte.*gespeichert="))
    strict.wait_for_selector(READY)
    assert set(query_of(strict)["paar"][0].split("~")) == {"magdeburg/jobcenter", chosen}
    expect(strict.locator("#tafel .tie-list")).to_contain_text("Radfahren")
    expect(strict.locator("#gespeichert")).to_be_visible()
    check(strict)
    strict.get_by_role("link", name="Ansehen oder zurücknehmen").click()
    strict.get_by_role("button", name="Rückgängig machen").click()
    expect(strict.locator("h1")).to_have_text("Zurückgenommen")


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
