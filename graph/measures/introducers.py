"""Who can introduce somebody to a circle: the shared partner that has most to do with both."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from graph.libraries import nx


@dataclass(frozen=True, slots=True)
class Introducer:
    """Somebody tied to a newcomer (IRI). `in_circle`: how many of the circle they are tied to; `belongs`: is of it."""

    iri: str
    in_circle: int
    belongs: bool


def best_introducer(
    network: nx.MultiDiGraph[str],
    simple: nx.Graph[str],
    newcomer: str,
    circle: Collection[str],
    can_act: Callable[[str], bool],
) -> Introducer | None:
    """The partner of a newcomer on a shortest way to a circle, of one step or of two; None where there is none.

    A partner who belongs to the circle goes before one who is only tied to somebody in it. Of several it is the one
    with most partners in the circle, then with most ties to the newcomer, then the first by IRI. `network` and
    `simple` hold the ties that count, the latter with one edge for each pair; O(ties of the newcomer's partners).
    Source: D. Obstfeld, Social Networks, the Tertius Iungens Orientation, and Involvement in Innovation (2005), for who
    joins two that do not work together; M. Newman, Clustering and preferential attachment (2001), for counting shared
    partners.
    """
    if newcomer not in simple:
        return None
    found = [_introducer(simple, one, newcomer, circle) for one in simple[newcomer] if can_act(one)]
    reaching = [one for one in found if one.belongs or one.in_circle]
    ties = {one.iri: _ties(network, one.iri, newcomer) for one in reaching}
    return min(reaching, key=lambda one: (not one.belongs, -one.in_circle, -ties[one.iri], one.iri), default=None)


def _introducer(simple: nx.Graph[str], partner: str, newcomer: str, circle: Collection[str]) -> Introducer:
    others = set(simple[partner]) - {newcomer, partner}
    return Introducer(partner, len(others.intersection(circle)), partner in circle)


def _ties(network: nx.MultiDiGraph[str], one: str, other: str) -> int:
    return int(network.number_of_edges(one, other) + network.number_of_edges(other, one))
