"""Networks side by side in a browser: axe in both schemes with everything open, a phone, and without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from graph.load.files import load_files
from graph.network.network_list import networks
from graph.paths import DATA
from graph.side_by_side.comparison import compare_networks
from graph.store.open import open_store
from tests.conftest import strict_page
from tests.support.accessibility import run_axe
from tests.support.magdeburg import create_with_magdeburg
from tests.support.servers import service
from webapp import create_app

OPEN_ALL = "document.querySelectorAll('details').forEach(one => one.open = true)"


@pytest.fixture(scope="module")
def opened(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    store = open_store("memory:")
    create_with_magdeburg(store)
    load_files(store, [DATA / "examples" / "musterstadt.ttl"])
    compare_networks(store, networks(store), lambda ref: ref.iri)  # so that nothing is computed beside any more
    with service(create_app(store=store)) as port, strict_page(browser, **browser_context_args) as page:
        page.goto(f"http://127.0.0.1:{port}/nebeneinander")
        page.evaluate(OPEN_ALL)
        yield page
    store.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(opened: Page, scheme: str) -> None:
    opened.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    result = run_axe(opened, scheme)
    assert result.violations_count == 0, result.generate_report()


def test_on_a_phone_tables_scroll_and_the_page_does_not(opened: Page) -> None:
    opened.set_viewport_size({"width": 320, "height": 700})
    assert opened.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    first = opened.locator(".beside tbody th[scope=row]").first
    opened.locator(".table-wrap").first.evaluate("one => one.scrollLeft = 200")
    assert first.bounding_box()["x"] >= 0  # type: ignore[index]  # the names of the rows stay


def test_networks_are_chosen_by_a_form_without_scripts(browser: Browser, opened: Page) -> None:
    with strict_page(browser, java_script_enabled=False, locale="de-DE") as page:
        page.goto(opened.url)
        page.get_by_text("Netzwerke wählen").click()
        page.get_by_label("Musterstadt").uncheck()
        page.get_by_role("button", name="Nebeneinander zeigen").click()
        assert page.get_by_text("Wählen Sie mindestens zwei Netzwerke.").is_visible()
        page.get_by_label("Musterstadt").check()
        page.get_by_role("button", name="Nebeneinander zeigen").click()
        assert page.get_by_role("heading", name="Wer welches Thema abdeckt").is_visible()
