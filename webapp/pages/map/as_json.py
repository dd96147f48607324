"""The picture as JSON for the browser."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from graph.model import Passage
from webapp.pages.map.model import MapEdge, MapGap, MapNode, MapSector, MapView
from webapp.ui.links import slug_of
from webapp.ui.tie_looks import look_of
from webapp.ui.wording import confidence_label, kind_label, readable, state_label


def picture_as_json(picture: MapView) -> dict[str, Any]:
    """What `/api/v1/karte.json` says beside revision and network."""
    return {"nodes": nodes_as_json(picture)} | besides_nodes_as_json(picture)


def nodes_as_json(picture: MapView) -> list[dict[str, Any]]:
    """Actors and groups at their places."""
    return [node_as_json(node) for node in picture.nodes]


def besides_nodes_as_json(picture: MapView) -> dict[str, Any]:
    """Everything that has no place."""
    return {
        "sectors": [sector_as_json(sector) for sector in picture.sectors],
        "groups": [
            {"id": group.id, "iri": group.iri, "label": group.label, "members": group.members, "state": group.state}
            for group in picture.groups
        ],
        "kinds": [
            {"id": code, "label": label, "count": number, **asdict(look_of(code))}
            for code, label, number in picture.kinds
        ],
        "states": [{"id": code, "label": label, "count": number} for code, label, number in picture.states],
        "facets": [
            {"name": facet.name, "label": facet.label, "values": dict(facet.values)} for facet in picture.facets
        ],
        "moments": [{"day": moment.day, "label": moment.label} for moment in picture.moments],
        "edges": [edge_as_json(edge) for edge in picture.edges],
        "gaps": [gap_as_json(gap) for gap in picture.gaps],
    }


def sector_as_json(sector: MapSector) -> dict[str, Any]:
    """A sector with both its colours."""
    style = sector.style
    return {
        "id": sector.id,
        "label": sector.label,
        "color": style.light,
        "colorDark": style.dark,
        "shape": style.shape,
        "count": sector.number,
    }


def node_as_json(node: MapNode) -> dict[str, Any]:
    """An actor or group at its place."""
    return {
        "id": node.id,
        "iri": node.iri,
        "label": node.label,
        "short": node.short,
        "sector": node.sector,
        "kind": node.kind,
        "kindLabel": node.kind_label,
        "collective": node.is_collective,
        "group": node.is_group,
        "x": node.x,
        "y": node.y,
        "degree": node.degree,
        "betweenness": node.betweenness,
        "groups": node.groups,
        "url": node.url,
        "gaps": node.gaps,
        "confidence": node.confidence,
        "state": node.state,
        "reach": node.reach,
        "pinned": node.is_pinned,
        "aliases": node.aliases,
    }


def edge_as_json(edge: MapEdge) -> dict[str, Any]:
    """One pair of a tie, with the passages that say so."""
    return {
        "id": edge.id,
        "tie": edge.tie,
        "from": edge.source,
        "to": edge.target,
        "kind": edge.kind,
        "kindLabel": kind_label(edge.kind),
        "state": edge.state,
        "stateLabel": state_label(edge.state),
        "label": edge.label,
        "detail": edge.detail,
        "topics": edge.topics,
        "directed": edge.is_directed,
        "confidence": edge.confidence,
        "confidenceLabel": confidence_label(edge.confidence),
        "evidence": [passage_as_json(passage) for passage in edge.evidence],
        "topicIds": edge.topic_ids,
        "documents": edge.documents,
        "perspective": edge.perspective,
        "start": edge.start,
        "end": edge.end,
        "startPrecision": edge.start_precision,
        "endPrecision": edge.end_precision,
        "period": edge.period,
        "note": edge.note,
    }


def gap_as_json(gap: MapGap) -> dict[str, Any]:
    """A gap with its parties and passages."""
    return {
        "id": gap.id,
        "title": gap.title,
        "rule": gap.rule,
        "kind": gap.kind,
        "about": gap.about,
        "parties": gap.parties,
        "reason": gap.reason,
        "evidence": [passage_as_json(passage) for passage in gap.evidence],
        "url": gap.url,
    }


def passage_as_json(passage: Passage) -> dict[str, Any]:
    """A quoted place, as it is read."""
    return {
        "quote": readable(passage.quote),
        "start": passage.start,
        "end": passage.end,
        "document": slug_of(passage.document.iri),
    }
