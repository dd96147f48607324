"""`/karte/anordnung`: where actors stand on the map for everybody, arranged anew or pinned by a coordinator."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from graph.errors import DataInvalid
from graph.places_version import places_version
from webapp import forms
from webapp.current import get_analysis, get_store, network_slug
from webapp.errors import BadRequestError
from webapp.language import say
from webapp.links import iri_of, map_url, slug_of
from webapp.map.entry import form_page
from webapp.map.model import MapNode, Picture
from webapp.sorting import sort_key

if TYPE_CHECKING:
    from graph.analysis import Analysis

blueprint = Blueprint("arrangement", __name__)


def at_present_places(picture: Picture, analysis: Analysis) -> Picture:
    """The picture with everybody where they stand now, and who was pinned; it was made before they were moved."""
    if not picture.is_drawn:
        return picture
    from graph.places import read_places  # noqa: PLC0415 - networkx loads with the first page, not at start

    pins = read_places(get_store(), analysis.network_iri).pins
    if not pins and not places_version(get_store()):
        return picture
    now = analysis.positions
    return replace(picture, nodes=tuple(_placed(node, now.get(node.iri), node.iri in pins) for node in picture.nodes))


def _placed(node: MapNode, place: tuple[float, float] | None, is_pinned: bool) -> MapNode:  # noqa: FBT001
    x, y = place or (node.x, node.y)
    return replace(node, x=x, y=y, is_pinned=is_pinned)


@blueprint.get("/karte/anordnung")
def show() -> Response:
    """The pinned actors, a form to pin one (?akteur= and ?x=, ?y= fill it in), and the way to arrange all anew."""
    from graph import places  # noqa: PLC0415 - networkx loads with the first page, not at start

    analysis = get_analysis()
    now, kept = analysis.positions, places.read_places(get_store(), analysis.network_iri)
    named = sorted(((slug_of(iri), say(analysis.node(iri).label)) for iri in now), key=lambda one: sort_key(one[1]))
    chosen = request.args.get("akteur", "")
    x, y = now.get(iri_of(chosen), (0.0, 0.0))
    return form_page(
        "karte/arrangement.html",
        actors=named,
        pinned=[(slug, label) for slug, label in named if iri_of(slug) in kept.pins],
        chosen=chosen,
        x=request.args.get("x", x),
        y=request.args.get("y", y),
        farthest=int(places.FARTHEST),
        has_before=bool(kept.before),
        network=network_slug(),
        map_url_here=map_url(
            **{name: value for name, value in (("netz", network_slug()), ("akteur", chosen)) if value}
        ),
    )


@blueprint.post("/karte/anordnung")
def change() -> ResponseReturnValue:
    """Arrange everybody anew (was=neu), or take that back (was=zurueck)."""
    from graph import places  # noqa: PLC0415 - networkx loads with the first page, not at start

    forms.check_form()
    analysis, wanted = get_analysis(), request.form.get("was", "")
    if wanted == "neu":
        analysis.arrange_anew()
    elif wanted == "zurueck":
        places.step_back(get_store(), analysis.network_iri)
    else:
        raise BadRequestError(
            "%(what)s is nothing that can be done here.", hint="Use the form.", what=wanted[:60] or "-"
        )
    return _back(wanted)


@blueprint.post("/karte/platz")
def move() -> ResponseReturnValue:
    """Pin an actor to x and y, or with was=loesen let go of it."""
    from graph import places  # noqa: PLC0415 - networkx loads with the first page, not at start

    forms.check_form()
    analysis, iri = get_analysis(), iri_of(request.form.get("akteur", ""))
    analysis.positions  # noqa: B018 - computed now where nobody looked at the map before
    if request.form.get("was") == "loesen":
        places.unpin(get_store(), analysis.network_iri, iri)
        return _back("geloest")
    places.pin(get_store(), analysis.network_iri, iri, (_number("x"), _number("y")))
    return _back("fest")


def _number(name: str) -> float:
    text = request.form.get(name, "")
    try:
        return float(text.replace(",", "."))
    except ValueError as error:
        raise DataInvalid(
            "%(text)s is no number.", hint="A place on the map is two numbers, in pixels.", text=text[:60] or "-"
        ) from error


def _back(outcome: str) -> ResponseReturnValue:
    forms.keep_outcome(outcome)
    return redirect(url_for("arrangement.show", netz=network_slug() or None, lang=request.args.get("lang")), 303)
