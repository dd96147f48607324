"""The map: its page, the table that says the same, its JSON, and the file that can be mailed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flask import Blueprint, Response, jsonify, render_template, request
from flask_babel import gettext

from webapp.current import get_analysis, get_store, list_networks, network_iri, network_slug
from webapp.errors import BadRequestError
from webapp.kept import kept
from webapp.language import language, say
from webapp.map.as_json import picture_as_json
from webapp.map.model import DRAWN_MOST, Picture
from webapp.map.picture import make_gaps, make_picture
from webapp.map.result import ask_for_picture
from webapp.map.selection import read_selection, select
from webapp.map.table import make_table
from webapp.map.words import messages
from webapp.paging import asked_page
from webapp.palette import draw_mark

if TYPE_CHECKING:
    from graph.analysis import Analysis

blueprint = Blueprint("karte", __name__)


@blueprint.get("/karte")
def show() -> str:
    """The map, or with ?ansicht=tabelle the same as a table; both with the filters of the address.

    A network that is too large to be drawn is a table, in pages (?seite=).
    """
    picture, selection = get_picture(), read_selection(request.args)
    if not picture.is_drawn:
        asked = [gap for gap in get_analysis().open_gaps if gap.id == selection.gap]
        selection = replace(selection, is_table=True)
        picture = replace(picture, gaps=make_gaps(asked, language(), linked=True))
    nodes, edges = select(picture, selection)
    return render_template(
        "karte/show.html",
        picture=picture,
        selection=selection,
        table=make_table(picture, nodes, edges, asked_page()) if selection.is_table else None,
        gap=next((gap for gap in picture.gaps if gap.id == selection.gap), None),
        shown=sum(not node.is_group for node in nodes),
        messages=messages(),
        drawn_most=DRAWN_MOST,
        draw_mark=draw_mark,
        kept=[(name, request.args[name]) for name in ("lang", "netz", "abfrage") if name in request.args],
        asked=request.args.get("abfrage", ""),
    )


@blueprint.get("/api/v1/karte.json")
def data() -> Response:
    """The picture as JSON; the browser keeps it until the data change."""
    slug = network_slug()
    picture = _drawn(get_picture())
    response = jsonify(
        revision=get_store().revision,
        network={"slug": slug, "label": network_label(slug)},
        **picture_as_json(picture),
    )
    response.add_etag()
    response.make_conditional(request)
    return response


@blueprint.get("/karte/export.html")
def export() -> Response:
    """The map as one file that opens without a network."""
    from webapp.map.export_html import build_html  # noqa: PLC0415 - pyvis takes long to import, and only this page needs it

    _drawn(get_picture())
    response = Response(build_html(get_analysis(), language()), mimetype="text/html")
    response.headers["Content-Disposition"] = f'attachment; filename="akteursnetz-{network_slug() or "karte"}.html"'
    return response


def get_picture() -> Picture:
    """The picture of the chosen network in the reader's language; with ?abfrage= what a query's answer names of it."""
    picture, query = _picture(get_analysis()), request.args.get("abfrage", "")
    return ask_for_picture(picture, query) if query else picture


@kept
def _picture(analysis: Analysis) -> Picture:
    return make_picture(analysis, language())


def _drawn(picture: Picture) -> Picture:
    if not picture.is_drawn:
        raise BadRequestError(
            "This network has %(number)s actors; the map draws up to %(most)s.",
            hint="Choose one network in the address (netz=...), or read the table of the map.",
            number=picture.actor_count,
            most=DRAWN_MOST,
        )
    return picture


def network_label(slug: str) -> str:
    """Name of the chosen network, or of the only one."""
    networks = list_networks()
    iri = network_iri(networks, slug)
    named = [network for network in networks if network.iri == iri] or (networks if len(networks) == 1 else [])
    return say(named[0].label) if named else gettext("Alle Netzwerke")
