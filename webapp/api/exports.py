"""`/api/v1/export.<format>`: a network as a file, in every format that the map and the command line have."""

from __future__ import annotations

from dataclasses import replace

from flask import Response, request

from graph.export import formats
from graph.export.formats import find_format
from graph.model import STATES, State
from graph.period import is_day
from webapp.http.errors import BadRequestError
from webapp.pages.map.filters import BY_NAME
from webapp.pages.map.model import MapView
from webapp.pages.map.routes import get_picture, network_label
from webapp.pages.map.selection import Selection, read_selection, refuse_unknown, select, unknown_value
from webapp.ui.context import get_analysis, network_slug
from webapp.ui.language import language

_NARROWING = (*(name for name in BY_NAME if name != "stand"), "akteur", "tiefe", "luecke", "abfrage")


def export(form: str) -> Response:
    """The network as a file, with the ties of ?stand= (all without it) on the day ?am=, as the command line has it.

    The map's other filters narrow it further. Raises NotAcceptable (406) for another format, BadRequestError (400) for
    a value that there is not, and for a drawing of more than about 2,000 actors.
    """
    wanted = find_format(form)
    from webapp.pages.map.download.answers import answer_file, answer_portion, refuse_too_large  # noqa: PLC0415
    from webapp.pages.map.download.content import network_content, visible_content  # noqa: PLC0415
    from webapp.pages.map.download.files import make_portion, needs_picture, selection_of  # noqa: PLC0415
    from webapp.pages.map.download.portion import cut_out  # noqa: PLC0415

    analysis = get_analysis(_states(), _day())
    content = network_content(analysis, language(), network_label(network_slug()))
    given = [name for name in _NARROWING if request.args.get(name)]
    if not given and not needs_picture(wanted):
        return answer_file(wanted, formats.write(wanted, content))
    whole = get_picture()
    refuse_too_large(wanted, whole)
    if given:
        narrowing = _narrowing(whole)
        content = visible_content(content, cut_out(whole, *select(whole, narrowing)), narrowing)
    return answer_portion(wanted, make_portion(content, whole, selection_of(analysis)))


def _states() -> tuple[State, ...]:
    asked = [state for given in request.args.getlist("stand") for state in given.split(",") if state]
    for state in sorted(set(asked) - set(STATES)):
        raise unknown_value("stand", state, STATES)
    return tuple(state for state in STATES if state in asked) or STATES


def _day() -> str | None:
    day = request.args.get("am", "")
    if day and not is_day(day):
        raise BadRequestError("%(day)s is no day.", hint="Write it as 2026-12-31.", day=day[:60])
    return day or None


def _narrowing(whole: MapView) -> Selection:
    """The filters beside states and day; `stand` and `am` are in the analysis already."""
    given = replace(read_selection(request.args), day="", against="").without("stand")
    return refuse_unknown(whole, given)
