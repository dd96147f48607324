"""The shapes and classes that forms come from: the shipped ones, those laid beside a store, those loaded into it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from graph.cache.revisions import RevisionCache
from graph.load.files import read_files
from graph.load.sound_terms import is_iri
from graph.model import Text
from graph.paths import ONTOLOGY
from graph.protocol import Store, Term
from graph.rdf.actor_classes import ORGANISATIONS
from graph.terms import FOAF, ORG, RDF, RDFS, SH
from graph.text import LABELS, label, label_of_iri

DASH = "http://datashapes.org/dash#"
FIELDS_OF = DASH + "applicableToClass"
_SHIPPED = ("forms.ttl", "shapes.ttl", "core.ttl", "codes.ttl")
_SUBCLASS = RDFS + "subClassOf"
_ANY_SHAPE = f"SELECT ?shape WHERE {{ ?shape <{SH}property> ?one }} LIMIT 1"
_STEPS = "|".join(
    f"<{name}>"
    for name in (
        *(SH + one for one in ("property", "or", "in", "path", "alternativePath", "node", "group", "class")),
        *(RDF + one for one in ("first", "rest")),
    )
)
_SHAPES = f"SELECT DISTINCT ?s ?p ?o WHERE {{ ?root <{SH}property> ?any . ?root ({_STEPS})* ?s . ?s ?p ?o }}"
_CLASSES = f"""SELECT DISTINCT ?s ?p ?o WHERE {{ ?s <{_SUBCLASS}> ?above . VALUES ?p {{ <{_SUBCLASS}> <{RDFS}label> }}
  ?s ?p ?o FILTER(isIRI(?s)) }}"""
Files = tuple[tuple[Path, int], ...]
AGENTS = frozenset({FOAF + "Agent", ORG + "Organization"})
"""Classes that stand for whoever can be an actor, of any vocabulary."""


@dataclass(slots=True)
class ShapeStatements:
    """Statements on shapes and classes, by subject and property."""

    _values: defaultdict[Term, defaultdict[str, dict[Term, None]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(dict))
    )
    _subjects: defaultdict[str, dict[Term, None]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, triples: Iterable[tuple[Term, str, Term]]) -> None:
        """Take further statements; what is said first counts first."""
        for subject, predicate, value in triples:
            self._values[subject][predicate][value] = None
            self._subjects[predicate][subject] = None

    def copy(self) -> ShapeStatements:
        """The same, to be extended."""
        found = ShapeStatements()
        found.add(
            (subject, predicate, value)
            for subject, said in self._values.items()
            for predicate, values in said.items()
            for value in values
        )
        return found

    def all(self, subject: Term, predicate: str) -> list[Term]:
        """The values of a property."""
        return list(self._values[subject][predicate]) if subject in self._values else []

    def first(self, subject: Term, predicate: str) -> Term | None:
        """The first of them."""
        return next(iter(self.all(subject, predicate)), None)

    def subjects(self, predicate: str) -> list[Term]:
        """Who has a property."""
        return list(self._subjects[predicate])

    def members(self, head: Term | None) -> Iterator[Term]:
        """The members of a list."""
        while head is not None and head != ox.NamedNode(RDF + "nil"):
            yield from self.all(head, RDF + "first")[:1]
            head = self.first(head, RDF + "rest")

    def text(self, subject: Term, *properties: str) -> Text:
        """A wording by the first of these properties that says it."""
        said = {one: [v for v in self.all(subject, one) if isinstance(v, ox.Literal)] for one in properties}
        return next((found for one in properties if (found := label({LABELS[0]: said[one]}))), Text())

    def name_of(self, iri: str) -> Text:
        """What a class, a property or a code is called; else the last part of its IRI."""
        said = self.text(ox.NamedNode(iri), RDFS + "label", *LABELS) if is_iri(iri) else Text()
        return said if said != Text() else label_of_iri(iri)

    def above(self, class_iri: str) -> list[str]:
        """A class and all above it, the nearest first."""
        found, waiting = dict.fromkeys([class_iri]), [class_iri]
        while waiting:
            lowest = waiting.pop(0)
            for one in self.all(ox.NamedNode(lowest), _SUBCLASS) if is_iri(lowest) else ():
                if isinstance(one, ox.NamedNode) and one.value not in found:
                    found[one.value] = None
                    waiting.append(one.value)
        return list(found)

    def below(self, classes: Iterable[str]) -> frozenset[str]:
        """These classes and all below them; for agents every class of those who can be actors."""
        wanted = set(classes)
        found = {
            one.value
            for one in self.subjects(_SUBCLASS)
            if isinstance(one, ox.NamedNode) and not wanted.isdisjoint(self.above(one.value))
        }
        others = ORGANISATIONS if wanted & AGENTS else frozenset()
        return frozenset(found | wanted | others) - {FOAF + "Person"}


def shape_statements(store: Store) -> ShapeStatements:
    """What forms of a store come from, read once for each revision. Two queries; O(its own shapes and classes)."""
    files = files_beside(store)
    return _READ.get(store, files, lambda: _read(store, files))


def _read(store: Store, files: Files) -> ShapeStatements:
    rows = [*store.select(_CLASSES), *(store.select(_SHAPES) if store.select(_ANY_SHAPE) else ())]
    beside = _triples(tuple(path for path, _ in files)) if files else ()
    own = [(row["s"], name.value, row["o"]) for row in rows if isinstance(name := row["p"], ox.NamedNode)]
    if not beside and all(subject is None or _is_shipped(subject) for subject, _, _ in own):
        return _shipped()
    found = _shipped().copy()
    found.add((subject, name, value) for subject, name, value in own if subject is not None and value is not None)
    found.add(beside)
    return found


def _is_shipped(subject: Term) -> bool:
    return bool(_shipped().all(subject, _SUBCLASS))


_READ: RevisionCache[Store, Files, ShapeStatements] = RevisionCache(lambda store, _: store.revision, most=2)


@cache
def _shipped() -> ShapeStatements:
    found = ShapeStatements()
    found.add(_triples(tuple(ONTOLOGY / name for name in _SHIPPED)))
    return found


def _triples(paths: tuple[Path, ...]) -> tuple[tuple[Term, str, Term], ...]:
    return tuple((quad.subject, quad.predicate.value, quad.object) for quad in read_files(paths).quads)


def files_beside(store: Store) -> Files:
    """Files of somebody's own beside the store, each with the time of its last change."""
    folder = store.folder / "shapes" if store.folder else None
    paths = sorted(folder.glob("*.ttl")) if folder and folder.is_dir() else []
    return tuple((path, path.stat().st_mtime_ns) for path in paths)
