"""The map of areas: its page, the table that says the same, and its JSON."""

from __future__ import annotations

from typing import Any

from flask import Response, render_template, request, url_for

from graph.areas.areas import NEARBY
from graph.model import STATES
from webapp.http.json_answers import Listed, answer_json
from webapp.pages.map.aggregate.as_json import areas_as_json
from webapp.pages.map.aggregate.choice import actors_shown, choice, get_overview, read_wanted
from webapp.pages.map.aggregate.model import AreaPicture
from webapp.pages.map.aggregate.picture import make_area_picture
from webapp.pages.map.aggregate.search import find_actors
from webapp.pages.map.aggregate.words import area_messages, cut_labels
from webapp.pages.map.filters import BY_NAME
from webapp.pages.map.model import DRAWN_MOST
from webapp.pages.map.schemas import AreaHitJson
from webapp.pages.map.words import messages
from webapp.ui.context import get_store, list_networks, network_slug
from webapp.ui.links import actor_url, network_code, slug_of
from webapp.ui.palette import draw_mark
from webapp.ui.wording import state_label

OF_ACTORS = ("ansicht", "abfrage", "luecke", "luecken", "weg", "paar", "gemeinsam")


def asks_for_areas() -> bool:
    """Whether this address is to be shown as areas: when it says so, or when the network is too large for less."""
    if request.args.get("gebiet"):
        return True
    if any(request.args.get(name) for name in (*OF_ACTORS, *BY_NAME)):
        return False
    return actors_shown() > DRAWN_MOST


def show_areas() -> str:
    """The page: the map of areas, or with ?ansicht=tabelle the same as tables."""
    picture = make_area_picture(get_overview(), read_wanted())
    labels = {bubble.id: bubble.label for bubble in picture.bubbles}
    areas = {bubble.id for bubble in picture.bubbles}
    return render_template(
        "map/areas.html",
        picture=picture,
        labels=labels,
        open_of={bubble.id: choice([*_opened(picture), bubble.id]) for bubble in picture.bubbles},
        close_of={laid.id: _without(picture, laid.id) for laid in picture.opened},
        lines=[line for line in picture.lines if line.source in areas and line.target in areas],
        is_table=request.args.get("ansicht") == "tabelle",
        cut_labels=cut_labels(),
        is_large=picture.actors > DRAWN_MOST,
        drawn_most=DRAWN_MOST,
        networks_here=[(network_code(one.iri), one.label) for one in list_networks()],
        chosen_network=network_slug(),
        states=[(index, code, state_label(code)) for index, code in enumerate(STATES)],
        actor_url=actor_url,
        draw_mark=draw_mark,
        messages=messages() | area_messages(),
    )


def areas_data() -> Response:
    """The picture of areas as JSON, in the form of `/api/v1/karte.json`; the browser keeps it until the data change."""
    picture = make_area_picture(get_overview(), read_wanted())
    response = answer_json(areas_as_json(picture, get_store().revision))
    response.add_etag()
    response.make_conditional(request)
    return response


def find_in_areas() -> Response:
    """Actors of the chosen network whose name contains ?text=, those it begins with first, at most 20."""
    wanted, overview = request.args.get("text", "")[:100].strip(), get_overview()
    hits = find_actors(overview, wanted) if wanted else []
    items = [
        AreaHitJson(slug_of(iri), label, "", url_for("map.show", **choice([], akteur=slug_of(iri))))
        for iri, label in hits
    ]
    response = answer_json(Listed(items, get_store().revision))
    response.vary.add("Accept-Language")
    return response


def _opened(picture: AreaPicture) -> list[str]:
    return [laid.id for laid in picture.opened if laid.id != NEARBY]


def _without(picture: AreaPicture, area_id: str) -> dict[str, Any]:
    """The choice with one area closed, or without somebody's surroundings."""
    left_open = choice([one for one in _opened(picture) if one != area_id])
    return left_open | {"akteur": None, "tiefe": None} if area_id == NEARBY else left_open
