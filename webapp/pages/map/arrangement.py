"""`/karte/anordnung`: where actors stand on the map for everybody, arranged anew or pinned by a coordinator."""

from __future__ import annotations

from dataclasses import replace

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from graph.analysis import Analysis
from graph.errors import DataInvalid
from graph.layout import positions
from graph.layout.positions import read_positions
from graph.layout.positions_version import positions_version
from webapp.http.errors import BadRequestError
from webapp.pages.map.model import MapNode, MapView
from webapp.ui import forms
from webapp.ui.context import get_analysis, get_store, network_slug
from webapp.ui.form_pages import form_page
from webapp.ui.language import say
from webapp.ui.links import iri_of, map_url, slug_of
from webapp.ui.sorting import sort_key


def at_present_positions(picture: MapView, analysis: Analysis) -> MapView:
    """The picture with everybody where they stand now, and who was pinned; it was made before they were moved."""
    if not picture.is_drawn:
        return picture
    pins = read_positions(get_store(), analysis.network_iri).pins
    if not pins and not positions_version(get_store()):
        return picture
    now = analysis.positions
    return replace(
        picture, nodes=tuple(_positioned(node, now.get(node.iri), node.iri in pins) for node in picture.nodes)
    )


def _positioned(node: MapNode, position: tuple[float, float] | None, is_pinned: bool) -> MapNode:  # noqa: FBT001
    x, y = position or (node.x, node.y)
    return replace(node, x=x, y=y, is_pinned=is_pinned)


def show_arrangement() -> Response:
    """The pinned actors, a form to pin one (?akteur= and ?x=, ?y= fill it in), and the way to arrange all anew."""
    analysis = get_analysis()
    now, kept = analysis.positions, positions.read_positions(get_store(), analysis.network_iri)
    named = sorted(((slug_of(iri), say(analysis.node(iri).label)) for iri in now), key=lambda one: sort_key(one[1]))
    chosen = request.args.get("akteur", "")
    x, y = now.get(iri_of(chosen), (0.0, 0.0))
    return form_page(
        "map/arrangement.html",
        right="write",
        networks=forms.networks_meant(),
        actors=named,
        pinned=[(slug, label) for slug, label in named if iri_of(slug) in kept.pins],
        chosen=chosen,
        x=request.args.get("x", x),
        y=request.args.get("y", y),
        farthest=int(positions.FARTHEST),
        has_before=bool(kept.before),
        network=network_slug(),
        map_url_here=map_url(
            **{name: value for name, value in (("netz", network_slug()), ("akteur", chosen)) if value}
        ),
    )


def arrange() -> ResponseReturnValue:
    """Arrange everybody anew (was=neu), or take that back (was=zurueck)."""
    forms.check_form_of(forms.networks_meant())
    analysis, wanted = get_analysis(), request.form.get("was", "")
    if wanted == "neu":
        analysis.arrange_anew()
    elif wanted == "zurueck":
        positions.step_back(analysis.store, analysis.network_iri)
    else:
        raise BadRequestError(
            "%(what)s is nothing that can be done here.", hint="Use the form.", what=wanted[:60] or "-"
        )
    return _back(wanted)


def move_actor() -> ResponseReturnValue:
    """Pin an actor to x and y, or with was=loesen let go of it."""
    forms.check_form_of(forms.networks_meant())
    analysis, iri = get_analysis(), iri_of(request.form.get("akteur", ""))
    analysis.positions  # noqa: B018 - computed now where nobody looked at the map before
    if request.form.get("was") == "loesen":
        positions.unpin(analysis.store, analysis.network_iri, iri)
        return _back("geloest")
    positions.pin(analysis.store, analysis.network_iri, iri, (_number("x"), _number("y")))
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
    return redirect(url_for("map.show_arrangement", netz=network_slug() or None, lang=request.args.get("lang")), 303)
