"""A list with its answers: what it says of the chosen network, and what would change.

What was understood and compared for the preview is kept: "Übernehmen" takes just that over, where the list, its answers
and all that is stored are as they were.
"""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

from flask import request

from graph.cache.revisions import RevisionCache
from graph.load.list_files import arrangement_of
from graph.load.lists.answers import Answers
from graph.load.lists.answers_json import answers_from_json, answers_to_json
from graph.load.lists.arrangement import Role, SheetAnswer
from graph.load.lists.entries import ListReading
from graph.load.lists.folded import same_name
from graph.load.lists.read import read_list
from graph.load.spreadsheet.table import Table, Tables
from graph.processes.headway import note
from graph.protocol import Store
from graph.store.keeper import keeper_of_persons
from graph.upkeep.lists.compare import difference_of, take
from graph.upkeep.lists.contacts import person_root
from graph.upkeep.lists.difference import ListDifference
from graph.upkeep.lists.drafts import KeptDraft
from graph.upkeep.lists.known import known_actors, known_districts, known_topics, names_of_persons
from graph.upkeep.lists.remembered import remembered
from graph.upkeep.lists.taken import Taken
from webapp.accounts.identity import who_asks
from webapp.pages.imports.answers_form import with_form
from webapp.ui.context import get_tie_kinds, present_store

_MARK_DIGITS = 16
_MOST_KEPT, _MOST_ROWS, _IDLE_S = 2, 15_000, 600.0
"""Lists that are kept as they were understood, of so many rows at most: 5 MB for a thousand. Anew it takes as long as
for the preview."""


@dataclass(frozen=True, slots=True)
class ListInForm:
    """A list with the answers so far. `is_remembered`: they come from an earlier list with the same headings."""

    answers: Answers
    reading: ListReading
    taken: Taken
    difference: ListDifference
    is_remembered: bool = False


class _Asked(NamedTuple):
    """All that is said of a list, besides what is stored: its draft, whose tables never change, and how it is read."""

    draft: str
    answers: str
    slug: str
    known_below: str | None


def list_of_draft(key: str, draft: KeptDraft, slug: str) -> ListInForm:
    """The list of a draft with what was answered so far; as it speaks for itself while nobody has answered."""
    if not draft.answers:
        return _new_list(key, draft.tables, slug)
    return _kept_or_understood(key, draft.tables, answers_from_json(draft.answers), slug)


def mark_of(slug: str) -> str:
    """What tells whether a list would still bring to this network what its preview showed: what is stored by now."""
    return hashlib.sha256(repr((_version(present_store(), None), slug)).encode()).hexdigest()[:_MARK_DIGITS]


def forget_list(key: str) -> None:
    """Keep nothing of the list of a draft that is over."""
    UNDERSTOOD.forget(present_store(), lambda asked: asked.draft == key)


def _new_list(key: str, tables: Tables, slug: str) -> ListInForm:
    """A list that was just sent: understood as the last one with its headings, or as it speaks for itself."""
    found = _kept_or_understood(key, tables, Answers(sheets=arrangement_of(tables)), slug)
    if tables.is_of_network:
        return found
    known = remembered(present_store(), found.reading.arrangements, slug)
    answers = replace(known or Answers(), persons=_known_persons(found.reading))
    if answers == Answers():
        return found
    del found  # of a long list two would not fit beside each other
    return replace(_kept_or_understood(key, tables, answers, slug), is_remembered=known is not None)


def _known_persons(reading: ListReading) -> tuple[str, ...]:
    """The names in question that are persons of whom the store knows: who may see them is not asked a second time."""
    asked = tuple(one.asked for one in reading.questions if one.kind == "person")
    known = names_of_persons(present_store()) if asked and who_asks().may("persons") else frozenset()
    return tuple(name for name in asked if same_name(name) in known)


def answered(tables: Tables) -> str:
    """The answers of the form that was sent, as JSON: those that the page had, and what somebody chose there.

    Raises DataError for what no page of ours sent.
    """
    before = answers_from_json(request.form.get("answers", ""))
    return answers_to_json(with_form(before, request.form, tuple(tables)))


def list_of_names(lines: list[str], slug: str) -> ListInForm:
    """Actors that were typed, one a line, each with its groups behind semicolons.

    The lines are numbered: a name alone in its row would be taken for a heading of those below, or a note.
    """
    named = ((name.strip(), groups.strip()) for name, _, groups in (line.partition(";") for line in lines))
    rows = [(str(number), *one) for number, one in enumerate(named, 1)]
    tables = Tables({"Akteure": (("Nr.", "Akteur", "Gruppe"), *rows)})
    columns: dict[int, Role] = {0: "out", 1: "name", 2: "groups"}
    said = Answers(sheets={"Akteure": SheetAnswer("actors", 0, columns)})
    return _understood(tables, with_form(said, request.form, ()), slug)


def _kept_or_understood(key: str, tables: Mapping[str, Table], answers: Answers, slug: str) -> ListInForm:
    if sum(map(len, tables.values())) > _MOST_ROWS:
        return _understood(tables, answers, slug)
    asked = _Asked(key, answers_to_json(answers), slug, _known_below(slug))
    return UNDERSTOOD.get(present_store(), asked, lambda: _understood(tables, answers, slug))


def _version(store: Store, _asked: _Asked | None) -> Hashable:
    """What is stored: in public, as it is read here and as a whole, and of persons."""
    keeper = keeper_of_persons(store)
    return store.revision, *((keeper.revision, keeper.persons.ledger.revision) if keeper else ())


def _understood(tables: Mapping[str, Table], answers: Answers, slug: str) -> ListInForm:
    store = present_store()
    kinds, topics = get_tie_kinds().joining_actors, known_topics(store)
    note("arranging")
    known, districts = known_actors(store, slug), known_districts(store)
    reading = read_list(tables, answers, known, kinds, partial(note, "reading"), topics=topics, districts=districts)
    note("matching")
    taken = take(store, slug, reading, answers, known_below=_known_below(slug))
    open_ones = tuple(one for one in reading.questions if not (one.pair and taken.names.is_one(*one.pair)))
    reading = replace(reading, questions=open_ones)
    return ListInForm(answers, reading, taken, difference_of(taken, reading, answers))


def _known_below(slug: str) -> str | None:
    """Which persons whoever asks may have compared, by what their addresses begin with: all, their own, or none."""
    if who_asks().may("persons"):
        return ""
    return person_root(slug) if who_asks().may("persons", slug) else None


UNDERSTOOD: RevisionCache[Store, _Asked, ListInForm] = RevisionCache(_version, most=_MOST_KEPT, idle_s=_IDLE_S)
