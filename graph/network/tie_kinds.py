"""The kinds of tie there are, in their order: the one table that says how each is read, named, joined and drawn.

It comes from the ontology and from what a store says beside it, so that a class of tie loaded as Turtle is a kind like
the others: `graph/rdf/tie_classes.py` reads one, everything else asks here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from graph.cache.revisions import RevisionCache
from graph.protocol import Row, Store
from graph.query.memory_copy import Selects, model_revision
from graph.rdf.party_rules import ENDS, PARTY, TIE
from graph.rdf.tie_classes import TieClass, read_tie_classes, shipped_tie_classes
from graph.terms import RDFS

_ENDS = "|".join(map(str, ENDS))
_NAMES = f"""SELECT DISTINCT ?s WHERE {{
  {{ ?s <{RDFS}subClassOf> {TIE} }} UNION {{ ?s {_ENDS} ?end }} UNION {{ ?class {_ENDS} ?s }}
  UNION {{ ?s <{RDFS}subPropertyOf> {PARTY} }}
}}"""
_ABOUT = "SELECT DISTINCT ?s ?p ?o WHERE { VALUES ?s { %s } ?s ?p ?o }"


@dataclass(frozen=True, slots=True)
class TieKinds(Mapping[str, TieClass]):
    """The kinds by their codes, in the order that lists name them.

    `read_from`: the classes and properties whose statements they were read from.
    """

    classes: tuple[TieClass, ...]
    read_from: frozenset[str] = field(default=frozenset(), repr=False, compare=False)
    _of: dict[str, TieClass] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_of", {one.name: one for one in self.classes})

    def __getitem__(self, code: str) -> TieClass:
        return self._of[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._of)

    def __len__(self) -> int:
        return len(self._of)

    def by_iri(self) -> dict[str, TieClass]:
        """The kinds by the IRIs of their classes."""
        return {one.iri: one for one in self.classes}

    @property
    def ends(self) -> tuple[str, ...]:
        """Every property that holds an end of a tie, and netz:party."""
        return tuple(sorted({PARTY.value}.union(*(one.ends for one in self.classes))))

    @property
    def joining_actors(self) -> tuple[TieClass, ...]:
        """The kinds that can be between any two actors: for a spreadsheet's rows, and to be tried out."""
        return tuple(one for one in self.classes if one.joins_actors)


SHIPPED = TieKinds(shipped_tie_classes())
"""The kinds of `ontology/core.ttl`, for whoever has no store at hand."""


def read_tie_kinds(source: Selects) -> TieKinds:
    """The kinds that the ontology and this source define. Two queries, whatever the number of ties."""
    found = {row["s"] for row in source.select(_NAMES) if isinstance(row["s"], ox.NamedNode)}
    names = " ".join(sorted(map(str, found)))
    stated = sorted(_statements(source.select(_ABOUT % names) if names else ()), key=str)  # of two ends always the same
    classes = read_tie_classes(tuple(stated))
    return TieKinds(classes, frozenset(one.value for one in found))


def tie_kinds(store: Store) -> TieKinds:
    """The kinds of a store, read once for each revision of the model."""
    return _KINDS.get(store, None, lambda: read_tie_kinds(store))


_KINDS: RevisionCache[Store, None, TieKinds] = RevisionCache(lambda store, _: model_revision(store))


def _statements(rows: Iterable[Row]) -> Iterator[ox.Quad]:
    for row in rows:
        if isinstance(row["s"], ox.NamedNode) and isinstance(row["p"], ox.NamedNode) and row["o"] is not None:
            yield ox.Quad(row["s"], row["p"], row["o"])
