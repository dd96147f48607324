"""The network as arrays: what every statistical gap kind, brokerage and export compute on; made once per analysis.

Rows are actors in the order of their IRIs, so that the order of the input changes nothing. Working groups are
columns of `members`, never nodes. `Analysis.arrays` is where to take them from.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from graph.libraries import Flags, Integers, np, sp
from graph.model import EXISTING, Actor, Group, State, Tie
from graph.network.belonging import boards_of, fields_of, fields_of_groups, outsiders, seats_of, wholes_of_parts
from graph.network.edges import counting_ties, pairs_of, unordered
from graph.network.matrices import matrix_of, sorted_rows
from graph.network.members import members_by_group
from graph.network.worked_on import least_ties, topics_of_actors

UNKNOWN = -1
MEETING_MOST = 100
"""Members up to which a group is taken for a round in which everybody meets."""

Pairs = set[tuple[int, int]]


@dataclass(frozen=True, slots=True, eq=False)
class Arrays:
    """n actors, their ties, sectors, groups and topics.

    adjacency: n x n, 1 where an existing tie of any kind connects two of them; symmetric, no diagonal, sorted.
    sector_of: index into `sectors`, or UNKNOWN. members: n x groups, 1 for an existing membership.
    topics_of: n x topics, 1 where an actor works on a topic by its own entry or its existing ties (`worked_on.py`);
    what a group is about says nothing about each member.
    tie_topics: one row (smaller index, larger index, topic), each once, for each topic of an existing tie and for each
    that the entries of both of its ends name.
    district_of: index into `districts`, the first that an actor's entry names, or UNKNOWN; empty where no entry names
    one.
    depends: topics x topics, 1 where one depends on the other, symmetric; None where none does.
    joint: n x programmes, events and documents, 1 where an existing tie connects an actor with one; None for none.
    wholes: n x n, 1 where one is a part of the other; symmetric. boards: n x groups, 1 where the group is a part of the
    actor. fields: topics x fields, 1 for the topmost broader topic; group_fields: groups x fields, 1 where the group is
    about one. outside: whose only contact is not what holds it (`belonging.py`). None or empty where nothing is said.
    kept: what `kept_arrays.of_arrays` computed from all this, or is computing.
    """

    actors: tuple[str, ...]
    adjacency: sp.csr_array
    sectors: tuple[str, ...]
    sector_of: Integers
    groups: tuple[str, ...]
    members: sp.csr_array
    topics: tuple[str, ...]
    topics_of: sp.csr_array
    tie_topics: Integers
    districts: tuple[str, ...] = ()
    district_of: Integers = field(default_factory=lambda: np.empty(0, np.int64))
    depends: sp.csr_array | None = None
    joint: sp.csr_array | None = None
    wholes: sp.csr_array | None = None
    boards: sp.csr_array | None = None
    fields: sp.csr_array | None = None
    group_fields: sp.csr_array | None = None
    outside: Flags = field(default_factory=lambda: np.empty(0, np.bool_))
    kept: dict[object, Any] = field(default_factory=dict, init=False, repr=False)

    @property
    def size(self) -> int:
        """Number of actors."""
        return len(self.actors)

    @property
    def acquainted(self) -> sp.csr_array:
        """Like adjacency, and 1 as well for two members of one group of at most MEETING_MOST: they meet there.

        So do two who take part in the same programme, event or document, a part and its whole, and whoever sits in a
        board with whose board it is.
        """
        counted = sp.csr_array(self.adjacency + _together(self.members))
        if self.joint is not None:
            counted = sp.csr_array(counted + _together(self.joint))
        if self.wholes is not None:
            counted = sp.csr_array(counted + self.wholes)
        if self.boards is not None:
            sitting = sp.csr_array(self.boards @ self.members.T)
            counted = sp.csr_array(counted + sitting + sitting.T)
        counted.sort_indices()
        others = counted.indices != np.repeat(np.arange(self.size), np.diff(counted.indptr))
        ends = np.append(0, np.cumsum(others))[counted.indptr]
        return sp.csr_array((np.ones(ends[-1], np.int64), counted.indices[others], ends), shape=counted.shape)

    @property
    def seats(self) -> sp.csr_array | None:
        """1 where an actor has a seat in a group about a topic of its own; None for none.

        It has one through a part or its whole too, and where the group is its board.
        """
        if self.fields is None or self.group_fields is None or not self.group_fields.nnz:
            return None
        sitting = self.members if self.boards is None else sp.csr_array(self.members + self.boards)
        if self.wholes is not None:
            sitting = sp.csr_array(sitting + self.wholes @ self.members)
        return seats_of(self.topics_of, sitting, self.group_fields, self.fields)

    @property
    def belongs(self) -> sp.csr_array:
        """1 for each actor (row) in its sector (column); nothing in the row of one whose sector is not known."""
        known = np.flatnonzero(self.sector_of != UNKNOWN)
        cells = (np.ones(len(known), dtype=np.int64), (known, self.sector_of[known]))
        return sp.csr_array(cells, shape=(self.size, len(self.sectors)))

    @property
    def recorded(self) -> int:
        """Actors with a contact or a membership: those of whom the record says anything about their ties."""
        return int(np.count_nonzero(np.diff(self.adjacency.indptr) + np.diff(self.members.indptr)))

    @property
    def degree(self) -> Integers:
        """Number of contacts of each actor."""
        return np.asarray(np.diff(self.adjacency.indptr), dtype=np.int64)


def make_arrays(
    actors: Mapping[str, Actor],
    groups: Mapping[str, Group],
    ties: Sequence[Tie],
    *,
    states: Collection[State] = EXISTING,
    at: str | None = None,
    depends: Iterable[tuple[str, str]] = (),
    joining: Collection[str] = (),
    broader: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> Arrays:
    """The arrays of these actors and groups and of their ties in some states on a day. O(ties x parties^2).

    `depends`: pairs of topics of which one depends on the other; those that nobody works on are left out. `joining`:
    the programmes, events and documents in which two who are tied to one meet. `broader`: the broader topics of each.
    """
    counted = counting_ties(ties, states, at)
    rows, columns = _index(sorted(set(actors) - set(groups))), _index(sorted(groups))
    entries = [actors[iri] for iri in rows]
    everyone = (*entries, *groups.values())
    named = (*(tie.topics for tie in counted), *(one.topics for one in everyone))
    topics = _index(sorted({topic.iri for refs in named for topic in refs}))
    districts = _index(sorted({district.iri for actor in entries for district in actor.districts[:1]}))
    sectors = _index(sorted({actor.sector.iri for iri, actor in actors.items() if actor.sector and iri in rows}))
    declared = {rows[actor.iri]: {topics[topic.iri] for topic in actor.topics} for actor in entries if actor.topics}
    pairs, tied = _pairs(counted, rows, topics)
    tied |= {(*pair, topic) for pair in pairs for topic in _shared(declared, *pair)}
    members = {
        (rows[member], columns[group])
        for group, those in members_by_group(counted, columns, states, at).items()
        for member in those & rows.keys()
    }
    membership = matrix_of(members, (len(rows), len(columns)))
    topics_of = topics_of_actors(counted, declared, least_ties(entries), rows, topics)
    own = {columns[iri]: {topics[topic.iri] for topic in groups[iri].topics} for iri in columns}
    wholes = wholes_of_parts(actors, rows)
    topics_of_groups, fields = _topics_of(counted, own, columns, topics), fields_of(topics, broader)
    return Arrays(
        actors=tuple(rows),
        adjacency=_both_ways(matrix_of(pairs, (len(rows), len(rows)))),
        sectors=tuple(sectors),
        sector_of=np.array(
            [sectors[sector.iri] if (sector := actors[iri].sector) else UNKNOWN for iri in rows], dtype=np.int64
        ),
        groups=tuple(columns),
        members=membership,
        topics=tuple(topics),
        topics_of=topics_of,
        tie_topics=sorted_rows(tied, 3),
        districts=tuple(districts),
        district_of=np.array(
            [_first_district(actor, districts) for actor in entries] if districts else [], dtype=np.int64
        ),
        depends=_depends(depends, topics),
        joint=_joint(counted, rows, frozenset(joining)),
        wholes=wholes,
        boards=boards_of(groups, rows, columns),
        fields=fields,
        group_fields=fields_of_groups(topics_of_groups, topics_of, membership, fields),
        outside=outsiders(counted, rows, membership, wholes),
    )


def _together(members: sp.csr_array) -> sp.csr_array:
    small = np.flatnonzero(np.asarray(members.sum(axis=0)).ravel() <= MEETING_MOST)
    groups = sp.csr_array(members[:, small])
    return sp.csr_array(groups @ groups.T)


def _joint(ties: Sequence[Tie], rows: Mapping[str, int], joining: frozenset[str]) -> sp.csr_array | None:
    found = {(party.iri, end.iri) for tie in ties for end in tie.parties if end.iri in joining for party in tie.parties}
    columns = _index(sorted({end for _, end in found}))
    cells = {(rows[party], columns[end]) for party, end in found if party in rows and party != end}
    return matrix_of(cells, (len(rows), len(columns))) if cells else None


def _first_district(actor: Actor, districts: Mapping[str, int]) -> int:
    return districts[actor.districts[0].iri] if actor.districts else UNKNOWN


def _depends(pairs: Iterable[tuple[str, str]], topics: Mapping[str, int]) -> sp.csr_array | None:
    found = {(topics[one], topics[other]) for one, other in pairs if one != other and {one, other} <= topics.keys()}
    return (
        _both_ways(matrix_of({(min(pair), max(pair)) for pair in found}, (len(topics), len(topics)))) if found else None
    )


def _index(names: Sequence[str]) -> dict[str, int]:
    return {name: index for index, name in enumerate(names)}


def _pairs(
    ties: Sequence[Tie], rows: Mapping[str, int], topics: Mapping[str, int]
) -> tuple[Pairs, set[tuple[int, int, int]]]:
    pairs: Pairs = set()
    tied: set[tuple[int, int, int]] = set()
    for tie in ties:
        ends = {unordered(pair) for pair in pairs_of(tie)}
        found = {(rows[one], rows[other]) for one, other in ends if one in rows and other in rows}
        pairs |= found
        tied |= {(*pair, topics[topic.iri]) for pair in found for topic in tie.topics}
    return pairs, tied


def _shared(declared: Mapping[int, set[int]], one: int, other: int) -> set[int]:
    return declared[one] & declared[other] if one in declared and other in declared else set()


def _topics_of(
    ties: Sequence[Tie], declared: Mapping[int, set[int]], rows: Mapping[str, int], topics: Mapping[str, int]
) -> sp.csr_array:
    cells = {(row, topic) for row, named in declared.items() for topic in named} | {
        (rows[party.iri], topics[topic.iri])
        for tie in ties
        for topic in tie.topics
        for party in tie.parties
        if party.iri in rows
    }
    return matrix_of(cells, (len(rows), len(topics)))


def _both_ways(pairs: sp.csr_array) -> sp.csr_array:
    links = sp.csr_array(pairs + pairs.T)
    links.sort_indices()
    return links
