"""The picture as JSON for the browser."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection

from msgspec import UNSET
from msgspec.structs import asdict

from graph.json_rows import Conversions, fill
from graph.model import Passage
from webapp.pages.map.address import address_as_json
from webapp.pages.map.appearance import appearance_as_json, line_width, number_parallels
from webapp.pages.map.filters import BY_NAME
from webapp.pages.map.model import MapEdge, MapFacet, MapGap, MapNode, MapSector, MapView
from webapp.pages.map.schemas import (
    BesidesNodesJson,
    ColouringJson,
    CountedCodeJson,
    EdgeJson,
    FacetJson,
    MapGapJson,
    MapPassageJson,
    MomentJson,
    NodeJson,
    OutlineJson,
    PictureJson,
    SectorJson,
    TieKindJson,
)
from webapp.pages.map.signs import SIZES, colourings_of, radii_of, rim_of
from webapp.pages.map.time import covered_days
from webapp.ui.links import slug_of
from webapp.ui.tie_looks import look_of
from webapp.ui.wording import confidence_label, kind_label, readable, state_label


def picture_as_json(picture: MapView) -> PictureJson:
    """What `/api/v1/karte.json` says beside revision and network."""
    return PictureJson(**asdict(besides_nodes_as_json(picture)), nodes=nodes_as_json(picture))


def nodes_as_json(picture: MapView) -> list[NodeJson]:
    """Actors and groups at their positions, with their sizes and colours for each way to draw them."""
    radii, colourings = radii_of(picture), colourings_of(picture)
    return [
        node_as_json(node, list(radii[node.id]), [one.indices[node.id] for one in colourings]) for node in picture.nodes
    ]


def besides_nodes_as_json(picture: MapView) -> BesidesNodesJson:
    """Everything that has no position."""
    words = _words_of(picture.edges)
    return BesidesNodesJson(
        sectors=[sector_as_json(sector) for sector in picture.sectors],
        groups=[
            OutlineJson(group.id, group.iri, group.label, list(group.members), group.state, group.hue)
            for group in picture.groups
        ],
        kinds=[
            TieKindJson(code, label, number, **dataclasses.asdict(look_of(code)))
            for code, label, number in picture.kinds
        ],
        states=[CountedCodeJson(*counted) for counted in picture.states],
        facets=[facet_as_json(facet) for facet in picture.facets],
        moments=[MomentJson(moment.day, moment.label) for moment in picture.moments],
        edges=[
            edge_as_json(edge, nth, words)
            for edge, nth in zip(picture.edges, number_parallels(edge.ends for edge in picture.edges), strict=True)
        ],
        gaps=[gap_as_json(gap) for gap in picture.gaps],
        matters=[gap_as_json(gap) for gap in picture.matters],
        address=address_as_json(),
        appearance=appearance_as_json(),
        sizes=[size.name for size in SIZES],
        colourings=[ColouringJson(one.name, list(one.legend)) for one in colourings_of(picture)],
    )


@dataclasses.dataclass(frozen=True, slots=True)
class EdgeWords:
    """What thousands of edges say of a few codes: looked up once for all."""

    kinds: dict[str, str]
    quiet: frozenset[str]
    states: dict[str, str]
    confidences: dict[str, str]


def _words_of(edges: Collection[MapEdge]) -> EdgeWords:
    kinds = {edge.kind for edge in edges}
    return EdgeWords(
        kinds={kind: kind_label(kind) for kind in kinds},
        quiet=frozenset(kind for kind in kinds if look_of(kind).quiet),
        states={state: state_label(state) for state in {edge.state for edge in edges}},
        confidences={code: confidence_label(code) for code in {edge.confidence for edge in edges}},
    )


def facet_as_json(facet: MapFacet) -> FacetJson:
    """A filter with the field in which its codes stand."""
    known = BY_NAME[facet.name]
    return FacetJson(facet.name, facet.label, dict(facet.values), known.of, known.field, known.unsaid, known.also)


def sector_as_json(sector: MapSector) -> SectorJson:
    """A sector with both its colours."""
    style = sector.style
    return SectorJson(
        id=sector.id,
        label=sector.label,
        color=style.light,
        color_dark=style.dark,
        shape=style.shape,
        count=sector.number,
    )


def node_as_json(node: MapNode, radii: list[float], tints: list[int]) -> NodeJson:
    """An actor or group at its position."""
    rim = rim_of(node)
    signs = {
        "collective": node.is_collective,
        "group": node.is_group,
        "pinned": node.is_pinned,
        "alone": node.is_alone,
    }
    looks = {"radii": radii, "tints": tints, "rim": rim.name if rim else ""}
    return fill(NodeJson, node, _CONVERSIONS, betweenness=node.measures["betweenness"], **looks, **signs)


def edge_as_json(edge: MapEdge, nth: int, words: EdgeWords) -> EdgeJson:
    """One pair of a tie, with the passages that say so."""
    return fill(
        EdgeJson,
        edge,
        _CONVERSIONS,
        kind_label=words.kinds[edge.kind],
        state_label=words.states[edge.state],
        confidence_label=words.confidences[edge.confidence],
        directed=edge.is_directed,
        days=covered_days(edge),
        nth=nth,
        width=line_width(edge.state, edge.weight, is_quiet=edge.kind in words.quiet),
    )


def gap_as_json(gap: MapGap) -> MapGapJson:
    """A gap with its parties and passages."""
    return fill(MapGapJson, gap, _CONVERSIONS)


def passage_as_json(passage: Passage) -> MapPassageJson:
    """A quoted place, as it is read."""
    return MapPassageJson(
        slug=slug_of(passage.iri),
        quote=readable(passage.quote),
        start=passage.start,
        end=passage.end,
        document=slug_of(passage.document.iri),
        row=passage.row or UNSET,
    )


_CONVERSIONS: Conversions = {Passage: passage_as_json}
