"""Somebody entered as a person who is none: the entry goes, and what it alone moved apart is public again.

What names anybody else who was ever known stays apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from graph.persons.directory import Directory
from graph.persons.public_side import PublicSide
from graph.persons.recognition import HELD_BY, HOLDS, PERSON_CLASSES, TELLING_ALONE, iri_of
from graph.protocol import ChangeKind, Entry
from graph.rdf.skolem import is_skolem
from graph.terms import RDF

NO_PERSON: ChangeKind = "no-person"
_TYPE = RDF + "type"


@dataclass(frozen=True, slots=True)
class Release:
    """What becomes of an entry: statements that go, and those that come back; who is still known besides."""

    gone: tuple[ox.Quad, ...]
    back: tuple[ox.Quad, ...]
    others: Directory


def release_of(iri: str, kept: Iterable[ox.Quad], ever: Iterable[ox.Quad], public: PublicSide) -> Release:
    """What becomes of the entry of one person among the statements `kept` of persons; `ever`: all that there were.

    Of a thing (an office that was given a birthday) only what made it a person goes; of any other the whole entry.
    """
    quads = list(kept)
    own = [quad for quad in quads if iri_of(quad.subject) == iri]
    is_thing = any(quad.predicate.value == _TYPE and iri_of(quad.object) not in PERSON_CLASSES for quad in own)
    nodes = _with_nameless(iri, quads)
    about = [quad for quad in quads if iri_of(quad.subject) in nodes or iri_of(quad.object) == iri]
    gone = dict.fromkeys(quad for quad in about if not is_thing or _makes_a_person(quad))
    others = Directory()
    others.learn([quad for quad in ever if iri_of(quad.subject) not in nodes and iri_of(quad.object) != iri], public)
    known = Directory()
    known.learn([quad for quad in ever if iri_of(quad.subject) in nodes])
    left = [quad for quad in quads if quad not in gone]
    back = others.split(known.split(left).private).public
    return Release(tuple(gone), tuple(back), others)


def ever_known(entries: Iterable[Entry]) -> list[ox.Quad]:
    """All statements about persons that there ever were, without those of entries that were none."""
    found: dict[ox.Quad, None] = {}
    for entry in entries:
        found.update(dict.fromkeys(entry.add))
        if entry.kind == NO_PERSON:
            gone = {*entry.remove, *(quad for quad in found if iri_of(quad.subject) == entry.about)}
            found = {quad: None for quad in found if quad not in gone}
    return list(found)


def _makes_a_person(quad: ox.Quad) -> bool:
    predicate = quad.predicate.value
    return (
        predicate in TELLING_ALONE
        or predicate in {HELD_BY, HOLDS}
        or (predicate == _TYPE and iri_of(quad.object) in PERSON_CLASSES)
    )


def _with_nameless(iri: str, quads: Iterable[ox.Quad]) -> set[str]:
    """A node, and the nameless ones that it leads to."""
    held, nodes, fresh = list(quads), set[str](), {iri}
    while fresh:
        nodes |= fresh
        ends = (quad.object for quad in held if iri_of(quad.subject) in fresh)
        fresh = {iri_of(end) for end in ends if isinstance(end, ox.BlankNode) or is_skolem(iri_of(end))} - nodes
    return nodes
