"""Persons in a column of organisations: whoever may be one is asked about, and is on no map before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from graph.load.lists.arrangement import Arrangement, Role
from graph.load.lists.draft import ListDraft
from graph.load.lists.entries import KnownActor, LeftOut, Question, RowPlace
from graph.load.lists.folded import same_name, says_nothing
from graph.load.lists.organisation_names import is_like_an_organisation
from graph.load.lists.person_phrases import is_spoken_to_within, persons_of
from graph.load.spreadsheet.table import Table
from graph.persons.likeness import Likeness, likeness

_KEPT: frozenset[Role] = frozenset(
    {"name", "contact", "function", "email", "phone", "purpose", "keep_until", "number", "out", "id", "x", "y"}
)
"""Columns that are kept with a person, or are left out of every row."""
_NOT_KEPT = "Of a person this is not taken over."


def persons_among(draft: ListDraft, known: Sequence[KnownActor]) -> tuple[frozenset[str], list[Question]]:
    """The names that are said to be persons, and a question for each that may be one and was not asked about.

    A name that is certainly a person's must be answered; one that only could be is taken for an organisation where
    nobody says otherwise, and shown.
    """
    said = frozenset(draft.answers.persons)
    settled = {same_name(one) for one in (*said, *draft.answers.no_persons)} | {same_name(one.name) for one in known}
    places: dict[str, list[RowPlace]] = {}
    for actor in draft.actors:
        places.setdefault(actor.name, []).append(actor.place)
    for name, place in draft.named.items():
        places.setdefault(name, [place])
    elsewhere, unparted = (
        in_other_columns(draft, places),
        draft.names_in_cells.open_cells() | draft.ends_of_ties.open_cells() | draft.names_of_rows.open_cells(),
    )
    asked = []
    for name, rows in (*places.items(), *elsewhere.items()):
        found = _likeness(name) if same_name(name) not in settled else "no"
        if found == "uncertain" and (name in elsewhere or name in unparted):
            continue  # a topic of two words is hardly ever somebody; what names several is asked when it is parted
        if found == "certain" or (found == "uncertain" and not is_like_an_organisation(name)):
            usual = "" if found == "certain" else "no"
            asked.append(Question("person", name, tuple(rows[:50]), ("yes", "no"), usual=usual, must=not usual))
    return said, asked


def _likeness(name: str) -> Likeness:
    """What the name alone says; certain where a function stands before it: `Schulleiterin Frau Moor`.

    Uncertain where a form of address is left somewhere in it: `Café Frau Moor`.
    """
    if any(one.function for one in persons_of(name)):
        return "certain"
    found = likeness(name)
    return "uncertain" if found == "no" and is_spoken_to_within(name) else found


def said_of_persons(
    draft: ListDraft, persons: frozenset[str], arrangements: Sequence[Arrangement], tables: Mapping[str, Table]
) -> Iterator[LeftOut]:
    """What rows say of persons that nobody keeps with them: a remark, a kind, a group, a tie."""
    of_sheets = {one.sheet: one for one in arrangements}
    rows = {}
    for actor in draft.actors:
        if actor.name in persons:
            rows[actor.place] = actor.name
    for place, name in rows.items():
        cells = tables[place.sheet][place.row]
        for column in of_sheets[place.sheet].columns:
            cell = cells[column.index]
            if column.role not in _KEPT and not says_nothing(cell):
                yield LeftOut(place.sheet, f"{name}, {column.heading or column.index + 1}: {cell}", _NOT_KEPT)
    ends = [(one.place, one.source, one.target) for one in draft.ties]
    ends += [(one.place, one.part, one.whole) for one in draft.parts]
    ends += [(one.place, one.member, one.group) for one in draft.memberships if one.group not in persons]
    for place, one, other in ends:
        if {one, other} & persons and place not in rows:
            yield LeftOut(place.sheet, f"{one} – {other}", _NOT_KEPT)


def in_other_columns(draft: ListDraft, places: Mapping[str, object]) -> dict[str, list[RowPlace]]:
    """Names of groups, topics and further names, with where they stand: a person's may be among them as well."""
    found: dict[str, list[RowPlace]] = {}
    for name, place in draft.groups.items():
        found.setdefault(name, []).append(place)
    for actor in draft.actors:
        for name in (*actor.topics, *actor.aliases):
            found.setdefault(name, []).append(actor.place)
    for tie in draft.ties:
        found.setdefault(tie.topic, []).append(tie.place)
    return {name: rows for name, rows in found.items() if name and name not in places}
