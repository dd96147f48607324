"""`/aenderungen`: what was changed in the data, by whom and when, with the way back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_date

from graph.errors import NotFound
from graph.period import today
from graph.protocol import Head
from graph.store.past import revision_at
from graph.upkeep.history import heads_about, later_about_the_same, stated_numbers
from graph.upkeep.meetings import meetings
from graph.upkeep.standing_changes import standing
from graph.upkeep.touched_networks import networks_of_entry
from webapp.accounts.identity import who_asks
from webapp.accounts.reading import hidden_networks
from webapp.pages.changes.about import value_changes
from webapp.pages.changes.days import day_of
from webapp.pages.changes.since import earlier_meetings
from webapp.ui import forms
from webapp.ui.change_words import change_label, shown_text, way_label
from webapp.ui.context import get_analysis, get_model, get_store, present_store, whole_store
from webapp.ui.form_pages import form_page
from webapp.ui.language import gettext
from webapp.ui.links import iri_of

SHOWN = 50
LOOKED_UP = 1_000
_LATER = 20
_OF_THE_MODEL = ("ontology", "example")


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change as a reader sees it.

    `is_undone` says that a later change took it back, `is_model` that it brought the terms without which nothing can
    be shown.
    """

    revision: int
    time: str
    when: str
    author: str
    way: str
    reason: str
    added: int
    removed: int
    is_readable: bool
    is_undone: bool
    is_model: bool


@dataclass(frozen=True, slots=True)
class PersonChanges:
    """Changes about persons only, one after the other: how many, and when the last was. What, is said nowhere here."""

    number: int
    when: str


def index() -> Response:
    """The last changes of the data, the newest first; ?von= shows those of one thing, with what each did to it."""
    if slug := request.args.get("von", ""):
        return _of_one(iri_of(slug))
    heads = present_store().heads(SHOWN)
    lines = _lines(heads)
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


def _of_one(iri: str) -> Response:
    """The history of one thing. Raises NotFound for what no change ever named."""
    found = list(heads_about(present_store(), iri, SHOWN))
    if not found:
        raise NotFound("No change is about %(iri)s.", hint="Check the address.", iri=iri)
    heads, model = [head for head, _ in found], get_model()
    values = {entry.revision: value_changes(whole_store(), entry, iri, model) for _, entry in found}
    own, thing = _own(heads), model.ref(iri)
    template = "changes/index.html"
    return form_page(
        template, right="write", lines=_lines(heads), thing=thing, values=values, own=own, shown_most=SHOWN
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
    revision = revision_at(present_store(), day_of(text))
    if not revision:
        raise NotFound("There were no data yet on %(day)s.", hint="Choose a later day.", day=text)
    return redirect(url_for("start.show", fassung=revision), 303)


def undo(revision: int) -> ResponseReturnValue:
    """Take one change back by a change of its own, so that this too can be taken back. Raises NotFound (404)."""
    forms.check_form()
    if asked := ask_about_later(revision):
        return asked
    applied = get_store().undo(revision, author=forms.known_name() or gettext("Koordination"))
    forms.keep_outcome(f"{revision} {applied.kept_apart}")
    return redirect(url_for("changes.index"), 303)


def ask_about_later(revision: int) -> Response | None:
    """The page that names what builds on a change, before it is taken back; None where nothing does, or it was asked.

    Nobody is told of changes who may not take this one back, or may not read every network.
    """
    store = whole_store()
    entry = None if "confirmed" in request.form or hidden_networks() else store.entry(revision)
    if entry is None or not who_asks().may_write(networks_of_entry(store, entry)):
        return None
    later = later_about_the_same(store, revision, _LATER)
    if not later:
        return None
    lines = [_line(head, is_undone=False) for head in later]
    return form_page("changes/confirm.html", right="write", revision=revision, lines=lines, shown_most=_LATER)


def _with_persons(lines: list[ChangeLine], times: list[str]) -> list[ChangeLine | PersonChanges]:
    """The lines with how many changes came between that were about persons only."""
    mixed: list[ChangeLine | PersonChanges] = []
    for line in lines:
        later = [time for time in times if time > line.time]
        mixed += [PersonChanges(len(later), _moment(later[0]))] if later else []
        times = times[len(later) :]
        mixed.append(line)
    if times and len(lines) < SHOWN:
        mixed.append(PersonChanges(len(times), _moment(times[0])))
    return mixed


def _lines(heads: Sequence[Head]) -> list[ChangeLine]:
    still_hold = {head.entry.revision for head in standing(heads)}
    return [_line(head, is_undone=head.entry.revision not in still_hold) for head in heads]


def _line(head: Head, *, is_undone: bool) -> ChangeLine:
    entry = head.entry
    added, removed = stated_numbers(present_store(), head)
    return ChangeLine(
        entry.revision,
        entry.time,
        _moment(entry.time) if head.is_readable else "",
        shown_text(entry.author),
        way_label(entry.way),
        change_label(entry) if head.is_readable else gettext("Der Eintrag im Protokoll ist beschädigt"),
        added=added,
        removed=removed,
        is_readable=head.is_readable,
        is_undone=is_undone,
        is_model=entry.kind in _OF_THE_MODEL,
    )


def _moment(time: str) -> str:
    moment = datetime.fromisoformat(time).astimezone()
    return f"{format_date(moment.date(), 'long')}, {moment:%H:%M}"
