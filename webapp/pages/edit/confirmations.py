"""`/bestaetigen`: entries are still so; who says it, or where it stands, becomes further evidence of them."""

from __future__ import annotations

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from graph.errors import Conflict, DataInvalid
from graph.upkeep.forms.confirming import change_of_confirmation
from graph.upkeep.forms.names import labels_of
from webapp.pages.edit.access import sent_again
from webapp.pages.edit.change_page import change_page
from webapp.pages.edit.form_input import sent_source, ticked
from webapp.ui import forms
from webapp.ui.context import get_store
from webapp.ui.language import gettext, say
from webapp.ui.links import slug_of


def ask_confirmation() -> ResponseReturnValue:
    """Who says that these entries are still so, or where it stands."""
    return _page(ticked(request.args))


def confirm() -> ResponseReturnValue:
    """Add the evidence to all of them, in one change."""
    if (again := sent_again()) is not None:
        return again
    chosen = ticked(request.form)
    try:
        change = change_of_confirmation(get_store(), chosen, sent_source(), gettext("Stimmt noch."))
        applied = get_store().apply(change)
    except (Conflict, DataInvalid) as error:
        return _page(chosen, error)
    forms.keep_name(change.author)
    forms.keep_outcome("moved" if applied.moved else "saved")
    return redirect(url_for("edit.done", revision=applied.revision), 303)


def _page(chosen: list[str], error: Conflict | DataInvalid | None = None) -> Response:
    labels = labels_of(get_store(), chosen)
    return change_page(
        "edit/confirm.html",
        error,
        chosen=[(slug_of(one), say(labels[one])) for one in chosen],
    )
