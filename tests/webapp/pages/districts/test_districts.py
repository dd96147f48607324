"""Districts: who works where, with and without a plan, and what of a plan cannot be drawn."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser

from graph.load.files import load_files
from graph.paths import DATA
from graph.places.plan import FILE
from graph.protocol import Store
from graph.store.open import open_store
from tests.conftest import strict_page
from tests.support.accessibility import run_axe
from tests.support.magdeburg import load_ontology
from tests.support.pages import text_of
from tests.support.servers import service
from webapp import create_app

EXAMPLES = DATA / "examples"
ADDRESSES = """@prefix schema: <https://schema.org/> .
<musterstadt/landesfonds> schema:address "Am Markt 1, 99901 Musterstadt" .
<musterstadt/volkshochschule> schema:address "Ring 7, 99901 Musterstadt" .
<musterstadt/sportverein-blau-gelb> schema:address "nur nach Absprache" .
"""
ELSEWHERE = """{"features": [{"properties": {"name": "Ulm"}, "geometry":
{"type": "Polygon", "coordinates": [[[9, 48], [10, 48], [10, 49]]]}}]}"""


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The invented city with its districts and its plan, on disk."""
    folder = tmp_path_factory.mktemp("stadt")
    further = folder / "anschriften.ttl"
    further.write_text(ADDRESSES, "utf-8")
    store = open_store(f"oxigraph:{folder / 'store'}")
    load_ontology(store)
    load_files(store, [EXAMPLES / "musterstadt.ttl", EXAMPLES / "musterstadt-stadtteile.ttl", further])
    yield store
    store.close()


@pytest.fixture
def plan(city: Store) -> Iterator[Path]:
    assert city.folder is not None
    path = city.folder / FILE
    shutil.copy(EXAMPLES / "musterstadt-plan.geojson", path)
    yield path
    path.unlink()


@pytest.fixture(scope="module")
def reader(city: Store) -> FlaskClient:
    return create_app(store=city).test_client()


def tiles(page: str) -> dict[str, str]:
    """What stands behind the name of each district."""
    found = re.findall(r'<li id="ort-\d+".*?<h2>(.*?)</h2> <span[^>]*>(.*?)</span>', page, re.DOTALL)
    return dict(found)


def test_each_district_lists_who_works_there_without_any_plan(reader: FlaskClient) -> None:
    page = text_of(reader, "/stadtteile")
    assert tiles(page)["Nordstadt"] == "5 Akteure"
    assert "<svg" not in page.partition("<main")[2]
    assert "In jedem Stadtteil ist jemand" not in page, "without a plan only districts of somebody are known"
    assert "Jugendzentrum Kompass" in page.partition("Nordstadt</h2>")[2].partition("</li>\n")[0]
    assert re.search(r'<h2 id="ohne">Ohne Stadtteil <span[^>]*>12<', page)
    table = text_of(reader, "/akteure?stadtteil=musterstadt/ort/nordstadt")
    assert "5 von 37 Akteuren" in table


def test_a_topic_leaves_who_works_on_it_and_names_where_nobody_does(reader: FlaskClient) -> None:
    page = text_of(reader, "/stadtteile?thema=musterstadt/thema/sprache")
    assert tiles(page)["Altstadt"] == "2 Akteure"
    assert tiles(page)["Hafen"] == "niemand"
    said = re.sub(r"<[^>]+>", "", page.partition('<p role="status">')[2].partition("</p>")[0])
    assert " ".join(said.split()) == (
        "Gezeigt ist, wer am Thema „Sprache“ arbeitet. Niemand in: Am Park, Hafen, Ostvorstadt, Weststadt."
    )
    both = text_of(reader, "/stadtteile?thema=musterstadt/thema/sprache&gruppe=musterstadt/ag-arbeit&lang=en")
    assert "work on “language” and belong to" in both
    assert tiles(both)["Südstadt"] == "one actor"


def test_addresses_part_by_postcode_and_are_not_shown(reader: FlaskClient) -> None:
    page = text_of(reader, "/stadtteile?nach=plz")
    assert tiles(page) == {"99901": "2 Akteure"}
    assert "Am Markt" not in page
    assert re.search(r'<h2 id="ohne">Ohne Postleitzahl <span[^>]*>35<', page)
    assert "Handlungsfelder je Postleitzahl" in page
    assert "2 von 37 Akteuren" in text_of(reader, "/akteure?stadtteil=99901")


def test_a_plan_is_drawn_with_what_it_alone_knows(reader: FlaskClient, plan: Path) -> None:
    page = text_of(reader, "/stadtteile")
    assert len(re.findall(r'class="district-area', page)) == 9
    assert 'aria-label="Nordstadt: 5 Akteure"' in page
    assert "<strong>Niemand in:</strong> Musterdorf." in page
    by_postcode = text_of(reader, "/stadtteile?nach=plz")
    assert 'aria-label="99901: 2 Akteure"' in by_postcode
    written = plan.read_text("utf-8")
    plan.write_text(written.replace("Hafen", "<b onload=x>"), "utf-8")
    changed = text_of(reader, "/stadtteile")
    assert "Auf dem Plan gibt es nicht: Hafen" in changed
    assert "<b onload" not in changed
    assert "&lt;b onload=x&gt;" in changed


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"features": []}', "Der Plan plan.geojson enthält keine Flächen."),
        ("kein JSON", "ist kein GeoJSON mit Flächen"),
        (ELSEWHERE, "Der Plan plan.geojson nennt keinen dieser Orte"),
    ],
)
def test_what_cannot_be_drawn_is_said_beside_the_list(reader: FlaskClient, plan: Path, content: str, said: str) -> None:
    plan.write_text(content, "utf-8")
    page = text_of(reader, "/stadtteile")
    assert said in page
    assert tiles(page)["Nordstadt"] == "5 Akteure"


def test_a_network_without_districts_says_how_to_enter_them(client: FlaskClient, store: Store) -> None:
    assert tiles(text_of(client, "/stadtteile")) == {"Magdeburg": "ein Akteur"}
    assert "einer Spalte „Stadtteil“" in text_of(create_app(store=store).test_client(), "/stadtteile")


@pytest.mark.usefixtures("plan")
def test_the_drawn_plan_is_accessible_and_fits_a_phone(browser: Browser, city: Store) -> None:
    with service(create_app(store=city)) as port, strict_page(browser) as page:
        page.goto(f"http://127.0.0.1:{port}/stadtteile?thema=musterstadt/thema/sprache")
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            result = run_axe(page, scheme)
            assert result.violations_count == 0, result.generate_report()
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.get_by_role("link", name="Südstadt: ein Akteur").click()
        assert page.evaluate("document.querySelector(':target h2').textContent") == "Südstadt"


def test_the_map_is_filtered_by_district_and_combined_by_it(reader: FlaskClient) -> None:
    page = text_of(reader, "/karte?stadtteil=musterstadt/ort/nordstadt&ansicht=tabelle")
    assert "5 von 37 Akteuren" in page
    assert "nach Stadtteil" in text_of(reader, "/karte?gebiet=bezirk")
    assert "gebiet=bezirk" in text_of(reader, "/karte")
    assert "gebiet=bezirk" in text_of(reader, "/stadtteile")
