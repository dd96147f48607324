"""Which part of the picture a reader chose: filters, focus and gap, all of it in the address.

`static/map/filter.js` finds the same in the browser, by the codes and the days that the picture's JSON has; a browser
test compares the two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from werkzeug.datastructures import MultiDict

from graph.model import STATES
from graph.period import is_day
from webapp.http.errors import BadRequestError
from webapp.pages.map.address import OPTIONS, PARAMETERS, read_parameter
from webapp.pages.map.filters import EDGE_FILTERS, FILTERS, NODE_FILTERS, Filter
from webapp.pages.map.model import MapEdge, MapNode, MapView
from webapp.pages.map.time import as_on, shows

PAIRS = ("weg", "paar")
"""Parameters that name two parties: A~B."""


@dataclass(frozen=True, slots=True)
class Selection:
    """An empty filter lets everything through; values of one filter add up, different filters narrow down.

    `filters` are by the name in the address. `gap_kinds` are the kinds of gaps drawn, `pairs` two parties by
    parameter, `shared` the parties whose common partners are wanted; `options` say how the map is drawn.
    """

    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    actor: str = ""
    depth: int = 0
    gap: str = ""
    gap_kinds: frozenset[str] = frozenset()
    pairs: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    shared: tuple[str, ...] = ()
    options: Mapping[str, str] = field(default_factory=dict)
    is_table: bool = False
    day: str = ""
    against: str = ""
    with_undated: bool = True

    def of(self, name: str) -> frozenset[str]:
        """The values ticked in one filter."""
        return self.filters.get(name, frozenset())

    def without(self, name: str) -> Selection:
        """The same with one filter lifted."""
        return replace(self, filters={other: values for other, values in self.filters.items() if other != name})

    def has_any(self, names: Iterable[str]) -> bool:
        """Whether something is ticked in one of these filters."""
        return any(self.of(name) for name in names)

    def in_use(self, filters: Iterable[Filter]) -> list[tuple[Filter, frozenset[str]]]:
        """Of these filters those in use, each with the values ticked."""
        return [(one, values) for one in filters if (values := self.of(one.name))]


def read_selection(arguments: MultiDict[str, str]) -> Selection:
    """The selection that a query string names; what makes no sense there is left out."""
    said = {one.name: read_parameter(one, arguments.getlist(one.name)) for one in PARAMETERS}
    asked = {one.name: frozenset(filter(None, arguments.getlist(one.name))) for one in FILTERS}
    return Selection(
        filters={name: values for name, values in asked.items() if values},
        actor=said["akteur"],
        depth=said["tiefe"],
        gap=said["luecke"],
        gap_kinds=frozenset(said["luecken"]),
        pairs={name: said[name] for name in PAIRS if said[name]},
        shared=said["gemeinsam"],
        options={name: said[name] for name in OPTIONS if said[name]},
        is_table=arguments.get("ansicht") == "tabelle",
        day=said["am"],
        against=said["vergleich"],
        with_undated=said["ohnezeit"] != "0",
    )


def keep_known(picture: MapView, selection: Selection) -> Selection:
    """The selection without values that do not occur on this map, so that a stale address still shows the rest."""
    known = {facet.name: {code for code, _ in facet.values} for facet in picture.facets}
    kept = {name: values & known.get(name, set()) for name, values in selection.filters.items()}
    day = selection.day if is_day(selection.day) else ""
    against = selection.against if day and is_day(selection.against) else ""
    filters = {name: values for name, values in kept.items() if values}
    return replace(selection, filters=filters, day=day, against=against)


def refuse_unknown(picture: MapView, selection: Selection) -> Selection:
    """The selection, for a file that nothing can be said beside. Raises BadRequestError (400) for what the map lacks.

    A state that no tie of this map has is a state still: then no tie is left.
    """
    known = keep_known(picture, selection)
    for one in FILTERS:
        for value in sorted(selection.of(one.name) - known.of(one.name)):
            if one.name != "stand" or value not in STATES:
                raise unknown_value(one.name, value)
    return replace(known, filters=selection.filters)


def unknown_value(name: str, value: str, known: Iterable[str] = ()) -> BadRequestError:
    """What to raise for a value of a filter that is not in the data."""
    return BadRequestError(
        "%(name)s=%(value)s is not in the data.",
        hint="Known are: %(known)s." if known else "Look at the filters of the map.",
        name=name,
        value=value[:60],
        known=", ".join(known),
    )


def select(picture: MapView, selection: Selection) -> tuple[list[MapNode], list[MapEdge]]:
    """The nodes and edges that remain visible."""
    asked, days = selection.in_use(EDGE_FILTERS), (selection.day, selection.against)
    gone = {node.id for node in picture.nodes if not node.is_there(*days)}
    as_shown = [as_on(one, *days) for one in picture.edges] if any(days) else picture.edges
    edges = [
        edge
        for edge in as_shown
        if gone.isdisjoint(edge.ends)
        and all(not values.isdisjoint(one.codes(edge)) for one, values in asked)
        and shows(edge, selection.day, selection.against, with_undated=selection.with_undated)
    ]
    shown = select_actors(picture, selection, edges)
    shown |= select_groups(picture, selection, edges, shown)
    shown |= parties_of(picture, selection.gap)
    edges = [edge for edge in edges if edge.source in shown and edge.target in shown]
    if selection.actor in shown and selection.depth:
        shown = within_reach(selection.actor, edges, selection.depth)
        edges = [edge for edge in edges if edge.source in shown and edge.target in shown]
    return [node for node in picture.nodes if node.id in shown], edges


def parties_of(picture: MapView, gap_id: str) -> set[str]:
    """The parties of the chosen gap or matter, which are shown whatever the filters say."""
    nodes = {node.id for node in picture.nodes}
    return {party for gap in picture.choices if gap.id == gap_id for party in gap.parties} & nodes


def select_actors(picture: MapView, selection: Selection, edges: Iterable[MapEdge]) -> set[str]:
    """Actors that meet the filters on actors; with a filter on ties, those with such a tie or its code."""
    asked, of_ties = selection.in_use(NODE_FILTERS), selection.in_use(EDGE_FILTERS)
    tied = tied_nodes(edges) if of_ties else None
    return {
        node.id
        for node in picture.nodes
        if not node.is_group
        and node.is_there(selection.day, selection.against)
        and (tied is None or node.id in tied or says_itself(node, of_ties))
        and all(not values.isdisjoint(one.codes(node)) for one, values in asked)
    }


def select_groups(picture: MapView, selection: Selection, edges: Iterable[MapEdge], actors: set[str]) -> set[str]:
    """The chosen groups; without a choice those that a visible actor is tied to, or all when nothing is filtered."""
    groups = {node.id for node in picture.nodes if node.is_group}
    if chosen := selection.of("gruppe"):
        return groups & chosen
    if not selection.filters:
        return groups
    are_actors_free = not selection.in_use(NODE_FILTERS)
    of_ties = selection.in_use(EDGE_FILTERS)
    own = {node.id for node in picture.nodes if node.is_group and of_ties and says_itself(node, of_ties)}
    return (own if are_actors_free else set()) | {
        end
        for edge in edges
        for end, other in ((edge.source, edge.target), (edge.target, edge.source))
        if end in groups and (other in actors or (other in groups and are_actors_free))
    }


def says_itself(node: MapNode, of_ties: Iterable[tuple[Filter, frozenset[str]]]) -> bool:
    """Whether an actor or group has codes of all these filters on ties itself."""
    return all(not values.isdisjoint(one.own_codes(node)) for one, values in of_ties)


def tied_nodes(edges: Iterable[MapEdge]) -> set[str]:
    """All ends of these ties."""
    return {end for edge in edges for end in (edge.source, edge.target)}


def within_reach(start: str, edges: Iterable[MapEdge], steps: int) -> set[str]:
    """Everyone reached from the start in so many steps, the start itself included."""
    neighbours: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        neighbours[edge.source].add(edge.target)
        neighbours[edge.target].add(edge.source)
    reached = newest = {start}
    for _ in range(steps):
        newest = {other for node in newest for other in neighbours[node]} - reached
        reached = reached | newest
    return reached
