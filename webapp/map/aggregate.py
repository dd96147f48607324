"""The map of a network that is too large for one picture: areas as bubbles, and the actors of those laid open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from weakref import WeakKeyDictionary

from flask import request
from flask_babel import gettext as _

from graph.areas import (
    CUTS,
    NEARBY,
    NOBODYS,
    OPEN_MOST,
    REST,
    Area,
    Areas,
    Cut,
    Opened,
    cut_into_areas,
    open_area,
    open_nearby,
    place_areas,
    place_opened,
    radius_of,
)
from graph.model import Text
from graph.network import STATES
from graph.overview import Overview, find_networks, overview_for, read_all_labels, read_labels
from graph.store import Store
from graph.terms import NK
from graph.terms import network_slug as slug_of_network
from webapp.current import get_store, network_slug
from webapp.language import language
from webapp.links import iri_of, slug_of
from webapp.palette import BY_NAME, UNKNOWN, SectorStyle, sector_styles
from webapp.sorting import fold

STEPS_MOST = 2
HITS_MOST = 20


@dataclass(frozen=True, slots=True)
class Bubble:
    """An area in words, at its place. `ties` within it by state; `is_open` when its actors are drawn."""

    id: str
    label: str
    number: int
    ties: tuple[int, ...]
    untied: int
    style: SectorStyle
    x: float
    y: float
    radius: float = 0.0
    is_open: bool = False

    @property
    def demanded(self) -> int:
        """Ties within it that somebody asks for."""
        return self.ties[STATES.index("demanded")]


@dataclass(frozen=True, slots=True)
class Dot:
    """An actor that is drawn by itself, with the id of the area laid open that it stands in."""

    id: str
    iri: str
    label: str
    sector: str
    x: float
    y: float
    degree: int
    area: str


@dataclass(frozen=True, slots=True)
class Line:
    """What ties two bubbles or two actors: the number of ties by state."""

    source: str
    target: str
    ties: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Laid:
    """An area laid open, with how many of its actors are drawn."""

    id: str
    label: str
    shown: int
    total: int
    x: float
    y: float

    @property
    def others(self) -> int:
        """Actors that are counted, but not drawn."""
        return self.total - self.shown


@dataclass(frozen=True, slots=True)
class AreaPicture:
    """Everything the map of areas shows. `cuts` are the ways to cut this network; `actors` is the number of all."""

    cut: Cut
    cuts: tuple[Cut, ...]
    actors: int
    bubbles: tuple[Bubble, ...]
    lines: tuple[Line, ...]
    dots: tuple[Dot, ...]
    opened: tuple[Laid, ...]
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks for: how to cut, which areas are open, and whose surroundings."""

    cut: str
    opened: tuple[str, ...]
    actor: str
    steps: int


def read_wanted() -> Wanted:
    """The choice in the address of this request."""
    depth = request.args.get("tiefe", "")
    steps = min(max(int(depth), 1), STEPS_MOST) if depth.isdecimal() and len(depth) == 1 else 1
    opened = tuple(dict.fromkeys(filter(None, request.args.getlist("offen"))))
    return Wanted(request.args.get("gebiet", ""), opened, request.args.get("akteur", ""), steps)


def get_overview() -> Overview:
    """The overview of the chosen network; an unknown one is refused by whoever asks for its analysis."""
    return overview_for(get_store(), chosen_network())


def chosen_network() -> str | None:
    """IRI of the network in the address, None for all."""
    return next((iri for iri, _ in named_networks() if slug_of_network(iri) == network_slug()), None)


def named_networks() -> list[tuple[str, Text]]:
    """IRI and name of each network, read once for each revision without anything else."""
    store = get_store()
    kept = _NETWORKS.get(store)
    if kept is None or kept[0] != store.revision:
        kept = _NETWORKS[store] = (store.revision, find_networks(store))
    return list(kept[1].items())


def cuts_of(overview: Overview) -> tuple[Cut, ...]:
    """How this network can be cut: districts only where actors name one."""
    return tuple(cut for cut in CUTS if cut != "bezirk" or len(overview.districts) > 1)


