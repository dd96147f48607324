"""Which rules of axe a page is held against, and axe brought to it once."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Page

_OF_COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""What axe asks of colours, but for the contrast of AAA, which it does not ask for elsewhere either."""


def run_axe(page: Page, scheme: str = "light") -> AxeResults:
    """What axe finds on the page as it is now."""
    if not page.evaluate("'axe' in window"):
        _bring_axe(page)
    return AxeResults(page.evaluate("(options) => axe.run(options)", _rules_for(scheme)))


def _bring_axe(page: Page) -> None:
    """As a script of its own: half a million characters that a page evaluates as a text take twice as long."""
    session = page.context.new_cdp_session(page)
    answer = session.send("Runtime.evaluate", {"expression": f"{AXE_SCRIPT}; true", "returnByValue": True})
    session.detach()
    assert answer["result"].get("value") is True, answer


def _rules_for(scheme: str) -> dict[str, Any]:
    """All rules; for a page that was held against all in the light, those of colours in the dark.

    Nothing else becomes another there: `tests/webapp/ui/test_palette.py` holds the style sheets to that.
    """
    return {"resultTypes": ["violations"]} | ({"runOnly": _OF_COLOURS} if scheme == "dark" else {})
