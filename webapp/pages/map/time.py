"""The map on a day, and on two: which ties it shows, and the days on which anything changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from graph.period import Period, day_before
from webapp.pages.map.model import MapEdge, MapGroup, MapMoment, MapView
from webapp.ui.language import gettext as _
from webapp.ui.tie_looks import look_of
from webapp.ui.wording import say_date

PRECISIONS = ("day", "", "month", "year", "approximate")
"""From the most exact; a day that several periods name is said as the least exact of them says it."""


@dataclass(frozen=True, slots=True)
class EdgeChange:
    """What happened to a tie between two days: `new`, `lost`, `changed`, `same`, or `undated` when nobody knows."""

    code: str
    sign: str
    label: str


def change_words() -> Mapping[str, EdgeChange]:
    """Each kind of change with its sign and its word."""
    return {
        "new": EdgeChange("new", "+", _("neu")),
        "lost": EdgeChange("lost", "−", _("weggefallen")),
        "changed": EdgeChange("changed", "±", _("geändert")),
        "same": EdgeChange("same", "", _("unverändert")),
        "undated": EdgeChange("undated", "", _("ohne Zeitangabe")),
    }


def is_dated(edge: MapEdge) -> bool:
    """Whether the data say when a tie holds; of an ended one without an end nobody knows."""
    return bool(edge.end or (edge.start and edge.state != "ended"))


def covered_days(edge: MapEdge) -> tuple[str, str] | None:
    """The first and the last day on which a tie holds, "" for a side that is open; None when nobody knows when.

    As texts these days compare like days, though the last of a month may be called its 31st.
    """
    return (edge.holds.first_day, edge.holds.last_day) if is_dated(edge) else None


def shows(edge: MapEdge, day: str, against: str, *, with_undated: bool) -> bool:
    """Whether a tie is drawn: it held on one of the days, or nobody knows when and such ties are wanted."""
    if not day:
        return True
    if not is_dated(edge):
        return with_undated
    return edge.holds.holds_on(day) or bool(against and edge.holds.holds_on(against))


def as_on(edge: MapEdge, day: str, against: str) -> MapEdge:
    """A tie as it was on the days that are looked at: what has ended by now existed then, where anybody knows when."""
    held = edge.state == "ended" and edge.end and any(one and edge.holds.holds_on(one) for one in (day, against))
    return replace(edge, state="exists") if held else edge


def groups_on(picture: MapView, day: str, against: str, *, with_undated: bool) -> tuple[MapGroup, ...]:
    """The groups with their members of the day, so that areas and lines say the same."""
    if not day:
        return picture.groups
    held: dict[tuple[str, str], bool] = {}
    for edge in picture.edges:
        if look_of(edge.kind).membership and (edge.state == "exists" or (edge.state == "ended" and edge.end)):
            held[edge.ends] = held.get(edge.ends, False) or shows(edge, day, against, with_undated=with_undated)
    came = {
        group.id: [one for (one, of), holds in held.items() if of == group.id and holds] for group in picture.groups
    }
    return tuple(
        replace(group, members=tuple(dict.fromkeys((*_stayed(group, held), *came[group.id]))))
        for group in picture.groups
    )


def _stayed(group: MapGroup, held: Mapping[tuple[str, str], bool]) -> list[str]:
    return [one for one in group.members if held.get((one, group.id), True)]


def find_moments(edges: Iterable[MapEdge]) -> tuple[MapMoment, ...]:
    """The days on which a tie begins or ends, with the day before all of them first; none without any period."""
    found: dict[str, str] = {}
    periods = ((edge.start, edge.end, edge.start_precision, edge.end_precision) for edge in edges)
    for period in dict.fromkeys(periods):
        for day, precision in Period(*period).changes():
            found[day] = max(found.get(day, "day"), precision, key=_vagueness)
    days = sorted(found)
    if not days:
        return ()
    labels = [say_date(day, found[day]) for day in days]
    before = MapMoment(day_before(days[0]), _("vor %(day)s", day=labels[0]))
    return (before, *map(MapMoment, days, labels))


def count_undated(edges: Iterable[MapEdge]) -> int:
    """How many ties there are of which nobody recorded when."""
    return sum(not is_dated(edge) for edge in edges)


def label_day(picture: MapView, day: str) -> str:
    """What a day is called: as its moment is, or by its date."""
    return next((moment.label for moment in picture.moments if moment.day == day), say_date(day))


def describe_days(picture: MapView, day: str, against: str) -> str:
    """The day or days that are shown in words; "" for all times."""
    if not day:
        return ""
    if not against:
        return _("Tag: %(day)s", day=label_day(picture, day))
    earlier, later = sorted((day, against))
    return _(
        "Zwei Tage zusammen: %(earlier)s und %(later)s",
        earlier=label_day(picture, earlier),
        later=label_day(picture, later),
    )


def changes_of(edges: Iterable[MapEdge], day: str, against: str) -> dict[str, str]:
    """What happened to each tie, by its id, from the earlier to the later of both days; empty without two days."""
    if not (day and against):
        return {}
    earlier, later = sorted((day, against))
    found = {edge.id: change_of(edge, earlier, later) for edge in edges}
    replaced = _pairs_of_kind(edges, found, "new") & _pairs_of_kind(edges, found, "lost")
    return {
        edge.id: "changed" if found[edge.id] in {"new", "lost"} and _pair_of_kind(edge) in replaced else found[edge.id]
        for edge in edges
    }


def change_of(edge: MapEdge, earlier: str, later: str) -> str:
    """What happened to one tie by itself."""
    if not is_dated(edge):
        return "undated"
    held = edge.holds.holds_on(earlier), edge.holds.holds_on(later)
    return {(False, True): "new", (True, False): "lost"}.get(held, "same")


def _pairs_of_kind(edges: Iterable[MapEdge], found: Mapping[str, str], change: str) -> set[tuple[str, str, str]]:
    return {_pair_of_kind(edge) for edge in edges if found[edge.id] == change}


def _pair_of_kind(edge: MapEdge) -> tuple[str, str, str]:
    first, second = sorted((edge.source, edge.target))
    return edge.kind, first, second


def _vagueness(precision: str) -> int:
    return PRECISIONS.index(precision) if precision in PRECISIONS else 0
