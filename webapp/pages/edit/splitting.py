"""`/teilen`: some members of a group go over to a new one, in one change."""

from __future__ import annotations

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from graph.errors import Conflict, DataInvalid
from graph.model import Ref
from graph.period import today
from graph.upkeep.forms.dates import write_typed
from graph.upkeep.forms.entry import read_entry
from graph.upkeep.forms.names import labels_of
from graph.upkeep.forms.splitting import Split, change_of_split, members_of
from webapp.pages.edit.access import networks_of, sent_again
from webapp.pages.edit.change_page import change_page
from webapp.pages.edit.form_input import sent_source
from webapp.ui import forms
from webapp.ui.context import get_store
from webapp.ui.language import gettext, say
from webapp.ui.links import iri_of, resource_url, slug_of
from webapp.ui.sorting import label_key


def ask_split() -> ResponseReturnValue:
    """What the new group is called, who goes over to it, and from when on."""
    return _page(iri_of(request.args.get("iri", "")))


def split() -> ResponseReturnValue:
    """Do it, and lead to the new group."""
    if (again := sent_again()) is not None:
        return again
    iri, called = iri_of(request.form.get("iri", "")), " ".join(request.form.get("called", "").split())
    source, label = sent_source(), say(labels_of(get_store(), [iri])[iri])
    parted = Split(
        iri,
        called,
        [iri_of(one) for one in request.form.getlist("tie")],
        request.form.get("day", "").strip(),
        leaving="leaving" in request.form,
    )
    try:
        made, change = change_of_split(
            get_store(),
            parted,
            source,
            today=today().isoformat(),
            fingerprint=request.form.get("stand", ""),
            said=gettext("Aus „%(group)s“ geht „%(name)s“ hervor", group=label, name=called),
        )
        applied = get_store().apply(change)
    except (Conflict, DataInvalid) as error:
        return _page(iri, error)
    forms.keep_name(source.author)
    forms.keep_outcome("moved" if applied.moved else "saved")
    return redirect(url_for("edit.done", revision=applied.revision, eintrag=slug_of(made)), 303)


def _page(iri: str, error: Conflict | DataInvalid | None = None) -> Response:
    members = members_of(get_store(), iri, today().isoformat())
    entry, labels = read_entry(get_store(), iri), labels_of(get_store(), [iri, *members.values()])
    shown = [(slug_of(tie), Ref(who, labels[who])) for tie, who in members.items()]
    return change_page(
        "edit/split.html",
        error,
        networks=networks_of(entry),
        iri=iri,
        name=say(labels[iri]),
        members=sorted(shown, key=lambda one: label_key(one[1])),
        fingerprint=entry.fingerprint,
        sent=request.form,
        day=request.form.get("day", write_typed(today().isoformat(), "day")),
        back=resource_url(iri) or url_for("start.show"),
    )
