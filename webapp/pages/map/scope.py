"""What a selection on the map means in terms of the data, for the query that says the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from graph.analysis import Analysis
from graph.export.content import HIERARCHY_KIND
from webapp.pages.map.codes import sector_code
from webapp.pages.map.edges import everyone_of
from webapp.pages.map.model import MapEdge, MapNode, MapView
from webapp.pages.map.selection import Selection, parties_of
from webapp.ui.links import iri_of, slug_of

PAIR = 2


@dataclass(frozen=True, slots=True)
class Scope:
    """Where the selection is made, and what of it is easier listed than described.

    `network` is an IRI, None for all. `iris` gives the IRI of a sector's code and of a party's slug. `shown` are
    all visible parties, `groups` those that are no actors, `gap` the parties of the chosen gap, `untied` the actors
    of the network that no tie names. `has_former`: some of the visible have ended by now; `has_parts`: the data
    state what is part of what; `has_handovers`: an interface hands over between more than two parties. `kinds` are
    the classes of ties by their codes. `ties` and `parts` are the visible ties and the visible pairs of part and
    whole; they matter where a filter cannot be said in the query.
    """

    language: str
    network: str | None = None
    iris: Mapping[str, str] = field(default_factory=dict)
    shown: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    gap: tuple[str, ...] = ()
    untied: tuple[str, ...] = ()
    has_former: bool = False
    has_parts: bool = False
    has_handovers: bool = False
    kinds: Mapping[str, str] = field(default_factory=dict)
    ties: tuple[str, ...] = ()
    parts: tuple[tuple[str, str], ...] = ()


def make_scope(
    analysis: Analysis,
    picture: MapView,
    selection: Selection,
    visible: tuple[Iterable[MapNode], Iterable[MapEdge]],
    language: str,
) -> Scope:
    """The scope of a selection on the picture of an analysis, of which these nodes and edges are visible."""
    everyone = everyone_of(analysis)
    sectors = {sector_code(actor): actor.sector.iri for actor in everyone.values() if actor.sector}
    shown, edges = list(visible[0]), list(visible[1])
    tied = {party.iri for tie in analysis.ties for party in tie.parties}
    gap = parties_of(picture, selection.gap)
    return Scope(
        language,
        analysis.network_iri,
        iris={**sectors, **{slug_of(iri): iri for iri in everyone}},
        shown=tuple(node.iri for node in shown),
        groups=tuple(node.iri for node in shown if node.is_group),
        gap=tuple(node.iri for node in shown if node.id in gap),
        untied=tuple(sorted({iri for iri in everyone if iri not in analysis.former} - tied)),
        has_former=any(node.is_former for node in shown),
        has_parts=any(edge.kind == HIERARCHY_KIND for edge in picture.edges),
        has_handovers=any(
            tie.kind == "Interface" and tie.directed and len(tie.parties) > PAIR for tie in analysis.ties
        ),
        kinds={code: kind.iri for code, kind in analysis.model.kinds.items()},
        ties=tuple(dict.fromkeys(iri_of(edge.tie) for edge in edges if edge.tie)),
        parts=tuple((iri_of(edge.source), iri_of(edge.target)) for edge in edges if edge.kind == HIERARCHY_KIND),
    )
