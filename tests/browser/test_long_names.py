"""Names of one word without an end: no page gets wider than its window, and no column hides the others."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from playwright.sync_api import Page

from graph.protocol import Change
from graph.store.open import open_store
from tests.browser.test_pages import SCROLLS, open_page
from tests.support.magdeburg import create_with_magdeburg
from tests.support.servers import service
from webapp import create_app

NAMING = {"http://www.w3.org/2004/02/skos/core#prefLabel", "http://purl.org/dc/terms/title"}
LETTERS = 270
PAGES = (
    "/",
    "/karte?akteur=magdeburg/jobcenter",
    "/karte?paar=magdeburg/jobcenter~magdeburg/agentur-fuer-arbeit&luecken=rule,fit&themen=1",
    "/karte?ansicht=tabelle&luecken=rule,fit&weg=magdeburg/kirche~magdeburg/stadt",
    "/karte/druck",
    "/akteure",
    "/akteure/magdeburg/jobcenter",
    "/gruppen",
    "/gruppen/magdeburg/ag-interkultur-soziales",
    "/luecken",
    "/sachen",
    "/auswertung",
    "/themen",
    "/fortschritt",
    "/themen/magdeburg/thema/spracherwerb",
    "/quellen/magdeburg/quelle/protokoll-2016?stelle=magdeburg/beleg/ag1-ba-jc",
    "/daten",
    "/aenderungen/seit?tag=2020-01-01",
)
TABLES = ("/akteure", "/gruppen", "/themen", "/auswertung")
FEW_WORDS = 600
"""Pixels that a table may be wider than its place: a name that is not broken takes more than 2,000."""
WIDEST = """() => Math.max(0, ...[...document.querySelectorAll('.table-wrap')]
  .map((one) => one.scrollWidth - one.clientWidth))"""


def is_name(quad: ox.Quad) -> bool:
    return quad.predicate.value in NAMING and "/magdeburg/" in str(quad.subject) and isinstance(quad.object, ox.Literal)


@pytest.fixture(scope="module")
def endless() -> Iterator[str]:
    """Address of a service on the Magdeburg network, in which each name is one word of 270 letters."""
    store = open_store("memory:")
    create_with_magdeburg(store)
    old = sorted((quad for quad in ox.parse(store.dump(), format=ox.RdfFormat.N_QUADS) if is_name(quad)), key=str)
    words = (f"Wort{number:06}".ljust(LETTERS, "o") for number in range(len(old)))
    new = [
        ox.Quad(one.subject, one.predicate, ox.Literal(word, language=one.object.language), one.graph_name)
        for one, word in zip(old, words, strict=True)
    ]
    store.apply(Change(remove=old, add=new))
    with service(create_app(store=store)) as port:
        yield f"http://127.0.0.1:{port}"
    store.close()


def test_no_page_is_wider_than_its_window(strict: Page, endless: str) -> None:
    wide: list[tuple[str, int | str]] = []
    for path in PAGES:
        open_page(strict, endless + path)
        for width in (1440, 390):
            strict.set_viewport_size({"width": width, "height": 900})
            if strict.evaluate(SCROLLS):
                wide.append((path, width))
            if width == 1440 and path in TABLES and strict.evaluate(WIDEST) > FEW_WORDS:
                wide.append((path, "a table"))
    assert wide == []
