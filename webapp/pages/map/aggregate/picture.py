"""The picture of areas for one choice, in the reader's language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from graph.areas.areas import (
    NEARBY,
    OPEN_MOST,
    Area,
    Areas,
    Cut,
    Opened,
    cut_into_areas,
    open_area,
    open_nearby,
    position_areas,
    position_opened,
    radius_of,
)
from graph.areas.overview import Overview, read_labels
from graph.model import STATES
from webapp.pages.map.aggregate.choice import WantedAreas, cuts_of
from webapp.pages.map.aggregate.model import AreaLine, AreaPicture, Bubble, Dot, Laid
from webapp.pages.map.aggregate.words import area_label, area_slug, slug_code, style_of
from webapp.ui.context import get_store
from webapp.ui.language import gettext as _
from webapp.ui.language import language
from webapp.ui.links import iri_of, slug_of
from webapp.ui.palette import UNKNOWN


def make_area_picture(overview: Overview, wanted: WantedAreas) -> AreaPicture:
    """The picture of this choice in the reader's language; what the data do not have is said, the rest is shown."""
    cuts = cuts_of(overview)
    cut: Cut = next((one for one in cuts if one == wanted.cut), "sektor")
    areas = _areas(overview, cut)
    found = [area for name in wanted.opened[:OPEN_MOST] if (area := _find(areas, name))]
    opened = [open_area(overview, areas, area) for area in found]
    nearby = open_nearby(overview, areas, iri_of(wanted.actor), wanted.steps) if wanted.actor else None
    everything = (*opened, *((nearby,) if nearby else ()))
    names = _names(overview, areas, everything)
    positions, radii = _positions(areas, opened, nearby)
    dots = _dots(overview, everything, positions, names)
    bubbles = tuple(
        replace(_bubble(area, cut, names, positions[area.id]), radius=round(radii[area.id], 1), is_open=area in found)
        for area in areas.areas
    )
    return AreaPicture(
        cut=cut,
        cuts=cuts,
        actors=overview.size,
        bubbles=bubbles,
        lines=tuple(_lines(overview, areas, everything)),
        dots=dots,
        opened=tuple(_laid(one, bubbles, positions, wanted, names) for one in everything),
        notices=tuple(_notices(wanted, cuts, areas, found, nearby)),
    )


@lru_cache(maxsize=32)
def _areas(overview: Overview, cut: Cut) -> Areas:
    return cut_into_areas(overview, cut)


def _find(areas: Areas, name: str) -> Area | None:
    return next((area for area in areas.areas if area_slug(area.id) == name), None)


def _names(overview: Overview, areas: Areas, opened: Iterable[Opened]) -> dict[str, str]:
    shown = (overview.actors[actor] for one in opened for actor in one.shown.tolist())
    labels = read_labels(get_store(), [*(area.name_of for area in areas.areas if area.name_of), *shown])
    return {iri: label.in_language(language()) for iri, label in labels.items()}


def _positions(
    areas: Areas, opened: Sequence[Opened], nearby: Opened | None
) -> tuple[dict[str, tuple[float, float]], dict[str, float]]:
    """Where each bubble stands and how large it is; somebody's surroundings stand to the left of all."""
    radii = {area.id: area.radius for area in areas.areas} | {one.id: radius_of(one) for one in opened}
    positions = position_areas(areas, radii)
    if nearby:
        left = min((positions[area.id][0] - radii[area.id] for area in areas.areas), default=0.0)
        radii[NEARBY] = radius_of(nearby)
        positions[NEARBY] = (left - radii[NEARBY] - 120, 0.0)
    return positions, radii


def _bubble(area: Area, cut: Cut, names: Mapping[str, str], position: tuple[float, float]) -> Bubble:
    return Bubble(
        id=area_slug(area.id),
        label=area_label(area, cut, names),
        number=area.size,
        ties=area.ties,
        untied=area.untied,
        style=style_of(area.id, cut),
        x=position[0],
        y=position[1],
    )


def _dots(
    overview: Overview,
    opened: Iterable[Opened],
    positions: Mapping[str, tuple[float, float]],
    names: Mapping[str, str],
) -> tuple[Dot, ...]:
    """Each actor once, where it is laid open last: somebody's surroundings take it out of its area."""
    dots: dict[int, Dot] = {}
    for one in opened:
        for actor, (x, y) in position_opened(one, positions[one.id]).items():
            iri, sector = overview.actors[actor], int(overview.sector_of[actor])
            code = slug_code(overview.sectors[sector]) if sector >= 0 else UNKNOWN
            degree = int(overview.degree[actor])
            dots[actor] = Dot(slug_of(iri), iri, names[iri], code, x, y, degree, area_slug(one.id))
    return tuple(dots.values())


def _lines(overview: Overview, areas: Areas, opened: Sequence[Opened]) -> Iterable[AreaLine]:
    for (area, beside), ties in areas.between.items():
        yield AreaLine(area_slug(area), area_slug(beside), ties)
    pairs: dict[tuple[int, int], list[int]] = {}
    for part in opened:
        for (one, other, state), number in Counter(map(tuple, part.ties.tolist())).items():
            pairs.setdefault((one, other), [0] * len(STATES))[state] = number
        if part.id == NEARBY:
            yield from (AreaLine(NEARBY, area_slug(far), ties) for far, ties in part.outward.items())
    for (one, other), states in pairs.items():
        yield AreaLine(slug_of(overview.actors[one]), slug_of(overview.actors[other]), tuple(states))


def _laid(
    one: Opened,
    bubbles: Iterable[Bubble],
    positions: Mapping[str, tuple[float, float]],
    wanted: WantedAreas,
    names: Mapping[str, str],
) -> Laid:
    label = next((bubble.label for bubble in bubbles if bubble.id == area_slug(one.id)), "")
    if one.id == NEARBY:
        label = _("Umfeld von %(actor)s", actor=names[iri_of(wanted.actor)])
    return Laid(area_slug(one.id), str(label), len(one.shown), one.total, *positions[one.id])


def _notices(
    wanted: WantedAreas, cuts: Sequence[Cut], areas: Areas, found: Sequence[Area], nearby: Opened | None
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
