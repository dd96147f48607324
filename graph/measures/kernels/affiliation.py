"""Which group an actor might belong to, judged by the groups, contacts and topics that it has already.

    score = z(spread) + z(contacts) + z(topics), z being the top-heavy rank of `graph.measures.kernels.link_prediction`

spread: ProbS, M D_g^-1 M^T D_a^-1 M for memberships M: each group of the actor gives its weight to its members in
equal parts, and each of them gives its part to its own groups in equal parts (Zhou, Ren, Medo & Zhang 2007).
contacts: the actor's contacts in the group. topics: members of the group who work on a topic of the actor's, two or
more, per member. A weak tool: on recorded committees it finds a hidden membership about one time in four.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.libraries import Flags, Integers, Reals, np, sp
from graph.measures.kernels.link_prediction import top_heavy
from graph.network.arrays import Arrays
from graph.network.belonging import ABOUT_OF_MEMBERS

LEAST_GROUPS = 2
"""Memberships an actor must have: of one with a single one nothing can be learnt."""
LEAST_MEMBERS = 3
MOST_CELLS = 5_000_000
TERMS = ("spread", "contacts", "topics")
_UNIT = 1024
_ROUNDED = 9


@dataclass(frozen=True, slots=True, eq=False)
class Affiliations:
    """Actors and groups by their indices, the likeliest first; `parts` has a column for each of TERMS, in 1/1024."""

    actor: Integers
    group: Integers
    parts: Integers

    def __len__(self) -> int:
        return len(self.actor)

    def best(self, number: int) -> Affiliations:
        """So many from the top, without the memory of the others."""
        return Affiliations(self.actor[:number].copy(), self.group[:number].copy(), self.parts[:number].copy())


def rank_affiliations(arrays: Arrays) -> Affiliations:
    """Every actor with two groups or more, and every group of three members or more that it is not in.

    Nor may a part or the whole of it be in the group: it is there already, through whom it names. Nor is it said of an
    actor and a group that are about different fields. Only where something speaks for it. Equal scores in the order of
    actors and groups. Empty above MOST_CELLS pairs.
    """
    members = arrays.members
    rows = np.flatnonzero(np.diff(members.indptr) >= LEAST_GROUPS)
    sizes = np.asarray(members.sum(axis=0)).ravel()
    columns = np.flatnonzero(sizes >= LEAST_MEMBERS)
    if not 0 < len(rows) * len(columns) <= MOST_CELLS:
        return Affiliations(np.empty(0, np.int64), np.empty(0, np.int64), np.empty((0, len(TERMS)), np.int64))
    values = np.stack([spread(members, rows), _contacts(arrays, rows), _topics(arrays, rows)])[:, :, columns]
    present = members if arrays.wholes is None else sp.csr_array(members + arrays.wholes @ members)
    values[:, _are_apart(arrays, rows)[:, columns]] = 0
    is_open = (present[rows][:, columns].toarray() == 0) & (values > 0).any(axis=0)
    row, column = np.nonzero(is_open)
    parts = np.column_stack([_part(term[row, column]) for term in values])
    actor, group = rows[row].astype(np.int64), columns[column].astype(np.int64)
    order = np.lexsort((group, actor, -parts.sum(axis=1)))
    return Affiliations(actor[order], group[order], parts[order])


def _are_apart(arrays: Arrays, rows: Integers) -> Flags:
    """Whether it is recorded of both, actor and group, what they are about, and they share no field."""
    if arrays.fields is None or arrays.group_fields is None:
        return np.zeros((len(rows), len(arrays.groups)), np.bool_)
    own = sp.csr_array(arrays.topics_of[rows] @ arrays.fields)
    known = (np.diff(own.indptr) > 0)[:, None] & (np.diff(arrays.group_fields.indptr) > 0)[None, :]
    return np.asarray(known & ((own @ arrays.group_fields.T).toarray() == 0))


def _part(values: Reals) -> Integers:
    """The rank in parts of 1/1024; nothing where nothing speaks for the pair."""
    if not len(values):
        return np.empty(0, np.int64)
    return np.where(values > 0, np.rint(top_heavy(values) * _UNIT), 0).astype(np.int64)


def spread(members: sp.csr_array, rows: Integers) -> Reals:
    """ProbS of some actors for all groups, 0..number of groups of the actor. O(pairs who share a group)."""
    per_group = 1 / np.maximum(np.asarray(members.sum(axis=0)).ravel(), 1)
    per_actor = 1 / np.maximum(np.diff(members.indptr), 1)
    reached = sp.csr_array((members[rows] * per_group) @ members.T)
    return np.asarray(np.round(((reached * per_actor) @ members).toarray(), _ROUNDED), dtype=float)


def _contacts(arrays: Arrays, rows: Integers) -> Reals:
    return np.asarray((arrays.adjacency[rows] @ arrays.members).toarray(), dtype=float)


def _topics(arrays: Arrays, rows: Integers) -> Reals:
    shared = sp.csr_array(arrays.topics_of[rows] @ arrays.topics_of.T)
    shared.data = np.ones_like(shared.data)
    sizes = np.maximum(np.asarray(arrays.members.sum(axis=0)).ravel(), 1)
    found = (shared @ arrays.members).toarray()
    found[found < ABOUT_OF_MEMBERS] = 0
    return np.asarray(np.round(found / sizes, _ROUNDED), dtype=float)
