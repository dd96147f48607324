"""Who borrows a page finds nothing of who had it before: else one test would decide on the next."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser

from tests.support.browser_contexts import borrowed_page

LEFT = "[localStorage.length, sessionStorage.length, document.cookie, navigator.onLine, history.length]"


def test_a_borrowed_page_remembers_nothing(browser: Browser, browser_context_args: dict[str, Any], site: str) -> None:
    options = {**browser_context_args, "locale": "de-AT"}  # nobody else borrows one of these
    with borrowed_page(browser, **options) as page:
        context = page.context
        page.goto(f"{site}/barrierefreiheit")
        before = page.evaluate(LEFT)
        page.evaluate("localStorage.a = 1; sessionStorage.a = 1; document.cookie = 'a=1'; history.pushState({}, '')")
        page.context.new_page()
        page.context.set_offline(True)
        assert page.evaluate(LEFT) != before
    with borrowed_page(browser, **options) as page:
        assert page.context == context
        page.goto(f"{site}/barrierefreiheit")
        assert page.evaluate(LEFT) == before
        assert len(page.context.pages) == 2
