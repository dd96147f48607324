"""Both days as one picture of the map: who is there on either, each where they stand today, and all their ties."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from graph.analysis import Analysis
from graph.layout.packing import Position
from graph.model import Actor, Tie
from graph.network.edges import pairs_of
from graph.progress.difference import Change, NetworkDifference
from graph.progress.positions import positions_of
from webapp.pages.map.codes import sector_code
from webapp.pages.map.model import MapEdge, MapNode, MapView
from webapp.ui.language import language
from webapp.ui.links import slug_of


@dataclass(frozen=True, slots=True)
class PictureOfBoth:
    """The picture of both days; changes by IRI, those of ties by slug, as edges name them.

    `undrawn` are the things that are different and not in it.
    """

    view: MapView
    change_of: Mapping[str, Change]
    change_of_tie: Mapping[str, Change]
    undrawn: frozenset[str]


def picture_of_both(analysis: Analysis, present: MapView, found: NetworkDifference) -> PictureOfBoth | None:
    """The picture, from the present one; None where there are more actors than a map has."""
    positions = positions_of(analysis, found) if present.is_drawn else {}
    if not positions:
        return None
    nodes = _nodes(present, found, positions)
    ids = {node.id for node in nodes}
    edges = [
        edge for tie in found.ties.values() for edge in _lines_of(tie) if edge.source in ids and edge.target in ids
    ]
    change_of = found.change_of
    tied, of_ties = {edge.tie for edge in edges}, {slug_of(iri): iri for iri in found.ties}
    drawn = {node.iri for node in nodes} | {iri for slug, iri in of_ties.items() if slug in tied}
    change_of_tie = {slug: change_of[iri] for slug, iri in of_ties.items() if iri in change_of}
    groups = tuple(
        replace(group, members=tuple(one for one in group.members if one in ids))
        for group in present.groups
        if group.id in ids
    )
    view = replace(present, nodes=tuple(nodes), edges=tuple(edges), groups=groups)
    return PictureOfBoth(view, change_of, change_of_tie, frozenset(change_of.keys() - drawn))


def _nodes(present: MapView, found: NetworkDifference, positions: Mapping[str, Position]) -> list[MapNode]:
    """Those of both days, and what else the ties name that stands on the present map."""
    everyone, known = found.actors_and_groups, {node.iri: node for node in present.nodes}
    named = {party.iri for tie in found.ties.values() for party in tie.parties}
    networks = [node for iri, node in known.items() if iri not in everyone and node.is_group and iri in named]
    groups = {*found.earlier.groups, *found.later.groups}
    of_days = [
        _at(known.get(iri) or _gone(one, is_group=iri in groups, is_alone=iri not in named), positions[iri])
        for iri, one in everyone.items()
    ]
    return [*of_days, *networks]


def _lines_of(tie: Tie) -> Iterator[MapEdge]:
    """A line for each pair that a tie connects, without what only a profile tells of it."""
    slug = slug_of(tie.iri)
    for number, (source, target) in enumerate(pairs_of(tie)):
        yield MapEdge(
            id=f"{slug}~{number}",
            tie=slug,
            source=slug_of(source),
            target=slug_of(target),
            kind=tie.kind,
            state=tie.state,
            label="",
            detail="",
            topics=(),
            is_directed=tie.directed,
            confidence=tie.confidence,
            evidence=(),
        )


def _at(node: MapNode, position: Position) -> MapNode:
    return replace(node, x=round(position[0], 1), y=round(position[1], 1))


def _gone(one: Actor, *, is_group: bool, is_alone: bool) -> MapNode:
    """Somebody whom the present data know no more."""
    label = one.label.in_language(language())
    return MapNode(
        id=slug_of(one.iri),
        iri=one.iri,
        label=label,
        short=one.short,
        sector=sector_code(one),
        kind="",
        kind_label="",
        is_collective=one.is_collective,
        is_group=is_group,
        x=0.0,
        y=0.0,
        degree=0,
        measures={},
        groups=(),
        url="",
        gaps=0,
        confidence=one.confidence,
        state="ended",
        names=(label,),
        is_alone=is_alone,
    )
