"""The plan of a city: areas with names out of a GeoJSON file that lies beside the data, checked before it is drawn.

Source: RFC 7946 (GeoJSON).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from graph.errors import DataError
from graph.places.rings import Ring, crosses_itself
from graph.protocol import Store
from graph.settings import read_setting
from graph.text import long_form, without_unseen

FILE = "plan.geojson"
LARGEST = 10_000_000
MOST_AREAS = 1_000
LONGEST_NAME = 80
_LONGEST_LONGITUDE, _LONGEST_LATITUDE = 180, 90
_DEGREES = ("4326", "CRS84", "4258")
"""Coordinate systems in degrees, which differ by less than a plan shows; "" is what RFC 7946 has every file be in."""
_MANY_DIGITS = 15
_FEWEST_CORNERS = 3


class _Geometry(msgspec.Struct):
    type: str = ""
    coordinates: Any = None
    geometries: tuple[Any, ...] = ()


class _Feature(msgspec.Struct):
    geometry: _Geometry | None = None
    properties: dict[str, Any] | None = None


class _Collection(msgspec.Struct):
    features: list[_Feature]
    crs: Any = None


@dataclass(frozen=True, slots=True)
class PlanArea:
    """One area of a plan: what its properties say in words, by their names, and its rings in degrees."""

    names: Mapping[str, str]
    rings: tuple[Ring, ...]


@dataclass(frozen=True)
class CityPlan:
    """The areas of a file, each with at least one ring; `without_area` counts what else stands in it."""

    file: str
    outlines: tuple[PlanArea, ...]
    without_area: int

    def name_property(self, wanted: Collection[str]) -> str:
        """The property by which most of these keys are found, "" where none is found by any."""
        found: Counter[str] = Counter()
        for outline in self.outlines:
            found.update(name for name, said in outline.names.items() if name_key(said) in wanted)
        return max(found, key=lambda name: found[name], default="")

    @cached_property
    def crossing(self) -> tuple[PlanArea, ...]:
        """The areas whose border crosses itself: what lies inside is then anybody's guess."""
        return tuple(one for one in self.outlines if any(map(crosses_itself, one.rings)))


def name_key(name: str) -> str:
    """What two names of one district have in common: letters and digits, whatever stands between them."""
    return "".join(letter for letter in long_form(name) if letter.isalnum())


def read_plan(store: Store) -> CityPlan | None:
    """The plan of AKTEURSNETZ_PLAN, else `plan.geojson` in the store's folder; None where there is none.

    Raises DataError for what is no plan.
    """
    named = read_setting("AKTEURSNETZ_PLAN")
    path = Path(named) if named else store.folder / FILE if store.folder is not None else None
    if path is None or not (named or path.is_file()):
        return None
    try:
        seen = path.stat()
    except OSError as error:
        raise _unreadable(path, error) from error
    if seen.st_size > LARGEST:
        raise DataError(
            "The plan %(file)s has %(number)s MB; up to %(most)s are drawn.",
            hint="Simplify the borders and leave out what is no district, for example with QGIS.",
            file=path.name,
            number=math.ceil(seen.st_size / 1_000_000),
            most=LARGEST // 1_000_000,
        )
    found = _found(path, _FileState(seen.st_ino, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_size))
    if isinstance(found, _Refusal):
        raise DataError(found.template, hint=found.hint, **found.values)
    return found


class _FileState(NamedTuple):
    """What differs once a file is another one: copies keep the time of contents, the system's own time moves."""

    file: int
    changed: int
    written: int
    size: int


class _Refusal(NamedTuple):
    """Why a file is no plan. It is raised anew each time: one error for all would gather what each raising adds."""

    template: str
    hint: str
    values: Mapping[str, object]


@lru_cache(maxsize=2)
def _found(path: Path, _state: _FileState) -> CityPlan | _Refusal:
    """What a file holds, or why it is no plan: read once for each state of the file, whichever of the two it is."""
    try:
        content = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    except OSError as error:  # may be over in a moment: it is not kept
        raise _unreadable(path, error) from error
    try:
        return _read(path, content)
    except DataError as error:
        return _Refusal(error.template, error.hint_template, error.values)


