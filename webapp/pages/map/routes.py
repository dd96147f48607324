"""The map: its page, the table that says the same, its JSON, and the file that can be mailed."""

from __future__ import annotations

import zlib
from dataclasses import replace

from flask import Response, render_template, request

from graph.analysis import Analysis
from webapp.http.errors import BadRequestError
from webapp.http.json_answers import encode
from webapp.pages.map.aggregate.pages import asks_for_areas, show_areas
from webapp.pages.map.arrangement import at_present_positions
from webapp.pages.map.as_json import besides_nodes_as_json, nodes_as_json
from webapp.pages.map.connections import find_relations
from webapp.pages.map.facets import facet_rows
from webapp.pages.map.filters import FILTERS
from webapp.pages.map.gap_layer import count_gaps, list_gaps
from webapp.pages.map.gap_signs import gap_marks
from webapp.pages.map.model import DRAWN_MOST, MapView
from webapp.pages.map.notices import find_unknown
from webapp.pages.map.picture import make_gap, make_picture
from webapp.pages.map.result import ask_for_picture
from webapp.pages.map.schemas import NetworkJson
from webapp.pages.map.selection import keep_known, read_selection, select
from webapp.pages.map.signs import choices
from webapp.pages.map.table import make_table
from webapp.pages.map.time import change_words, changes_of, count_undated
from webapp.pages.map.words import messages
from webapp.ui.context import get_analysis, get_store, list_networks, network_iri, network_slug
from webapp.ui.data_day import data_day
from webapp.ui.language import gettext, language, say
from webapp.ui.links import with_parameters
from webapp.ui.memo import memo
from webapp.ui.paging import page_in_address
from webapp.ui.palette import draw_mark
from webapp.ui.wording import confidence_label

_LONGEST_NUMBER = 12


def show() -> str:
    """The map, or with ?ansicht=tabelle the same as a table; both with the filters of the address.

    A network that is too large to be drawn is shown by areas; its table has pages (?seite=).
    """
    if asks_for_areas():
        return show_areas()
    picture, asked = get_picture(), read_selection(request.args)
    selection = keep_known(picture, asked)
    if not picture.is_drawn:
        chosen = [gap for gap in get_analysis().open_gaps if gap.id == selection.gap]
        selection = replace(selection, is_table=True)
        picture = replace(picture, gaps=tuple(make_gap(gap, language(), linked=True) for gap in chosen))
    nodes, edges = select(picture, selection)
    visible = {node.id for node in nodes}
    return render_template(
        "map/show.html",
        picture=picture,
        network_name=network_label(network_slug()),
        selection=selection,
        table=make_table(picture, nodes, edges, page_in_address()) if selection.is_table else None,
        gap=next((gap for gap in picture.choices if gap.id == selection.gap), None),
        shown=sum(not node.is_group for node in nodes),
        facets=facet_rows(picture, selection),
        without_filters=with_parameters(**dict.fromkeys((*(one.name for one in FILTERS), "tiefe", "seite"))),
        notices=find_unknown(picture, asked, selection),
        gap_kinds=count_gaps(picture, visible),
        gaps=list_gaps(picture, selection, visible) if selection.is_table else [],
        relations=find_relations(picture, selection, edges) if selection.is_table else None,
        undated=count_undated(picture.edges),
        changes=changes_of(edges, selection.day, selection.against),
        change_words=change_words(),
        messages=messages(),
        drawn_as=choices(),
        gap_marks=gap_marks(),
        drawn_most=DRAWN_MOST,
        draw_mark=draw_mark,
        confidence_label=confidence_label,
        kept=[
            (name, request.args[name])
            for name in ("lang", "netz", "abfrage", "am", "vergleich", "ohnezeit")
            if name in request.args
        ],
        asked=request.args.get("abfrage", ""),
        saved=_saved(),
    )


def _saved() -> int:
    """The change that was just saved from here (?gespeichert=); 0 for none."""
    text = request.args.get("gespeichert", "")
    return int(text) if text.isdecimal() and len(text) <= _LONGEST_NUMBER else 0


def data() -> Response:
    """The picture as JSON; the browser keeps it until the data change."""
    if "abfrage" not in request.args:
        _refuse_too_many(len(get_analysis().actors))  # before a picture is made that nobody will see
    slug, picture = network_slug(), get_picture()
    _refuse_too_many(picture.actor_count)
    network = NetworkJson(slug, network_label(slug))
    present = {"revision": get_store().revision, "network": network, "nodes": nodes_as_json(picture)}
    lasting = encode(besides_nodes_as_json(picture)) if "abfrage" in request.args else _lasting(get_analysis())
    response = Response(encode(present)[:-1] + b"," + lasting[1:], mimetype="application/json")
    response.add_etag()
    response.make_conditional(request)
    return response


def get_picture() -> MapView:
    """The picture of the chosen network in the reader's language; with ?abfrage= what a query's answer names of it."""
    analysis, query = get_analysis(), request.args.get("abfrage", "")
    _have_results(analysis)
    picture = at_present_positions(picture_of(analysis), analysis)
    return ask_for_picture(picture, query) if query else picture


def _have_results(analysis: Analysis) -> None:
    """Have the results that a picture rests on before it is begun: it would be out of date as soon as one is there."""
    if len(analysis.actors) <= DRAWN_MOST:
        for made in (
            lambda: analysis.measures,
            lambda: analysis.reach,
            lambda: analysis.matters,
            lambda: data_day(analysis),
        ):
            made()


@memo
def picture_of(analysis: Analysis) -> MapView:
    """The picture of a network in the reader's language, made once."""
    return make_picture(analysis, language())


def _lasting(analysis: Analysis) -> bytes:
    """What stays as it is when somebody is moved: nine tenths of a large picture, made once."""
    return zlib.decompress(_packed_lasting(analysis))


@memo
def _packed_lasting(analysis: Analysis) -> bytes:
    """A tenth of its 6 MB for 1,000 actors: beside the picture it says everything a second time."""
    return zlib.compress(encode(besides_nodes_as_json(picture_of(analysis))), level=1)


def _refuse_too_many(actors: int) -> None:
    if actors > DRAWN_MOST:
        raise BadRequestError(
            "This network has %(number)s actors; the map draws up to %(most)s.",
            hint="Choose one network in the address (netz=...), or read the table of the map.",
            number=actors,
            most=DRAWN_MOST,
        )


def network_label(slug: str) -> str:
    """Name of the chosen network, or of the only one."""
    networks = list_networks()
    iri = network_iri(networks, slug)
    named = [network for network in networks if network.iri == iri] or (networks if len(networks) == 1 else [])
    return say(named[0].label) if named else gettext("Alle Netzwerke")
