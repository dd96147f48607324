"""Entering what belongs to the map on the map itself: by its panel, with the mouse, and by keys alone."""

from __future__ import annotations

import math
import re

from playwright.sync_api import Browser, Page, expect

from tests.browser.test_edit import check
from tests.browser.test_map import READY, open_map, query_of


def test_the_panel_of_the_map_leads_to_the_forms(strict: Page, own_site: str) -> None:
    strict.goto(f"{own_site}/karte?akteur=magdeburg/jobcenter")
    strict.locator(".panel-edit").get_by_role("link", name="Verbindung eintragen").click()
    expect(strict.locator('[name="netz:party"]').first).to_have_value("Jobcenter Landeshauptstadt Magdeburg")
    strict.goto(f"{own_site}/karte?paar=magdeburg/jobcenter~magdeburg/ihk")
    strict.get_by_role("link", name="Verbindung eintragen").click()
    expect(strict.locator('[name="netz:party"]').nth(1)).not_to_have_value("")


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
