"""`/vergleich`: the network on two days as a table, with what the difference did to its figures."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import parse_qsl

from flask import render_template, request
from werkzeug.datastructures import MultiDict

from graph.analysis import Analysis, analysis_for
from graph.errors import NotFound
from graph.period import is_day, today
from graph.scenarios.comparison import compare
from graph.upkeep.meetings import last_meeting, meetings
from webapp.pages.compare.view import ComparisonView, view_comparison
from webapp.pages.map.notices import unknown_days
from webapp.pages.map.routes import get_picture
from webapp.pages.map.selection import keep_known, read_selection
from webapp.pages.map.time import count_undated, label_day
from webapp.ui.context import get_analysis, get_store
from webapp.ui.meant_time import say_meant_time


def compare_saved(query: str) -> ComparisonView | None:
    """What happened between the two days of a kept address; None for one without them or of a network that is gone."""
    named = MultiDict(parse_qsl(query))
    days = sorted((named.get("am", ""), named.get("vergleich", "")))
    if not all(map(is_day, days)):
        return None
    try:
        analysis = analysis_for(get_store(), named.get("netz"))
    except NotFound:
        return None
    return _compare(analysis, days)


def show() -> str:
    """Both days of ?am= and ?vergleich= side by side, the earlier one first; without them the form to choose them."""
    analysis, now = get_analysis(), today().isoformat()
    picture, asked = get_picture(), read_selection(request.args)
    selection = keep_known(picture, asked)
    days = sorted((selection.day, selection.against)) if selection.against else []
    return render_template(
        "compare/show.html",
        picture=picture,
        selection=selection,
        undated=count_undated(picture.edges),
        notices=list(unknown_days(picture, asked)),
        days=[label_day(picture, day) for day in days],
        found=_compare(analysis, days) if days else None,
        meeting=last_meeting(meetings(get_store(), analysis.network_iri), now),
        today=now,
        meant=say_meant_time("held"),
    )


def _compare(analysis: Analysis, days: Sequence[str]) -> ComparisonView:
    earlier, later = days
    return view_comparison(analysis, compare(analysis, earlier, later))
