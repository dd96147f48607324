"""Names in a list that cannot be public: they name a contact person, or somebody the store keeps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from graph.load.lists.answers import Answers
from graph.load.lists.entries import ListReading
from graph.persons.directory import Directory
from graph.persons.public_side import PublicSide
from graph.persons.recognition import iri_of
from graph.protocol import Store
from graph.store.embedded import EmbeddedStore
from graph.terms import BASE, FOAF, ORG, RDF, SKOS
from graph.upkeep.lists.fields import ListField, Values, read_values

_TYPE, _LABEL, _NAME = (ox.NamedNode(one) for one in (RDF + "type", SKOS + "prefLabel", FOAF + "name"))
HIDDEN = "It names a person whom the store knows: nothing public can be called so."
"""Why such a name is not taken over."""

_ORGANISATION, _PERSON = ox.NamedNode(ORG + "Organization"), ox.NamedNode(FOAF + "Person")


def hidden_names(store: Store, reading: ListReading, answers: Answers, *, is_kept_told: bool = True) -> tuple[str, ...]:
    """The names of actors and groups that the store would keep apart with the persons, as intake will see it.

    Without `is_kept_told` only for the persons of the list itself: whom the store keeps is not told to everybody.

    "Kinderarztpraxis Dr. Thiele" is none of them: it is an organisation's own name. O(names), and O(labels of the
    store) where there are persons.
    """
    if not isinstance(store, EmbeddedStore):
        return ()
    persons = [*answers.persons, *(one.name for one in reading.contacts if one.name)]
    known = list(store.persons.ledger.quads) if is_kept_told else []
    if not (known or persons):
        return ()
    named = dict.fromkeys((*(actor.name for actor in reading.actors), *reading.groups))
    said = set(answers.persons)
    organisations = [name for name in named if name not in said]
    directory = Directory()
    side = PublicSide(store.public.quads, list(_stated(organisations, _ORGANISATION, _LABEL)))
    directory.learn([*known, *_stated(dict.fromkeys(persons), _PERSON, _NAME)], side)
    return tuple(name for name in organisations if directory.mentions(name))


class KeptApart:
    """What lies with the persons of things that are none: a remark that names somebody came with an earlier list."""

    def __init__(self, store: Store) -> None:
        self._said: defaultdict[str, list[tuple[str, object]]] = defaultdict(list)
        for quad in store.persons.ledger.quads if isinstance(store, EmbeddedStore) else ():
            self._said[iri_of(quad.subject)].append((quad.predicate.value, quad.object))

    def values(self, iri: str, field: ListField) -> Values:
        """What is kept of a field; as nothing else shows it, only whether it is there may be told."""
        return read_values(field, self._said[iri]) if iri in self._said else frozenset()


def _stated(names: Iterable[str], kind: ox.NamedNode, called: ox.NamedNode) -> Iterator[ox.Quad]:
    for number, name in enumerate(names):
        node = ox.NamedNode(f"{BASE}-/{kind.value.rpartition('/')[2].rpartition('#')[2]}/{number}")
        yield ox.Quad(node, _TYPE, kind)
        yield ox.Quad(node, called, ox.Literal(name))
