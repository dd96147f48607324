"""The pages of a network that came in as a spreadsheet, as who keeps the list sees them: three screens, no fault."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from tests.conftest import strict_page
from tests.support.accessibility import run_axe
from tests.support.clients import way_in
from tests.support.screens import too_tall

PAGES = (
    "/",
    "/akteure",
    "/akteure/bundesgremien/deutscher-bundestag",
    "/gruppen",
    "/gruppen/bundesgremien/gruppe/verwaltungsrat-der-filmfoerderungsanstalt",
    "/luecken",
    "/luecken?art=fit",
    "/themen",
    "/sachen",
    "/auswertung",
    "/daten",
    "/daten/offen/old",
    "/karte?ansicht=tabelle",
    "/was-waere-wenn",
    "/aenderungen/seit?tag=2020-01-01",
    "/abfragen?frage=actors-without-group",
    "/abfragen?frage=network-links",
    "/loeschen?iri=bundesgremien/gruppe/verwaltungsrat-der-filmfoerderungsanstalt",
    "/einladung/bundesgremien/thema/film",
    "/quellen/bundesgremien/quelle/tabelle",
    "/id/bundesgremien/netzwerk",
)


@pytest.fixture(scope="module")
def keeper(
    browser: Browser, browser_context_args: dict[str, Any], listed_app: Flask, listed_site: str
) -> Iterator[Page]:
    """Who may write sees most: forms and buttons come on top."""
    with strict_page(browser, **browser_context_args) as page:
        page.goto(listed_site + way_in(listed_app))
        yield page


@pytest.mark.parametrize("address", PAGES)
def test_a_page_has_three_screens_at_most_and_axe_finds_nothing(keeper: Page, listed_site: str, address: str) -> None:
    keeper.emulate_media(color_scheme="light")
    keeper.goto(listed_site + address)
    assert too_tall(keeper) == {}
    result = run_axe(keeper, "light")
    assert result.violations_count == 0, result.generate_report()
    keeper.emulate_media(color_scheme="dark")
    result = run_axe(keeper, "dark")
    assert result.violations_count == 0, result.generate_report()
