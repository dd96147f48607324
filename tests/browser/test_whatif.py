"""A coordinator tries a change: from a gap to the comparison, to a plan that is kept, and back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from graph.store.open import open_store
from tests.support.accessibility import run_axe
from tests.support.clients import way_in
from tests.support.magdeburg import create_with_magdeburg
from tests.support.servers import service
from webapp import create_app


@pytest.fixture
def own_site(page: Page) -> Iterator[str]:
    """A service of its own, for a test that writes."""
    store = open_store("memory:")
    create_with_magdeburg(store)
    app = create_app(store=store)
    with service(app) as port:
        page.goto(f"http://127.0.0.1:{port}{way_in(app)}")
        yield f"http://127.0.0.1:{port}"
    store.close()


def test_from_a_gap_to_a_plan_that_leaves_the_gap_open(strict: Page, own_site: str) -> None:
    strict.goto(f"{own_site}/luecken?art=demanded")
    strict.locator(".gap-bundle summary").first.click()
    strict.locator(".gap-card a:visible", has_text="Was wäre, wenn?").first.click()
    expect(strict.get_by_role("heading", name="Vorher und nachher")).to_be_visible()
    expect(strict.locator(".trial-better").first).to_contain_text("besser")
    address = strict.url
    closed = strict.locator(".trial-lists a").first
    name, gap = closed.inner_text(), closed.get_attribute("href")
    strict.get_by_label("Ihr Kürzel oder Ihre Funktion").fill("KO")
    strict.get_by_role("button", name="Als geplant festhalten").click()
    expect(strict.get_by_role("status")).to_contain_text("Festgehalten als Änderung")
    assert strict.url.partition("#")[0] == address
    strict.goto(f"{own_site}{gap}")
    expect(strict.get_by_role("heading", level=1)).to_have_text(name)
    expect(strict.locator(".chip-gap-open").first).to_be_visible()


@pytest.mark.parametrize("width", [1440, 320])
def test_sandbox_has_no_barrier_and_does_not_overflow(strict: Page, site: str, width: int) -> None:
    strict.set_viewport_size({"width": width, "height": 900})
    strict.goto(f"{site}/was-waere-wenn?schritt=ohne~magdeburg/stadt&schritt=akteur~Neu&ziel=distance")
    assert strict.evaluate("document.documentElement.scrollWidth") <= width
    assert run_axe(strict).response["violations"] == []


def test_step_is_taken_back_and_comes_back_with_the_browser(strict: Page, site: str) -> None:
    strict.goto(f"{site}/was-waere-wenn")
    strict.get_by_text("Einen Akteur herausnehmen").click()
    strict.locator("#ohne-von").fill("Landeshauptstadt Magdeburg")
    strict.get_by_role("button", name="Herausnehmen").click()
    expect(strict.locator(".trial-steps")).to_contain_text("ist nicht mehr dabei")
    strict.get_by_role("link", name="zurücknehmen").click()
    expect(strict.locator(".empty")).to_contain_text("Noch keine Änderung")
    strict.go_back()
    expect(strict.locator(".trial-steps")).to_contain_text("ist nicht mehr dabei")
