from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from graph.analysis import analysis_for
from graph.export.formats import BY_NAME
from graph.load.files import load_files
from graph.model import STATES
from graph.protocol import Store
from graph.store.open import open_store
from tests.support.magdeburg import load_ontology
from webapp.pages.map.download.files import write_file

HTML = BY_NAME["html"]
HOSTILE = '</script><img src=x onerror="window.hostile=1"><b>'
DATA = f"""
@base <https://netz.invalid/id/> .
@prefix netz: <https://w3id.org/akteursnetz/ns#> .
@prefix nk: <https://w3id.org/akteursnetz/code#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix adms: <http://www.w3.org/ns/adms#> .
<b/netzwerk> a netz:Network ; skos:prefLabel '''{HOSTILE}'''@de .
<b/eins> a org:FormalOrganization ; skos:prefLabel '''Eins {HOSTILE}'''@de ; netz:inNetwork <b/netzwerk> .
<b/zwei> a org:FormalOrganization ; skos:prefLabel '''Zwei href {HOSTILE}'''@de ; netz:inNetwork <b/netzwerk> .
<b/verbindung> a netz:Interface ; skos:prefLabel '''{HOSTILE}'''@de ;
  adms:status nk:exists ; netz:confidence nk:stated ;
  netz:inNetwork <b/netzwerk> ; netz:party <b/eins>, <b/zwei> .
"""


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[Store]:
    store = open_store("memory:")
    load_ontology(store)
    source = tmp_path / "boese.ttl"
    source.write_text(DATA, encoding="utf-8")
    load_files(store, [source])
    yield store
    store.close()


def open_file(page: Page, path: Path) -> list[str]:
    """Open a file and give the addresses of all that was asked for."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready]")
    return asked


@pytest.fixture
def exported(magdeburg: Store, tmp_path: Path) -> Path:
    path = tmp_path / "karte.html"
    write_file(HTML, analysis_for(magdeburg, states=STATES), path, "de")
    return path


def test_the_file_asks_for_nothing_but_itself(strict: Page, exported: Path) -> None:
    assert open_file(strict, exported) == [exported.as_uri()]
    assert exported.stat().st_size < 1_500_000


def test_the_file_searches_filters_and_tells_like_the_map(strict: Page, exported: Path) -> None:
    open_file(strict, exported)
    strict.get_by_role("combobox").fill("Jobcenter")
    strict.keyboard.press("Enter")
    panel = strict.locator("#tafel")
    expect(panel.locator("h2")).to_contain_text("Jobcenter")
    panel.locator(".tie-list summary").first.click()
    expect(panel.locator(".tie-list blockquote").first).to_be_visible()
    strict.get_by_role("button", name="Schließen").click()
    strict.get_by_role("checkbox", name="Wirtschaft").check()
    expect(strict.locator("#anzahl")).to_have_text(re.compile(r"^4 von \d+ Akteuren sichtbar$"))
    expect(strict.get_by_role("cell", name="gefordert").first).to_be_visible()


def test_hostile_labels_stay_text(strict: Page, hostile: Store, tmp_path: Path) -> None:
    path = tmp_path / "boese.html"
    write_file(HTML, analysis_for(hostile), path, "de")
    open_file(strict, path)
    strict.get_by_role("combobox").fill("Eins")
    strict.keyboard.press("Enter")
    expect(strict.locator("#tafel h2")).to_contain_text('onerror="window.hostile=1"')
    assert strict.evaluate("window.hostile") is None
    assert strict.locator("img").count() == 0


def test_both_languages(magdeburg: Store, tmp_path: Path) -> None:
    path = tmp_path / "map.html"
    write_file(HTML, analysis_for(magdeburg), path, "en")
    assert '<html lang="en">' in path.read_text(encoding="utf-8")


def test_the_route_offers_a_file(magdeburg_app: Flask) -> None:
    answer = magdeburg_app.test_client().get("/karte/export.html")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.get_data(as_text=True).startswith("<!doctype html>")


def test_the_file_without_names_opens_and_finds_actors_by_sector_and_number(
    strict: Page, magdeburg_app: Flask, tmp_path: Path
) -> None:
    path = tmp_path / "ohne-namen.html"
    path.write_bytes(magdeburg_app.test_client().get("/karte/export.html?namen=ohne").data)
    assert open_file(strict, path) == [path.as_uri()]
    strict.get_by_role("combobox").fill("Zivilgesellschaft 1")
    strict.keyboard.press("Enter")
    expect(strict.locator("#tafel h2")).to_have_text(re.compile(r"^Zivilgesellschaft 1\d?$"))
    assert strict.get_by_text("Jobcenter").count() == 0
