"""`/geaendert/person`: a person was entered or changed, which the public log does not know; with the way back."""

from __future__ import annotations

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from graph.upkeep.contact_persons import PersonChange, last_person_change, no_such_change, person_change, take_back
from graph.upkeep.forms.names import labels_of
from webapp.accounts.identity import require_in_all, who_asks
from webapp.ui import forms
from webapp.ui.context import get_store
from webapp.ui.freshness import keep_out_of_caches
from webapp.ui.language import say
from webapp.ui.links import resource_url


def kept_apart(number: int) -> Response:
    """That it is saved and where it lies; of the person this page says nothing."""
    change = _allowed(number)
    of = change.organisation
    text = render_template(
        "edit/kept_apart.html",
        change=change,
        name=say(labels_of(get_store(), [of])[of]) if of else "",
        page_of=resource_url(of) if of else "",
        outcome=forms.take_outcome(),
        token=forms.form_token(),
    )
    return keep_out_of_caches(make_response(text))


def undo_apart(number: int) -> ResponseReturnValue:
    """Take it back, by a change of its own."""
    forms.check_form("write")
    _allowed(number)
    take_back(get_store(), number, request.form.get("mark", ""), forms.author())
    forms.keep_outcome("undone")
    return redirect(url_for("edit.kept_apart", number=last_person_change(get_store())), 303)


def _allowed(number: int) -> PersonChange:
    """A change, for who may keep persons where it says something. Raises Unauthorized (401), Forbidden (403).

    One in other networks is as little there as one that nobody made: NotFound (404).
    """
    require_in_all("persons", ())
    change = person_change(get_store(), number)
    if not who_asks().may_keep_persons(change.networks):
        raise no_such_change(number)
    return change