def make_area_picture(overview: Overview, wanted: Wanted) -> AreaPicture:
    """The picture of this choice in the reader's language; what the data do not have is said, the rest is shown."""
    cuts = cuts_of(overview)
    cut: Cut = next((one for one in cuts if one == wanted.cut), "sektor")
    areas = _areas(overview, cut)
    found = [area for name in wanted.opened[:OPEN_MOST] if (area := _find(areas, name))]
    opened = [open_area(overview, areas, area) for area in found]
    nearby = open_nearby(overview, areas, iri_of(wanted.actor), wanted.steps) if wanted.actor else None
    everything = (*opened, *((nearby,) if nearby else ()))
    names = _names(overview, areas, everything)
    places, radii = _places(areas, opened, nearby)
    dots = _dots(overview, everything, places, names)
    bubbles = tuple(
        replace(_bubble(area, cut, names, places[area.id]), radius=round(radii[area.id], 1), is_open=area in found)
        for area in areas.areas
    )
    return AreaPicture(
        cut=cut,
        cuts=cuts,
        actors=overview.size,
        bubbles=bubbles,
        lines=tuple(_lines(overview, areas, everything)),
        dots=dots,
        opened=tuple(_laid(one, bubbles, places, wanted, names) for one in everything),
        notices=tuple(_notices(wanted, cuts, areas, found, nearby)),
    )


def find_actors(overview: Overview, wanted: str) -> list[tuple[str, str]]:
    """IRI and name of actors whose name contains this, those it begins with first, the best connected first."""
    forms = fold(wanted)
    found = [
        (not any(name.startswith(forms) for name in names), place)
        for place, names in enumerate(_folded(overview, language()))
        if any(form in name for form in forms for name in names)
    ]
    best = sorted(found, key=lambda hit: (hit[0], -int(overview.degree[hit[1]]), hit[1]))[:HITS_MOST]
    labels = read_labels(get_store(), [overview.actors[place] for _late, place in best])
    return [(iri, label.in_language(language())) for iri, label in labels.items()]


@lru_cache(maxsize=4)
def _folded(overview: Overview, code: str) -> list[tuple[str, ...]]:
    labels = read_all_labels(get_store())
    return [fold(labels[iri].in_language(code)) if iri in labels else () for iri in overview.actors]


def style_of(area_id: str, cut: Cut) -> SectorStyle:
    """A sector's own look; a circle or a district looks like nothing in particular."""
    if cut != "sektor" or area_id in {REST, NOBODYS}:
        return BY_NAME[UNKNOWN]
    return sector_styles([slug_code(area_id)])[slug_code(area_id)]


def area_slug(area_id: str) -> str:
    """The id of an area in addresses: the code of a sector, the slug of an actor or a district."""
    return area_id.removeprefix(NK) if area_id.startswith(NK) else slug_of(area_id)


def slug_code(area_id: str) -> str:
    """The code at the end of an IRI."""
    return area_id.rpartition("#")[2]


_NETWORKS: WeakKeyDictionary[Store, tuple[int, dict[str, Text]]] = WeakKeyDictionary()


@lru_cache(maxsize=32)
def _areas(overview: Overview, cut: Cut) -> Areas:
    return cut_into_areas(overview, cut)


def _find(areas: Areas, name: str) -> Area | None:
    return next((area for area in areas.areas if area_slug(area.id) == name), None)


def _names(overview: Overview, areas: Areas, opened: Iterable[Opened]) -> dict[str, str]:
    shown = (overview.actors[actor] for one in opened for actor in one.shown.tolist())
    labels = read_labels(get_store(), [*(area.name_of for area in areas.areas if area.name_of), *shown])
    return {iri: label.in_language(language()) for iri, label in labels.items()}


def area_label(area: Area, cut: Cut, names: Mapping[str, str]) -> str:
    """What an area is called; a circle by its best connected member."""
    if area.id == REST:
        return str(_("weitere, kleinere Gebiete"))
    if area.id == NOBODYS:
        return nobodys_label(cut)
    return str(_("Kreis um %(actor)s", actor=names[area.name_of])) if cut == "gemeinschaft" else names[area.name_of]


