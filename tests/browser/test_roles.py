"""Somebody with a role in the only network signs in and works by clicking alone, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from graph.store.open import open_store
from tests.support.magdeburg import create_with_magdeburg
from tests.support.servers import service
from webapp import create_app
from webapp.accounts.accounts import Accounts
from webapp.accounts.identity import EXTENSION

PASSWORD = "ein langer Satz, leicht zu merken"  # noqa: S105 - nobody's


@pytest.fixture
def closed_site() -> Iterator[str]:
    """A service whose only network is closed; Sabine Quellhorst coordinates it, Vera Muster manages accounts."""
    store = open_store("memory:")
    create_with_magdeburg(store)
    app = create_app(store=store)
    accounts: Accounts = app.extensions[EXTENSION]
    for name, role, network in (
        ("Vera Muster", "verwalten", ""),
        ("Sabine Quellhorst", "koordinieren", "magdeburg"),
    ):
        accounts.people.add(name, role, network)
        accounts.people.set_password(name, PASSWORD)
    accounts.set_public("magdeburg", is_public=False)
    with service(app) as port:
        yield f"http://127.0.0.1:{port}"
    store.close()


def sign_in(page: Page, name: str) -> None:
    page.get_by_label("Name").fill(name)
    page.get_by_label("Passwort").fill(PASSWORD)
    page.get_by_role("button", name="Anmelden", exact=True).click()


def test_a_mailed_link_to_a_closed_network_leads_to_an_answer(strict: Page, closed_site: str) -> None:
    strict.goto(f"{closed_site}/luecken?netz=magdeburg")
    sign_in(strict, "Sabine Quellhorst")
    expect(strict).to_have_url(f"{closed_site}/luecken?netz=magdeburg")
    strict.goto(closed_site)
    strict.get_by_role("link", name="Lücken", exact=True).first.click()
    assert "netz=" not in strict.url
    strict.locator(".matter-brief a").first.click()
    strict.get_by_role("link", name="Beantworten", exact=True).click()
    strict.get_by_label("besteht").first.check()
    strict.get_by_role("button", name="Antwort speichern").click()
    expect(strict.get_by_text("Ihre Antwort ist gespeichert.")).to_be_visible()
    strict.get_by_role("link", name="Karte", exact=True).first.click()
    strict.get_by_text("Ansichten", exact=True).click()
    strict.get_by_role("link", name="Ansicht speichern").click()
    strict.get_by_label("Name").fill("Alles")
    strict.get_by_role("button", name="Speichern").click()
    expect(strict.locator("h2", has_text="Alles")).to_be_visible()


def test_a_role_for_everything_is_replaced_by_one_for_a_network(strict: Page, closed_site: str) -> None:
    strict.goto(f"{closed_site}/konten")
    sign_in(strict, "Vera Muster")
    strict.get_by_label("Name").fill("Kim")
    strict.get_by_role("button", name="Konto anlegen").click()
    kim = strict.locator("li.card", has=strict.locator("h2", has_text="Kim"))
    expect(kim.locator(".chip")).to_have_text(re.compile(r"Lesen \(.*Magdeburg.*\)|Lesen \(.*\)"))
    kim.get_by_label("Rolle").select_option("koordinieren")
    kim.get_by_label("im Netzwerk").select_option("")
    kim.get_by_role("button", name="Rolle ändern").click()
    expect(kim.locator(".chip")).to_have_text(["Koordinieren (Alle Netzwerke)"])
    kim.get_by_role("button", name="entziehen").click()
    expect(kim.get_by_text("ohne Rolle")).to_be_visible()
