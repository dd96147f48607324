"""A network too large to be drawn actor by actor, as arrays: who there is, in which area, and who is tied to whom.

Read by a handful of fixed queries. It needs neither registry nor measures nor gaps, so that a network of 100,000
actors can be looked at long before it is analysed.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
import pyoxigraph as ox
import scipy.sparse as sp
from numpy.typing import NDArray

from graph.areas.overview_ties import make_ties, read_parties, read_states
from graph.cache import locked_property
from graph.measures.kernels.communities import partitions
from graph.model import STATES, Text
from graph.network.model_reader import NOT_ACTORS, ORGANISATIONS
from graph.protocol import Store
from graph.query.memory_copy import model_revision
from graph.terms import DCT, NETZ, NK, ORG, RDFS, SKOS, local_name
from graph.text import LABELS, label, label_of_iri

Numbers = NDArray[np.int64]

NOBODY = -1
CIRCLES_MOST = 39
"""Circles that can be told apart on a map."""

_GROUP = NETZ + "WorkingGroup"
_EXISTS = STATES.index("exists")


@dataclass(frozen=True, eq=False)
class Overview:
    """n actors in the order of their IRIs, without working groups; every array says something of each of them.

    `ties` has a row for each pair of a tie's parties: smaller index, larger index, index into STATES.
    `sector_of` and `district_of` index `sectors` and `districts`, NOBODY where nothing is recorded.
    """

    revision: int
    actors: tuple[str, ...]
    sectors: tuple[str, ...]
    sector_of: Numbers
    districts: tuple[str, ...]
    district_of: Numbers
    ties: Numbers

    @property
    def size(self) -> int:
        """Number of actors."""
        return len(self.actors)

    @locked_property
    def index(self) -> dict[str, int]:
        """The number of each actor by IRI."""
        return {iri: index for index, iri in enumerate(self.actors)}

    @locked_property
    def adjacency(self) -> sp.csr_array:
        """One row and column per actor, 1 for each pair with an existing tie; symmetric, sorted."""
        existing = self.ties[self.ties[:, 2] == _EXISTS, :2]
        ends = np.concatenate([existing, existing[:, ::-1]])
        matrix = sp.csr_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(self.size, self.size))
        matrix.data[:] = 1
        matrix.sort_indices()
        return matrix

    @locked_property
    def degree(self) -> Numbers:
        """Partners by existing ties."""
        return np.asarray(np.diff(self.adjacency.indptr), dtype=np.int64)

    @locked_property
    def circle_of(self) -> Numbers:
        """The circle of each actor: who is tied among themselves more than with others. Deterministic."""
        tied = np.flatnonzero(self.degree)
        circles = np.full(self.size, NOBODY, dtype=np.int64)
        if len(tied):
            among = sp.csr_array(self.adjacency[tied][:, tied])
            circles[tied] = merge_small(among, partitions(among)[0])
        return circles


def merge_small(adjacency: sp.csr_array, circle_of: Numbers, most: int = CIRCLES_MOST) -> Numbers:
    """Circles joined, the smaller half of them at a time, each to the one it is most tied to for its size."""
    while (count := int(circle_of.max()) + 1) > most:
        inside = sp.csr_array((np.ones(len(circle_of)), (np.arange(len(circle_of)), circle_of)))
        sizes = np.asarray(inside.sum(axis=0)).ravel()
        ties = sp.coo_array(inside.T @ adjacency @ inside)
        rank = np.empty(count, dtype=np.int64)
        rank[np.lexsort((np.arange(count), -sizes))] = np.arange(count)
        keeps = max(most, count // 2)
        one, other = ties.coords
        upward = rank[other] < rank[one]
        joins = upward & (rank[one] >= keeps)
        if not joins.any():
            joins = upward & (rank[one] >= most)
        if not joins.any():
            break
        one, other, weight = one[joins], other[joins], (ties.data / sizes[ties.coords[1]])[joins]
        order = np.lexsort((other, -weight, one))
        first = np.unique(one[order], return_index=True)[1]
        target = np.arange(count)
        target[one[order][first]] = other[order][first]
        while not np.array_equal(target, target[target]):
            target = target[target]
        circle_of = np.unique(target[circle_of], return_inverse=True)[1].astype(np.int64)
    return circle_of


def overview_for(store: Store, network: str | None = None) -> Overview:
    """The overview of a network (IRI) or of all, read once for each revision and shared.

    About 30 s and 1 GB for 100,000 actors with 560,000 ties, 0.1 s for 150 actors.
    """
    with _READING:
        revision = model_revision(store)
        kept = _KEPT.get(store)
        if kept is None or kept[0] != revision:
            kept = _KEPT[store] = (revision, {})
        if network not in kept[1]:
            kept[1][network] = _read(store, network, revision)
        return kept[1][network]


def read_labels(store: Store, iris: Iterable[str]) -> dict[str, Text]:
    """Names in German and English of a few hundred resources; the last part of the IRI where there is none."""
    wanted = list(dict.fromkeys(iris))
    found = _read_labels(store, f"VALUES ?s {{ {' '.join(f'<{iri}>' for iri in wanted)} }}") if wanted else {}
    return {iri: found.get(iri) or label_of_iri(iri) for iri in wanted}


def read_all_labels(store: Store) -> dict[str, Text]:
    """The names of everything in the store that has one. O(names)."""
    return _read_labels(store, "")


def _read_labels(store: Store, of_whom: str) -> dict[str, Text]:
    literals: defaultdict[str, dict[str, list[ox.Literal]]] = defaultdict(dict)
    for property_iri in LABELS:
        for row in store.select(f"SELECT ?s ?o WHERE {{ {of_whom} ?s <{property_iri}> ?o FILTER(isLiteral(?o)) }}"):
            if isinstance(row["o"], ox.Literal):
                literals[_text(row["s"])].setdefault(property_iri, []).append(row["o"])
    found = ((iri, label(own)) for iri, own in literals.items())
    return {iri: text for iri, text in found if text is not None}


_READING = threading.RLock()
_KEPT: WeakKeyDictionary[Store, tuple[int, dict[str | None, Overview]]] = WeakKeyDictionary()


def _read(store: Store, network: str | None, revision: int) -> Overview:
    classes, no_actors = _below(store, {*ORGANISATIONS, *NOT_ACTORS, _GROUP}), _below(store, {*NOT_ACTORS, _GROUP})
    types = _pairs(store, f"SELECT DISTINCT ?s ?o WHERE {{ ?s a ?o . VALUES ?o {{ {_values(classes)} }} }}")
    inside = None if network is None else _inside(store, network)
    parties = read_parties(store, inside)
    actors = {iri for iri, found in types.items() if not found & no_actors}
    if inside is not None:
        actors &= inside | parties.ends
    ordered = tuple(sorted(actors))
    sectors, sector_of = _coded(ordered, _sectors(store))
    districts, district_of = _coded(ordered, _links(store, DCT + "spatial"))
    ties = make_ties(parties, read_states(store), ordered)
    return Overview(revision, ordered, sectors, sector_of, districts, district_of, ties)


def _inside(store: Store, network: str) -> set[str]:
    """Everything that says it belongs to a network, ties too."""
    return {_text(row["s"]) for row in store.select(f"SELECT DISTINCT ?s WHERE {{ ?s <{NETZ}inNetwork> <{network}> }}")}


def _below(store: Store, classes: set[str]) -> set[str]:
    """These classes and all that descend from them."""
    parents = _pairs(store, f"SELECT DISTINCT ?s ?o WHERE {{ ?s <{RDFS}subClassOf> ?o }}")
    found = set(classes)
    while newer := {one for one, above in parents.items() if one not in found and above & found}:
        found |= newer
    return found


def _sectors(store: Store) -> dict[str, str]:
    """The top concept of the kind of each actor."""
    tops = {_text(row["s"]) for row in store.select(f"SELECT ?s WHERE {{ ?s <{SKOS}topConceptOf> <{NK}actorKinds> }}")}
    above = _links(store, SKOS + "broader")
    kinds = _links(store, NETZ + "standsFor") | _links(store, ORG + "classification")
    top_of = {kind: _top(kind, above, tops) for kind in set(kinds.values())}
    return {iri: top for iri, kind in kinds.items() if (top := top_of[kind])}


def _top(kind: str, above: Mapping[str, str], tops: set[str]) -> str:
    seen: set[str] = set()
    while kind and kind not in tops and kind not in seen:
        seen.add(kind)
        kind = above.get(kind, "")
    return kind if kind in tops and local_name(kind) != "unknownKind" else ""


def _coded(actors: tuple[str, ...], values: Mapping[str, str]) -> tuple[tuple[str, ...], Numbers]:
    """The values that occur, in order, and the place of each actor's own; NOBODY for none."""
    present = tuple(sorted({value for iri in actors if (value := values.get(iri))}))
    index = {value: number for number, value in enumerate(present)}
    return present, np.array([index.get(values.get(iri, ""), NOBODY) for iri in actors], dtype=np.int64)


def _links(store: Store, name: str) -> dict[str, str]:
    """The first resource that a property points to, by subject."""
    found = _pairs(store, f"SELECT DISTINCT ?s ?o WHERE {{ ?s <{name}> ?o . FILTER(isIRI(?o)) }}")
    return {iri: min(values) for iri, values in found.items()}


def _pairs(store: Store, query: str) -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in store.select(query):
        found[_text(row["s"])].add(_text(row["o"]))
    return found


def _values(iris: Iterable[str]) -> str:
    return " ".join(f"<{iri}>" for iri in sorted(iris))


def _text(term: object) -> str:
    return str(getattr(term, "value", term))
