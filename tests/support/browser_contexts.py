"""Contexts of a browser that are lent again and again: in a new one every script is compiled anew.

Who borrows one finds nothing of who had it before: no page, no cookie, nothing stored. What stays is the process that
draws pages of this machine (`--process-per-site`), for which a blank page is kept open, and what was fetched, for which
each page asks again (`Cache-Control: no-cache`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from playwright.sync_api import Browser, BrowserContext, Frame, Page

_BLANK = "http://127.0.0.1:9/"
_FREE: WeakKeyDictionary[Browser, defaultdict[str, list[BrowserContext]]] = WeakKeyDictionary()


@contextmanager
def borrowed_page(browser: Browser, **options: Any) -> Iterator[Page]:
    """A page in a context of these options, which nobody else has meanwhile. One that failed is not lent again."""
    free = _FREE.setdefault(browser, defaultdict(list))[repr(sorted(options.items()))]
    context = free.pop() if free else _new_context(browser, options)
    origins = set[str]()

    def note(frame: Frame) -> None:
        found = urlsplit(frame.url)
        if found.scheme == "http":
            origins.add(f"{found.scheme}://{found.netloc}")

    def watch(page: Page) -> None:
        page.on("framenavigated", note)

    context.on("page", watch)
    try:
        yield context.new_page()
    except BaseException:
        context.close()
        raise
    context.remove_listener("page", watch)
    _forget(context, origins)
    free.append(context)


def _new_context(browser: Browser, options: dict[str, Any]) -> BrowserContext:
    context = browser.new_context(**options)
    blank = context.new_page()
    blank.route(_BLANK, lambda route: route.fulfill(content_type="text/html", body="<!doctype html>"))
    blank.goto(_BLANK)
    return context


def _forget(context: BrowserContext, origins: set[str]) -> None:
    blank, *pages = context.pages
    for page in pages:
        page.close()
    session = context.new_cdp_session(blank)
    for origin in sorted(origins):
        session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
    session.detach()
    context.clear_cookies()
    context.clear_permissions()
    context.set_offline(offline=False)
