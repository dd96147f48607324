from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from html import escape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook

from graph.analysis import analysis_for
from graph.export.formats import FORMATS
from graph.load.spreadsheet.statements import NewNetwork
from graph.protocol import Store
from graph.store.open import open_store
from tests.support.network_files import read_gexf, read_graphml
from tests.support.network_schemas import faults_of_gexf
from tests.support.new_networks import make_network
from webapp import create_app
from webapp.pages.map.download.caption import Caption
from webapp.pages.map.download.covering import covering
from webapp.pages.map.download.drawing import MARGIN, NARROWEST, make_drawing
from webapp.pages.map.download.look import MapLook
from webapp.pages.map.download.names import TakenSpace, lay_out_names
from webapp.pages.map.download.sheet_fit import fit_sheet
from webapp.pages.map.download.sheets import SHEETS
from webapp.pages.map.download.spots import Box, Sign
from webapp.pages.map.routes import get_picture
from webapp.pages.map.signs import radii_for

SVG = "{http://www.w3.org/2000/svg}"
GEXF = {"g": "http://gexf.net/1.3", "viz": "http://gexf.net/1.3/viz"}
HOSTILE = '</text><script>alert(1)</script>\x00 & "Ä" \u202e=1+1'
CHOICE = "sektor=economy&stand=demanded"


@pytest.fixture
def client(magdeburg_app: Flask) -> FlaskClient:
    return magdeburg_app.test_client()


@pytest.fixture
def hostile() -> Iterator[FlaskClient]:
    store = open_store("memory:")
    make_network(store, NewNetwork("Böse & Gut", "", ""), [HOSTILE, "x" * 300], "XY")
    yield create_app(store=store).test_client()
    store.close()


def rows_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


def names_in_table(client: FlaskClient, choice: str) -> set[str]:
    """The actors and groups that the table of the map shows for the same address."""
    page = client.get(f"/karte?ansicht=tabelle&{choice}").get_data(as_text=True)
    rows = re.findall(r'<th scope="row"><a href="[^"]*">(.*?)</a>', page)
    assert rows
    return set(rows)


def test_every_format_of_the_menu_is_a_file_named_by_network_and_day(client: FlaskClient) -> None:
    page = client.get(f"/karte?{CHOICE}").get_data(as_text=True)
    for form in FORMATS:
        offered = f"/karte/export.{form.name}?sektor=economy&amp;stand=demanded"
        assert (offered in page) == form.is_available
        if not form.is_available:
            continue
        answer = client.get(f"/karte/export.{form.name}?{CHOICE}")
        assert answer.status_code == 200
        name = rf'attachment; filename="akteursnetz-magdeburg-\d{{4}}-\d\d-\d\d(-\w+)?\.{form.suffix}"'
        assert re.fullmatch(name, answer.headers["Content-Disposition"])
    assert client.get("/karte/export.exe").status_code == 406
    former = client.get(f"/karte/export.verbindungen.csv?{CHOICE}")
    assert former.data == client.get(f"/karte/export.csv?{CHOICE}").data


def test_files_hold_what_the_table_shows(client: FlaskClient) -> None:
    expected = names_in_table(client, CHOICE)
    actors = rows_of(client.get(f"/karte/export.akteure.csv?{CHOICE}").data)
    assert {escape(row[0]) for row in actors[1:]} == expected
    ties = rows_of(client.get(f"/karte/export.verbindungen.csv?{CHOICE}").data)
    assert {row[4] for row in ties[1:]} == {"gefordert"}
    assert any(row[10].startswith("„") and row[11] for row in ties[1:])  # a passage and its document
    book = load_workbook(io.BytesIO(client.get(f"/karte/export.xlsx?{CHOICE}").data))
    written = [[cell.value or "" for cell in row] for row in book["Verbindungen"].iter_rows()]
    assert [[*row[:3], row[4]] for row in written] == [[*row[:3], row[4]] for row in ties]
    network = read_gexf(client.get(f"/karte/export.gexf?{CHOICE}").data)
    assert {escape(str(network.nodes[node]["label"])) for node in network} == expected
    assert network.number_of_edges() == len(ties) - 1


def test_the_focus_of_the_address_is_saved_too(client: FlaskClient) -> None:
    choice = "akteur=magdeburg/jobcenter&tiefe=1"
    assert (
        len(rows_of(client.get(f"/karte/export.akteure.csv?{choice}").data)) - 1
        == len(names_in_table(client, choice))
        < 10
    )
    assert "Umfeld von Jobcenter Landeshauptstadt Magdeburg" in client.get(f"/karte/export.svg?{choice}").get_data(
        as_text=True
    )


