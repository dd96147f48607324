"""The rule `triangle-open` on arrays: the rows of its query, for networks where the query itself takes minutes.

Two who work on a topic with the same third party are a path of two steps; there are as many as the squared numbers
of contacts add up to, a million rows at 100,000 actors. The query says what the rule means and is what an analyst
runs; a test holds both to the same rows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph.libraries import Flags, Integers, np, sp
from graph.model import INTERFACE, Tie
from graph.network.edges import Pair, counting_ties, pairs_of
from graph.network.members import members_by_group
from graph.network.reading import Model
from graph.protocol import Row
from graph.text import node

Numbers = Integers
Circle = tuple[str, str]
"""A topic of a network: (topic, network)."""

Triangle = tuple[str, str, str, str, str]
"""Who is between both, both in the order of their names, topic and network."""
_COLUMNS = ("subject", "a", "b", "topic", "network")

SPARE = 2
"""So many times what is listed is kept in order, so that the list stays full where a change ends some of it."""
AT_ONCE = 1_000_000
"""Paths of two steps that are held at a time: some 50 MB."""


@dataclass(frozen=True, slots=True)
class ContactsInCircles:
    """Who works with whom, once for each circle: node i is actor `actor[i]` in circle `circle[i]`.

    People and circles are numbered in the order of their names; `links` is symmetric with sorted indices.
    """

    people: list[str]
    circles: list[Circle]
    actor: Numbers
    circle: Numbers
    links: sp.csr_array


@dataclass(frozen=True, slots=True)
class OpenTriangles:
    """The first open triangles in order, up to `most` or more of them, and how many there are in each circle."""

    first: list[Triangle]
    numbers: Mapping[Circle, int]
    most: int

    @property
    def number(self) -> int:
        """How many there are."""
        return sum(self.numbers.values())

    @property
    def rows(self) -> list[Row]:
        """At most `most` rows of the rule."""
        return [{name: node(iri) for name, iri in zip(_COLUMNS, one, strict=True)} for one in self.first[: self.most]]


def open_triangles(
    model: Model,
    *,
    network: str | None,
    at: str | None,
    left_out: Collection[str],
    most: int,
    only: Collection[Circle] | None = None,
) -> OpenTriangles:
    """The open triangles by middle, ends, topic and network; more than `most` of the first, for who follows changes.

    `left_out` are networks that switched the rule off, `only` the circles that are looked at, None for all.
    O(ties, sum of squared contacts in these circles) time, a block of it in memory.
    """
    ties = counting_ties(model.ties.values(), at=at)
    interfaces = [(tie, pairs_of(tie)) for tie in ties if tie.kind == INTERFACE]
    pairs = [pair for pair in _pairs_in_circles(interfaces, network, left_out) if only is None or pair[0] in only]
    if not pairs:
        return OpenTriangles([], {}, most)
    contacts = _contacts(pairs)
    met, members = _met(interfaces, contacts.people), _members(ties, model.groups, contacts.people, at)
    first, numbers = np.empty((4, 0), dtype=np.int64), np.zeros(len(contacts.circles), dtype=np.int64)
    for middle, one, other in _paths(contacts.links):
        a, b = contacts.actor[one], contacts.actor[other]
        new = ~np.isin(a * len(contacts.people) + b, met)
        new[new] = ~_share_a_group(members, a[new], b[new])
        found = np.stack([contacts.actor[middle], a, b, contacts.circle[one]])[:, new]
        numbers += np.bincount(found[3], minlength=len(numbers))
        first = np.concatenate([first, found], axis=1)
        first = first[:, np.lexsort(first[::-1])[: SPARE * most]]
    counted = {circle: number for circle, number in zip(contacts.circles, numbers.tolist(), strict=True) if number}
    return OpenTriangles([_triangle(contacts, *column) for column in first.T.tolist()], counted, most)


def circles_of(tie: Tie, network: str | None, left_out: Collection[str]) -> list[Circle]:
    """The circles of the rule that an interface is in: of each of its topics and networks that are asked for."""
    asked = {one for one in tie.networks if one not in left_out and network in {None, one}}
    return [(topic.iri, one) for topic in tie.topics for one in asked]


def _pairs_in_circles(
    interfaces: Iterable[tuple[Tie, list[Pair]]], network: str | None, left_out: Collection[str]
) -> Iterator[tuple[Circle, str, str]]:
    """(topic and network, one, other) of each interface with a topic and a network."""
    for tie, pairs in interfaces:
        yield from ((circle, *pair) for circle in circles_of(tie, network, left_out) for pair in pairs)


def _contacts(pairs: list[tuple[Circle, str, str]]) -> ContactsInCircles:
    people = sorted({actor for _, *both in pairs for actor in both})
    circles = sorted({circle for circle, _, _ in pairs})
    number_of = {name: number for number, name in enumerate(people)}
    first_of = {circle: number * len(people) for number, circle in enumerate(circles)}
    ends = np.fromiter((first_of[circle] + number_of[one] for circle, *both in pairs for one in both), np.int64)
    nodes, indices = np.unique(ends, return_inverse=True)
    one, other = indices.reshape(-1, 2).T
    rows, columns = np.concatenate([one, other]), np.concatenate([other, one])
    links = sp.csr_array((np.ones(len(rows), np.int8), (rows, columns)), shape=(len(nodes), len(nodes)))
    links.sum_duplicates()
    links.sort_indices()
    circle, actor = np.divmod(nodes, len(people))
    return ContactsInCircles(people, circles, actor, circle, links)


def _met(interfaces: Iterable[tuple[Tie, list[Pair]]], people: list[str]) -> Numbers:
    """Pairs with any existing interface, as one number each: the smaller times the number of people plus the larger."""
    number_of = {name: number for number, name in enumerate(people)}
    known = (pair for _, pairs in interfaces for pair in pairs if pair[0] in number_of and pair[1] in number_of)
    both = np.sort(np.fromiter((number_of[one] for pair in known for one in pair), np.int64).reshape(-1, 2), axis=1)
    return np.unique(both[:, 0] * len(people) + both[:, 1])


def _members(ties: Iterable[Tie], groups: Iterable[str], people: list[str], at: str | None) -> sp.csr_array:
    """People by working groups, 1 for a membership."""
    number_of = {name: number for number, name in enumerate(people)}
    members = members_by_group(ties, groups, at=at)
    cells = [
        (number_of[member], column)
        for column, group in enumerate(members)
        for member in members[group]
        if member in number_of
    ]
    rows, columns = np.array(cells, dtype=np.int64).reshape(-1, 2).T
    return sp.csr_array((np.ones(len(rows), np.int8), (rows, columns)), shape=(len(people), len(members)))


def _paths(links: sp.csr_array) -> Iterator[tuple[Numbers, Numbers, Numbers]]:
    """Middle and both ends, the smaller one first, of every pair with a common contact: its smallest middle only."""
    degree, starts = np.diff(links.indptr).astype(np.int64), links.indptr[:-1].astype(np.int64)
    steps = np.concatenate([[0], np.cumsum(degree[links.indices])])[links.indptr]
    begin = 0
    while begin < len(degree):
        end = max(begin + 1, int(np.searchsorted(steps, steps[begin] + AT_ONCE, side="right")) - 1)
        contacts = links.indices[links.indptr[begin] : links.indptr[end]].astype(np.int64)
        onward = degree[contacts]
        within = np.arange(onward.sum()) - np.repeat(np.cumsum(onward) - onward, onward)
        other = links.indices[np.repeat(starts[contacts], onward) + within].astype(np.int64)
        one = np.repeat(np.repeat(np.arange(begin, end), degree[begin:end]), onward)
        ahead = other > one
        pairs, firsts = np.unique(one[ahead] * len(degree) + other[ahead], return_index=True)
        yield np.repeat(contacts, onward)[ahead][firsts], *np.divmod(pairs, len(degree))
        begin = end


def _share_a_group(members: sp.csr_array, one: Numbers, other: Numbers) -> Flags:
    shared = sp.csr_array(members[one]).multiply(members[other])
    return np.asarray(shared.sum(axis=1)).ravel() > 0


def _triangle(contacts: ContactsInCircles, middle: int, a: int, b: int, circle: int) -> Triangle:
    return contacts.people[middle], contacts.people[a], contacts.people[b], *contacts.circles[circle]
