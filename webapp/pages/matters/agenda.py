"""Pinning a matter, giving it another place, and saying for which meeting: by the forms on the list."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from graph.errors import Conflict, DataInvalid
from graph.matters.agenda import STEPS, choose_meeting, take_step
from graph.model import Ref
from graph.upkeep.meetings import meetings
from webapp.http.errors import BadRequestError
from webapp.pages.matters.routes import list_page
from webapp.pages.matters.view import find_matter
from webapp.ui import forms
from webapp.ui.context import get_analysis, get_store


def pin(matter_id: str) -> ResponseReturnValue:
    """Pin a matter, move it or unpin it, as the button says, and lead back to its card."""
    forms.check_form()
    analysis = get_analysis()
    matter = find_matter(analysis, matter_id)
    step = next((one for one in STEPS if one == request.form.get("step")), None)
    if step is None:
        raise BadRequestError("The form does not say what to do.", hint="Open the page again and send it anew.")
    try:
        take_step(get_store(), matter, step, present=analysis.matters, mark=_mark(), author=forms.author())
    except (Conflict, DataInvalid) as error:
        return list_page(error)
    return redirect(url_for("matters.index", _anchor=matter_id), 303)


def for_meeting() -> ResponseReturnValue:
    """Keep for which meeting the matters are pinned."""
    forms.check_form()
    network, chosen = request.form.get("network", ""), request.form.get("meeting", "")
    if network and network not in get_analysis().model.networks:
        raise BadRequestError("The form does not say which network.", hint="Open the page again and send it anew.")
    try:
        choose_meeting(get_store(), network, _meeting(network, chosen), mark=_mark(), author=forms.author())
    except (Conflict, DataInvalid) as error:
        return list_page(error)
    return redirect(url_for("matters.index", _anchor="gruppe"), 303)


def _meeting(network: str, iri: str) -> Ref | None:
    """The meeting of a network, None where none is chosen. Raises DataInvalid (422) for what is no meeting there."""
    found = next((one.ref for one in meetings(get_store(), network or None) if one.ref.iri == iri), None)
    if iri and found is None:
        raise DataInvalid("There is no meeting %(name)s.", hint="Choose one of the meetings.", name=iri)
    return found


def _mark() -> str:
    return request.form.get("mark", "")
