"""A year of a network in short, by three people at three browsers: what is there at its end is what they would expect.

Nothing of it is posted by a program: everything is clicked and typed into pages of `akteursnetz serve --empty`.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from graph.period import today
from tests.support.hand import called
from tests.webapp.cli.test_cli import serving
from webapp.cli.main import main

NAME, NOTE, TOPIC, PARTY = (
    '[name="skos:prefLabel@de"]',
    '[name="skos:note@de"]',
    '[name="netz:topic"]',
    '[name="netz:party"]',
)
LIST = """Netzwerk Frühe Hilfen Lindenau;;;;;;
Stand: 12.03.2021;;;;;;

Nr.;Institution / Organisation;Art;Mitglied in;Ansprechpartner;E-Mail;seit
1;Jugendamt Lindenau;Behörde;Runder Tisch, AG Sprache;Lore Zwirnnysen;l.z@stadt.example;seit 2015
2;Volkshochschule Lindenau (VHS);Bildungsträger;AG Sprache;;;01.05.2017
3;VHS Lindenau;;AG Sprache;;;2017
4;Kita Regenbogen;KiTa;Runder Tisch;;;31.02.2019
5;Hebammenverband Lindenau;Verein;Runder Tisch;;;Mai 2018
6;Caritasverband Lindenau e. V.;Verein;Runder Tisch;;;2016
7;Caritas Lindenau;Verein;AG Sprache;;;2016
8;Sportverein Blau-Weiß;Verein;AG Sport;;;2020
9;Stadtbibliothek Lindenau;Behörde;AG Sprache;;;2018

Alle Angaben ohne Gewähr.;;;;;;
"""
MEMBERS = {
    "AG Familie": {"Hebammenverband Lindenau", "Kita Regenbogen", "Logopädie am Markt"},
    "AG Sprache": {"Caritas Lindenau", "Jobcenter Lindenau", "Musikschule Lindenau"},
    "AG Vorlesen": {"Stadtbücherei Lindenau", "Volkshochschule Lindenau (VHS)"},
    "Runder Tisch": {
        "Caritasverband Lindenau e. V.",
        "Frauenhaus Lindenau",
        "Hebammenverband Lindenau",
        "Jugendamt Lindenau",
        "Kita Regenbogen",
        "Polizeirevier Lindenau",
        "Lindenauer Tafel e. V.",
    },
}
FORMER = {
    ("AG Sport", "Schwimmverein Lindenau"),
    ("AG Sport", "Sportverein Blau-Weiß"),
    ("AG Sprache", "Jugendamt Lindenau"),
    ("AG Sprache", "Stadtbücherei Lindenau"),
    ("AG Sprache", "Volkshochschule Lindenau (VHS)"),
}
TIES = {
    ("Beratung", "2022-01-01", "Jobcenter Lindenau", "Lindenauer Tafel e. V."),
    ("Elternarbeit", "2018-01-01", "Hebammenverband Lindenau", "Kita Regenbogen"),
    ("Elternarbeit", "2018-01-01", "Jobcenter Lindenau", "Jugendamt Lindenau"),
    ("Gewaltschutz", "", "Frauenhaus Lindenau", "Polizeirevier Lindenau"),
    ("Sprachförderung", "2021-01-01", "Musikschule Lindenau", "Volkshochschule Lindenau (VHS)"),
}
ALONE = {"Mehrgenerationenhaus Lindenau"}


class Person:
    """Somebody with an account, at a browser of their own."""

    def __init__(self, browser: Browser, site: str, link: str) -> None:
        self.page: Page = browser.new_context(locale="de-DE", reduced_motion="reduce").new_page()
        self.site = site
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.at(link)
        self.page.get_by_role("button", name="Anmelden", exact=True).click()
        expect(self.page.locator("h1")).to_have_text("Mein Konto")

    def at(self, address: str) -> Person:
        self.page.goto(self.site + address.removeprefix("/"))
        return self

    def find(self, name: str) -> Person:
        """By the search, where the start page's leads."""
        self.at("/suche").page.get_by_label("Akteur oder Gruppe suchen").fill(name)
        self.page.keyboard.press("Enter")
        expect(self.page.locator("h1")).to_contain_text(name)
        return self

    def click(self, *names: str) -> Person:
        for name in names:
            called(self.page, name).click()
        return self

    def fill(self, fields: dict[str, str]) -> Person:
        for field, text in fields.items():
            self.page.locator(field).first.fill(text)
        return self

    def save(self) -> Person:
        """What changes is read before it is saved."""
        expect(self.page.locator("#zusammenfassung h2")).to_be_visible()
        self.click("Speichern")
        return self.saved()

    def saved(self, heading: str = "Gespeichert") -> Person:
        expect(self.page.locator("h1")).to_have_text(heading)
        return self

    def enter_actors(self, *names: str) -> Person:
        for name in names:
            self.at("/eintragen/akteur").fill({NAME: name})
            self.page.keyboard.press("Enter")
            self.saved()
        return self

    def enter_tie(self, one: str, other: str, topic: str, since: str = "", state: str = "besteht") -> Person:
        self.at("/eintragen/schnittstelle").fill({PARTY: one, TOPIC: topic})
        self.page.locator(PARTY).nth(1).fill(other)
        self.page.locator('[name="adms:status"]').select_option(label=state)
        if since:
            self.click("Von wann bis wann").fill({'[name="schema:startDate"]': since})
        return self.save()

    def tick(self, *names: str) -> Person:
        """Actors in their table, to be changed together."""
        self.at("/akteure")
        for name in names:
            self.page.get_by_label(f"{name} auswählen", exact=True).check()
        return self.click("Angekreuzte ändern")

    def json(self, path: str) -> list[dict[str, Any]]:
        return list(self.page.request.get(f"{self.site}api/v1/{path}").json()["items"])


