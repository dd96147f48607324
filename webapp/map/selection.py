"""Which part of the picture a reader chose: filters, focus and gap, all of it in the address.

`static/map/filter.js` does the same in the browser; a browser test compares the two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from webapp.map.model import MapEdge, MapNode, Picture

DEEPEST = 2


@dataclass(frozen=True, slots=True)
class Selection:
    """An empty filter lets everything through; values of one filter add up, different filters narrow down."""

    sectors: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    actor: str = ""
    depth: int = 0
    gap: str = ""
    is_table: bool = False


def read_selection(arguments: MultiDict[str, str]) -> Selection:
    """The selection that a query string names; what makes no sense there is left out."""
    depth = arguments.get("tiefe", "")
    return Selection(
        sectors=frozenset(arguments.getlist("sektor")),
        groups=frozenset(arguments.getlist("gruppe")),
        kinds=frozenset(arguments.getlist("art")),
        states=frozenset(arguments.getlist("stand")),
        actor=arguments.get("akteur", ""),
        depth=min(int(depth), DEEPEST) if depth.isdecimal() else 0,
        gap=arguments.get("luecke", ""),
        is_table=arguments.get("ansicht") == "tabelle",
    )


def select(picture: Picture, selection: Selection) -> tuple[list[MapNode], list[MapEdge]]:
    """The nodes and edges that remain visible."""
    edges = [edge for edge in picture.edges if passes(edge, selection)]
    shown = select_actors(picture, selection, edges)
    shown |= select_groups(picture, selection, edges, shown)
    shown |= parties_of(picture, selection.gap)
    edges = [edge for edge in edges if edge.source in shown and edge.target in shown]
    if selection.actor in shown and selection.depth:
        shown = within_reach(selection.actor, edges, selection.depth)
        edges = [edge for edge in edges if edge.source in shown and edge.target in shown]
    return [node for node in picture.nodes if node.id in shown], edges


def parties_of(picture: Picture, gap_id: str) -> set[str]:
    """The parties of the chosen gap, which are shown whatever the filters say."""
    nodes = {node.id for node in picture.nodes}
    return {party for gap in picture.gaps if gap.id == gap_id for party in gap.parties} & nodes


def passes(edge: MapEdge, selection: Selection) -> bool:
    """Whether a tie meets the filters on kind and state."""
    return (not selection.kinds or edge.kind in selection.kinds) and (
        not selection.states or edge.state in selection.states
    )


def select_actors(picture: Picture, selection: Selection, edges: Iterable[MapEdge]) -> set[str]:
    """Actors of the chosen sectors and groups; with a filter on ties, those that have such a tie."""
    tied = tied_nodes(edges) if selection.kinds or selection.states else None
    return {
        node.id
        for node in picture.nodes
        if not node.is_group
        and (not selection.sectors or node.sector in selection.sectors)
        and (not selection.groups or not selection.groups.isdisjoint(node.groups))
        and (tied is None or node.id in tied)
    }


def select_groups(picture: Picture, selection: Selection, edges: Iterable[MapEdge], actors: set[str]) -> set[str]:
    """The chosen groups; without a choice those that a visible actor is tied to, or all when nothing is filtered."""
    groups = {node.id for node in picture.nodes if node.is_group}
    if selection.groups:
        return groups & selection.groups
    if not (selection.sectors or selection.kinds or selection.states):
        return groups
    return {
        end
        for edge in edges
        for end, other in ((edge.source, edge.target), (edge.target, edge.source))
        if end in groups and (other in actors or (other in groups and not selection.sectors))
    }


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
