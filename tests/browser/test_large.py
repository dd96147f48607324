"""The map of areas in the browser: by mouse, by keyboard, back and forward, and without a fault of accessibility."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.support.accessibility import run_axe
from tests.support.clients import way_in

READY = "html[data-ready]"
PAINTED = """() => {
  const canvas = document.querySelector('#netz canvas');
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  let painted = 0;
  for (let place = 3; place < data.length; place += 4) if (data[place]) painted += 1;
  return painted;
}"""


def open_areas(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector(READY)


def test_an_area_opens_by_keyboard_and_escape_closes_it(strict: Page, site: str) -> None:
    open_areas(strict, f"{site}/karte?gebiet=sektor")
    assert strict.evaluate(PAINTED) > 5_000
    strict.locator("#netz").focus()
    strict.keyboard.press("ArrowRight")
    name = strict.locator("#tafel h2").inner_text()
    strict.keyboard.press("Enter")
    crumb = strict.locator("#pfad button")
    expect(crumb).to_have_text(f"{name} ×")
    expect(strict.locator("#anzahl")).not_to_contain_text(", 0 davon")
    strict.keyboard.press("Escape")
    strict.keyboard.press("Escape")
    expect(crumb).to_have_count(0)


def test_back_closes_what_was_opened_and_reload_keeps_it(strict: Page, site: str) -> None:
    open_areas(strict, f"{site}/karte?gebiet=sektor")
    strict.locator("#tafel .area-list a").first.click()
    strict.locator("#tafel .area-actions button").click()
    expect(strict.locator("#pfad button")).to_have_count(1)
    strict.reload()
    strict.wait_for_selector(READY)
    expect(strict.locator("#pfad button")).to_have_count(1)
    strict.go_back()
    expect(strict.locator("#pfad button")).to_have_count(0)


def test_search_leads_to_the_surroundings_of_an_actor(strict: Page, site: str) -> None:
    open_areas(strict, f"{site}/karte?gebiet=sektor")
    strict.locator("#suche").fill("jobcenter")
    strict.locator("#treffer li").first.wait_for()
    expect(strict.locator("#treffer li").first).to_contain_text("Jobcenter")
    strict.keyboard.press("Enter")
    strict.wait_for_url("**akteur=magdeburg**")
    strict.wait_for_selector(READY)
    expect(strict.locator("#tafel h2")).to_contain_text("Jobcenter")


@pytest.mark.parametrize("address", ["?gebiet=sektor&offen=public", "?gebiet=gemeinschaft&ansicht=tabelle"])
def test_map_of_areas_is_without_a_fault_of_accessibility(strict: Page, site: str, address: str) -> None:
    strict.goto(f"{site}/karte{address}")
    if "tabelle" not in address:
        strict.wait_for_selector(READY)
    found = run_axe(strict).response["violations"]
    assert [fault["id"] for fault in found] == []


def test_an_actor_is_moved_by_keyboard_and_pinned_for_everybody(strict: Page, site: str, magdeburg_app: Flask) -> None:
    strict.goto(f"{site}{way_in(magdeburg_app)}")
    open_areas(strict, f"{site}/karte?akteur=magdeburg/jobcenter")

    def place() -> list[float]:
        found = strict.request.get(f"{site}/api/v1/karte.json").json()["nodes"]
        return next([node["x"], node["y"]] for node in found if node["id"] == "magdeburg/jobcenter")

    before = place()
    strict.locator(".map-views > summary").click()
    strict.locator("#verschieben").click()
    for _ in range(3):
        strict.keyboard.press("Shift+ArrowRight")
    strict.locator("#festhalten a").click()
    strict.get_by_role("button", name="Für alle festhalten").click()
    assert place() == pytest.approx([before[0] + 60, before[1]], abs=0.2)
    strict.get_by_role("button", name="Lösen").click()
    assert place() == before