def imported(kora: Person) -> None:
    """A list as somebody keeps it becomes a network: one pair is the same, one day is mended, one person kept apart."""
    kora.at("").click("Liste einlesen")
    file = {"name": "verteiler.csv", "mimeType": "text/csv", "buffer": LIST.encode("cp1252")}
    kora.page.set_input_files("#file", file)  # type: ignore[arg-type]  # a file by its content
    kora.page.get_by_label("Name des Netzwerks").fill("Frühe Hilfen Lindenau")
    kora.click("Vorschau zeigen")
    kora.page.get_by_role("group", name="Sind „VHS Lindenau“").get_by_label("dasselbe; der Name ist").check()
    kora.page.locator(".import-fault input[name^=cell-]").fill("2019")
    kora.click("Übernehmen").saved()


def spring(kora: Person) -> None:
    """Twelve changes by the coordinator."""
    kora.enter_actors("Jobcenter Lindenau", "Musikschule Lindenau", "Mehrgenerationenhaus")
    kora.tick("Jobcenter Lindenau", "Musikschule Lindenau").page.get_by_label("In eine Gruppe eintragen").check()
    kora.fill({"#joined": "AG Sprache", "#since": "2021"}).click("Für alle speichern").saved()
    kora.find("AG Sport").click("Mitglied eintragen").fill({'[name="org:member"]': "Schwimmverein Lindenau"}).save()
    kora.enter_tie("Hebammenverband Lindenau", "Kita Regenbogen", "Elternarbeit", since="2018")
    kora.enter_tie("Musikschule Lindenau", "Volkshochschule Lindenau (VHS)", "Sprachförderung", state="geplant")
    kora.at("").click("Verbindung eintragen").fill({PARTY: "Jugendamt Lindenau", TOPIC: "Elternarbeit"})
    kora.page.locator(PARTY).nth(1).fill("Jobcenter Lindenau")
    kora.page.get_by_label("Steht in einem Dokument").check()
    kora.fill({"#source-document": "Protokoll vom Mai", "#source-wording": "Beide beraten gemeinsam."}).save()
    kora.find("Sportverein Blau-Weiß").click("Ändern").fill({NAME: "SV Blau-Weiß Lindenau"}).save()
    kora.tick("SV Blau-Weiß Lindenau", "Schwimmverein Lindenau").page.get_by_label("Sektor und Art setzen").check()
    kora.page.locator("#kind").select_option(label="Ehrenamt, Initiative")
    kora.click("Für alle speichern").saved()
    kora.find("Kita Regenbogen").click("Ändern", "Weitere Angaben").fill({NOTE: "Umbau bis Herbst"}).save()
    kora.at("/eintragen/gruppe").fill({NAME: "AG Familie"}).save()


