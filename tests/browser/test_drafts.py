"""What was typed into a form and not saved: it survives a reload and a lost connection."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.test_edit import NAME, check


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
