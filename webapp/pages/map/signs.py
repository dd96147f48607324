"""How large each sign of the map is, in which colour and with which rim: every way to draw it, each said once.

A new size, colour or rim is a line in `SIZES`, `COLOURINGS` or `RIMS`, and the translation of its words. The legend
offers it, the picture's JSON carries its numbers, and the drawing on paper takes the same.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask_babel.speaklater import LazyString
from markupsafe import Markup

from webapp.pages.map.model import MapNode, MapView
from webapp.ui.language import gettext as _
from webapp.ui.language import lazy_gettext as _l
from webapp.ui.palette import STYLES, UNKNOWN

GROUP_RADIUS = 12.0
SMALLEST, GROWTH = 10.0, 2.6
MOST_COUNTED = 25
MIDDLE = 4
MANY_GAPS = 3

TINTS = tuple(f"sector-{style.name}" for style in STYLES if style.name != UNKNOWN)
NO_TINT = f"sector-{UNKNOWN}"

Legend = tuple[tuple[str, str], ...]
"""Names of colours of the style sheet, each with its meaning."""


@dataclass(frozen=True, slots=True)
class Size:
    """What the size of signs can stand for, by its name in the address ("" is the usual one), in words.

    `measure` counts partners, or whatever else is set against the largest of the picture (`is_share`): a measure of
    actors by its name in `MapNode.measures`.
    """

    name: str
    label: LazyString
    meaning: LazyString
    measure: Callable[[MapNode], float]
    is_share: bool = True


@dataclass(frozen=True, slots=True)
class Colouring:
    """What the colour of signs stands for in one picture: its legend, and the index in it for each node by its id."""

    name: str
    legend: Legend
    indices: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ColourBy:
    """What the colour of signs can stand for, by its name in the address ("" is the sector, which needs no more)."""

    name: str
    label: LazyString
    meaning: LazyString
    of: Callable[[MapView], tuple[Legend, Mapping[str, int]]] | None = None


@dataclass(frozen=True, slots=True)
class Rim:
    """An outline around an open sign, with what that says, on paper in `short`; `dashes` and `width` in pixels."""

    name: str
    label: LazyString
    has: Callable[[MapNode], bool]
    dashes: tuple[float, ...]
    width: float
    short: LazyString | None = None


def _by_group(picture: MapView) -> tuple[Legend, Mapping[str, int]]:
    """As many of the largest groups as there are colours; the others share the grey."""
    largest = sorted((one for one in picture.groups if one.members), key=lambda group: -len(group.members))
    legend = tuple((tint, group.label) for tint, group in zip(TINTS, largest, strict=False))
    codes = [group.id for group, _tint in zip(largest, legend, strict=False)]
    return (*legend, (NO_TINT, _("andere oder keine Arbeitsgruppe"))), {
        node.id: next((index for index, code in enumerate(codes) if code in node.groups), len(codes))
        for node in picture.nodes
    }


def _by_gaps(picture: MapView) -> tuple[Legend, Mapping[str, int]]:
    legend = (NO_TINT, _("keine Lücke")), ("warn", _("eine oder zwei Lücken")), ("gap", _("drei oder mehr Lücken"))
    return legend, {node.id: 2 if node.gaps >= MANY_GAPS else 1 if node.gaps else 0 for node in picture.nodes}


SIZES = (
    Size(
        "",
        _l("Verbindungen"),
        _l("Je größer das Zeichen, mit desto mehr anderen besteht eine Verbindung."),
        lambda node: node.degree,
        is_share=False,
    ),
    Size(
        "vermittlung",
        _l("Vermittlerrolle"),
        _l("Je größer das Zeichen, desto mehr kürzeste Wege zwischen anderen führen darüber."),
        lambda node: node.measures["betweenness"],
    ),
    Size(
        "reichweite",
        _l("Reichweite"),
        _l("Je größer das Zeichen, desto mehr andere sind in zwei Schritten zu erreichen."),
        lambda node: node.reach,
    ),
    Size(
        "luecken",
        _l("Lücken"),
        _l("Je größer das Zeichen, desto mehr offene Lücken nennen diesen Akteur."),
        lambda node: node.gaps,
    ),
    Size("gleich", _l("alle gleich"), _l("Alle Zeichen sind gleich groß."), lambda _: MIDDLE, is_share=False),
)
COLOURINGS = (
    ColourBy("", _l("Sektor"), _l("Die Farbe zeigt den Sektor, ebenso die Form.")),
    ColourBy(
        "gruppe",
        _l("Arbeitsgruppe"),
        _l("Die Farbe zeigt eine der großen Arbeitsgruppen; die Form zeigt weiter den Sektor."),
        _by_group,
    ),
    ColourBy(
        "luecken",
        _l("Lücken"),
        _l("Die Farbe zeigt, wie viele offene Lücken den Akteur nennen; die Form zeigt den Sektor."),
        _by_gaps,
    ),
)
COLLECTIVE = Rim(
    "collective",
    _l("offen gezeichnet: steht für mehrere (noch keine Namen)"),
    lambda node: node.is_collective,
    dashes=(3, 2.5),
    width=2.2,
    short=_l("steht für mehrere"),
)
RIMS = (COLLECTIVE,)
"""The first that a node has is drawn."""


def choices() -> dict[str, list[tuple[str, str]]]:
    """What the legend offers: names and labels of sizes and colours, and the rims with their marks."""
    return {
        "sizes": [(one.name, str(one.label)) for one in SIZES],
        "colours": [(one.name, str(one.label)) for one in COLOURINGS],
        "rims": [(_rim_mark(one), str(one.label)) for one in RIMS],
    }


def meanings() -> dict[str, str]:
    """What size and colour of the signs mean, one sentence each, by the names that the browser asks for."""
    sizes = {f"size-{one.name or 'verbindungen'}": str(one.meaning) for one in SIZES}
    return {**sizes, **{f"colour-{one.name or 'sektor'}": str(one.meaning) for one in COLOURINGS}}


def radii_of(picture: MapView) -> dict[str, tuple[float, ...]]:
    """The radius of each node by its id, for every size in the order of `SIZES`, in pixels of the map. O(nodes)."""
    most = [max(map(size.measure, picture.nodes), default=0) for size in SIZES]
    sizes = list(zip(SIZES, most, strict=True))
    return {node.id: tuple(_radius(node, size, largest) for size, largest in sizes) for node in picture.nodes}


def radii_for(picture: MapView, size: str) -> dict[str, float]:
    """The radius of each node for one size; one that there is not counts partners."""
    index = next((index for index, one in enumerate(SIZES) if one.name == size), 0)
    return {name: radii[index] for name, radii in radii_of(picture).items()}


def colourings_of(picture: MapView) -> tuple[Colouring, ...]:
    """Every way to colour signs by something else than their sector."""
    return tuple(Colouring(one.name, *one.of(picture)) for one in COLOURINGS if one.of)


def rim_of(node: MapNode) -> Rim | None:
    """The rim of a node; None for one that is drawn as usual."""
    return next((rim for rim in RIMS if rim.has(node)), None)


def _rim_mark(rim: Rim) -> Markup:
    """The rim as a small picture for the legend."""
    return Markup(
        '<svg class="rim-mark" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">'
        '<circle cx="8" cy="8" r="6" stroke-dasharray="{}"/></svg>'
    ).format(" ".join(f"{dash:g}" for dash in rim.dashes))


def radius_for(weight: float) -> float:
    """The radius of an actor of some weight, which is a number of partners or stands for one."""
    return round(SMALLEST + GROWTH * math.sqrt(min(weight, MOST_COUNTED)), 2)


def _radius(node: MapNode, size: Size, largest: float) -> float:
    if node.is_group:
        return GROUP_RADIUS
    if not size.is_share:
        return radius_for(size.measure(node))
    return radius_for(MOST_COUNTED * size.measure(node) / largest if largest else 0)