def summer(beate: Person, kora: Person) -> None:
    """Nine contributions that wait until they are approved, and one that is declined."""
    for name in ("Lindenauer Tafel e. V.", "Frauenhaus Lindenau", "Polizeirevier Lindenau", "Seniorenrat Lindenau"):
        beate.at("/eintragen/akteur").fill({NAME: name})
        beate.page.keyboard.press("Enter")
        waits(beate)
    assert not [one for one in kora.json("akteure") if one["label"] == "Lindenauer Tafel e. V."]
    approve(kora, 4)
    for name in ("Lindenauer Tafel e. V.", "Frauenhaus Lindenau", "Polizeirevier Lindenau"):
        beate.find(name).click("In eine Gruppe eintragen").fill({'[name="org:organization"]': "Runder Tisch"})
        propose(beate)
    beate.at("/eintragen/schnittstelle").fill({PARTY: "Frauenhaus Lindenau", TOPIC: "Gewaltschutz"})
    beate.page.locator(PARTY).nth(1).fill("Polizeirevier Lindenau")
    propose(beate)
    beate.find("Stadtbibliothek Lindenau").click("Ändern").fill({NAME: "Stadtbücherei Lindenau"})
    propose(beate)
    beate.find("Lindenauer Tafel e. V.").click("Ändern").fill({NAME: "Tafel e. V."})
    propose(beate)
    decline(kora.at("/vorschlaege"), "Tafel e. V.")
    approve(kora, 5)


def propose(beate: Person) -> None:
    expect(beate.page.locator("#zusammenfassung h2")).to_be_visible()
    waits(beate.click("Vorschlagen"))


def waits(beate: Person) -> None:
    expect(beate.page.get_by_role("link", name="Zu den Vorschlägen")).to_be_visible()


def decline(kora: Person, title: str) -> None:
    card = kora.page.locator("li.card", has=kora.page.locator("h2", has_text=f"„{title}“"))
    card.get_by_role("button", name="Ablehnen").first.click()
    expect(kora.page.locator(".chip", has_text="abgelehnt")).to_be_visible()


def approve(kora: Person, number: int) -> None:
    """The oldest first: what comes later may rest on it."""
    kora.at("/vorschlaege")
    buttons = kora.page.get_by_role("button", name="Freigeben")
    for left in range(number, 0, -1):
        expect(buttons).to_have_count(left)
        buttons.last.click()
    expect(buttons).to_have_count(0)


