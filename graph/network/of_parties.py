"""What each resource is by its own ties: after a change it is found anew only for those whom the change reaches."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from graph.model import Tie
from graph.network.ties_by_party import TiesByParty, changed_ties

V = TypeVar("V")
Find = Callable[[str, tuple[Tie, ...]], V | None]


@dataclass(frozen=True, slots=True)
class OfParties(Generic[V]):
    """A value for each resource that takes part in ties, and the ties that it was found in."""

    ties: TiesByParty
    of: Mapping[str, V]


def of_parties(ties: TiesByParty, find: Find[V], former: OfParties[V] | None = None) -> OfParties[V]:
    """What `find` says of each party and its ties; nothing of those for whom it gives None. O(ties).

    `former`: those of a former state, in which `find` would have said the same of the same ties; then only the parties
    of ties that have changed are asked about.
    """
    if former is None:
        found = {iri: find(iri, those) for iri, those in ties.of.items()}
        return OfParties(ties, {iri: value for iri, value in found.items() if value is not None})
    changed = changed_ties(former.ties, ties)
    if not changed:
        return former
    of = dict(former.of)
    both = (tie for iri in changed for side in (former.ties, ties) if (tie := side.ties.get(iri)))
    for iri in {party.iri for tie in both for party in tie.parties}:
        value = find(iri, ties.of.get(iri, ()))
        if value is None:
            of.pop(iri, None)
        else:
            of[iri] = value
    return OfParties(ties, of)
