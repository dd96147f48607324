"""What of other vocabularies is an actor, a tie, a part or a name: by `ontology/mappings/*.ttl` and by the data.

A mapping is a statement of RDFS or OWL, so that anybody can add one without code: a class below one of ours
(`rdfs:subClassOf`), a property below one that the model reads (`rdfs:subPropertyOf`), or its inverse (`owl:inverseOf`).
Classes that data map are found by whoever asks for subclasses; those of the files are part of the lists in
`actor_classes.py`. Properties are asked for here.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from graph.errors import ConfigError
from graph.paths import ONTOLOGY
from graph.settings import read_setting
from graph.terms import NETZ, ORG, OWL, RDFS, SKOS, WHOLES

FOLDER, FOLDERS = ONTOLOGY / "mappings", "AKTEURSNETZ_MAPPINGS"
SUB_CLASS, SUB_PROPERTY, INVERSE = RDFS + "subClassOf", RDFS + "subPropertyOf", OWL + "inverseOf"
MAPPED = frozenset(
    {
        *WHOLES,
        *(ORG + name for name in ("memberOf", "linkedTo", "member", "organization", "role", "classification")),
        *(NETZ + "party", RDFS + "label", SKOS + "prefLabel", SKOS + "altLabel"),
    }
)
"""The properties of the model that those of other vocabularies may stand for."""

Statement = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Ways:
    """The properties that say the same as one of the model, and those that say it from the other end."""

    same: tuple[str, ...] = ()
    inverse: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mappings:
    """By a property of the model, the other ways to say it."""

    ways: Mapping[str, Ways] = field(default_factory=dict)

    @property
    def inverses(self) -> frozenset[str]:
        """All properties that say something of their object."""
        return frozenset(one for ways in self.ways.values() for one in ways.inverse)

    def of(self, property_iri: str) -> Ways:
        """The other ways to say what a property says."""
        return self.ways.get(property_iri, _NONE)


_NONE = Ways()


def mapping_folders() -> tuple[Path, ...]:
    """The folder of the product, and those of one's own."""
    return (FOLDER, *(Path(one) for one in read_setting(FOLDERS).split(os.pathsep) if one))


@cache
def shipped_statements() -> frozenset[Statement]:
    """All that the files map, those of the product and of the folders of one's own (AKTEURSNETZ_MAPPINGS).

    Raises ConfigError naming a folder that is not there or a file that cannot be read.
    """
    found = [quad for folder in mapping_folders() for path in _files(folder) for quad in _read(path)]
    return frozenset(
        (quad.subject.value, quad.predicate.value, quad.object.value)
        for quad in found
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode)
    )


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise ConfigError(
            "%(variable)s names %(folder)s, which is no folder.",
            hint="Correct the path, or take it out.",
            variable=FOLDERS,
            folder=folder,
        )
    return sorted(folder.glob("*.ttl"))


def _read(path: Path) -> list[ox.Quad]:
    try:
        return list(ox.parse(path=path, format=ox.RdfFormat.TURTLE))
    except (OSError, SyntaxError, ValueError) as error:
        raise ConfigError(
            "The mappings in %(file)s cannot be read: %(detail)s.",
            hint="Correct the file, or take it out of the folder.",
            file=path,
            detail=error,
        ) from error


@cache
def shipped_mappings() -> Mappings:
    """The mappings of these files alone."""
    return mappings_of(())


def classes_below(roots: Iterable[str]) -> frozenset[str]:
    """The classes that the files put below these, and these themselves."""
    below = defaultdict[str, set[str]](set)
    for one, property_iri, above in shipped_statements():
        if property_iri == SUB_CLASS:
            below[above].add(one)
    return _reached(roots, below)


def mappings_of(statements: Iterable[Statement]) -> Mappings:
    """The mappings of the files and of these statements besides."""
    said = shipped_statements() | frozenset(statements)
    below, inverse = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for one, property_iri, other in said:
        if property_iri == SUB_PROPERTY:
            below[other].add(one)
        elif property_iri == INVERSE:
            inverse[other].add(one)
            inverse[one].add(other)
    ways = {one: _ways(one, below, inverse) for one in MAPPED}
    return Mappings({one: found for one, found in sorted(ways.items()) if found != _NONE})


def _ways(property_iri: str, below: Mapping[str, set[str]], inverse: Mapping[str, set[str]]) -> Ways:
    same = _reached({property_iri}, below)
    turned = _reached({other for one in same for other in inverse.get(one, ())}, below)
    same |= {other for one in turned for other in inverse.get(one, ())}
    return Ways(_foreign(same - MAPPED), _foreign(turned - MAPPED - same))


def _reached(roots: Iterable[str], below: Mapping[str, set[str]]) -> frozenset[str]:
    found, waiting = set(roots), list(roots)
    while waiting:
        more = below.get(waiting.pop(), set()) - found
        found |= more
        waiting += more
    return frozenset(found)


def _foreign(properties: Iterable[str]) -> tuple[str, ...]:
    """Without our own: what our classes of tie name as their ends is derived when it is written."""
    return tuple(sorted(one for one in properties if not one.startswith(NETZ)))
