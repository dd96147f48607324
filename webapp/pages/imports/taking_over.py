"""What a preview showed is taken over, in one change; of a long list it is said meanwhile how far that is."""

from __future__ import annotations

import threading
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from msgspec import Struct

from graph.errors import Conflict, DataInvalid, NetworkError, Proposed
from graph.load.spreadsheet.statements import NewNetwork
from graph.processes.headway import note
from graph.processes.native_memory import give_back
from graph.protocol import Applied, Change
from graph.upkeep.hidden_by_persons import MANY, hidden_by_persons, named_persons
from graph.upkeep.lists.take_over import change_of_list
from webapp.http.errors import wants_json
from webapp.http.json_answers import answer_json
from webapp.pages.imports import begun
from webapp.pages.imports.form_input import ImportInput, what_is_missing, with_problem, with_question_of_hiding
from webapp.pages.imports.list_in_form import ListInForm, answered, list_of_draft, mark_of
from webapp.pages.imports.long_works import LongWork, LongWorks, Shares, is_long
from webapp.pages.imports.page import asked_of_form, import_page, to_list
from webapp.pages.imports.previews import find_preview
from webapp.pages.imports.taken_over import TakenOver, told, words_of
from webapp.pages.imports.words import STEP_LABELS
from webapp.ui.context import get_model, get_store


class HeadwayJson(Struct):
    """How far a list is: whether it is over, what is being done, and the steps as the page shows them."""

    over: bool
    step: str
    html: str


_EXTENSION, _OPENING = "akteursnetz.takings", threading.Lock()
_SHARES: Shares = {
    "reading": (0.0, 0.15),
    "matching": (0.15, 0.25),
    "checking": (0.25, 0.75),
    "storing": (0.75, 0.9),
    "renewing": (0.9, 1.0),
}
"""By what 20,000 rows take."""


def store(draft: str) -> ResponseReturnValue:
    """Take over what the preview showed, in one change; with something to mend or answer it is shown again."""
    asked, before = asked_of_form(), begun.find(draft)
    if before.result or being_taken(draft):
        return to_list(draft)
    kept = begun.keep(draft, before, asked, answered(before.tables))
    if request.form.get("mark", mark_of(asked.slug)) != mark_of(asked.slug):
        begun.keep(draft, kept, with_problem(asked, _moved()), kept.answers)
        return to_list(draft)
    if not is_long(kept.tables):
        outcome = _take(draft, asked)
        return told(outcome) if outcome else to_list(draft)
    _takings().begin(draft, begun.author_key(), partial(_take_and_renew, draft, asked))
    return to_headway(draft)


def show_headway(draft: str) -> ResponseReturnValue:
    """How far a list is that is being taken over, or read for its preview; once it is done, what came of it."""
    taking = _takings().find(draft, begun.author_key())
    work = taking or find_preview(draft)
    if work is None or (work.is_over and taking is None and not wants_json()):
        return to_list(draft)
    if wants_json():
        steps = render_template("imports/_steps.html", **_headway(work))
        return answer_json(HeadwayJson(work.is_over, str(STEP_LABELS[work.step]), steps))
    if taking is None or not taking.is_over:
        return import_page("imports/headway.html", draft=draft, is_taken=taking is not None, **_headway(work))
    _takings().forget(draft)
    outcome = taking.outcome()
    return told(outcome) if outcome else to_list(draft)


def being_taken(draft: str) -> bool:
    """Whether a list of whoever asks is just being taken over, or was and they have not been told."""
    return _takings().find(draft, begun.author_key()) is not None


def to_headway(draft: str) -> ResponseReturnValue:
    """The way to what is said of a list meanwhile."""
    return redirect(url_for("imports.show_headway", draft=draft, netz=None), 303)


def hidden_by(read: ListInForm) -> int:
    """How much that is public the persons of a list would hide, where that is much and nobody has agreed to it."""
    hidden = 0 if "hide" in request.form else hidden_by_persons(get_store(), names_of(read))
    return hidden if hidden >= MANY else 0


def names_of(read: ListInForm) -> tuple[str, ...]:
    """The names of a list that are persons'."""
    return named_persons(read.reading, read.answers)


def change_of(asked: ImportInput, read: ListInForm, *, only_if: int | None = None) -> Change | None:
    """What the list changes; `only_if`: the revision it was compared with. Raises Conflict (409), DataInvalid (422)."""
    network = asked.into or NewNetwork(asked.name, asked.place, asked.file)
    return change_of_list(
        get_store(),
        network,
        read.reading,
        read.answers,
        asked.author,
        file=asked.file,
        only_if=only_if,
        taken=read.taken,
    )


def apply(change: Change | None) -> Applied:
    """Make the change. Raises Conflict (409), DataInvalid (422)."""
    return get_store().apply(change) if change else Applied(get_store().revision)


def _take_and_renew(draft: str, asked: ImportInput) -> TakenOver | None:
    """The same, and the network is read anew, which the next page would wait for otherwise."""
    outcome = _take(draft, asked)
    note("renewing")
    with suppress(NetworkError):  # the list is in, and the next page says what is wrong
        get_model()
    return outcome


def _take(draft: str, asked: ImportInput) -> TakenOver | None:
    """What taking a list over came to; None where it says so itself at its address."""
    kept = begun.find(draft)
    read = list_of_draft(draft, kept, asked.slug)
    missing, hidden = what_is_missing(asked, read.reading), 0
    if not missing and (hidden := hidden_by(read)):
        missing = with_question_of_hiding(asked, names_of(read), hidden)
    if missing:
        begun.keep(draft, kept, missing, kept.answers, hidden)
        return None
    try:
        words = words_of(asked, read)
        if is_long(kept.tables):
            read = replace(read, reading=read.reading.without_rows())
        change = change_of(asked, read, only_if=read.taken.revision)
        is_much = is_long(kept.tables)
        del read, kept  # of 100,000 rows 300 MB, which storing them can do without
        if is_much:
            give_back()
        applied = apply(change)
    except (Conflict, DataInvalid) as error:
        kept = begun.find(draft)
        things = list_of_draft(draft, kept, asked.slug).taken.things if error.values.get("violations") else {}
        begun.keep(draft, kept, with_problem(asked, error, things), kept.answers)
        return None
    except Proposed:
        begun.drop(draft)
        raise
    has_brought = bool(applied.added or applied.removed or applied.moved)
    begun.finish(draft, str(applied.revision) if has_brought else begun.UNCHANGED, asked.slug)
    return TakenOver(applied.revision, asked.slug, asked.author, words) if has_brought else None


def _takings() -> LongWorks[TakenOver | None]:
    """The lists that are being taken over in this service."""
    with _OPENING:
        return current_app.extensions.setdefault(_EXTENSION, LongWorks[TakenOver | None]("taking a list over", _SHARES))  # type: ignore[no-any-return]


def _headway(work: LongWork[Any]) -> dict[str, Any]:
    """The steps with what became of each: done, being done (with how far), to do."""
    steps = [*work.shares]
    now = steps.index(work.step)
    return {
        "steps": [(STEP_LABELS[one], "done" if n < now else "now" if n == now else "") for n, one in enumerate(steps)],
        "percent": int(100 * work.of_all),
        "of_step": int(100 * work.share),
    }


def _moved() -> Conflict:
    """What refuses to take over a list that would bring something else by now than its preview said."""
    return Conflict(
        "The data have changed since you saw the preview.", hint="Look at what the list brings now, then take it over."
    )
