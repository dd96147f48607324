"""The rule `triangle-open` on arrays: the rows of its query, for networks where the query itself takes minutes.

Two who work on a topic with the same third party are a path of two steps; there are as many as the squared numbers
of contacts add up to, a million rows at 100,000 actors. The query says what the rule means and is what an analyst
runs; a test holds both to the same rows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import combinations, permutations

import numpy as np
import pyoxigraph as ox
import scipy.sparse as sp
from numpy.typing import NDArray

from graph.network.reading import Model
from graph.period import Period
from graph.protocol import Row
from graph.terms import ADMS, NETZ, NK, ORG, RDF, SCHEMA

Numbers = NDArray[np.int64]
Circle = tuple[str, str]
"""A topic of a network: (topic, network)."""

AT_ONCE = 1_000_000
"""Paths of two steps that are held at a time: some 50 MB."""


@dataclass(frozen=True, slots=True)
class Contacts:
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
    halves = list(_halves(model, network, at, left_out))
    if not halves:
        return [], 0
    contacts = _contacts(halves)
    met, members = _met(model, at, contacts.people), _members(model, at, contacts.people)
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


def _halves(
    model: Model, network: str | None, at: str | None, left_out: Collection[str]
) -> Iterator[tuple[Circle, str, str]]:
    """(topic and network, actor, contact) of each interface that exists, both ways."""
    party, about, inside = (model.stated(NETZ + name) for name in ("party", "topic", "inNetwork"))
    for tie in _existing(model, at):
        parties = party.get(tie, ())
        for topic in about.get(tie, ()):
            for place in inside.get(tie, ()):
                if place not in left_out and network in {None, place}:
                    yield from (((topic, place), *pair) for pair in permutations(parties, 2))


def _existing(model: Model, at: str | None) -> Iterator[str]:
    interface, exists, states = NETZ + "Interface", NK + "exists", model.stated(ADMS + "status")
    for tie, types in model.stated(RDF + "type").items():
        if interface in types and exists in states.get(tie, ()) and _in_effect(model, tie, at):
            yield tie


def _in_effect(model: Model, tie: str, at: str | None) -> bool:
    begun, over = model.days(tie, SCHEMA + "startDate"), model.days(tie, SCHEMA + "endDate")
    return Period(min(begun, default=""), max(over, default="")).holds_on(at)


def _contacts(halves: list[tuple[Circle, str, str]]) -> Contacts:
    people = sorted({actor for _, actor, _ in halves})
    circles = sorted({circle for circle, _, _ in halves})
    number_of = {name: number for number, name in enumerate(people)}
    first_of = {circle: number * len(people) for number, circle in enumerate(circles)}
    ends = np.array([(first_of[circle] + number_of[a], first_of[circle] + number_of[b]) for circle, a, b in halves])
    nodes, places = np.unique(ends, return_inverse=True)
    rows, columns = places.reshape(ends.shape).T
    links = sp.csr_array((np.ones(len(rows), np.int8), (rows, columns)), shape=(len(nodes), len(nodes)))
    links.sum_duplicates()
    links.sort_indices()
    circle, actor = np.divmod(nodes, len(people))
    return Contacts(people, circles, actor, circle, links)


def _met(model: Model, at: str | None, people: list[str]) -> Numbers:
    """Pairs with any existing interface, as one number each: the smaller times the number of people plus the larger."""
    number_of = {name: number for number, name in enumerate(people)}
    plain = (ends for ends in model.plain_ties if ends[1] == ORG + "linkedTo")
    pairs = [(one, other) for one, _, other in plain]
    party = model.stated(NETZ + "party")
    for tie in _existing(model, at):
        pairs += combinations(party.get(tie, ()), 2)
    keys = {number_of[a] * len(people) + number_of[b] for a, b in pairs if a in number_of and b in number_of}
    return np.array(sorted(keys), dtype=np.int64)


def _members(model: Model, at: str | None, people: list[str]) -> sp.csr_array:
    """People by working groups, 1 for a membership that exists; one without a state does."""
    number_of = {name: number for number, name in enumerate(people)}
    groups = {iri for iri, types in model.stated(RDF + "type").items() if NETZ + "WorkingGroup" in types}
    states, joined = model.stated(ADMS + "status"), model.stated(ORG + "organization")
    stated = [
        (person, group)
        for membership, persons in model.stated(ORG + "member").items()
        if states.get(membership, ()) in {(), (NK + "exists",)} and _in_effect(model, membership, at)
        for person in persons
        for group in joined.get(membership, ())
    ]
    plain = [(person, group) for person, kind, group in model.plain_ties if kind == ORG + "memberOf"]
    column_of = {group: number for number, group in enumerate(sorted(groups))}
    both = ((number_of.get(person), column_of.get(group)) for person, group in (*stated, *plain))
    cells = {cell for cell in both if None not in cell}
    rows, columns = np.array(sorted(cells), dtype=np.int64).reshape(-1, 2).T
    return sp.csr_array((np.ones(len(rows), np.int8), (rows, columns)), shape=(len(people), len(groups)))


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
        pairs, places = np.unique(one[ahead] * len(degree) + other[ahead], return_index=True)
        yield np.repeat(contacts, onward)[ahead][places], *np.divmod(pairs, len(degree))
        begin = end


def _share_a_group(members: sp.csr_array, one: Numbers, other: Numbers) -> NDArray[np.bool_]:
    shared = sp.csr_array(members[one]).multiply(members[other])
    return np.asarray(shared.sum(axis=1)).ravel() > 0


def _row(contacts: Contacts, middle: int, a: int, b: int, circle: int) -> Row:
    topic, network = contacts.circles[circle]
    names = {"a": contacts.people[a], "b": contacts.people[b], "topic": topic, "network": network}
    return {key: ox.NamedNode(iri) for key, iri in {**names, "subject": contacts.people[middle]}.items()}
