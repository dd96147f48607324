"""The map of the paper: drawn closer than the file of the map, so that names can be read at the width of a page."""

from __future__ import annotations

from dataclasses import replace

from flask import url_for

from graph.analysis import Analysis, analysis_for
from graph.model import STATES
from graph.report.paper import PaperSection, Picture, Said
from webapp.pages.map.appearance import NAMED_ALL
from webapp.pages.map.download.caption import Caption
from webapp.pages.map.download.drawing import make_drawing, render_drawing
from webapp.pages.map.download.look import look_of
from webapp.pages.map.download.shelf import without_shelf
from webapp.pages.map.model import MapView
from webapp.pages.map.picture import make_picture
from webapp.pages.map.selection import Selection
from webapp.pages.report.asked import Asked
from webapp.pages.report.limits import named
from webapp.ui.language import gettext as _
from webapp.ui.language import language, ngettext
from webapp.ui.memo import memo
from webapp.ui.page import say_number

WIDEST, WIDEST_OF_MANY = 700.0, 1_000.0
"""Units of the drawing from the first to the last sign: at the width of a page a name is then read without a glass."""
_READABLE = 150
"""Signs up to which a page of paper can show each one with its name."""
_NAMED = 6
_NAMES = 40
"""Of more signs than the map names at once, so many have a name: the groups, then who is connected with most."""


def drawing(asked: Asked) -> PaperSection | None:
    """The section of the map; None where nobody stands on it, or too many for a page."""
    analysis = asked.analysis
    whole = analysis_for(analysis.store, analysis.network_iri, STATES)
    if not analysis.actors:
        return None
    if len(analysis.actors) > _READABLE:
        areas = Said(_("Karte nach Gebieten öffnen"), asked.full(url_for("map.show")))
        said = _(
            "Mit %(number)s Akteuren ist die Karte auf Papier nicht lesbar.", number=say_number(len(analysis.actors))
        )
        return PaperSection(paragraphs=(said,), points=(areas,) if asked.subject.address else ())
    picture = _whole_picture(whole)
    shown, apart = without_shelf(picture)
    paragraphs = [_left_out(asked, [node.label for node in apart])] if apart else []
    if len(shown.nodes) > NAMED_ALL:
        paragraphs.append(_("Genannt sind die Gruppen und die Akteure mit den meisten Verbindungen."))
        shown = _with_fewer_names(shown)
    return PaperSection(paragraphs=tuple(paragraphs), picture=_picture(asked, picture, closer(shown)))


@memo
def _whole_picture(analysis: Analysis) -> MapView:
    """Made once, however much of the paper has to be cut until it fits."""
    return make_picture(analysis, language(), linked=False)


def closer(picture: MapView) -> MapView:
    """The same with all signs nearer to each other, where they stand wider apart than a page can show."""
    across = [node.x for node in picture.nodes] or [0.0]
    widest = WIDEST if len(picture.nodes) <= NAMED_ALL else WIDEST_OF_MANY
    factor = min(1.0, widest / max(1.0, max(across) - min(across)))
    return replace(picture, nodes=tuple(replace(node, x=node.x * factor, y=node.y * factor) for node in picture.nodes))


def _with_fewer_names(picture: MapView) -> MapView:
    order = sorted(picture.nodes, key=lambda node: (not node.is_group, -node.degree, node.label))
    named = {node.id for node in order[:_NAMES]}
    nodes = (node if node.id in named else replace(node, label="", short="") for node in picture.nodes)
    return replace(picture, nodes=tuple(nodes))


def _left_out(asked: Asked, names: list[str]) -> str:
    return ngettext(
        "Noch nicht eingebunden und darum nicht gezeichnet ist: %(names)s.",
        "Noch nicht eingebunden und darum nicht gezeichnet sind %(num)d: %(names)s.",
        len(names),
        names=named(names, asked.limits, _NAMED),
    )


def _picture(asked: Asked, whole: MapView, shown: MapView) -> Picture:
    drawn = make_drawing(shown, Caption("", "", "", "", ""), look_of(whole, shown, Selection()))
    drawn = replace(drawn, names=tuple(name for name in drawn.names if any(line for _x, _y, line in name.lines)))
    described = _(
        "Karte des Netzwerks: %(actors)s Akteure und Gruppen als Zeichen ihres Sektors, %(ties)s Linien. "
        "Was sie zeigt, steht auch in der Tabelle der Karte.",
        actors=say_number(len(shown.nodes)),
        ties=say_number(len(shown.edges)),
    )
    link = Said(_("Zur Karte mit Tabelle und Belegen"), asked.full(url_for("map.show")))
    svg = render_drawing(drawn, described, on_paper=True)
    return Picture(svg, drawn.width, drawn.height, described, link if asked.subject.address else Said(""))
