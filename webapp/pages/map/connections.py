"""Who connects whom: shortest paths, common partners, and all there is between two, for readers without a picture.

`static/map/connections.js` does the same in the browser; a browser test compares the two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from webapp.pages.map.appearance import ENDED, EXISTING
from webapp.pages.map.model import MapEdge, MapGap, MapNode, MapView
from webapp.pages.map.selection import Selection

Partners = Mapping[str, Collection[str]]
PathKind = Literal["seen", "hidden", "wanted", "none"]


@dataclass(frozen=True, slots=True)
class Paths:
    """All shortest paths: who stands at which step, both ends included, and how many different paths there are."""

    steps: tuple[tuple[str, ...], ...]
    number: int


@dataclass(frozen=True, slots=True)
class PathFound:
    """A path in names; `kind` says whether visible ties lead there, only hidden ones, only wanted ones, or none."""

    ends: tuple[MapNode, MapNode]
    kind: PathKind
    steps: tuple[tuple[MapNode, ...], ...]
    number: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Everything about two parties."""

    ends: tuple[MapNode, MapNode]
    edges: tuple[MapEdge, ...]
    gaps: tuple[MapGap, ...]
    groups: tuple[str, ...]
    topics: tuple[str, ...]
    partners: tuple[MapNode, ...]
    path: PathFound


@dataclass(frozen=True, slots=True)
class Shared:
    """Some parties and whom all of them are connected with."""

    parties: tuple[MapNode, ...]
    partners: tuple[MapNode, ...]


@dataclass(frozen=True, slots=True)
class Relations:
    """What an address asks about two or more parties; None for what it does not ask."""

    pair: Pair | None
    path: PathFound | None
    shared: Shared | None


def find_relations(picture: MapView, selection: Selection, visible: Sequence[MapEdge]) -> Relations:
    """What `paar`, `weg` and `gemeinsam` ask for; parties that are not on this map are left out."""
    nodes = {node.id: node for node in picture.nodes}
    pair, path = selection.pairs.get("paar", ()), selection.pairs.get("weg", ())
    shared = tuple(nodes[slug] for slug in selection.shared if slug in nodes)
    return Relations(
        pair=find_pair(picture, nodes, nodes[pair[0]], nodes[pair[1]]) if pair and nodes.keys() >= set(pair) else None,
        path=find_path(picture, nodes, visible, nodes[path[0]], nodes[path[1]])
        if path and nodes.keys() >= set(path)
        else None,
        shared=Shared(shared, resolve(nodes, shared_partners(existing(visible), [node.id for node in shared])))
        if len(shared) > 1
        else None,
    )


def find_pair(picture: MapView, nodes: Mapping[str, MapNode], one: MapNode, other: MapNode) -> Pair:
    """Everything about two parties, whatever the filters say."""
    ends, ties = {one.id, other.id}, existing(picture.edges)
    labels = {facet.name: dict(facet.values) for facet in picture.facets}
    groups = set(one.groups) & set(other.groups)
    topics = topics_of(picture, one.id) & topics_of(picture, other.id)
    return Pair(
        ends=(one, other),
        edges=tuple(edge for edge in picture.edges if {edge.source, edge.target} == ends),
        gaps=tuple(gap for gap in picture.gaps if ends <= set(gap.parties)),
        groups=tuple(label for code, label in labels.get("gruppe", {}).items() if code in groups),
        topics=tuple(label for code, label in labels.get("thema", {}).items() if code in topics),
        partners=resolve(nodes, shared_partners(ties, [one.id, other.id])),
        path=find_path(picture, nodes, picture.edges, one, other),
    )


def topics_of(picture: MapView, party: str) -> set[str]:
    """The topics of all ties of one party."""
    return {topic for edge in picture.edges if party in (edge.source, edge.target) for topic in edge.topic_ids}


def find_path(
    picture: MapView, nodes: Mapping[str, MapNode], visible: Sequence[MapEdge], one: MapNode, other: MapNode
) -> PathFound:
    """The shortest paths among visible ties, else among all, else among what is demanded or planned as well."""
    wanted = [edge for edge in picture.edges if edge.state not in ENDED]
    tried: tuple[tuple[PathKind, Iterable[MapEdge]], ...] = (
        ("seen", existing(visible)),
        ("hidden", existing(picture.edges)),
        ("wanted", wanted),
    )
    for kind, edges in tried:
        if paths := shortest_paths(edges, one.id, other.id):
            return PathFound((one, other), kind, tuple(resolve(nodes, step) for step in paths.steps), paths.number)
    return PathFound((one, other), "none", (), 0)


def existing(edges: Iterable[MapEdge]) -> list[MapEdge]:
    """Ties that hold today."""
    return [edge for edge in edges if edge.state in EXISTING]


def resolve(nodes: Mapping[str, MapNode], slugs: Iterable[str]) -> tuple[MapNode, ...]:
    """Nodes by their slugs, in the order of the map's nodes, which is that of their names."""
    wanted = set(slugs)
    return tuple(node for slug, node in nodes.items() if slug in wanted)


def partners_by(edges: Iterable[MapEdge]) -> Partners:
    """Whom each party is connected with."""
    partners: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        partners[edge.source].add(edge.target)
        partners[edge.target].add(edge.source)
    return partners


def distances_from(start: str, partners: Partners) -> dict[str, int]:
    """Steps to everyone who can be reached."""
    distances, newest = {start: 0}, [start]
    while newest:
        newest = sorted({other for node in newest for other in partners.get(node, ())} - distances.keys())
        step = max(distances.values()) + 1
        distances |= dict.fromkeys(newest, step)
    return distances


def shortest_paths(edges: Iterable[MapEdge], start: str, end: str) -> Paths | None:
    """All shortest paths from one party to another; None when there is none."""
    partners = partners_by(edges)
    ahead, back = distances_from(start, partners), distances_from(end, partners)
    if end not in ahead:
        return None
    length = ahead[end]
    steps: list[list[str]] = [[] for _ in range(length + 1)]
    for slug, distance in ahead.items():
        if slug in back and distance + back[slug] == length:
            steps[distance].append(slug)
    ways = {start: 1}
    for step in steps[1:]:
        ways = {slug: sum(ways.get(before, 0) for before in partners[slug]) for slug in step}
    return Paths(tuple(map(tuple, steps)), ways[end])


def shared_partners(edges: Iterable[MapEdge], parties: Sequence[str]) -> set[str]:
    """Whom all of these are connected with."""
    partners = partners_by(edges)
    each = [set(partners.get(party, ())) for party in parties]
    return set.intersection(*each) - set(parties) if each else set()
