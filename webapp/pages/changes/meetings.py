"""`/sitzungen`: the meetings of the networks, and the form that enters one by its day."""

from __future__ import annotations

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from graph.errors import Conflict, DataInvalid, NotFound
from graph.period import today
from graph.upkeep.forms.sources import Source
from graph.upkeep.meetings import change_of_meeting, meetings
from webapp.pages.edit.words import own_statement, sentences_of_refusal
from webapp.ui import forms
from webapp.ui.context import get_analysis, get_store, list_networks, network_iri, network_slug
from webapp.ui.form_pages import form_page, refuse

_CALLED = "Sitzung am %(day)s"
"""Kept as the German name of a meeting, whatever language the page is in."""


def show_meetings() -> Response:
    """The meetings, those to come too."""
    return _page()


def add_meeting() -> ResponseReturnValue:
    """Enter a meeting in one change; the page again where its day cannot be taken."""
    forms.check_form("propose")
    author = forms.author(request.form.get("author", ""))
    source = Source(author=author, day=today().isoformat())
    typed, title = request.form.get("day", ""), request.form.get("title", "")
    try:
        change = change_of_meeting(get_store(), _network(), source, typed=typed, title=title, plain_title=_CALLED)
        get_store().apply(change)
    except (Conflict, DataInvalid) as error:
        return _page(error)
    forms.keep_name(author)
    forms.keep_outcome("saved")
    return redirect(url_for("changes.show_meetings"), 303)


def _network() -> str:
    """The network that the form names, the chosen one, or the only one.

    Raises DataInvalid (422) where none is named, NotFound (404) for one that is not there.
    """
    known = list_networks()
    named = request.form.get("network", "") or network_slug()
    found = network_iri(known, named) or (known[0].iri if len(known) == 1 and not named else "")
    if not named and not found:
        raise DataInvalid("Please choose the network of the meeting.")
    if not found:
        raise NotFound("There is no network called %(name)s.", name=named or "-")
    return found


def _page(error: Conflict | DataInvalid | None = None) -> Response:
    now, analysis = today().isoformat(), get_analysis()
    known = meetings(get_store(), analysis.network_iri)
    response = form_page(
        "changes/meetings.html",
        planned=[one for one in reversed(known) if one.day > now],
        held=[one for one in known if one.day <= now],
        of_networks=list_networks(),
        sent=request.form,
        chosen=network_iri(list_networks(), request.form.get("network", "")) or analysis.network_iri,
        said=own_statement(),
        problem=" ".join(sentences_of_refusal(error)) if error else "",
    )
    return refuse(response, error) if error else response
