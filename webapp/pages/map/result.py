"""The map of a query's result: the actors it names at their usual positions, and the ties between them.

A row of two actors is a line from the first to the second, one of more a line from the first to each other. Where the
row, or the graph, names a tie of the data, the line is that tie with its state and evidence; else it is a line of the
query's own, which claims nothing more.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from webapp.http.media_types import GRAPHS, ROWS
from webapp.pages.map.codes import count_codes
from webapp.pages.map.facets import depths_of, make_facets
from webapp.pages.map.model import MapEdge, MapNode, MapSector, MapView
from webapp.ui.context import client_has_left, get_settings, get_store, whose_turn
from webapp.ui.links import slug_of
from webapp.ui.terms import Row, shorten
from webapp.ui.wording import STATES, kind_codes, kind_label, state_label

OWN_KIND = "Query"
OWN_STATE = "result"
_PAIR = 2
_TRIPLE = re.compile(r"<(?P<subject>[^>]*)> <(?P<property>[^>]*)> <(?P<object>[^>]*)> \.")


@dataclass(frozen=True, slots=True)
class ActorsOfResult:
    """What one row or statement names: its ends, by slug; a tie when it names one; what the line means."""

    ends: tuple[str, ...]
    tie: str = ""
    meaning: str = ""


def ask_for_picture(picture: MapView, query: str) -> MapView:
    """The part of a picture that a query's answer names. Raises what `Store.answer` raises; an ASK names nobody."""
    limits = get_settings().limits
    types = [ROWS["json"], GRAPHS["ntriples"]]
    answer = get_store().answer(query, types, limits=limits, abandoned=client_has_left(), asker=whose_turn())
    nodes = {node.id for node in picture.nodes}
    ties = {edge.tie for edge in picture.edges} - {""}
    if answer.media_type == ROWS["json"]:
        rows = json.loads(answer.body).get("results", {}).get("bindings", [])
        return reduce_picture(picture, read_rows(rows, nodes, ties))
    return reduce_picture(picture, read_statements(answer.body.decode(), nodes, ties))


def read_rows(rows: Iterable[Row], nodes: Collection[str], ties: Collection[str]) -> list[ActorsOfResult]:
    """What the rows of a SELECT name: all actors and the first tie of each."""
    found = []
    for row in rows:
        slugs = [slug_of(term["value"]) for term in row.values() if term["type"] == "uri"]
        ends = tuple(dict.fromkeys(slug for slug in slugs if slug in nodes))
        tie = next((slug for slug in slugs if slug in ties), "")
        if ends or tie:
            found.append(ActorsOfResult(ends, tie))
    return found


def read_statements(text: str, nodes: Collection[str], ties: Collection[str]) -> list[ActorsOfResult]:
    """What the statements of a CONSTRUCT, as N-Triples, name: two actors, or an actor or a tie by itself."""
    found = []
    for triple in _TRIPLE.finditer(text):
        slugs = slug_of(triple["subject"]), slug_of(triple["object"])
        ends = tuple(dict.fromkeys(slug for slug in slugs if slug in nodes))
        tie = next((slug for slug in slugs if slug in ties), "")
        if ends or tie:
            found.append(ActorsOfResult(ends, tie, shorten(triple["property"])))
    return found


def reduce_picture(picture: MapView, found: Sequence[ActorsOfResult]) -> MapView:
    """The part of a picture that a result names."""
    edges = unique_edges(picture, found)
    shown = {end for one in found for end in one.ends} | {end for edge in edges for end in (edge.source, edge.target)}
    nodes = tuple(
        replace(node, groups=tuple(group for group in node.groups if group in shown))
        for node in picture.nodes
        if node.id in shown
    )
    groups = (group for group in picture.groups if group.id in shown)
    return replace(
        picture,
        nodes=nodes,
        edges=edges,
        groups=tuple(replace(group, members=tuple(m for m in group.members if m in shown)) for group in groups),
        gaps=tuple(gap for gap in picture.gaps if shown.issuperset(gap.parties) and gap.parties),
        matters=(),
        sectors=recount_sectors(picture, nodes),
        kinds=count_codes(kind_codes(), kind_label, (edge.kind for edge in edges)),
        states=count_codes(STATES, state_label, (edge.state for edge in edges)),
        facets=make_facets(labels_of(picture), nodes, edges, depths_of(picture)),
    )


def labels_of(picture: MapView) -> dict[str, dict[str, str]]:
    """The names of what can be filtered by, with those that only the answer of a query has."""
    own = {"art": {OWN_KIND: kind_label(OWN_KIND)}, "stand": {OWN_STATE: state_label(OWN_STATE)}}
    return {facet.name: dict(facet.values) | own.get(facet.name, {}) for facet in picture.facets}


def unique_edges(picture: MapView, found: Sequence[ActorsOfResult]) -> tuple[MapEdge, ...]:
    """The edges of a result, each once: those of the ties it names, and a line of its own for any other pair."""
    of_tie: dict[str, list[MapEdge]] = {}
    for edge in picture.edges:
        of_tie.setdefault(edge.tie, []).append(edge)
    edges: dict[str, MapEdge] = {}
    for one in found:
        stated = [edge for edge in of_tie.get(one.tie, ()) if one.tie and _fits(edge, one.ends)]
        own = [] if one.tie else [make_line(one.ends[0], other, one.meaning) for other in one.ends[1:]]
        edges.update((edge.id, edge) for edge in stated or own)
    return tuple(edges.values())


def _fits(edge: MapEdge, ends: tuple[str, ...]) -> bool:
    """Whether a tie's edge is the one a row means: between two ends that it names, or at the one."""
    return len(set(ends) & {edge.source, edge.target}) == min(len(ends), _PAIR)


def make_line(source: str, target: str, meaning: str) -> MapEdge:
    """The line for a pair that no tie of the data is named with."""
    return MapEdge(
        id=f"{source} {meaning} {target}",
        tie="",
        source=source,
        target=target,
        kind=OWN_KIND,
        state=OWN_STATE,
        label=meaning,
        detail=meaning,
        topics=(),
        is_directed=bool(meaning),
        confidence="stated",
        evidence=(),
    )


def recount_sectors(picture: MapView, nodes: Sequence[MapNode]) -> tuple[MapSector, ...]:
    """The sectors that remain, with their numbers."""
    numbers = [node.sector for node in nodes if not node.is_group and not node.is_former]
    counted = (replace(sector, number=numbers.count(sector.id)) for sector in picture.sectors)
    return tuple(sector for sector in counted if sector.number)
