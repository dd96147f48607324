"""What a list said when it was last read in, as far as the log of changes tells: the third side of a comparison.

What an import added stands in its entry of the log. What it found as it was already is what the network said then:
today's statements with the changes since then taken back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import islice

import pyoxigraph as ox

from graph.load.lists.folded import same_name
from graph.protocol import Entry, Store
from graph.terms import DCT, NETZ, PROV, RDF
from graph.upkeep.lists.fields import ALIASES, NAME, ListField, Values, is_of_field, read_values
from graph.upkeep.lists.present import Present
from graph.upkeep.standing_changes import heads_backwards, standing

VERSION_OF = DCT + "isVersionOf"
_TYPE = RDF + "type"

Of = tuple[str, str]
"""A subject and a property."""


class Before:
    """What is known of the last reading of a list. The log is read when a difference asks for it, and not before.

    `kept`: what the list said where the network's value was left standing, by subject and property.
    """

    def __init__(self, store: Store, list_iri: str, kept: Mapping[Of, Values]) -> None:
        self._store, self._list, self.kept = store, list_iri, kept

    @cached_property
    def was_read(self) -> bool:
        """Whether the list was read in before."""
        return bool(_documents(self._store, self._list))

    @cached_property
    def quoted(self) -> set[str]:
        """Whatever rests on a row of the list, in any of its versions. O(statements that do)."""
        query = f"""SELECT DISTINCT ?s WHERE {{ ?document <{VERSION_OF}> <{self._list}> .
          ?passage <{PROV}wasQuotedFrom> ?document . ?s <{NETZ}evidence> ?passage }}"""
        return {getattr(subject, "value", "") for (subject,) in self._store.rows(query)} if self.was_read else set()

    def brought(self, iri: str) -> bool:
        """Whether something came into being by the list."""
        return iri in self.quoted and bool(self._said.get((iri, _TYPE)))

    def knows(self, iri: str, one: ListField) -> bool:
        """Whether it is on record what the list said of a field."""
        return (iri, one.written_to) in self.kept or any((iri, name) in self._said for name in one.all_properties)

    def values(self, iri: str, one: ListField, present: Present) -> Values:
        """What the list said of a field, or else what the network said when it was read."""
        if (iri, one.written_to) in self.kept:
            return self.kept[iri, one.written_to]
        if self.knows(iri, one):
            said = ((name, term) for name in one.all_properties for term in self._said.get((iri, name), ()))
            return read_values(one, said)
        if not any((iri, name) in self._since for name in one.all_properties):
            return present.values(iri, one)
        return read_values(one, self._then(iri, one, present))

    @cached_property
    def called(self) -> Mapping[str, list[str]]:
        """Whom the list gave which name, however they are called now: own names before further ones."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for one in (NAME, ALIASES):
            for iri, name in (of for of in {**self.kept, **self._said} if of[1] in one.properties):
                for value in self._told(iri, name):
                    found[same_name(value)].append(iri)
        return dict(found)

    def name_of(self, iri: str) -> Values:
        """What the list had somebody called by when it was read."""
        return self._told(iri, NAME.written_to)

    def _told(self, iri: str, name: str) -> Values:
        kept = self.kept.get((iri, name))
        return kept or frozenset(getattr(term, "value", "") for term in self._said.get((iri, name), ()))

    @cached_property
    def _imports(self) -> list[Entry]:
        return _imports(self._store, self._list) if self.was_read else []

    @cached_property
    def _said(self) -> Mapping[Of, set[object]]:
        """What the imports of the list added, and did not take away later, by subject and property."""
        said: dict[Of, set[object]] = {}
        for entry in self._imports:
            for quad in entry.remove:
                said.get(_of(quad), set()).discard(quad.object)
            for quad in entry.add:
                said.setdefault(_of(quad), set()).add(quad.object)
        return said

    @cached_property
    def _since(self) -> Mapping[Of, tuple[frozenset[object], frozenset[object]]]:
        """What came and what went in the network after the last of them."""
        return _changes_since(self._store, self._imports[-1].revision) if self._imports else {}

    def _then(self, iri: str, one: ListField, present: Present) -> Iterator[tuple[str, object]]:
        for name in one.all_properties:
            come, gone = self._since.get((iri, name), (frozenset(), frozenset()))
            now = {term for term, _ in present.held(iri, name)}
            yield from ((name, term) for term in (now - come) | gone if is_of_field(one, name, term))


def _documents(store: Store, list_iri: str) -> int:
    """How many versions of a list were read in, and were not taken back."""
    return len(store.select(f"SELECT ?d WHERE {{ ?d <{VERSION_OF}> <{list_iri}> }}"))


def _imports(store: Store, list_iri: str) -> list[Entry]:
    """The imports of a list that were not taken back, oldest first: the log is read back to the first of them."""
    readable = (head for head in heads_backwards(store) if head.is_readable)
    heads = (head for head in standing(readable) if head.entry.kind == "import")
    entries = (store.entry(head.entry.revision) for head in heads)
    found = islice((one for one in entries if one and _is_of(one, list_iri)), _documents(store, list_iri))
    return list(found)[::-1]


def _is_of(entry: Entry, list_iri: str) -> bool:
    """Whether an import is of a list: its document says so."""
    says, known = ox.NamedNode(VERSION_OF), ox.NamedNode(list_iri)
    return any(quad.predicate == says and quad.object == known for quad in entry.add)


def _changes_since(store: Store, revision: int) -> dict[Of, tuple[frozenset[object], frozenset[object]]]:
    """What came and went after a change, by subject and property, both counted against each other."""
    come: defaultdict[Of, set[object]] = defaultdict(set)
    gone: defaultdict[Of, set[object]] = defaultdict(set)
    for number in range(revision + 1, store.revision + 1):
        entry = store.entry(number)
        if entry is not None:
            _count(entry.remove, gone, come)
            _count(entry.add, come, gone)
    return {of: (frozenset(come[of]), frozenset(gone[of])) for of in {*come, *gone}}


def _count(quads: Iterable[ox.Quad], one: Mapping[Of, set[object]], other: Mapping[Of, set[object]]) -> None:
    for quad in quads:
        of = _of(quad)
        if quad.object in other[of]:
            other[of].discard(quad.object)
        else:
            one[of].add(quad.object)


def _of(quad: ox.Quad) -> Of:
    return getattr(quad.subject, "value", ""), quad.predicate.value
