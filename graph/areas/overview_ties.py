"""Who is tied to whom in a network too large for model objects, as arrays.

A query for each property, whatever the number of actors; what belongs together is found by sorting numbers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.network.tie_kinds import tie_kinds
from graph.model import STATES
from graph.protocol import Store
from graph.terms import ADMS, DERIVED_GRAPH, NK, ORG

Numbers = NDArray[np.int64]

PARTIES_MOST = 30
"""A tie of more parties than this says little about a pair, and would be counted 435 times: it is left out."""

_PLAIN_LINKS = f"""SELECT DISTINCT ?s ?o WHERE {{
  ?s <{ORG}linkedTo> ?o . MINUS {{ GRAPH <{DERIVED_GRAPH}> {{ ?s <{ORG}linkedTo> ?o }} }}
}}"""
_EXISTS = STATES.index("exists")
_ABSENT = -1


@dataclass(frozen=True, slots=True, eq=False)
class Parties:
    """Who takes part in what: a row for each tie and party by their places in `ties` and `names`, sorted, each once."""

    ties: tuple[str, ...]
    names: tuple[str, ...]
    rows: Numbers

    @property
    def ends(self) -> set[str]:
        """Whoever takes part in a tie."""
        return {self.names[end] for end in np.unique(self.rows[:, 1]).tolist()}


def read_parties(store: Store, inside: Collection[str] | None) -> Parties:
    """Who takes part in each tie, of all or of those `inside`, two at least; plain org:linkedTo counts as a tie."""
    tie_of: dict[str, int] = {}
    end_of: dict[str, int] = {}
    pairs = [
        (tie_of.setdefault(tie, len(tie_of)), end_of.setdefault(end, len(end_of)))
        for tie, end in _participations(store, inside)
    ]
    tie, end = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    width = max(len(end_of), 1)
    rows = np.stack(np.divmod(np.unique(tie * width + end), width), axis=1)
    has_two = np.bincount(rows[:, 0], minlength=1)[rows[:, 0]] > 1
    return Parties(tuple(tie_of), tuple(end_of), rows[has_two])


def read_states(store: Store) -> dict[str, int]:
    """The state of each tie as its place in STATES; those that exist are most of all, and need not be read."""
    known = {NK + state: index for index, state in enumerate(STATES)}
    rows = store.select(f"SELECT ?s ?o WHERE {{ ?s <{ADMS}status> ?o . FILTER(?o != <{NK}{STATES[_EXISTS]}>) }}")
    return {_text(row["s"]): known[_text(row["o"])] for row in rows if _text(row["o"]) in known}


def make_ties(parties: Parties, states: Mapping[str, int], actors: tuple[str, ...]) -> Numbers:
    """Pairs of actors by their places, smaller, larger, index into STATES; sorted. O(parties log parties).

    Each party is taken with the next of its tie, with the one after it, and so on: few steps, as most ties are of two.
    """
    index = {iri: number for number, iri in enumerate(actors)}
    tie, member = parties.rows[:, 0], _numbers_of(parties.names, index)[parties.rows[:, 1]]
    kept = (member != _ABSENT) & (np.bincount(tie, minlength=1)[tie] <= PARTIES_MOST)
    tie, member = tie[kept], member[kept]
    order = np.lexsort((member, tie))
    tie, member = tie[order], member[order]
    state_of = np.array([states.get(iri, _EXISTS) for iri in parties.ties], dtype=np.int64)
    found = [np.empty((0, 3), dtype=np.int64)]
    for step in range(1, min(PARTIES_MOST, len(tie))):
        together = np.flatnonzero(tie[step:] == tie[:-step])
        if not len(together):
            break
        found.append(np.stack([member[together], member[together + step], state_of[tie[together]]], axis=1))
    rows = np.concatenate(found)
    return rows[np.lexsort(rows.T[::-1])]


def _participations(store: Store, inside: Collection[str] | None) -> Iterator[tuple[str, str]]:
    for name in tie_kinds(store).ends:
        for row in store.select(f"SELECT ?t ?o WHERE {{ ?t <{name}> ?o }}"):
            tie = _text(row["t"])
            if inside is None or tie in inside:
                yield tie, _text(row["o"])
    for row in store.select(_PLAIN_LINKS) if inside is None else ():
        ends = sorted((_text(row["s"]), _text(row["o"])))
        yield from ((" ".join(ends), end) for end in ends)


def _numbers_of(names: Iterable[str], index: Mapping[str, int]) -> Numbers:
    return np.array([index.get(name, _ABSENT) for name in names], dtype=np.int64)


def _text(term: object) -> str:
    return str(getattr(term, "value", term))