def test_gexf_has_places_and_attributes_by_its_schema(client: FlaskClient, magdeburg: Store) -> None:
    written = client.get("/karte/export.gexf").data
    assert faults_of_gexf(written) == []
    nodes = ET.fromstring(written).findall("g:graph/g:nodes/g:node", GEXF)  # noqa: S314 - our own
    places = {
        (place.get("x"), place.get("y")) for node in nodes if (place := node.find("viz:position", GEXF)) is not None
    }
    assert len(places) == len(nodes) >= len(analysis_for(magdeburg).actors)


def test_graphml_comes_back_as_it_was(client: FlaskClient) -> None:
    network = read_graphml(client.get("/karte/export.graphml").data)
    jobcenter = network.nodes["https://netz.invalid/id/magdeburg/jobcenter"]
    assert jobcenter["label"] == "Jobcenter Landeshauptstadt Magdeburg"
    assert isinstance(jobcenter["x"], float)
    assert jobcenter["is_group"] is False
    assert "demanded" in {tie["state_code"] for _source, _target, tie in network.edges(data=True)}


def test_the_drawing_has_text_legend_filter_date_and_source(client: FlaskClient) -> None:
    root = ET.fromstring(client.get(f"/karte/export.svg?{CHOICE}").data)  # noqa: S314
    texts = " ".join(" ".join(element.itertext()) for element in root.iter(f"{SVG}text"))
    for wanted in (
        "Netzwerk für Integrations- und",
        "Wirtschaft",
        "gefordert",
        "Sektoren: Wirtschaft",
        "Stand der Daten: 2016",
        "Gespeichert",
        "Quelle: ",
        "steht für mehrere",
    ):
        assert wanted in texts
    left, top, width, height = (float(number) for number in root.attrib["viewBox"].split())
    for element in root.iter(f"{SVG}tspan"):
        assert left <= float(element.attrib["x"]) <= left + width
        assert top <= float(element.attrib["y"]) <= top + height


def test_a_small_network_stands_in_the_middle_of_its_sheet(magdeburg_app: Flask) -> None:
    with magdeburg_app.test_request_context("/"):
        picture = get_picture()
        one = replace(picture, nodes=picture.nodes[:1], edges=(), groups=())
        drawing = make_drawing(one, Caption("Kleines Netz", "", "", "", ""), MapLook(radii_for(picture, "")))
    (box,) = (name.box for name in drawing.names)
    drawn = Box(min(box.left, one.nodes[0].x - 24), 0, max(box.right, one.nodes[0].x + 24), 0)
    assert drawing.width == NARROWEST + 2 * MARGIN
    assert (drawn.left + drawn.right) / 2 == pytest.approx(drawing.left + drawing.width / 2, abs=0.1)


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_sheet_is_filled_and_its_shelf_read(magdeburg_app: Flask, sheet: str) -> None:
    """On a slide a third of the width was empty, and the shelf took a third of the height."""
    with magdeburg_app.test_request_context("/"):
        picture, ratio = get_picture(), SHEETS[sheet]
        asked = picture, Caption("Netz", "", "", "", ""), MapLook(radii_for(picture, ""))
        plain, drawing = make_drawing(*asked), fit_sheet(*asked, ratio)
    assert drawing.shelf
    assert drawing.width / drawing.height == pytest.approx(ratio, rel=0.08)
    sizes = [max(one.width, one.height * ratio) for one in (plain, drawing)]
    assert sizes[1] < 0.9 * sizes[0], "names are larger than on a drawing for no sheet"
    assert covering(drawing) == []
    labels, shelf = {node.id: node.label for node in picture.nodes}, drawing.shelf.box
    inside = [name for name in drawing.names if name.box.meets(shelf)]
    assert len(inside) == sum(node.is_alone for node in picture.nodes)
    assert all(name.says(labels[name.owner]) for name in inside)


def test_the_drawing_follows_the_asked_size_colour_and_gaps(client: FlaskClient) -> None:
    def drawing(choice: str) -> str:
        return client.get(f"/karte/export.svg?netz=magdeburg&{choice}").get_data(as_text=True)

    plain = drawing("")
    scales = set(re.findall(r"scale\(([\d.]+)\)", drawing("groesse=gleich")))
    assert len(scales) == 2, "one for actors, one for groups"
    assert len(set(re.findall(r"scale\(([\d.]+)\)", plain))) > 2
    coloured = drawing("farbe=luecken&groesse=luecken")
    assert "drei oder mehr Lücken" in coloured
    assert "desto mehr offene Lücken" in coloured
    assert coloured.count('fill="#b3123c"') > plain.count('fill="#b3123c"')
    with_gaps = drawing("luecken=rule")
    assert 'id="verbindungen-luecke-rule"' not in plain
    assert 'id="verbindungen-luecke-rule"' in with_gaps
    assert ">§</text>" in with_gaps


