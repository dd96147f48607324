"""`/beenden`, `/besteht`: an entry ends on a day, or what was demanded or planned is there since one."""

from __future__ import annotations

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from graph.errors import Conflict, DataInvalid
from graph.model import Ref
from graph.period import today
from graph.protocol import ChangeKind
from graph.upkeep.forms.dates import read_typed
from graph.upkeep.forms.ending import Transition, change_of_steps, ending_of, existing_ties, read_end
from graph.upkeep.forms.entry import read_entry
from graph.upkeep.forms.former import no_entry
from graph.upkeep.forms.names import labels_of
from webapp.pages.edit.access import networks_of, sent_again
from webapp.pages.edit.change_page import change_page
from webapp.pages.edit.form_input import sent_source
from webapp.ui import forms
from webapp.ui.context import get_store
from webapp.ui.language import gettext, say
from webapp.ui.links import iri_of, resource_url, slug_of


def ask_end() -> ResponseReturnValue:
    """From which day on it is no more, and what ends with it."""
    return _page("edit/end.html", iri_of(request.args.get("iri", "")))


def end() -> ResponseReturnValue:
    """End it in one change."""
    if (again := sent_again()) is not None:
        return again
    iri = iri_of(request.form.get("iri", ""))
    try:
        day = read_end(request.form.get("day", ""))
        _check_seen(iri)
        steps = ending_of(get_store(), iri, day, today().isoformat(), also="also" in request.form)
        said = gettext("Beendet: %(day)s", day=" ".join(request.form.get("day", "").split()))
        return _save(steps, "entry-ended", said)
    except (Conflict, DataInvalid) as error:
        return _page("edit/end.html", iri, error)


def _check_seen(iri: str) -> None:
    """Raise Conflict (409) where other ties would end with it than the form said."""
    seen = request.form.getlist("tie")
    if "also" in request.form and seen and set(map(iri_of, seen)) != set(_ties_of(iri)):
        raise Conflict("Other ties would end with it now than you have seen.", hint="Look once more which they are.")


def _ties_of(iri: str) -> list[str]:
    return existing_ties(get_store(), iri, today().isoformat())


def ask_exists() -> ResponseReturnValue:
    """Since when it is there, and where somebody knows that from."""
    return _page("edit/exists.html", iri_of(request.args.get("iri", "")))


def confirm_exists() -> ResponseReturnValue:
    """It exists from now on: the demand for it is met."""
    if (again := sent_again()) is not None:
        return again
    iri = iri_of(request.form.get("iri", ""))
    since = request.form.get("day", "").strip()
    try:
        start = read_typed(since)
        if since and start is None:
            read_end(since)
        return _save(
            [Transition(iri, "exists", start=start)], "entry-exists", gettext("Besteht seit: %(day)s", day=since or "–")
        )
    except (Conflict, DataInvalid) as error:
        return _page("edit/exists.html", iri, error)


def _save(steps: list[Transition], kind: ChangeKind, said: str) -> ResponseReturnValue:
    source, seen = sent_source(), request.form.get("stand", "")
    change = change_of_steps(get_store(), steps, source, kind=kind, said=said, fingerprint=seen)
    applied = get_store().apply(change)
    forms.keep_name(source.author)
    forms.keep_outcome("moved" if applied.moved else "saved")
    return redirect(url_for("edit.done", revision=applied.revision, eintrag=slug_of(steps[0].iri)), 303)


def _page(template: str, iri: str, error: Conflict | DataInvalid | None = None) -> Response:
    entry = read_entry(get_store(), iri)
    if not entry.is_there:
        raise no_entry(get_store(), iri)
    ties = _ties_of(iri)
    labels = labels_of(get_store(), [iri, *ties])
    return change_page(
        template,
        error,
        networks=networks_of(entry),
        iri=iri,
        name=say(labels[iri]),
        ties=[Ref(one, labels[one]) for one in ties],
        fingerprint=entry.fingerprint,
        day=request.form.get("day", ""),
        back=resource_url(iri) or url_for("start.show"),
    )
