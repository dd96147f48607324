"""What a coordinator does with the service: ten tasks, each from the start page in at most three clicks.

On the minutes of Magdeburg, and on a network that came in as a spreadsheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

MOST_CLICKS = 3


class Coordinator:
    """Somebody at the start page whose clicks are counted; a choice in a list and the Enter key are clicks too."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks = page, 0

    def click(self, target: Locator) -> None:
        self.clicks += 1
        target.click()

    def follow(self, name: str) -> None:
        """An entry of the main navigation."""
        self.click(self.page.get_by_role("navigation", name="Hauptnavigation").get_by_role("link", name=name))

    def open_map(self) -> None:
        self.follow("Karte")
        self.page.wait_for_selector("html[data-ready]")

    def enter(self, field: Locator, text: str) -> None:
        self.clicks += 1
        field.fill(text)
        expect(self.page.locator("li[role=option]:visible").first).to_be_visible()
        field.press("Enter")

    def choose(self, field: Locator, value: str) -> None:
        self.clicks += 1
        field.select_option(value)


@dataclass(frozen=True)
class Place:
    """A network with what a coordinator knows of it, and with what is found there."""

    searched: str
    found: str
    passage: str
    broker: str
    groupless: str
    unowned: str
    topic: str
    ends: tuple[str, str]
    day: str


PLACES = {
    "minutes": Place(
        searched="jobcentr",  # with a slip of the finger
        found="Jobcenter",
        passage="(Auszug), Arbeitsgruppe",
        broker="Verwaltung",
        groupless="Jobcenter",
        unowned="Integrationskurse",
        topic="Spracherwerb",
        ends=("Kirche", "Netzwerkkoordination"),
        day="2015-01-01",
    ),
    "spreadsheet": Place(
        searched="bundesrechnungshoff",
        found="Bundesrechnungshof",
        passage="vorhaben.csv",
        broker="Deutscher Bundestag",
        groupless="Bundesrechnungshof",
        unowned="Gedenkorte",
        topic="Film",
        ends=("Stadt Leipzig", "Deutscher Bundestag"),
        day="2015-02-28",
    ),
}


@pytest.fixture(params=[*PLACES])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def place(kind: str) -> Place:
    return PLACES[kind]


@pytest.fixture
def somebody(strict: Page, kind: str, request: pytest.FixtureRequest) -> Iterator[Coordinator]:
    strict.goto(str(request.getfixturevalue("site" if kind == "minutes" else "listed_site")))
    coordinator = Coordinator(strict)
    yield coordinator
    assert 0 < coordinator.clicks <= MOST_CLICKS


def test_1_find_an_actor(somebody: Coordinator, place: Place) -> None:
    somebody.open_map()
    somebody.enter(somebody.page.locator("#suche"), place.searched)
    expect(somebody.page.locator("#tafel h2")).to_contain_text(place.found)


def test_2_read_the_passage_of_a_demand(somebody: Coordinator, place: Place) -> None:
    somebody.click(somebody.page.locator(".matter-card h3 a").first)
    said = somebody.page.get_by_role("region", name="Was gesagt wurde")
    expect(said.locator("blockquote").first).to_be_visible()
    expect(said.locator("figcaption").first).to_contain_text(place.passage)


@pytest.mark.parametrize(
    ("category", "question", "answer"),
    [
        ("Arbeitsgruppen", "Wer verbindet zwei Gruppen?", "broker"),  # 3
        (None, "Welche Akteure sind in keiner Gruppe?", "groupless"),  # 4: the first kind lies open
        ("Themen", "Für welche Themen ist niemand zuständig?", "unowned"),  # 5
    ],
)
def test_3_to_5_ask_what_the_data_say(
    somebody: Coordinator, place: Place, category: str | None, question: str, answer: str
) -> None:
    somebody.follow("Abfragen")
    if category:
        somebody.click(somebody.page.locator("#fragen summary", has_text=category))
    somebody.click(somebody.page.get_by_role("link", name=question))
    expect(somebody.page.locator("main table").get_by_text(getattr(place, answer)).first).to_be_visible()


def test_6_see_the_map_of_one_field(somebody: Coordinator, place: Place) -> None:
    somebody.open_map()
    page = somebody.page
    everyone = page.locator("#anzahl").inner_text().split()[0]
    somebody.click(page.locator("summary", has_text="Themen"))
    somebody.click(page.get_by_role("checkbox", name=re.compile(f"^{place.topic}")))
    expect(page.locator("#anzahl")).to_have_text(
        re.compile(rf"^(?!{everyone} )[1-9]\d? von {everyone} Akteuren sichtbar$")
    )
    assert "thema=" in page.url


def test_7_take_the_gaps_along_as_a_table(somebody: Coordinator, tmp_path: Path) -> None:
    somebody.follow("Lücken")
    with somebody.page.expect_download() as download:
        somebody.click(somebody.page.get_by_role("link", name="XLSX").first)
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    assert path.suffix == ".xlsx"
    assert path.stat().st_size > 5_000


def test_8_print_the_map(somebody: Coordinator) -> None:
    somebody.open_map()
    page = somebody.page
    somebody.click(page.locator("summary", has_text="Speichern"))
    somebody.click(page.get_by_role("link", name="Drucken oder als PDF"))
    expect(page.locator(".sheet img")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert len(re.findall(rb"/Type /Page\b(?!s)", page.pdf(prefer_css_page_size=True))) == 1


def test_9_find_the_path_between_two(somebody: Coordinator, place: Place) -> None:
    somebody.open_map()
    page, (first, last) = somebody.page, place.ends
    somebody.enter(page.locator("#suche"), first)
    expect(page.locator("#tafel h2")).to_contain_text(first)
    somebody.enter(page.locator("#tafel").get_by_role("combobox"), last)
    expect(page.locator("#tafel")).to_contain_text(re.compile(r"In \d+ Schritten"))


def test_10_compare_two_dates(somebody: Coordinator, place: Place) -> None:
    somebody.open_map()
    page = somebody.page
    somebody.click(page.locator("#zeit-knopf"))
    somebody.choose(page.locator("#vergleich"), place.day)
    expect(page.get_by_role("link", name="Gegenüberstellung")).to_be_visible()
    assert f"vergleich={place.day}" in page.url
    page.get_by_role("link", name="Unterschied auf einer Karte").click()
    expect(page.locator(".two-days-map svg")).to_be_visible()
    expect(page.locator(".two-days-legend")).to_contain_text("an beiden Tagen da")


def test_the_tour_can_be_left_at_any_step_and_is_remembered(strict: Page) -> None:
    strict.goto("/karte")
    strict.wait_for_selector("html[data-ready]")
    opener, tour = strict.locator("#rundgang-oeffnen"), strict.locator("#rundgang")
    opener.press("Enter")
    expect(tour.get_by_role("heading", name="Jedes Zeichen ist ein Akteur")).to_be_focused()
    tour.get_by_role("button", name="Weiter").press("Enter")
    expect(tour.get_by_role("heading", name="Suchen und anklicken")).to_be_focused()
    strict.keyboard.press("Escape")
    expect(tour).to_be_hidden()
    expect(opener).to_be_focused()
    strict.reload()
    strict.wait_for_selector("html[data-ready]")
    expect(opener).to_have_class(re.compile("is-seen"))
    assert strict.context.cookies() == []
