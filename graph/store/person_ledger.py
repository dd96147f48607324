"""Statements about persons as they are kept: in a ledger of their own, asked by few questions and by no query."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from graph.persons.directory import HELD_BY, HOLDS, Directory, person_names
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

    def person_of_post(self, post: str) -> str:
        """Name of the person who holds a post; "" when nobody is known to."""
        node, find = ox.NamedNode(post), self.ledger.quads.quads_for_pattern
        holders = [str(quad.object) for quad in find(node, ox.NamedNode(HELD_BY), None)]
        holders += [str(quad.subject) for quad in find(None, ox.NamedNode(HOLDS), node)]
        names = person_names(self.ledger.quads)
        return next((names[holder[1:-1]] for holder in holders if holder[1:-1] in names), "")


def directory_of(quads: Iterable[ox.Quad]) -> Directory:
    """The persons that these statements are about."""
    directory = Directory()
    directory.learn(list(quads))
    return directory
