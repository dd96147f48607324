"""Persons in a column of organisations: whoever may be one is asked about, and is on no map before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.load.lists.draft import Draft
from graph.load.lists.entries import KnownActor, Question, RowPlace
from graph.load.lists.folded import same_name
from graph.load.lists.organisation_names import is_like_an_organisation
from graph.persons.likeness import likeness


def persons_among(draft: Draft, known: Sequence[KnownActor]) -> tuple[frozenset[str], list[Question]]:
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
    elsewhere = _in_other_columns(draft, places)
    asked = []
    for name, rows in (*places.items(), *elsewhere.items()):
        found = likeness(name) if same_name(name) not in settled else "no"
        if found == "uncertain" and name in elsewhere:
            continue  # a topic of two words is hardly ever somebody
        if found == "certain" or (found == "uncertain" and not is_like_an_organisation(name)):
            usual = "" if found == "certain" else "no"
            asked.append(Question("person", name, tuple(rows[:50]), ("yes", "no"), usual=usual, must=not usual))
    return said, asked


def _in_other_columns(draft: Draft, places: Mapping[str, object]) -> dict[str, list[RowPlace]]:
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
