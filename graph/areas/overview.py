"""A network too large to be drawn actor by actor, as arrays: who there is, in which area, and who is tied to whom.

Who is an actor and what is a tie is read by the same functions as the model's, from a few properties only and without
an object for each actor: of 100,000 actors the model takes seven times as long and eight times the memory.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import pyoxigraph as ox

from graph.cache.revisions import locked_property
from graph.libraries import Flags, Integers, np, sp
from graph.measures.kernels.communities import partitions
from graph.model import EXISTING, STATES, State, Text
from graph.network.connected import without_tie
from graph.network.edges import Pair, pairs_between
from graph.network.property_index import PropertyIndex
from graph.network.read_statements import StatementReader
from graph.network.read_ties import Link, TieReader
from graph.network.tie_kinds import TieKinds
from graph.network.who import GROUP, kind_of, networks_by_actor, sector_of, wholes_of
from graph.protocol import Store
from graph.terms import DCT
from graph.text import LABELS, label, label_of_iri

Numbers = Integers

NOBODY = -1
CIRCLES_MOST = 39
"""Circles that can be told apart on a map."""

_EXISTS = STATES.index("exists")


@dataclass(frozen=True, eq=False)
class Overview:
    """n actors in the order of their IRIs, without working groups; every array says something of each of them.

    `ties` has a row for each pair that a tie connects: smaller index, larger index, index into STATES.
    `sector_of` and `district_of` index `sectors` and `districts`, NOBODY where nothing is recorded. `degree` counts
    partners as every page does, groups among them; `is_untied` marks who is without a tie.
    """

    actors: tuple[str, ...]
    sectors: tuple[str, ...]
    sector_of: Numbers
    districts: tuple[str, ...]
    district_of: Numbers
    ties: Numbers
    degree: Numbers
    is_untied: Flags

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
    def circle_of(self) -> Numbers:
        """The circle of each actor: who is tied among themselves more than with others. Deterministic."""
        tied = np.flatnonzero(np.diff(self.adjacency.indptr))
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


def make_overview(index: PropertyIndex, kinds: TieKinds, network: str | None = None) -> Overview:
    """The overview of what an index says, by the same rules as the model. O(statements)."""
    links = list(TieReader(index, kinds).links())
    known = networks_by_actor(index, links)
    inside = [iri for iri, networks in known.items() if network is None or network in networks]
    groups = index.of_type({GROUP})
    reader = StatementReader(index)
    actors = tuple(iri for iri in inside if iri not in groups and reader.state(iri) != "ended")
    counted = [link for link in links if network is None or network in link.networks]
    sectors, sector_codes = coded(_sectors(index, actors))
    districts, district_of = coded([index.first(iri, DCT + "spatial") for iri in actors])
    nodes = {iri: number for number, iri in enumerate((*actors, *(iri for iri in inside if iri in groups)))}
    pairs = ((link.state, pairs_between(link.sources, link.targets, directed=link.directed)) for link in counted)
    edges = state_rows(pairs, nodes)
    return Overview(
        actors=actors,
        sectors=sectors,
        sector_of=sector_codes,
        districts=districts,
        district_of=district_of,
        ties=edges[(edges[:, :2] < len(actors)).all(axis=1)],
        degree=_degree(index, nodes, len(actors), edges),
        is_untied=_untied(index, counted, actors),
    )


def _sectors(index: PropertyIndex, actors: Iterable[str]) -> list[str]:
    """The sector of each actor, "" for none; looked up once for each kind."""
    kinds = [kind_of(index, iri) for iri in actors]
    known = {kind: sector_of(index, kind) for kind in set(kinds)}
    return [known[kind] for kind in kinds]


def coded(values: Sequence[str]) -> tuple[tuple[str, ...], Numbers]:
    """The values that occur, in order, and the index of each actor's own; NOBODY for none."""
    present = tuple(sorted(set(values) - {""}))
    index = {value: number for number, value in enumerate(present)}
    return present, np.array([index.get(value, NOBODY) for value in values], dtype=np.int64)


def state_rows(ties: Iterable[tuple[State, Iterable[Pair]]], nodes: Mapping[str, int]) -> Numbers:
    """A row for each pair that a tie connects: smaller number, larger number, index into STATES; sorted."""
    flat: list[int] = []
    for state, pairs in ties:
        for source, target in pairs:
            one, other = nodes.get(source, NOBODY), nodes.get(target, NOBODY)
            if NOBODY not in {one, other}:
                flat += (one, other, STATES.index(state)) if one < other else (other, one, STATES.index(state))
    rows = np.array(flat, dtype=np.int64).reshape(-1, 3)
    return rows[np.lexsort(rows.T[::-1])]


def with_rows(rows: Numbers, *, gone: Numbers, come: Numbers) -> Numbers:
    """Sorted rows without one each of those that are gone, and with others; sorted again."""
    most = int(max((part[:, :2].max(initial=0) for part in (rows, gone, come)), default=0)) + 1

    def keys(those: Numbers) -> Numbers:
        return np.asarray((those[:, 0] * most + those[:, 1]) * len(STATES) + those[:, 2], dtype=np.int64)

    known, going = keys(rows), keys(gone)
    again = np.arange(len(going)) - np.searchsorted(going, going)  # of equal ones the second goes from the next place
    left = np.delete(rows, np.searchsorted(known, going) + again, axis=0)
    return np.insert(left, np.searchsorted(keys(left), keys(come)), come, axis=0)


def _degree(index: PropertyIndex, nodes: Mapping[str, int], actors: int, edges: Numbers) -> Numbers:
    """Partners of each actor by existing ties, and as part and whole: what `Analysis.partners` says.

    The first so many nodes are actors, the others groups, which count where they exist or an existing tie names them.
    """
    parts = [(nodes[part], nodes[whole]) for part in nodes for whole in wholes_of(index, part) if whole in nodes]
    tied = edges[edges[:, 2] == _EXISTS, :2]
    pairs = np.concatenate([tied, np.sort(np.array(parts, np.int64).reshape(-1, 2))])
    reader = StatementReader(index)
    is_there = np.array([number < actors or reader.state(iri) == "exists" for iri, number in nodes.items()], dtype=bool)
    is_there[tied.ravel()] = True
    pairs = np.unique(pairs[(pairs[:, 0] != pairs[:, 1]) & is_there[pairs].all(axis=1)], axis=0)
    return np.bincount(pairs.ravel(), minlength=len(nodes))[:actors].astype(np.int64)


def _untied(index: PropertyIndex, links: Iterable[Link], actors: Sequence[str]) -> Flags:
    """Whether an actor is without a tie, as on every page."""
    named = {party for link in links if link.state in EXISTING for party in (*link.sources, *link.targets)}
    found = without_tie(actors, named, partial(wholes_of, index))
    return np.array([iri in found for iri in actors], dtype=bool)


def _text(term: object) -> str:
    return str(getattr(term, "value", term))
