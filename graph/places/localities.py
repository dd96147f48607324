"""Who sits in which district, by what their entries name; where entries name none, by the postcode of their address.

Nobody is placed by guessing: an address without a postcode, and an entry without either, stay without a place.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from graph.measures.measured_network import MeasuredNetwork
from graph.model import DEFAULT_LANGUAGE, Actor, Text
from graph.network.whereabouts import all_addresses

By = Literal["stadtteil", "plz"]
"""What parts the plan: districts that entries name, or the postcodes of their addresses."""
_POSTCODE = re.compile(r"(?:(?:^|[,;])\s*(?:[A-Z]{1,3}[- ])?(\d{4})|(?<!\d)(\d{5}))(?=\s+[^\W\d_])")
"""Five digits before a town; four (Austria, Switzerland) begin a part, as a house number stands at its end."""


@dataclass(frozen=True, slots=True)
class Locality:
    """One district or postcode with the actors and groups that sit there, by IRI; a postcode has no IRI."""

    iri: str
    label: Text
    actors: frozenset[str]
    groups: frozenset[str]

    def among(self, actors: frozenset[str] | None, groups: frozenset[str] | None) -> Locality:
        """The same place with these actors and groups alone; None leaves all."""
        return Locality(
            self.iri,
            self.label,
            self.actors if actors is None else self.actors & actors,
            self.groups if groups is None else self.groups & groups,
        )


def has_localities(network: MeasuredNetwork) -> bool:
    """Whether anybody has a place by either, which is sooner known than all places."""
    everyone = _everyone(network)
    if any(one.districts for one in everyone):
        return True
    addresses = all_addresses(network.store)
    return any(map(postcode_of, chain.from_iterable(addresses.get(one.iri, ()) for one in everyone)))


def localities(network: MeasuredNetwork, by: By) -> tuple[Locality, ...]:
    """The places of a network, in no order. O(actors)."""
    return _by_postcode(network) if by == "plz" else _by_district(network)


def _by_district(network: MeasuredNetwork) -> tuple[Locality, ...]:
    labels = {place.iri: place.label for one in _everyone(network) for place in one.districts}
    actors, groups = (
        _gathered((one.iri, (place.iri for place in one.districts)) for one in those.values())
        for those in (network.actors, network.groups)
    )
    return tuple(
        Locality(iri, label, actors.get(iri, _NOBODY), groups.get(iri, _NOBODY)) for iri, label in labels.items()
    )


def _by_postcode(network: MeasuredNetwork) -> tuple[Locality, ...]:
    addresses = all_addresses(network.store)
    actors, groups = (
        _gathered((iri, filter(None, map(postcode_of, addresses.get(iri, ())))) for iri in those)
        for those in (network.actors, network.groups)
    )
    return tuple(
        Locality("", Text(**{DEFAULT_LANGUAGE: code}), actors.get(code, _NOBODY), groups.get(code, _NOBODY))
        for code in {**actors, **groups}
    )


def postcode_of(address: str) -> str:
    """The postcode in an address as it is written; the last, as the town stands behind the street; "" for none."""
    found = [four or five for four, five in _POSTCODE.findall(address)]
    return found[-1] if found else ""


def _everyone(network: MeasuredNetwork) -> Iterable[Actor]:
    return (*network.actors.values(), *network.groups.values())


def _gathered(pairs: Iterable[tuple[str, Iterable[str]]]) -> Mapping[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for iri, places in pairs:
        for place in places:
            found[place].add(iri)
    return {place: frozenset(those) for place, those in found.items()}


_NOBODY: frozenset[str] = frozenset()
