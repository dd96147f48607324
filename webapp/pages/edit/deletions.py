"""`/loeschen`: what hangs on an entry is shown before it goes, and what needs it forbids that."""

from __future__ import annotations

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from graph.errors import Conflict, DataInvalid
from graph.upkeep.forms.deleting import change_of_deletion, deletion_of
from webapp.pages.edit.access import networks_of, sent_again
from webapp.pages.edit.change_page import change_page
from webapp.pages.edit.form_input import sent_source
from webapp.ui import forms
from webapp.ui.contact_lines import contact_lines
from webapp.ui.context import get_store
from webapp.ui.language import gettext, say
from webapp.ui.links import iri_of, resource_url

MOST_SHOWN = 30


def ask_deletion() -> ResponseReturnValue:
    """What would go, and whether it can."""
    return _page(iri_of(request.args.get("iri", "")))


def remove() -> ResponseReturnValue:
    """Delete it with what is nothing without it, in one change."""
    if (again := sent_again()) is not None:
        return again
    iri = iri_of(request.form.get("iri", ""))
    found, source = deletion_of(get_store(), iri), sent_source()
    reason = source.reason or gettext("Gelöscht: „%(name)s“", name=say(found.label.label))
    try:
        change = change_of_deletion(
            get_store(), found, author=source.author, reason=reason, fingerprint=request.form.get("stand", "")
        )
        applied = get_store().apply(change)
    except (Conflict, DataInvalid) as error:
        return _page(iri, error)
    forms.keep_name(source.author)
    forms.keep_outcome("saved")
    return redirect(url_for("edit.done", revision=applied.revision), 303)


def _page(iri: str, error: Conflict | DataInvalid | None = None) -> Response:
    found = deletion_of(get_store(), iri)
    return change_page(
        "edit/delete.html",
        error,
        networks=networks_of(found.entry),
        iri=iri,
        name=say(found.label.label),
        found=found,
        most=MOST_SHOWN,
        fingerprint=found.fingerprint,
        contacts=len(contact_lines(iri) or ()),
        back=resource_url(iri) or url_for("start.show"),
    )
