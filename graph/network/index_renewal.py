"""The property index after a change: the resources that it is about are read again, by the same reader."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import chain
from typing import TypeVar

import pyoxigraph as ox

from graph.network.property_index import PropertyIndex, Values
from graph.network.read_properties import PLAIN_PROPERTIES, read_property_index
from graph.network.tie_kinds import TieKinds
from graph.protocol import Delta, Quads
from graph.query.memory_copy import MemoryCopy
from graph.rdf.intervals import DURING
from graph.rdf.mappings import Mappings
from graph.rdf.values import in_order
from graph.terms import NETZ, RDF

V = TypeVar("V")


def renew_index(
    former: PropertyIndex, delta: Delta, about: AbstractSet[str], stated: ox.Store, kinds: TieKinds
) -> PropertyIndex:
    """The index with what is stated now about these resources, in the place of what was. O(resources)."""
    part = read_property_index(MemoryCopy(0, stated), kinds, former.mappings)
    refs = dict(former.known_refs)
    for iri in about:
        refs.pop(iri, None)
    return replace(
        former,
        revision=max((step.revision for step in delta.steps), default=former.revision),
        links=_by_property(former.links, part.links, about),
        texts_of=_by_property(former.texts_of, part.texts_of, about),
        days_of=_by_property(former.days_of, part.days_of, about),
        numbers_of=_by_property(former.numbers_of, part.numbers_of, about),
        homes=_merged(former.homes, part.homes, about),
        labels=_merged(former.labels, part.labels, about),
        notes=_merged(former.notes, part.notes, about),
        plain_ties=_plain_ties(former, part, about),
        unreadable=in_order(
            {
                *(one for one in former.unreadable if one.resource not in about),
                *(one for one in part.unreadable if one.resource in about),
            }
        ),
        known_refs=refs,
    )


def statements_about(about: AbstractSet[str], present: Quads, mappings: Mappings) -> ox.Store:
    """All that is stated now about these resources; with the plain ties to them, and who is a network.

    Also what other vocabularies say of them from the other end, and the intervals of memberships.
    """
    find, quads = present.quads_for_pattern, ox.Store()
    plain = {other for one in PLAIN_PROPERTIES for other in (one, *mappings.of(one).same)}
    pointing = [ox.NamedNode(one) for one in sorted(plain | mappings.inverses)]
    for subject in map(ox.NamedNode, about):
        own = list(find(subject, None, None, None))
        quads.extend(own)
        quads.extend(chain.from_iterable(find(None, one, subject, None) for one in pointing))
        for interval in (quad.object for quad in own if quad.predicate.value == DURING):
            quads.extend(_statements_of_interval(interval, present))
    quads.extend(find(None, ox.NamedNode(RDF + "type"), ox.NamedNode(NETZ + "Network"), None))
    return quads


def _statements_of_interval(interval: object, present: Quads) -> Iterator[ox.Quad]:
    """What is said of an interval, and of the instants at its ends."""
    if isinstance(interval, ox.NamedNode | ox.BlankNode):
        for quad in present.quads_for_pattern(interval, None, None, None):
            yield quad
            if isinstance(quad.object, ox.NamedNode | ox.BlankNode):
                yield from present.quads_for_pattern(quad.object, None, None, None)


def _by_property(
    former: Mapping[str, Values[V]], part: Mapping[str, Values[V]], about: AbstractSet[str]
) -> Mapping[str, Values[V]]:
    return {one: _merged(values, part.get(one, {}), about) for one, values in former.items()}


def _merged(former: Mapping[str, V], part: Mapping[str, V], about: AbstractSet[str]) -> Mapping[str, V]:
    """Values by resource, those of some taken from elsewhere; the former mapping itself when nothing differs."""
    differ = [iri for iri in about if former.get(iri) != part.get(iri)]
    if not differ:
        return former
    merged = dict(former)
    for iri in differ:
        merged.pop(iri, None)
        if iri in part:
            merged[iri] = part[iri]
    return merged


def _plain_ties(
    former: PropertyIndex, part: PropertyIndex, about: AbstractSet[str]
) -> tuple[tuple[str, str, str], ...]:
    """A tie of two resources may be stated at either, so both count."""
    stays = [tie for tie in former.plain_ties if tie[0] not in about and tie[2] not in about]
    come = [tie for tie in part.plain_ties if tie[0] in about or tie[2] in about]
    return tuple(sorted({*stays, *come})) if come or len(stays) < len(former.plain_ties) else former.plain_ties
