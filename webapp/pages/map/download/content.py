"""What is saved of a network, in the words and with the signs of the map: the whole of it, or what is visible."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from graph.analysis import Analysis
from graph.export.content import HIERARCHY_KIND, MEAN_OF, Content, ExportEdge, ExportNode, ExportWords, Pair, narrow
from graph.export.make_content import content_of
from graph.rdf.tie_ratings import dimensions
from webapp.pages.map.filters import EDGE_FILTERS
from webapp.pages.map.model import MapEdge, MapView
from webapp.pages.map.result import OWN_KIND
from webapp.pages.map.selection import Selection
from webapp.pages.map.signs import GROUP_RADIUS, radius_for
from webapp.ui.language import gettext as _
from webapp.ui.links import iri_of
from webapp.ui.palette import UNKNOWN, sector_styles
from webapp.ui.sorting import sort_key
from webapp.ui.tie_quality import dimension_label
from webapp.ui.wording import confidence_label, kind_label, readable, state_label

GROUP_COLOUR = "#1b2126"


def network_content(
    analysis: Analysis, language: str, title: str, *, is_complete: bool = True, ever: bool = False
) -> Content:
    """Everybody in a network and the ties of the states and day of its analysis, in the order of names.

    `ever`: those who have ended, too.
    """
    content = content_of(analysis, language, _words(), title, is_complete=is_complete, ever=ever)
    codes = [str(node.attributes["sector_code"]) or UNKNOWN for node in content.nodes]
    colours = {code: style.light for code, style in sector_styles(codes).items()}
    nodes = (_with_sign(node, colours[code]) for node, code in zip(content.nodes, codes, strict=True))
    return replace(content, nodes=tuple(sorted(nodes, key=lambda node: sort_key(node.label))))


def visible_content(content: Content, picture: MapView, selection: Selection) -> Content:
    """What a picture shows of it, and the lines that only the answer of a query draws."""
    iris = {node.id: node.iri for node in picture.nodes}
    shown = set(iris.values())
    pairs = {_pair(edge, iris) for edge in picture.edges}
    if not selection.in_use(EDGE_FILTERS) and not any(edge.kind == OWN_KIND for edge in picture.edges):
        pairs |= _left_undrawn(content, shown)
    found = narrow(content, shown, pairs)
    own = tuple(_of_query(edge, iris) for edge in picture.edges if edge.kind == OWN_KIND)
    return replace(found, edges=(*found.edges, *own))


def picture_of(whole: MapView, content: Content) -> tuple[Collection[str], Collection[str]]:
    """The ids of the nodes and edges of a picture that a content holds."""
    iris = {node.id: node.iri for node in whole.nodes}
    shown, pairs = {node.iri for node in content.nodes}, {edge.pair for edge in content.edges}
    nodes = {node.id for node in whole.nodes if node.iri in shown}
    return nodes, {edge.id for edge in whole.edges if _pair(edge, iris) in pairs}


def _pair(edge: MapEdge, iris: dict[str, str]) -> Pair:
    return iri_of(edge.tie) if edge.tie else "", frozenset((iris[edge.source], iris[edge.target]))


def _left_undrawn(content: Content, shown: Collection[str]) -> set[Pair]:
    """Part and whole that are connected otherwise too: the map draws one line for both, a file says both."""
    return {
        edge.pair
        for edge in content.edges
        if edge.attributes["kind_code"] == HIERARCHY_KIND and edge.source in shown and edge.target in shown
    }


def _of_query(edge: MapEdge, iris: dict[str, str]) -> ExportEdge:
    kind = edge.detail or kind_label(edge.kind)
    return ExportEdge(
        id=edge.id,
        tie="",
        source=iris[edge.source],
        target=iris[edge.target],
        label=edge.label or kind,
        is_directed=edge.is_directed,
        weight=1.0,
        attributes={
            "kind": kind,
            "kind_code": edge.kind,
            "state": state_label(edge.state),
            "state_code": edge.state,
            "directed": edge.is_directed,
        },
    )


def _with_sign(node: ExportNode, colour: str) -> ExportNode:
    """The sign that stands for it on the map."""
    if node.attributes["is_group"]:
        return replace(node, size=GROUP_RADIUS, colour=GROUP_COLOUR)
    return replace(node, size=round(radius_for(int(node.attributes["partners"])), 1), colour=colour)


def _words() -> ExportWords:
    return ExportWords(
        kind=kind_label,
        state=state_label,
        confidence=confidence_label,
        quote=readable,
        network=_("Netzwerk"),
        headings={
            "label": _("Name"),
            "short": _("Kurzname"),
            "aliases": _("Weitere Namen"),
            "district": _("Stadtteil"),
            "part_of": _("Gehört zu"),
            "website": _("Internetseite"),
            "address": _("Anschrift"),
            "note": _("Bemerkung"),
            "sector": _("Sektor"),
            "kind": _("Art"),
            "groups": _("Arbeitsgruppen"),
            "state": _("Stand"),
            "confidence": _("Sicherheit"),
            "partners": _("Verbindungen"),
            "gaps": _("Lücken"),
            "iri": _("Kennung"),
            "from": _("Von"),
            "to": _("Zu"),
            "tie_label": _("Bezeichnung der Verbindung"),
            "start": _("Beginn"),
            "end": _("Ende"),
            "topics": _("Thema"),
            "perspective": _("Sicht"),
            "evidence": _("Beleg"),
            "sources": _("Quelle"),
            "tie": _("Kennung"),
            "weight": _("Gewicht"),
            "directed": _("Gerichtet"),
            "from_iri": _("Kennung (Von)"),
            "to_iri": _("Kennung (Zu)"),
            "yes": _("ja"),
            "no": _("nein"),
            "actors": _("Akteure"),
            "ties": _("Verbindungen"),
            "about": _("Angaben"),
            "network": _("Netzwerk"),
            **{MEAN_OF + name: _("Mittel %(name)s", name=dimension_label(name)) for name in dimensions()},
        },
    )
