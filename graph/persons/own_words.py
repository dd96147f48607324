"""Words for persons that data bring along: a class that is said to be one of persons, a property below a name.

What is said with such a word is said with ours as well: these statements lie with the persons, so that whoever was
recognised once stays known, whatever becomes of the word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from graph.persons.likeness import likeness
from graph.persons.public_side import THINGS
from graph.persons.recognition import (
    AGENTS,
    FAMILY_NAMES,
    FULL_NAMES,
    GIVEN_NAMES,
    LABELS,
    PERSON_CLASSES,
    iri_of,
)
from graph.protocol import Quads
from graph.rdf.quad_text import QuadText
from graph.terms import DERIVED_GRAPH, FOAF, NETZ, OWL, RDF, RDFS, SCHEMA, VCARD

_TYPE = RDF + "type"
_BELOW = frozenset({RDFS + "subClassOf", RDFS + "subPropertyOf"})
_SAME = frozenset({OWL + "equivalentClass", OWL + "equivalentProperty"})
MAPPING = _BELOW | _SAME
"""What says that one word means another."""
_NAMING_SOMEBODY = SCHEMA + "contactPoint"
_ROOTS: Mapping[str, str] = {
    **dict.fromkeys(PERSON_CLASSES, FOAF + "Person"),
    **dict.fromkeys(FAMILY_NAMES, FOAF + "familyName"),
    **dict.fromkeys(GIVEN_NAMES, FOAF + "givenName"),
    **dict.fromkeys(AGENTS | {FOAF + "name", VCARD + "fn"}, _NAMING_SOMEBODY),
}
"""Our word for what a word says that is one with these, or below them."""
_NEVER = THINGS | LABELS | FULL_NAMES | frozenset(_ROOTS)
"""What has a meaning of its own, whatever somebody says of it: else a statement could hide all organisations."""
_DERIVED = ox.NamedNode(DERIVED_GRAPH)


def said_with_own_words(public: Quads, add: Iterable[ox.Quad]) -> list[ox.Quad]:
    """What statements to be added say of persons with words of their own, said with ours.

    Where they bring such a word, this is said of what is public already as well. O(statements) where there is one.
    """
    text = add if isinstance(add, QuadText) else None
    telling = list(text.about(_tokens(MAPPING)) if text else (quad for quad in add if quad.predicate.value in MAPPING))
    held = [quad for one in MAPPING for quad in public.quads_for_pattern(None, ox.NamedNode(one), None, None)]
    known, words = _words_in(held), _words_in([*held, *telling])
    if not words:
        return []
    used = frozenset({_TYPE, *words})
    said = text.about(_tokens(used)) if text else (quad for quad in add if quad.predicate.value in used)
    fresh = {one: ours for one, ours in words.items() if one not in known}
    return [*_in_our_words(said, words), *_in_our_words(_with(public, fresh), fresh)]


def _words_in(mappings: Iterable[ox.Quad]) -> dict[str, str]:
    """Our word for each class or property that these statements put below one of persons, or make one with it."""
    below: defaultdict[str, set[str]] = defaultdict(set)
    for quad in mappings:
        one, other = iri_of(quad.subject), iri_of(quad.object)
        below[other].add(one)
        if quad.predicate.value in _SAME:
            below[one].add(other)
    found, waiting = dict[str, str](), [root for root in _ROOTS if root in below]
    while waiting:
        above = waiting.pop()
        for one in below[above] - _NEVER - found.keys():
            if one.startswith(NETZ):
                continue  # what ours say is known
            found[one] = found.get(above) or _ROOTS[above]
            waiting.append(one)
    return found


def _in_our_words(quads: Iterable[ox.Quad], words: Mapping[str, str]) -> Iterator[ox.Quad]:
    for quad in quads:
        if quad.graph_name == _DERIVED:
            continue
        if quad.predicate.value == _TYPE:
            ours = words.get(iri_of(quad.object), "")
            if ours == FOAF + "Person":
                yield ox.Quad(quad.subject, quad.predicate, ox.NamedNode(ours), quad.graph_name)
        elif isinstance(quad.object, ox.Literal):
            ours = words.get(quad.predicate.value, "")
            if ours and (ours != _NAMING_SOMEBODY or likeness(quad.object.value) == "certain"):
                yield ox.Quad(quad.subject, ox.NamedNode(ours), quad.object, quad.graph_name)


def _with(public: Quads, words: Iterable[str]) -> Iterator[ox.Quad]:
    for one in words:
        yield from public.quads_for_pattern(None, ox.NamedNode(_TYPE), ox.NamedNode(one), None)
        yield from public.quads_for_pattern(None, ox.NamedNode(one), None, None)


def _tokens(iris: Iterable[str]) -> frozenset[bytes]:
    return frozenset(f"<{iri}>".encode() for iri in iris)
