"""Names in a list that may be persons: whoever reads it in is asked."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from graph.load.spreadsheet.entries import Entries
from graph.persons.likeness import likeness


def may_be_persons(entries: Entries) -> tuple[str, ...]:
    """The names of actors that could be a person's, the likelier first: those of several words."""
    found = dict.fromkeys(actor.name for actor in entries.actors if likeness(actor.name) != "no")
    return tuple(sorted(found, key=lambda name: (likeness(name) != "certain", len(name.split()) == 1)))


def without_persons(entries: Entries, persons: Collection[str]) -> Entries:
    """The entries without these actors, and without the ties that name them: a person is no party of a network."""
    return replace(
        entries,
        actors=tuple(actor for actor in entries.actors if actor.name not in persons),
        ties=tuple(tie for tie in entries.ties if tie.source not in persons and tie.target not in persons),
    )
