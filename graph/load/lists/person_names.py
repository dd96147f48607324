"""Persons in one text: two in a cell are two, and "Frau" or "Herr" is how they are spoken to, no part of a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from graph.load.lists.entries import ListedContact
from graph.persons.likeness import likeness

_ADDRESS = re.compile(r"^(?:Frau|Herrn?|Fr\.|Hr\.|Mrs?\.?|Ms\.?)\s+(?=\w)", re.IGNORECASE)
_WORK = re.compile(r"\s*\([^()]*\)$")
_BETWEEN = re.compile(r"\s*[,&+/;|\n]\s*|\s+(?:und|u\.|sowie|and)\s+")


def persons_in(text: str) -> list[str]:
    """The persons that a text names: several where each part is surely a name, else the text itself.

    "Petra Schulze, Jan Krüger": two. "Schulze, Petra", "Petra Schulze, Leiterin": one.
    """
    parts = [part for part in _BETWEEN.split(text) if part]
    are_all = all(likeness(_WORK.sub("", part)) == "certain" for part in parts)
    return parts if len(parts) > 1 and are_all else [text]


def without_form_of_address(name: str) -> str:
    """A name without how its bearer is spoken to: "Dr. Sabine Müller" of "Frau Dr. Sabine Müller"."""
    return _ADDRESS.sub("", name)


def one_by_one(contacts: Iterable[ListedContact]) -> Iterator[ListedContact]:
    """The contacts, each of one person; an address of mail of several is the first one's."""
    for contact in contacts:
        first, *others = persons_in(contact.name)
        yield replace(contact, name=without_form_of_address(first))
        for name in others:
            yield replace(contact, name=without_form_of_address(name), email="")