def autumn(kim: Person) -> None:
    """Eleven changes by the second coordinator, the last of which takes one back."""
    kim.find("Musikschule Lindenau").click("Besteht schon").fill({"#day": "2021"}).click("Besteht schon").saved()
    kim.find("AG Sprache")
    line = kim.page.locator(".tie-list li", has=kim.page.get_by_role("link", name="Jugendamt Lindenau", exact=True))
    line.get_by_role("link", name="Beenden").click()
    kim.fill({"#day": "30.06.2021"}).click("Beenden").saved()
    kim.find("AG Sprache").click("Teilen").fill({"#called": "AG Vorlesen", "#day": "01.09.2021"})
    for name in ("Stadtbücherei Lindenau", "Volkshochschule Lindenau (VHS)"):
        kim.page.get_by_label(name, exact=True).check()
    kim.click("Teilen").saved()
    kim.tick("Kita Regenbogen", "Hebammenverband Lindenau").page.get_by_label("In eine Gruppe eintragen").check()
    kim.fill({"#joined": "AG Familie"}).click("Für alle speichern").saved()
    kim.find("AG Familie").click("Mitglied eintragen").fill({'[name="org:member"]': "Logopädie am Markt"}).save()
    kim.find("Seniorenrat Lindenau").click("Löschen").fill({"#reason": "gibt es nicht"}).click("Löschen").saved()
    kim.find("AG Sport").click("Beenden").fill({"#day": "31.12.2022"}).click("Beenden").saved()
    kim.enter_tie("Lindenauer Tafel e. V.", "Jobcenter Lindenau", "Beratung", state="gefordert")
    kim.at("")
    kim.page.locator(".matter-card", has_text="Lindenauer Tafel").locator("h3 a").first.click()
    kim.page.locator(".matter-gaps a[href*='/besteht']").first.click()
    kim.fill({"#day": "2022"}).click("Besteht schon").saved()
    kim.enter_actors("Turnverein Lindenau").click("Rückgängig machen").saved("Zurückgenommen")


def conflicts(kora: Person, kim: Person) -> None:
    """Twice both save the same thing: who comes second sees both versions, field by field, and decides."""
    for one in (kora, kim):
        one.find("Mehrgenerationenhaus").click("Ändern")
    kora.fill({NAME: "Mehrgenerationenhaus Nord"}).save()
    kim.fill({NAME: "Mehrgenerationenhaus Lindenau"})
    decide(kim, "Name", "Mehrgenerationenhaus Nord", "Mehrgenerationenhaus Lindenau", mine=True)
    for one in (kora, kim):
        line = one.find("Jobcenter Lindenau").page.locator(".tie-list li", has_text="Elternarbeit")
        line.get_by_role("link", name="Ändern").click()
        one.click("Von wann bis wann")
    kora.fill({'[name="schema:startDate"]': "2018"}).save()
    kim.fill({'[name="schema:startDate"]': "2017"}).click("Weitere Angaben").fill({NOTE: "Sprechstunde"})
    decide(kim, "Seit", "2018", "2017", mine=False)


def decide(kim: Person, field: str, theirs: str, own: str, *, mine: bool) -> None:
    kim.click("Speichern")
    expect(kim.page.get_by_role("heading", name="Jemand anderes hat diesen Eintrag")).to_be_visible()
    row = kim.page.locator("tr", has=kim.page.get_by_role("rowheader", name=field, exact=True))
    expect(row).to_contain_text(theirs)
    row.get_by_label(own if mine else theirs, exact=True).check()
    kim.save()


def winter(kora: Person) -> None:
    """Two are one, and are not; two changes are taken back, on one of which another builds."""
    both = {"#eins": "Caritasverband Lindenau e. V.", "#zwei": "Caritas Lindenau"}
    kora.at("").click("Daten", "Zusammenlegen").fill(both).click("Vergleichen", "Zusammenlegen")
    expect(kora.page.locator("h1")).to_contain_text("sind ein Eintrag")
    kora.click("Wieder trennen")
    expect(kora.page.get_by_role("status")).to_contain_text("wieder getrennt")
    take_back(kora, "Geändert: „Kita Regenbogen“", builds="In „AG Familie“ eingetragen")
    take_back(kora, "Geändert: „SV Blau-Weiß Lindenau“", builds="Mehrere Akteure geändert")


def take_back(kora: Person, title: str, builds: str) -> None:
    """From the list of changes; what builds on it is named first."""
    card = kora.at("").click("Änderungen").page.locator("li.card", has=kora.page.locator("h2", has_text=title))
    card.get_by_role("button", name="Rückgängig").click()
    expect(kora.page.locator("main ul").first).to_contain_text(builds)
    kora.click("Trotzdem zurücknehmen")
    expect(kora.page.get_by_role("status")).to_contain_text("ist zurückgenommen")


