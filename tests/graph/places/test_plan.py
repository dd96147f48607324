"""The plan of a city: what is drawn of a file, and the sentence for what is not."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from graph.errors import DataError
from graph.paths import DATA
from graph.places.localities import postcode_of
from graph.places.plan import FILE, CityPlan, name_key, read_plan
from graph.places.rings import crosses_itself, on_sheet, spot_in
from graph.protocol import Store

SQUARE: list[list[float]] = [[11, 52], [11.1, 52], [11.1, 52.1], [11, 52.1], [11, 52]]
BOW = [[11, 52], [11.1, 52.1], [11.1, 52], [11, 52.1], [11, 52]]


class Beside:
    """As much of a store as the plan asks for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder


def area(coordinates: Any, kind: str = "Polygon", **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": coordinates}}


def collection(*features: Any, **more: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features, **more}).encode()


def read(folder: Path, content: bytes) -> CityPlan:
    (folder / FILE).write_bytes(content)
    store: Any = Beside(folder)
    found = read_plan(store)
    assert found is not None
    return found


def test_the_example_is_a_plan_of_nine_districts() -> None:
    content = (DATA / "examples" / "musterstadt-plan.geojson").read_bytes()
    found = json.loads(content)["features"]
    assert {one["properties"]["stadtteil"] for one in found} >= {"Altstadt", "Nordstadt", "Musterdorf"}


def test_without_a_file_there_is_no_plan(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_plan(store) is None
    named = tmp_path / "nirgends.geojson"
    monkeypatch.setenv("AKTEURSNETZ_PLAN", str(named))
    with pytest.raises(DataError, match=r"nirgends\.geojson cannot be read"):
        read_plan(store)
    named.write_bytes(b"\xef\xbb\xbf" + collection(area([SQUARE], name="Nord")))
    found = read_plan(store)
    assert found is not None
    assert [one.names for one in found.outlines] == [{"name": "Nord"}]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b" " * 10_000_001, "has 11 MB; up to 10"),
        (b"", "is no GeoJSON"),
        (b"<html>", "is no GeoJSON"),
        (b"\xff\xfe{", "is no GeoJSON"),
        (b'{"type": "Polygon", "coordinates": []}', "is no GeoJSON with features"),
        (b'{"features": ' + b"[" * 100_000, "is no GeoJSON"),
        (b'{"features": "alle"}', "is no GeoJSON with features"),
        (collection(), "has no areas"),
        (collection(area([11, 52], "Point", name="Nord")), "has no areas"),
        (collection(area([[[11, 52], [11, 52], [11, 52]]], name="Strich")), "has no areas"),
        (collection(*[area([SQUARE])] * 1_001), "has 1001 areas"),
        (collection(area([SQUARE]), crs={"properties": {"name": "urn:ogc:def:crs:EPSG::25832"}}), "EPSG::25832"),
        (collection(area([[[678000, 5777000], [679000, 5777000], [679000, 5778000]]])), "678000, 5777000"),
        (collection(area([[[1e308, 1e308], [11, 52], [11, 53]]])), "another coordinate system"),
        (collection(area([[["11", "52"], ["12", "52"], ["12", "53"]]])), "coordinates of area 1 cannot be read"),
        (collection(area([SQUARE]), area([[[11], [12], [13]]])), "coordinates of area 2 cannot be read"),
        (collection(area(7)), "coordinates of area 1 cannot be read"),
        (collection(area([[[11, None], [12, 52], [12, 53]]])), "coordinates of area 1 cannot be read"),
    ],
)
def test_what_is_no_plan_is_refused_in_a_sentence_and_read_once(
    tmp_path: Path, content: bytes, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(DataError, match=said) as first:
        read(tmp_path, content)
    store: Any = Beside(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", lambda _: pytest.fail("it is read again"))
        with pytest.raises(DataError, match=said) as again:
            read_plan(store)
    assert again.value is not first.value
    times = (tmp_path / FILE).stat()
    mended = tmp_path / "mended"
    mended.write_bytes(collection(area([SQUARE], name="Nord")))
    os.utime(mended, ns=(times.st_atime_ns, times.st_mtime_ns))
    mended.replace(tmp_path / FILE)
    assert read_plan(store), "another file, whatever time it says of itself"


def test_areas_are_read_whatever_else_stands_in_the_file(tmp_path: Path) -> None:
    features = (
        area([[SQUARE]], "MultiPolygon", name="Nord", plz=39104, id=None, flag=True),
        area([SQUARE], name="<script>\u202e alert"),
        area([BOW], name="Schleife"),
        {"type": "Feature", "geometry": None, "properties": None},
    )
    plan = read(tmp_path, collection(*features, crs={"properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}))
    assert plan.outlines[0].names == {"name": "Nord", "plz": "39104"}
    assert plan.outlines[1].names == {"name": "<script> alert"}
    assert plan.without_area == 1
    assert [one.names["name"] for one in plan.crossing] == ["Schleife"]
    assert plan.name_property({"39104"}) == "plz"
    assert plan.name_property({name_key("Nord"), name_key("Schleife")}) == "name"
    assert plan.name_property({"anderswo"}) == ""


@pytest.mark.parametrize(
    ("one", "other"), [("Stadtfeld Ost", "Stadtfeld-Ost"), ("Südstadt", "SUEDSTADT"), ("St. Michael", "St Michael")]
)
def test_a_district_is_known_however_its_name_is_written(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_a_city_lies_on_the_sheet_with_its_north_up_and_its_true_width() -> None:
    square = tuple((x, y) for x, y in SQUARE)
    drawn, width, height = on_sheet([[square]], 1000)
    assert height == 1000
    assert 610 < width < 620
    assert drawn[0][0][0] == (0, 1000)
    spot = spot_in(drawn[0])
    assert (spot.x, spot.width) == (width / 2, width)
    assert not crosses_itself(square)


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("Hegelstraße 1, 39104 Magdeburg", "39104"),
        ("Hegelstraße 1 39104 Magdeburg", "39104"),
        ("Postfach 12345, D-39104 Magdeburg", "39104"),
        ("Ring 5, A-1010 Wien", "1010"),
        ("Bahnhofstraße 1, 8001 Zürich", "8001"),
        ("Straße 1945 Nr. 3", ""),
        ("Altstadt", ""),
        ("Telefon 0391 123456", ""),
        ("", ""),
    ],
)
def test_the_postcode_of_an_address_is_the_number_before_its_town(address: str, code: str) -> None:
    assert postcode_of(address) == code
