"""After a change a page comes at once, with a notice, and shows itself anew when everything is computed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

import graph.analysis
from graph.gaps.search import search_recorded
from graph.measures import measured_network
from graph.measures.centrality import measure_plain
from graph.store.open import open_store
from tests.support.accessibility import run_axe
from tests.support.magdeburg import create_with_magdeburg
from tests.support.servers import service
from tests.webapp.http.test_patience import tie_two
from webapp import create_app
from webapp.http.patience import show_former_results


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    opened = threading.Event()

    def behind_the_gate(make: Callable[..., Any]) -> Callable[..., Any]:
        def slow(*parts: object, **named: object) -> Any:
            opened.wait(120)
            return make(*parts, **named)

        return slow

    opened.set()
    for where, one in ((measured_network, measure_plain), (graph.analysis, search_recorded)):
        monkeypatch.setattr(where, one.__name__, behind_the_gate(one))
    yield opened
    opened.set()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_shows_itself_anew_but_interrupts_nobody(strict: Page, gate: threading.Event, scheme: str) -> None:
    strict.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    store = open_store("memory:")
    create_with_magdeburg(store)
    app = create_app(store=store)
    show_former_results(app)
    with service(app) as port:
        strict.goto(f"http://127.0.0.1:{port}/akteure")
        strict.goto(f"http://127.0.0.1:{port}/auswertung")
        notice = strict.locator(".recomputing")
        expect(notice).to_have_count(0)
        gate.clear()
        tie_two(store)
        strict.reload()
        expect(notice).to_contain_text("neu berechnet")
        result = run_axe(strict)
        assert result.violations_count == 0, result.generate_report()
        gate.set()
        expect(notice).to_have_count(0, timeout=15_000)

        gate.clear()
        store.undo(store.revision)
        strict.goto(f"http://127.0.0.1:{port}/akteure")
        field = strict.locator("input[name=suche]").first
        field.fill("Jobc")
        gate.set()
        strict.wait_for_timeout(2500)
        expect(field).to_have_value("Jobc")
        expect(notice).to_have_count(1)
        field.fill("")
        field.blur()
        expect(notice).to_have_count(0, timeout=15_000)
        if scheme == "light":
            follow_a_link_while_it_gets_ready(strict, gate, lambda: store.undo(store.revision))
    store.close()


def follow_a_link_while_it_gets_ready(page: Page, gate: threading.Event, change: Callable[[], object]) -> None:
    """The page is not shown anew in place of where the link leads, however long that takes."""

    def slow(route: Route) -> None:
        gate.set()
        page.wait_for_timeout(2000)
        route.continue_()

    gate.clear()
    change()
    page.reload()
    expect(page.locator(".recomputing")).to_have_count(1)
    page.route("**/gruppen", slow)
    page.get_by_role("link", name="Gruppen", exact=True).first.click()
    expect(page.locator("h1")).to_have_text("Gruppen")
