"""How much that is public would be so no longer, if somebody were known as a person: asked before it is done."""

from __future__ import annotations

from collections.abc import Collection

import pyoxigraph as ox

from graph.load.lists.answers import Answers
from graph.load.lists.entries import ListReading
from graph.persons.directory import Directory
from graph.persons.public_side import PublicSide
from graph.protocol import Store

MANY = 20
"""From so many statements on somebody is asked: a person is named in fewer, a place or an office in more."""
_ALL = "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"


def named_persons(reading: ListReading, answers: Answers) -> tuple[str, ...]:
    """Whom taking a list over would make known as persons: those who were asked about, and its contact persons."""
    contacts = (one.name for one in reading.contacts if one.name)
    return tuple(dict.fromkeys((*answers.persons, *contacts)))


def hidden_by_persons(store: Store, names: Collection[str]) -> int:
    """How many public statements name these persons. O(statements), and nothing without names."""
    if not names:
        return 0
    held = ox.Store()
    held.extend(ox.Quad(*row) for row in store.rows(_ALL))  # type: ignore[arg-type]  # three terms of a statement
    directory = Directory()
    side = PublicSide(held)
    directory.names.own = side.words
    for name in names:
        directory.learn_name(name)
    directory.heed_firms(side)
    return len(directory.split(list(held)).private)
