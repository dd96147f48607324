"""`/aenderungen`: what was changed in the data, by whom and when, with the way back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from graph.errors import NotFound
from graph.period import today
from graph.protocol import Head
from graph.store.past import revision_at
from graph.upkeep.history import heads_about
from graph.upkeep.meetings import meetings
from graph.upkeep.touched_networks import networks_of_entry
from webapp.accounts.identity import who_asks
from webapp.pages.changes.about import called_at_last, value_changes
from webapp.pages.changes.days import day_of
from webapp.pages.changes.since import earlier_meetings
from webapp.pages.merging.merged import ways_to_part
from webapp.ui import forms
from webapp.ui.change_lines import ChangeLine, change_lines, say_time
from webapp.ui.context import get_analysis, get_model, get_store, present_store, whole_store
from webapp.ui.form_pages import form_page
from webapp.ui.links import iri_of, slug_of
from webapp.ui.own_changes import ask_about_later, take_back

SHOWN = 50
LOOKED_UP = 1_000


@dataclass(frozen=True, slots=True)
class PersonChanges:
    """Changes about persons only, one after the other: how many, and when the last was. What, is said nowhere here."""

    number: int
    when: str


def index() -> ResponseReturnValue:
    """The last changes of the data, the newest first; ?von= shows those of one thing, with what each did to it."""
    if slug := request.args.get("von", ""):
        if "/" not in slug and (whole := _only_one_called(slug)):
            return redirect(url_for("changes.index", von=whole), 303)
        return _of_one(iri_of(slug))
    heads = present_store().heads(SHOWN)
    lines = change_lines(heads)
    alone = present_store().person_changes(SHOWN)
    shown = _with_persons(lines, alone)
    return form_page(
        "changes/index.html",
        right="write",
        lines=shown,
        own=_own(heads),
        shown_most=SHOWN,
        earlier=earlier_meetings(meetings(get_store(), get_analysis().network_iri), today()),
    )


def _only_one_called(slug: str) -> str:
    """The address of the one actor or group that ends in a slug; "" where none or several do."""
    model = get_model()
    found = [iri for iri in (*model.actors, *model.groups) if iri.endswith(f"/{slug}")]
    return slug_of(found[0]) if len(found) == 1 else ""


def _of_one(iri: str) -> Response:
    """The history of one thing. Raises NotFound for what no change ever named."""
    found = list(heads_about(present_store(), iri, SHOWN))
    if not found:
        raise NotFound("No change is about %(iri)s.", hint="Check the address.", iri=iri)
    heads, model = [head for head, _ in found], get_model()
    values = {entry.revision: value_changes(whole_store(), entry, iri, model) for _, entry in found}
    own, thing = _own(heads), called_at_last(whole_store(), [entry for _, entry in found], model.ref(iri))
    template = "changes/index.html"
    return form_page(
        template,
        right="write",
        lines=change_lines(heads),
        thing=thing,
        values=values,
        own=own,
        shown_most=SHOWN,
        merged=ways_to_part(iri),
    )


def _own(heads: Iterable[Head]) -> set[int]:
    """The changes that this reader is offered to take back: where they may write in all that one touches.

    Only what is small is looked up; taking back a large one is offered to who may write everywhere.
    """
    asking, store = who_asks(), whole_store()
    if asking.may("write") or not asking.may_somewhere("write"):
        return {head.entry.revision for head in heads if asking.may("write")}
    small = [head.entry.revision for head in heads if head.is_readable and head.added + head.removed <= LOOKED_UP]
    entries = filter(None, map(store.entry, small))
    return {entry.revision for entry in entries if asking.may_write(networks_of_entry(store, entry))}


def look_back() -> ResponseReturnValue:
    """Lead to the data as they were at the end of a day (?tag=). Raises NotFound for a day before the first change."""
    text = request.args.get("tag", "").strip()
    if not text:
        return redirect(url_for("changes.index"), 303)
    day = day_of(text)
    revision = revision_at(present_store(), day)
    if not revision:
        raise NotFound("There were no data yet on %(day)s.", hint="Choose a later day.", day=day)
    return redirect(url_for("start.show", fassung=revision), 303)


def undo(revision: int) -> ResponseReturnValue:
    """Take one change back by a change of its own, so that this too can be taken back. Raises NotFound (404)."""
    forms.check_form()
    if asked := ask_about_later(revision):
        return asked
    applied = take_back(revision, forms.author())
    forms.keep_outcome(f"{revision} {applied.kept_apart}")
    return redirect(url_for("changes.index"), 303)


def _with_persons(lines: list[ChangeLine], times: list[str]) -> list[ChangeLine | PersonChanges]:
    """The lines with how many changes came between that were about persons only."""
    mixed: list[ChangeLine | PersonChanges] = []
    for line in lines:
        later = [time for time in times if time > line.time]
        mixed += [PersonChanges(len(later), say_time(later[0]))] if later else []
        times = times[len(later) :]
        mixed.append(line)
    if times and len(lines) < SHOWN:
        mixed.append(PersonChanges(len(times), say_time(times[0])))
    return mixed