def _read(path: Path, content: bytes) -> CityPlan:
    try:
        found = msgspec.json.decode(content, type=_Collection)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise DataError(
            "The plan %(file)s is no GeoJSON with features: %(reason)s.",
            hint="Export the districts as GeoJSON (FeatureCollection) once more.",
            file=path.name,
            reason=str(error)[:200],
        ) from error
    return _checked(path.name, found)


def _checked(file: str, found: _Collection) -> CityPlan:
    _refuse_other_system(file, found.crs)
    outlines = tuple(_outline(file, one, number) for number, one in enumerate(found.features, 1))
    drawn = tuple(one for one in outlines if one.rings)
    if not drawn:
        raise DataError(
            "The plan %(file)s has no areas.",
            hint="Each district needs a polygon; points and lines are not drawn.",
            file=file,
        )
    if len(drawn) > MOST_AREAS:
        raise DataError(
            "The plan %(file)s has %(number)s areas; up to %(most)s are drawn.",
            hint="Take the districts of the city, not its blocks or houses.",
            file=file,
            number=len(drawn),
            most=MOST_AREAS,
        )
    return CityPlan(file, drawn, len(outlines) - len(drawn))


def _refuse_other_system(file: str, crs: Any) -> None:
    """Older files may name a coordinate system; what is not in degrees cannot be drawn as if it were."""
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    if isinstance(name, str) and not name.endswith(_DEGREES):
        raise _other_system(file, name[:LONGEST_NAME])


def _other_system(file: str, name: str) -> DataError:
    return DataError(
        "The plan %(file)s is not in degrees but in another coordinate system: %(name)s.",
        hint="Export it in WGS 84 (EPSG:4326), as GeoJSON prescribes.",
        file=file,
        name=name,
    )


def _outline(file: str, feature: _Feature, number: int) -> PlanArea:
    rings = tuple(_rings(file, feature.geometry, number))
    names = {name: said for name, value in (feature.properties or {}).items() if (said := _in_words(value))}
    return PlanArea(names, rings)


def _in_words(value: Any) -> str:
    """A property that can be a name: a text, or a whole number such as a postcode."""
    if isinstance(value, str):
        return without_unseen(" ".join(value.split()))[:LONGEST_NAME].strip()
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return str(value) if is_number and abs(value) < 10**_MANY_DIGITS else ""


def _rings(file: str, geometry: _Geometry | None, number: int) -> Iterator[Ring]:
    if geometry is None or geometry.type not in {"Polygon", "MultiPolygon"}:
        return
    polygons = geometry.coordinates if geometry.type == "MultiPolygon" else [geometry.coordinates]
    try:
        rings = [tuple(_point(file, one) for one in ring) for polygon in polygons for ring in polygon]
    except (TypeError, IndexError, KeyError, ValueError, OverflowError) as error:
        raise DataError(
            "In the plan %(file)s the coordinates of area %(number)s cannot be read.",
            hint="A polygon is a list of rings, each a list of points [longitude, latitude].",
            file=file,
            number=number,
        ) from error
    yield from (ring for ring in rings if len(set(ring)) >= _FEWEST_CORNERS)


def _point(file: str, value: Any) -> tuple[float, float]:
    if not isinstance(value, list):
        raise TypeError
    longitude, latitude = (float(one) for one in value[:2] if isinstance(one, int | float))
    if abs(longitude) > _LONGEST_LONGITUDE or abs(latitude) > _LONGEST_LATITUDE:
        raise _other_system(file, f"{value[0]}, {value[1]}"[:LONGEST_NAME])
    return longitude, latitude


def _unreadable(path: Path, error: OSError) -> DataError:
    return DataError(
        "The plan %(file)s cannot be read: %(reason)s.",
        hint="It must be there and readable for the user of the service.",
        file=path.name,
        reason=error.strerror or str(error),
    )
