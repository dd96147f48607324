"""`/mehrere`: the actors that were ticked in the table become of one kind, join or leave a group, in one change."""

from __future__ import annotations

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from graph.errors import Conflict, DataInvalid
from graph.model import Ref
from graph.period import today
from graph.protocol import Change
from graph.terms import NETZ, ORG
from graph.upkeep.forms.ending import read_end
from graph.upkeep.forms.form_for import form_for
from graph.upkeep.forms.memberships import change_of_joining
from graph.upkeep.forms.names import known_things, labels_of
from graph.upkeep.forms.several import KIND, change_of_endings, change_of_kind
from webapp.pages.edit.access import sent_again
from webapp.pages.edit.change_page import change_page
from webapp.pages.edit.form_input import sent_source, ticked
from webapp.pages.edit.view import field_view
from webapp.ui import forms
from webapp.ui.context import get_store
from webapp.ui.language import gettext, say
from webapp.ui.links import iri_of, slug_of
from webapp.ui.sorting import label_key


def ask_several() -> ResponseReturnValue:
    """What shall become of the ticked actors."""
    return _page(ticked(request.args))


def change_several() -> ResponseReturnValue:
    """Do it in one change."""
    if (again := sent_again()) is not None:
        return again
    chosen = ticked(request.form)
    try:
        change = _change(chosen)
        applied = get_store().apply(change)
    except (Conflict, DataInvalid) as error:
        return _page(chosen, error)
    forms.keep_name(change.author)
    forms.keep_outcome("saved")
    return redirect(url_for("edit.done", revision=applied.revision), 303)


def _change(chosen: list[str]) -> Change:
    source = sent_source()
    if request.form.get("what") == "kind":
        kind = request.form.get("kind", "")
        said = gettext("Art von %(number)d Akteuren gesetzt", number=len(chosen))
        return change_of_kind(get_store(), chosen, kind, source, said)
    if request.form.get("what") == "join":
        joined, since = (" ".join(request.form.get(one, "").split()) for one in ("joined", "since"))
        said = gettext("%(number)d Akteure in „%(name)s“ eingetragen", number=len(chosen), name=joined)
        day = today().isoformat()
        return change_of_joining(get_store(), chosen, joined, source, since=since, said=said, today=day)
    end = read_end(request.form.get("day", ""))
    said = gettext("Mitgliedschaften von %(number)d Akteuren beendet", number=len(chosen))
    group = iri_of(request.form.get("group", ""))
    return change_of_endings(get_store(), chosen, group, end, today=today().isoformat(), source=source, said=said)


def _page(chosen: list[str], error: Conflict | DataInvalid | None = None) -> Response:
    labels = labels_of(get_store(), chosen)
    kind = form_for(get_store(), ORG + "Organization").field(KIND)
    groups = known_things(get_store(), [NETZ + "WorkingGroup"]).labels
    return change_page(
        "edit/several.html",
        error,
        chosen=[(slug_of(one), say(labels[one])) for one in chosen],
        kind=field_view(kind, {}, {}, {}) if kind else None,
        groups=sorted((Ref(iri, label) for iri, label in groups.items()), key=label_key),
        sent=request.form,
    )
