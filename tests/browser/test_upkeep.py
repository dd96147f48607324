"""Ten things that keep a network up to date, each from the start page: what is clicked and typed is counted.

`pytest -s` prints the table of benchmarks/RESULTS.md, section 16.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from graph.store.open import open_store
from graph.terms import ORG
from tests.graph.upkeep.forms.entering import entered
from tests.support.clients import way_in
from tests.support.hand import Hand
from tests.support.magdeburg import create_with_magdeburg
from tests.support.servers import service
from webapp import create_app
from webapp.accounts.accounts import Accounts
from webapp.accounts.identity import EXTENSION
from webapp.settings import Settings

MOST_CLICKS = 4
NAME, PARTY, TOPIC = '[name="skos:prefLabel@de"]', '[name="netz:party"]', '[name="netz:topic"]'


@pytest.fixture
def own_site(strict: Page) -> Iterator[str]:
    """Magdeburg, to be changed by a coordinator who is signed in, with an actor who stands there twice."""
    store = open_store("memory:")
    create_with_magdeburg(store)
    for name in ("Radlerverein Elbe", "Radlerverein Elbe e. V."):
        entered(store, ORG + "Organization", {"skos:prefLabel@de": [name]})
    app = create_app(store=store)
    accounts: Accounts = app.extensions[EXTENSION]
    accounts.people.add("Kora", "koordinieren")
    with service(app) as port:
        strict.goto(f"http://127.0.0.1:{port}/anmelden/{accounts.links.make('Kora')}")
        strict.get_by_role("button", name="Anmelden", exact=True).click()
        yield f"http://127.0.0.1:{port}/"
    store.close()


def saved(hand: Hand, heading: str = "Gespeichert") -> None:
    expect(hand.page.locator("h1")).to_have_text(heading)


def save(hand: Hand, change: str) -> None:
    """What changes is read before it is saved."""
    expect(hand.page.locator("#zusammenfassung")).to_contain_text(change)
    hand.click("Speichern")
    saved(hand)


def search(hand: Hand, name: str) -> None:
    hand.type(hand.page.get_by_label("Akteur oder Gruppe suchen"), name, enter=True)
    expect(hand.page.locator("main")).to_contain_text(name)


def correct_a_name(hand: Hand) -> None:
    search(hand, "Jobcenter")
    hand.click("Ändern")
    hand.type(hand.page.locator(NAME), "Jobcenter MD")
    save(hand, "jetzt „Jobcenter MD“")


def new_actor_in_a_group(hand: Hand) -> None:
    search(hand, "AG Interkultur")
    hand.click("Mitglied eintragen")
    hand.type(hand.page.locator('[name="org:member"]'), "Ruderverein Nord")
    save(hand, "Neu: Akteur „Ruderverein Nord“")


def end_a_membership(hand: Hand) -> None:
    search(hand, "AG Interkultur")
    hand.click("AG Interkultur & Soziales")
    hand.click_on(hand.page.locator(".tie-list a", has_text="Beenden").first)
    hand.type(hand.page.get_by_label("Bis wann"), "2015", enter=True)
    saved(hand)


def new_tie_with_evidence(hand: Hand) -> None:
    hand.click("Verbindung eintragen")
    hand.type(hand.page.locator(PARTY).first, "Ruderverein Nord")
    hand.type(hand.page.locator(PARTY).nth(1), "Radlerverein Elbe")
    hand.type(hand.page.locator(TOPIC).first, "Radfahren")
    hand.click("Steht in einem Dokument")
    hand.type(hand.page.get_by_label("Welches Dokument"), "Protokoll vom Mai")
    hand.type(hand.page.get_by_label("Wortlaut der Stelle"), "Beide üben gemeinsam.")
    save(hand, "Protokoll vom Mai")


def fulfil_a_demand(hand: Hand) -> None:
    hand.click_on(hand.page.locator(".matter-card h3 a").first)
    hand.click("Besteht schon: eintragen")
    hand.type(hand.page.get_by_label("Seit wann"), "2016", enter=True)
    saved(hand)


def merge_two(hand: Hand) -> None:
    hand.click("Daten", "Zusammenlegen")
    pair = hand.page.locator("li.card", has_text="Radlerverein Elbe e. V.")
    hand.click_on(pair.get_by_role("link", name="Vergleichen"))
    hand.click("Zusammenlegen")
    expect(hand.page.locator("h1")).to_contain_text("sind ein Eintrag")


def undo(hand: Hand) -> None:
    hand.click("Änderungen", "Rückgängig")
    expect(hand.page.get_by_role("status")).to_contain_text("ist zurückgenommen")


def who_changed_this(hand: Hand) -> None:
    search(hand, "Jobcenter MD")
    hand.click("Verlauf")
    expect(hand.page.locator("main ol > li").first).to_contain_text("Geändert: „Jobcenter MD“")


def what_changed_since(hand: Hand) -> None:
    hand.click("Änderungen")
    hand.type(hand.page.get_by_label("seit einem anderen Tag"), "01012020", enter=True)
    expect(hand.page.locator("h1")).to_contain_text("Was hat sich seit dem 1. Januar 2020 geändert?")
    expect(hand.page.locator("main")).to_contain_text("Ruderverein Nord")


def split_a_group(hand: Hand) -> None:
    search(hand, "AG Interkultur")
    hand.click("Teilen")
    hand.type(hand.page.get_by_label("Wie heißt die neue Gruppe?"), "AG Begegnung")
    hand.press("Tab", "Space", "Tab", "Space", "Enter")
    saved(hand)
    expect(hand.page.locator(".edit-things")).to_contain_text("Neu: Gruppe „AG Begegnung“")


TASKS: dict[str, Callable[[Hand], None]] = {
    "einen Namen berichtigen": correct_a_name,
    "einen neuen Akteur in eine Gruppe eintragen": new_actor_in_a_group,
    "eine Mitgliedschaft beenden": end_a_membership,
    "eine neue Verbindung mit Beleg": new_tie_with_evidence,
    "eine Forderung als erfüllt eintragen": fulfil_a_demand,
    "zwei Einträge zusammenlegen": merge_two,
    "etwas zurücknehmen": undo,
    "sehen, wer das geändert hat": who_changed_this,
    "sehen, was sich seither geändert hat": what_changed_since,
    "eine Gruppe teilen": split_a_group,
}


def test_ten_tasks_of_upkeep_take_at_most_four_clicks_each(strict: Page, own_site: str) -> None:
    """One after the other in one network: what one leaves behind the next one finds."""
    hand, too_many = Hand(strict), {}
    for name, task in TASKS.items():
        hand.begin(own_site)
        task(hand)
        sys.stdout.write(f"| {name} | {hand.clicks} | {hand.keys} |\n")
        if hand.clicks > MOST_CLICKS:
            too_many[name] = hand.clicks
    assert not too_many


def test_from_an_empty_service_to_a_map_of_ten_actors(page: Page) -> None:
    """No file, no account: the name of a network, ten names with their groups, three ties, the map."""
    store = open_store("memory:", plain=True)
    app = create_app(Settings(empty=True), store)
    with service(app) as port:
        site = f"http://127.0.0.1:{port}"
        page.goto(site + way_in(app))
        hand = Hand(page)
        hand.begin(site)
        begin_a_network(hand)
        for one, other in (("Jugendamt", "Kita Regenbogen"), ("Tafel", "Jobcenter"), ("Jobcenter", "Volkshochschule")):
            hand.click("Verbindung eintragen" if "/eingelesen/" in page.url else "Noch einmal")
            hand.type(page.locator(PARTY).first, one)
            hand.type(page.locator(PARTY).nth(1), other)
            hand.type(page.locator(TOPIC).first, "Beratung")
            save(hand, "Beratung")
        hand.click("Karte")
        page.wait_for_selector("html[data-ready]")
        expect(page.locator("#anzahl")).to_contain_text("10 Akteure")
        sys.stdout.write(f"| {hand.clicks} | {hand.keys} | {hand.seconds:.0f} s |\n")
        assert hand.seconds < 300
    store.close()


def begin_a_network(hand: Hand) -> None:
    hand.click("Eigenes Netzwerk beginnen")
    hand.type(hand.page.get_by_label("Name des Netzwerks"), "Frühe Hilfen")
    hand.type(hand.page.get_by_label("Wer trägt es ein?"), "KO")
    lines = (
        "Jugendamt; Runder Tisch; AG Sprache",
        "Jobcenter; Runder Tisch",
        "Volkshochschule; AG Sprache",
        "Kita Regenbogen; Runder Tisch",
        "Hebammenverband; Runder Tisch",
        "Caritasverband; AG Sprache",
        "Sportverein Blau-Weiß",
        "Stadtbibliothek; AG Sprache",
        "Tafel; Runder Tisch",
        "Musikschule",
    )
    hand.type(hand.page.get_by_label("Erste Akteure"), "\n".join(lines))
    hand.click("Netzwerk anlegen")
    saved(hand)
