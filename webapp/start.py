"""`/`: what this is, five numbers, what is demanded, and the ways in."""

from __future__ import annotations

from flask import Blueprint, jsonify, render_template
from flask.typing import ResponseReturnValue

from webapp.current import get_analysis, get_store
from webapp.gaps.view import list_open
from webapp.views_figure import key_figures

blueprint = Blueprint("start", __name__)

SHOWN_DEMANDS = 6


@blueprint.get("/")
def show() -> ResponseReturnValue:
    """The start page."""
    analysis = get_analysis()
    demanded = [gap for gap in list_open(analysis) if gap.kind == "demanded"]
    return render_template(
        "start/index.html",
        figures=key_figures(analysis),
        demands=demanded[:SHOWN_DEMANDS],
        demands_total=len(demanded),
        is_empty=not analysis.actors,
    )


@blueprint.get("/barrierefreiheit")
def accessibility() -> ResponseReturnValue:
    """The accessibility statement."""
    return render_template("start/accessibility.html")


@blueprint.get("/healthz")
def health() -> ResponseReturnValue:
    """Whether the service answers, and for which revision of the data."""
    return jsonify(status="ok", revision=get_store().revision)