def look_back(kora: Person) -> None:
    """What was after spring; what became different since a day; what became of one entry."""
    card = kora.at("").click("Änderungen").page.locator("li.card", has=kora.page.locator("h2", has_text="AG Familie"))
    card.last.get_by_role("link", name="Stand nach dieser Änderung").click()
    kora.click("Akteure")
    expect(kora.page.locator(".looking-back")).to_be_visible()
    expect(kora.page.locator("main")).to_contain_text("SV Blau-Weiß Lindenau")
    expect(kora.page.locator("main")).not_to_contain_text("Lindenauer Tafel e. V.")
    kora.click("Zurück zu heute")
    expect(kora.page.locator("main")).to_contain_text("Lindenauer Tafel e. V.")
    kora.at("").click("Änderungen").page.get_by_label("seit einem anderen Tag").fill(today().isoformat())
    kora.page.locator("form", has_text="seit einem anderen Tag").get_by_role("button", name="Ansehen").click()
    expect(kora.page.locator("main")).to_contain_text("AG Vorlesen")
    expect(kora.page.locator("main")).not_to_contain_text("Turnverein Lindenau")
    history = kora.find("Mehrgenerationenhaus Lindenau").click("Verlauf").page.locator("ol > li")
    expect(history).to_have_count(3)
    expect(history.first).to_contain_text("Kim")
    expect(history.first.locator("del")).to_have_text("Mehrgenerationenhaus Nord")


def state_of(person: Person) -> dict[str, object]:
    """What pages and programs are told of the network."""
    ties = person.json("beziehungen?grenze=1000")
    members = [one for one in ties if one["kind"] == "Membership"]
    return {
        "actors": sorted(one["label"] for one in person.json("akteure")),
        "groups": {one["label"]: one["state"] for one in person.json("gruppen")},
        "members": {
            (one["targets"][0]["label"], one["sources"][0]["label"]) for one in members if one["state"] == "exists"
        },
        "former": {
            (one["targets"][0]["label"], one["sources"][0]["label"]) for one in members if one["state"] == "ended"
        },
        "ties": {
            (
                *(topic["label"] for topic in one["topics"]),
                one["start"],
                *sorted(end["label"] for end in one["sources"]),
            )
            for one in ties
            if one["kind"] != "Membership" and one["state"] == "exists"
        },
    }


def test_a_year_of_a_network(browser: Browser, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = ("--store", f"oxigraph:{tmp_path / 'store'}")
    with serving("--empty", *store) as site:
        kora, kim, beate = (
            Person(browser, site, invited(capsys, name, role, *store))
            for name, role in (("Kora", "koordinieren"), ("Kim", "koordinieren"), ("Beate", "beitragen"))
        )
        imported(kora)
        spring(kora)
        summer(beate, kora)
        autumn(kim)
        conflicts(kora, kim)
        winter(kora)
        look_back(kora)
        at_the_end = state_of(kora)
        authors = Counter(re.split(r"\W", one["author"])[0] for one in kora.json("aenderungen?grenze=100"))
    names = {name for those in MEMBERS.values() for name in those} | {name for _, name in FORMER} | ALONE
    assert at_the_end["actors"] == sorted(names)
    assert at_the_end["groups"] == {**dict.fromkeys(MEMBERS, "exists"), "AG Sport": "ended"}
    assert at_the_end["members"] == {(group, name) for group, names in MEMBERS.items() for name in names}
    assert at_the_end["former"] == FORMER
    assert at_the_end["ties"] == TIES
    assert authors == {"Kora": 19, "Kim": 13, "Beate": 9}, "what was read in, and forty changes"
    assert main(["check", *store]) == 0
    with serving("--empty", *store) as site:
        kora.site = site
        assert state_of(kora) == at_the_end
    assert [one.faults for one in (kora, kim, beate)] == [[], [], []]


def invited(capsys: pytest.CaptureFixture[str], name: str, role: str, *store: str) -> str:
    """The link that signs somebody in once."""
    assert main(["user", "add", name, "--role", role, *store]) == 0
    found = re.search(r"/anmelden/\S+", capsys.readouterr().out)
    assert found
    return found[0]
