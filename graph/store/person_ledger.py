"""Statements about persons as they are kept: in a ledger of their own, asked by few questions and by no query."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pyoxigraph as ox

from graph.persons.directory import Directory, person_names
from graph.persons.public_side import PublicSide
from graph.protocol import Entry
from graph.store.logged_store import Ledger
from graph.store.no_person import ever_known


class PersonStore:
    """Statements about persons, which no query sees."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def directory(self, public: PublicSide | None = None) -> Directory:
        """The persons known now, for the intake to learn more; `public`: what is said of things."""
        return directory_of(self.ledger.quads, public)

    def everybody_ever(self, public: PublicSide | None = None) -> Directory:
        """Whoever was known at any time. O(changes about persons)."""
        return directory_of(self.ever(), public)

    def ever(self) -> list[ox.Quad]:
        """All that was ever said of persons, but of who turned out to be none. O(changes about persons)."""
        return ever_known(self.ledger.history())

    def changed_alone(self, most: int) -> list[str]:
        """When the last changes were made that belong to none of the public log, the newest first."""
        return [head.entry.time for head in self.ledger.log.heads(most) if not head.entry.part_of]

    def names(self) -> list[str]:
        """All known full names, in alphabetical order."""
        return sorted(set(person_names(self.ledger.quads).values()))


def shown(entry: Entry, directory: Directory) -> Entry:
    """A change as everybody may read it: author, reason and what it is about name nobody who is known."""
    return replace(
        entry,
        author=directory.shown(entry.author),
        reason=directory.shown(entry.reason),
        about=directory.shown(entry.about),
    )


def directory_of(quads: Iterable[ox.Quad], public: PublicSide | None = None) -> Directory:
    """The persons that these statements are about."""
    directory = Directory()
    directory.learn(list(quads), public)
    return directory
