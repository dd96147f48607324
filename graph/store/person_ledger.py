"""Statements about persons as they are kept: in a ledger of their own, asked by few questions and by no query."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from graph.persons.directory import Directory, person_names
from graph.store.logged_store import Ledger


class PersonStore:
    """Statements about persons, which no query sees."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def directory(self) -> Directory:
        """The persons known now, for the intake to learn more."""
        return directory_of(self.ledger.quads)

    def names(self) -> list[str]:
        """All known full names, in alphabetical order."""
        return sorted(set(person_names(self.ledger.quads).values()))


def directory_of(quads: Iterable[ox.Quad]) -> Directory:
    """The persons that these statements are about."""
    directory = Directory()
    directory.learn(list(quads))
    return directory
