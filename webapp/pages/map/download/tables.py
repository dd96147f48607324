"""The chosen part of the map as tables for other programs: actors, and ties with state, period and evidence."""

from __future__ import annotations

from collections.abc import Sequence

from webapp.pages.map.model import MapEdge, MapNode, MapView
from webapp.ui.language import gettext as _
from webapp.ui.language import say
from webapp.ui.links import iri_of
from webapp.ui.spreadsheets import Cell
from webapp.ui.wording import confidence_label, kind_label, readable, state_label

Table = list[Sequence[Cell]]

_JOINT = "; "


def actor_table(picture: MapView) -> Table:
    """A row for each actor and group, under a row of headings."""
    sectors = {sector.id: sector.label for sector in picture.sectors}
    groups = {group.id: group.label for group in picture.groups}
    head = [_("Name"), _("Kurzname"), _("Sektor"), _("Art"), _("Arbeitsgruppen"), _("Stand"), _("Sicherheit")]
    head += [_("Verbindungen"), _("Lücken"), _("Kennung")]
    return [head, *(_actor_row(node, sectors, groups) for node in picture.nodes)]


def tie_table(picture: MapView) -> Table:
    """A row for each tie between two parties, under a row of headings."""
    names = {node.id: node.label for node in picture.nodes}
    views = {code: label for facet in picture.facets if facet.name == "sicht" for code, label in facet.values}
    head = [_("Von"), _("Zu"), _("Art"), _("Bezeichnung"), _("Stand"), _("Beginn"), _("Ende"), _("Thema"), _("Sicht")]
    head += [_("Sicherheit"), _("Beleg"), _("Quelle"), _("Kennung")]
    return [head, *(_tie_row(edge, names, views) for edge in picture.edges)]


def _actor_row(node: MapNode, sectors: dict[str, str], groups: dict[str, str]) -> list[Cell]:
    return [
        node.label,
        node.short,
        sectors.get(node.sector, ""),
        node.kind_label,
        _JOINT.join(groups[group] for group in node.groups if group in groups),
        state_label(node.state),
        confidence_label(node.confidence),
        node.degree,
        node.gaps,
        node.iri,
    ]


def _tie_row(edge: MapEdge, names: dict[str, str], views: dict[str, str]) -> list[Cell]:
    return [
        names[edge.source],
        names[edge.target],
        edge.detail or kind_label(edge.kind),
        edge.label,
        state_label(edge.state),
        edge.start,
        edge.end,
        _JOINT.join(edge.topics),
        views.get(edge.perspective, ""),
        confidence_label(edge.confidence),
        _JOINT.join(f"„{readable(passage.quote)}“" for passage in edge.evidence),
        _JOINT.join(dict.fromkeys(say(passage.document.label) for passage in edge.evidence)),
        iri_of(edge.tie) if edge.tie else "",
    ]
