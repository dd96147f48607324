"""`/luecken`: what the network lacks, each with its reason and its passage."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from graph.gaps import find_gap
from webapp.current import get_analysis
from webapp.views_gap import GapFilter, filter_names, gap_title, make_choices, make_sections

blueprint = Blueprint("gaps", __name__)


@blueprint.get("/luecken")
def index() -> ResponseReturnValue:
    """The list; ?art= ?regel= ?staerke= ?suche= filter it."""
    chosen = GapFilter(**{name: request.args.get(name, "").strip() for name in filter_names()})
    gaps = get_analysis().gaps
    sections = make_sections(gaps, chosen)
    return render_template(
        "gaps/index.html",
        sections=sections,
        shown=sum(len(section.gaps) for section in sections),
        total=len(gaps),
        chosen=chosen,
        choices=make_choices(gaps, chosen),
    )


@blueprint.get("/luecken/<gap_id>")
def show(gap_id: str) -> ResponseReturnValue:
    """One gap, with everything that is known of it."""
    gap = find_gap(get_analysis().gaps, gap_id)
    return render_template("gaps/show.html", gap=gap, title=gap_title(gap))
