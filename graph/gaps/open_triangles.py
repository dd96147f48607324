"""The rule `triangle-open` on arrays: the rows of its query, for networks where the query itself takes minutes.

Two who work on a topic with the same third party are a path of two steps; there are as many as the squared numbers
of contacts add up to, a million rows at 100,000 actors. The query says what the rule means and is what an analyst
runs; a test holds both to the same rows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
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


def open_triangles(
    model: Model, *, network: str | None, at: str | None, left_out: Collection[str], most: int
) -> tuple[list[Row], int]:
    """The first rows by middle, ends, topic and network, at most so many, and how many there are in all.

    `left_out` are networks that switched the rule off. O(sum of squared contacts) time, a block of it in memory.
    """
    ties = counting_ties(model.ties.values(), at=at)
    interfaces = [(tie, pairs_of(tie)) for tie in ties if tie.kind == INTERFACE]
    pairs = list(_pairs_in_circles(interfaces, network, left_out))
    if not pairs:
        return [], 0
    contacts = _contacts(pairs)
    met, members = _met(interfaces, contacts.people), _members(ties, model.groups, contacts.people, at)
    first, number = np.empty((4, 0), dtype=np.int64), 0
    for middle, one, other in _paths(contacts.links):
        a, b = contacts.actor[one], contacts.actor[other]
        new = ~np.isin(a * len(contacts.people) + b, met)
        new[new] = ~_share_a_group(members, a[new], b[new])
        number += int(new.sum())
        found = np.stack([contacts.actor[middle], a, b, contacts.circle[one]])[:, new]
        first = np.concatenate([first, found], axis=1)
        first = first[:, np.lexsort(first[::-1])[:most]]
    return [_row(contacts, *column) for column in first.T.tolist()], number


def _pairs_in_circles(
    interfaces: Iterable[tuple[Tie, list[Pair]]], network: str | None, left_out: Collection[str]
) -> Iterator[tuple[Circle, str, str]]:
    """(topic and network, one, other) of each interface with a topic and a network."""
    for tie, pairs in interfaces:
        asked = {one for one in tie.networks if one not in left_out and network in {None, one}}
        circles = [(topic.iri, one) for topic in tie.topics for one in asked]
        yield from ((circle, *pair) for circle in circles for pair in pairs)


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


def _row(contacts: ContactsInCircles, middle: int, a: int, b: int, circle: int) -> Row:
    topic, network = contacts.circles[circle]
    names = {"a": contacts.people[a], "b": contacts.people[b], "topic": topic, "network": network}
    return {key: node(iri) for key, iri in {**names, "subject": contacts.people[middle]}.items()}