def test_every_name_of_the_drawing_is_nearest_to_its_own_sign_and_touches_nothing(magdeburg_app: Flask) -> None:
    with magdeburg_app.test_request_context("/"):
        picture = get_picture()
    radii = radii_for(picture, "")
    signs = [Sign(node.id, node.x, node.y, radii[node.id]) for node in picture.nodes]
    names = lay_out_names(picture.nodes, radii, TakenSpace(signs))
    ordered = sorted(picture.nodes, key=lambda node: (not node.is_group, -node.degree))
    boxes = [name.box for name in names]
    assert [(one, other) for place, one in enumerate(boxes) for other in boxes[:place] if one.meets(other)] == []
    for node, name in zip(ordered, names, strict=True):
        assert name.leader or min(signs, key=lambda sign: sign.away(name.box)).owner == node.id


def test_names_of_a_crowd_are_laid_out_within_bounds(magdeburg_app: Flask) -> None:
    """Far more than have room, where each would try some 500 places: places are counted, which takes no clock."""
    with magdeburg_app.test_request_context("/"):
        pattern = get_picture().nodes[0]
    nodes = [
        replace(pattern, id=f"n{number}", x=number % 50 * 60.0, y=number // 50 * 45.0, is_group=False)
        for number in range(2_000)
    ]
    radii = {node.id: 8.0 for node in nodes}
    space = TakenSpace([Sign(node.id, node.x, node.y, 8.0) for node in nodes])
    assert len(lay_out_names(nodes, radii, space)) == len(nodes)
    assert space.tried < 120_000


def test_hostile_names_stay_names(hostile: FlaskClient) -> None:
    for form in ("svg", "gexf", "graphml"):
        data = hostile.get(f"/karte/export.{form}").data
        root = ET.fromstring(data)  # noqa: S314 - it must be well-formed
        assert [one for one in root.iter() if one.tag.endswith("script")] == []
    assert b"<script>alert" not in hostile.get("/karte/export.html").data
    book = load_workbook(io.BytesIO(hostile.get("/karte/export.xlsx").data))
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_without_names_nothing_in_the_file_gives_them_away(client: FlaskClient, magdeburg: Store) -> None:
    text = client.get("/karte/export.html?namen=ohne").get_data(as_text=True)
    analysis = analysis_for(magdeburg)
    everyone = [*analysis.actors.values(), *analysis.groups.values()]
    names = {name for actor in everyone for name in (actor.label.de, actor.label.en, actor.iri)}
    names |= {passage.quote for tie in analysis.ties for passage in tie.evidence} | {
        tie.label.de for tie in analysis.ties
    }
    data = re.sub(r"<(script|style)>.*?</\1>", "", text, flags=re.DOTALL)  # the library and our code name nobody
    found = {name for name in names if len(name) > 3 and (name in data or escape(name) in data)}
    assert found <= {"Kirche", "Kammern"}  # no name of ours: words of the legend
    assert "magdeburg/" not in data
    assert "Zivilgesellschaft 1" in data


def test_the_file_holds_the_chosen_part_only(client: FlaskClient) -> None:
    text = client.get(f"/karte/export.html?{CHOICE}").get_data(as_text=True)
    assert "Kammern" in text
    assert "Psychosoziales Zentrum" not in text
    assert "Sektoren: Wirtschaft" in text


def test_the_page_to_print_holds_the_same_drawing(client: FlaskClient) -> None:
    page = client.get(f"/karte/druck?{CHOICE}&blatt=a3").get_data(as_text=True)
    assert 'src="/karte/export.svg?sektor=economy&amp;stand=demanded&amp;blatt=a3"' in page
    assert "sheet-a3" in page
    assert "sheet-a4" in client.get("/karte/druck?blatt=quer").get_data(as_text=True)


def test_a_filter_that_the_data_know_nothing_of_is_no_silent_default(client: FlaskClient) -> None:
    """Once such a filter was left out, and the file held everything."""
    refused = client.get("/karte/export.csv?netz=magdeburg&thema=gibtsnicht")
    assert (refused.status_code, refused.get_json()["error"]) == (400, "thema=gibtsnicht is not in the data.")
    for address in ("/karte/export.csv", "/api/v1/export.csv"):  # a state all the same: nothing is in it
        rows = client.get(f"{address}?netz=magdeburg&stand=unclear").get_data(as_text=True).splitlines()
        assert len(rows) == 1, address
