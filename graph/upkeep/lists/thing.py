"""Something that a list names, with the fields that it speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from graph.load.lists.entries import RowPlace
from graph.terms import ORG
from graph.upkeep.lists.difference import ThingKind
from graph.upkeep.lists.fields import NAME, ListField, Said, Values, end_of, plain

MEMBER, ORGANIZATION = ORG + "member", ORG + "organization"
_NOTHING: Mapping[ListField, Values] = MappingProxyType({})
_BY_NOBODY: dict[ListField, list[RowPlace]] = {}
"""Never changed: of something new nobody asks for it."""


@dataclass(slots=True)
class Thing:
    """Something that the list names. `rows` are all that speak of it.

    `called`: its label, or of a membership the two it is between, after whom it is called: a label for each of 150,000
    would be 20 MB.
    `said`: the fields that it speaks of, empty values where a cell is empty; `said_by` by which rows, of one that is
    there. `usual` is what a new one has, besides its label, where nothing is said; `frame` what it states besides.
    `is_known_by_id`: the list has its IRI or identifier, so that what it leaves empty is meant to be empty. What is
    alike for many is one object, and what is empty is none: a list may name 250,000 things.
    """

    iri: str
    kind: ThingKind
    called: str | tuple[Thing, Thing]
    is_new: bool
    is_known_by_id: bool = False
    rows: list[RowPlace] = field(default_factory=list)
    said: Mapping[ListField, Values] = field(default_factory=lambda: _NOTHING)
    usual: Mapping[ListField, Values] = field(default_factory=lambda: _NOTHING)
    said_by: dict[ListField, list[RowPlace]] = field(default_factory=lambda: _BY_NOBODY)
    frame: tuple[Said, ...] = ()

    @property
    def label(self) -> str:
        """What it is called."""
        return self.called if isinstance(self.called, str) else " – ".join(one.label for one in self.called)

    def stated(self) -> Iterator[Said]:
        """What a new one states besides its fields: of a membership also whose it is, and where."""
        yield from self.frame
        if not isinstance(self.called, str):
            yield from (end_of(one, end.iri) for one, end in zip((MEMBER, ORGANIZATION), self.called, strict=True))

    def say(self, place: RowPlace, one: ListField, values: Iterable[str]) -> None:
        """Take in what a row says of a field; of several rows the first that has a single value."""
        told = frozenset(filter(None, map(plain, values) if one.values == "wording" else values))
        if not self.is_new:
            self.said_by = self.said_by or {}
            self.said_by.setdefault(one, []).append(place)
        known = self.said.get(one)
        if one.is_many or not known:
            new = known | told if known else told
            self.said = {**self.said, one: _shared(new) if one.values == "resource" else new}

    def of_new(self) -> Iterator[tuple[ListField, Values]]:
        """The fields of a new one."""
        usual = {NAME: frozenset({self.label}), **self.usual}
        for one in dict.fromkeys((*usual, *self.said)):
            yield one, self.said.get(one) or usual.get(one, frozenset())


@lru_cache(maxsize=4096)
def _shared(values: Values) -> Values:
    """Codes and topics that many have, as one object."""
    return values
