"""What a store says in public of things that are no persons: their classes, what they are called, how to reach them.

A word that a network, an actor, a group or a topic is called by is an ordinary word in its store: whoever has it for a
family name hides none of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property

import pyoxigraph as ox

from graph.persons.contacts import CONTACTS, NumbersAndMails
from graph.persons.folding import fold, folded_words
from graph.persons.recognition import PERSON_CLASSES, iri_of
from graph.persons.word_lists import is_given_name, words_of
from graph.protocol import Quads
from graph.rdf.actor_classes import ORGANISATIONS
from graph.rdf.quad_text import QuadText
from graph.terms import FOAF, NETZ, ORG, OWL, RDF, RDFS, SCHEMA, SKOS, network_slug
from graph.text import LABELS, node

_TYPE, _BELOW = ox.NamedNode(RDF + "type"), ox.NamedNode(RDFS + "subClassOf")
_NETWORK = NETZ + "Network"
_PARTIES = ORGANISATIONS - {FOAF + "Agent"}  # a person is an agent too
THINGS = frozenset(
    {
        *_PARTIES,
        *(ORG + name for name in ("Post", "Role", "Site")),
        _NETWORK,
        *(namespace + "Place" for namespace in (SCHEMA, "http://schema.org/")),
        *(SKOS + name for name in ("Concept", "ConceptScheme")),
        *(RDFS + "Class", OWL + "Class", OWL + "ObjectProperty"),
    }
)
"""Classes of what a store is about, and of its vocabulary."""

_TITLE = re.compile(r"\b(?:Frau|Herrn?|Fr\.|Hr\.|Dr\.|Prof\.)(?!\w)")
_OF_A_PERSON = 2
"""So many words, the first of them a given name, are a person's name rather than a thing's."""


class PublicSide:
    """Public statements, and those that a change adds to them, asked for what is no person."""

    def __init__(self, public: Quads, added: Iterable[ox.Quad] = ()) -> None:
        self._public, self._added = public, added

    def types_of(self, iri: str) -> Iterator[str]:
        """What classes a node has in public: who holds a post and is said to be an office is no person."""
        return (iri_of(quad.object) for quad in self._public.quads_for_pattern(node(iri), _TYPE, None, None))

    @cached_property
    def words(self) -> frozenset[str]:
        """All words that things are called by, folded, and the codes of networks. O(labels)."""
        things = self._things
        labels = (
            quad.object.value
            for label in LABELS
            for quad in self._with(label)
            if quad.subject in things and isinstance(quad.object, ox.Literal)
        )
        slugs = (network_slug(iri_of(network)) for network in self._of({_NETWORK}))
        return frozenset(folded_words("\n".join((*map(_without_namesake, labels), *slugs))))  # one text: once folded

    def organisations(self, is_wanted: Callable[[str], bool], *, only_new: bool = False) -> Iterator[str]:
        """Wanted names of organisations and groups; `only_new`: those that the change adds. O(labels)."""
        for label in LABELS:
            for quad in self._added_with(label) if only_new else self._with(label):
                name = quad.object.value if isinstance(quad.object, ox.Literal) else ""
                if name and quad.subject in self._parties and is_wanted(name):
                    yield name

    @cached_property
    def contacts(self) -> NumbersAndMails:
        """How to reach things: a number of theirs is no person's own."""
        found = NumbersAndMails()
        for name in CONTACTS:
            for quad in self._with(name):
                if quad.subject in self._things and isinstance(quad.object, ox.Literal | ox.NamedNode):
                    found.add(quad.object.value)
        return found

    def thing_called(self, text: str) -> str:
        """The IRI of the thing with this IRI or this name in public; "" for none. O(labels)."""
        if any(iri_of(thing) == text for thing in self._things):
            return text
        wanted = folded_words(text)
        for label in LABELS:
            for quad in self._with(label):
                is_it = isinstance(quad.object, ox.Literal) and folded_words(quad.object.value) == wanted
                if is_it and quad.subject in self._things:
                    return iri_of(quad.subject)
        return ""

    @cached_property
    def _things(self) -> frozenset[object]:
        """The nodes of whatever is of such a class or of one below it, and of no class of persons."""
        return self._of_classes(THINGS)

    @cached_property
    def _parties(self) -> frozenset[object]:
        return self._of_classes(_PARTIES)

    def _of_classes(self, wanted: Iterable[str]) -> frozenset[object]:
        classes = list(wanted)
        seen = set(classes)
        below: dict[str, list[str]] = {}
        for quad in self._with(_BELOW.value):
            below.setdefault(iri_of(quad.object), []).append(iri_of(quad.subject))
        while classes:
            for one in below.get(classes.pop(), ()):
                if one not in seen:
                    seen.add(one)
                    classes.append(one)
        return frozenset(set(self._of(seen)).difference(self._of(PERSON_CLASSES)))

    def _of(self, classes: Collection[str]) -> Iterator[object]:
        """The nodes of any of these classes; what a change adds is gone through once."""
        wanted = frozenset(map(ox.NamedNode, classes))
        for one in wanted:
            yield from (quad.subject for quad in self._public.quads_for_pattern(None, _TYPE, one, None))
        yield from (quad.subject for quad in self._added_with(_TYPE.value) if quad.object in wanted)

    def _with(self, predicate: str) -> Iterator[ox.Quad]:
        yield from self._public.quads_for_pattern(None, ox.NamedNode(predicate), None, None)
        yield from self._added_with(predicate)

    def _added_with(self, predicate: str) -> Iterable[ox.Quad]:
        """A long text is read again for each predicate: as objects its statements are half a gigabyte."""
        if isinstance(self._added, QuadText):
            return self._added.about(frozenset({f"<{predicate}>".encode()}))
        return self._added_by_predicate.get(predicate, ())

    @cached_property
    def _added_by_predicate(self) -> dict[str, list[ox.Quad]]:
        found: dict[str, list[ox.Quad]] = {}
        for quad in self._added:
            found.setdefault(quad.predicate.value, []).append(quad)
        return found


def _without_namesake(label: str) -> str:
    """A name without the person that a thing is called after: "Praxis Zwirnnysen", "Beratung durch Frau Zwirnnysen"."""
    words = _TITLE.split(label, 1)[0].split()
    first = fold(words[0]) if words else ""
    if first in words_of("firms"):
        return words[0]
    return "" if len(words) == _OF_A_PERSON and is_given_name(first) else " ".join(words)