def nobodys_label(cut: Cut) -> str:
    """What those are called of whom nothing is recorded."""
    if cut == "sektor":
        return str(_("Sektor nicht erfasst"))
    return str(_("ohne Verbindung") if cut == "gemeinschaft" else _("Bezirk nicht erfasst"))


def _places(
    areas: Areas, opened: Sequence[Opened], nearby: Opened | None
) -> tuple[dict[str, tuple[float, float]], dict[str, float]]:
    """Where each bubble stands and how large it is; somebody's surroundings stand to the left of all."""
    radii = {area.id: area.radius for area in areas.areas} | {one.id: radius_of(one) for one in opened}
    places = place_areas(areas, radii)
    if nearby:
        left = min((places[area.id][0] - radii[area.id] for area in areas.areas), default=0.0)
        radii[NEARBY] = radius_of(nearby)
        places[NEARBY] = (left - radii[NEARBY] - 120, 0.0)
    return places, radii


def _bubble(area: Area, cut: Cut, names: Mapping[str, str], place: tuple[float, float]) -> Bubble:
    return Bubble(
        id=area_slug(area.id),
        label=area_label(area, cut, names),
        number=area.size,
        ties=area.ties,
        untied=area.untied,
        style=style_of(area.id, cut),
        x=place[0],
        y=place[1],
    )


def _dots(
    overview: Overview,
    opened: Iterable[Opened],
    places: Mapping[str, tuple[float, float]],
    names: Mapping[str, str],
) -> tuple[Dot, ...]:
    """Each actor once, where it is laid open last: somebody's surroundings take it out of its area."""
    dots: dict[int, Dot] = {}
    for one in opened:
        for actor, (x, y) in place_opened(one, places[one.id]).items():
            iri, sector = overview.actors[actor], int(overview.sector_of[actor])
            code = slug_code(overview.sectors[sector]) if sector >= 0 else UNKNOWN
            degree = int(overview.degree[actor])
            dots[actor] = Dot(slug_of(iri), iri, names[iri], code, x, y, degree, area_slug(one.id))
    return tuple(dots.values())


def _lines(overview: Overview, areas: Areas, opened: Sequence[Opened]) -> Iterable[Line]:
    for (area, beside), ties in areas.between.items():
        yield Line(area_slug(area), area_slug(beside), ties)
    pairs: dict[tuple[int, int], list[int]] = {}
    for part in opened:
        for (one, other, state), number in Counter(map(tuple, part.ties.tolist())).items():
            pairs.setdefault((one, other), [0] * len(STATES))[state] = number
        if part.id == NEARBY:
            yield from (Line(NEARBY, area_slug(far), ties) for far, ties in part.outward.items())
    for (one, other), states in pairs.items():
        yield Line(slug_of(overview.actors[one]), slug_of(overview.actors[other]), tuple(states))


def _laid(
    one: Opened,
    bubbles: Iterable[Bubble],
    places: Mapping[str, tuple[float, float]],
    wanted: Wanted,
    names: Mapping[str, str],
) -> Laid:
    label = next((bubble.label for bubble in bubbles if bubble.id == area_slug(one.id)), "")
    if one.id == NEARBY:
        label = _("Umfeld von %(actor)s", actor=names[iri_of(wanted.actor)])
    return Laid(area_slug(one.id), str(label), len(one.shown), one.total, *places[one.id])


def _notices(
    wanted: Wanted, cuts: Sequence[Cut], areas: Areas, found: Sequence[Area], nearby: Opened | None
) -> Iterable[str]:
    if wanted.cut and wanted.cut not in cuts:
        yield str(_("Nach „%(cut)s“ lässt sich dieses Netzwerk nicht zusammenfassen.", cut=wanted.cut[:60]))
    for name in wanted.opened:
        if _find(areas, name) is None:
            yield str(_("Das Gebiet „%(name)s“ gibt es hier nicht.", name=name[:60]))
    if len(wanted.opened) > OPEN_MOST and len(found) == OPEN_MOST:
        yield str(_("Zugleich sind höchstens %(most)s Gebiete geöffnet.", most=OPEN_MOST))
    if wanted.actor and nearby is None:
        yield str(_("Auf dieser Karte gibt es keinen Akteur mit der Kennung „%(slug)s“.", slug=wanted.actor[:60]))
