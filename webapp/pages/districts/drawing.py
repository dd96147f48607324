"""The plan as a drawing: each area with its number of actors, from pale to strong; hatched where there is nobody."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from graph.places.plan import CityPlan, PlanArea, name_key
from graph.places.rings import LabelSpot, Ring, on_sheet, spot_in
from webapp.pages.districts.places import Place

SIZE, LEVELS = 1000, 4
_LETTER, _LINE, _LINES_MOST = 9.0, 19, 2
_PARTS = re.compile(r"[^\s-]+-?")


@dataclass(frozen=True, slots=True)
class Shape:
    """One area: its border, what it is called, how many work there, and where that stands in it.

    `anchor` is the place in the list below, "" for an area that no entry names; `lines` is the name, where it fits.
    """

    path: str
    label: str
    number: int
    level: int
    spot: LabelSpot
    lines: tuple[str, ...]
    anchor: str


@dataclass(frozen=True, slots=True)
class PlanDrawing:
    """The drawn plan; `not_found` are places that it has no area for, `unnamed` areas that no entry names."""

    width: int
    height: int
    shapes: tuple[Shape, ...]
    not_found: tuple[Place, ...]
    unnamed: tuple[str, ...]


def draw(plan: CityPlan, places: Sequence[Place]) -> PlanDrawing | None:
    """The plan with these places on it; None where it names none of them."""
    held: defaultdict[str, list[Place]] = defaultdict(list)
    for place in places:
        for name in place.names:
            held[name_key(name)].append(place)
    found = plan.name_property(held)
    if not found:
        return None
    drawn, width, height = on_sheet([one.rings for one in plan.outlines], SIZE)
    most = max(one.number for one in places)
    shapes = tuple(
        _shape(rings, _name(outline, found), held.get(name_key(_name(outline, found)), []), most)
        for outline, rings in zip(plan.outlines, drawn, strict=True)
    )
    on_it = {name_key(_name(outline, found)) for outline in plan.outlines}
    return PlanDrawing(
        width,
        height,
        tuple(sorted(shapes, key=lambda one: -len(one.path))),
        tuple(one for one in places if not on_it & set(map(name_key, one.names))),
        tuple(sorted({one.label for one in shapes if not one.anchor and one.label})),
    )


def _name(outline: PlanArea, found: str) -> str:
    return outline.names.get(found, "")


def _shape(rings: Sequence[Ring], name: str, places: Sequence[Place], most: int) -> Shape:
    label = places[0].label if places else name
    number, spot = sum(one.number for one in places), spot_in(rings)
    return Shape(
        path="".join(f"M{'L'.join(f'{x:g} {y:g}' for x, y in ring)}Z" for ring in rings),
        label=label,
        number=number,
        level=-(-LEVELS * number // most) if most else 0,
        spot=spot,
        lines=_lines(label, spot.width),
        anchor=places[0].anchor if places else "",
    )


def _lines(label: str, width: float) -> tuple[str, ...]:
    """The name in at most two lines that fit, nothing where it does not."""
    lines = [""]
    for part in _PARTS.findall(label):
        joined = f"{lines[-1]}{'' if lines[-1].endswith('-') or not lines[-1] else ' '}{part}"
        if len(joined) * _LETTER <= width or not lines[-1]:
            lines[-1] = joined
        else:
            lines.append(part)
    fits = len(lines) <= _LINES_MOST and all(len(line) * _LETTER <= width for line in lines)
    return tuple(lines) if fits else ()


def line_offset(nth: int) -> int:
    """How far below its spot a line of the name stands."""
    return _LINE * (nth + 1)
