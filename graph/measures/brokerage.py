"""Who stands between others, whose contacts all know one another, and on whom most depends: for the pages, by IRI.

The figures are those of `graph.measures.kernels`; here is decided which ties count and when the data carry them.
Brokerage looks at ties between actors alone; who is lost to whom looks at shared groups too.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.libraries import Integers, np
from graph.measures.kernels.brokers import count_roles, measure_holes
from graph.measures.kernels.cuts import actor_weights, linked
from graph.measures.kernels.key_players import connected_pairs, find_key_players
from graph.network.arrays import Arrays

LEAST_ACTORS, LEAST_TIES = 15, 20
"""Actors with a contact, and ties or memberships, below which such a figure tells of the record and not of the work."""
KEY_PLAYERS_MOST, KEY_PLAYERS_SHARE = 5, 0.25
COMPUTED_UP_TO = 200_000
LEAST_CONTACTS = 2


@dataclass(frozen=True, slots=True)
class Broker:
    """An actor between others; pairs of its contacts without a tie of their own, by sectors (Gould & Fernandez 1989).

    open_pairs: all of them, also with an unknown sector. constraint: see `Holes` in `kernels/brokers.py`; low = the
    contacts lie apart. effective_size: contacts that are not redundant, 1..contacts; efficiency: their share, 0..1.
    hierarchy: 0 = the dependence is spread evenly over the contacts, 1 = all from one.
    """

    iri: str
    contacts: int
    open_pairs: int
    coordinator: int
    itinerant: int
    gatekeeper: int
    liaison: int
    constraint: float
    effective_size: float
    efficiency: float
    hierarchy: float


@dataclass(frozen=True, slots=True)
class Loss:
    """One of the few whose loss hurts most: `lost` are cut off from the largest part, the ones before it being gone."""

    iri: str
    lost: int


@dataclass(frozen=True, slots=True)
class Brokerage:
    """What the record is (`ties` between actors, `memberships`), and what it carries.

    brokers: None where it carries none. losses: None likewise, empty where the network holds without any five;
    `separated` is the share of connected pairs that then lose each other, 0..1.
    """

    ties: int
    memberships: int
    is_too_large: bool
    brokers: tuple[Broker, ...] | None
    losses: tuple[Loss, ...] | None
    separated: float = 0.0


def find_brokerage(arrays: Arrays) -> Brokerage:
    """The brokers by open pairs, and the few whose loss hurts most. O(sum of d^2)."""
    tied, memberships = arrays.adjacency.nnz // 2, int(arrays.members.nnz)
    if arrays.size > COMPUTED_UP_TO:
        return Brokerage(tied, memberships, is_too_large=True, brokers=None, losses=None)
    losses, separated = _losses(arrays)
    brokers = _brokers(arrays) if _carries(arrays.degree, tied) else None
    return Brokerage(tied, memberships, is_too_large=False, brokers=brokers, losses=losses, separated=separated)


def _carries(contacts: Integers, links: int) -> bool:
    return bool(np.count_nonzero(contacts) >= LEAST_ACTORS and links >= LEAST_TIES)


def _brokers(arrays: Arrays) -> tuple[Broker, ...]:
    rows = np.flatnonzero(arrays.degree >= LEAST_CONTACTS)
    roles = count_roles(arrays.adjacency, arrays.sector_of, rows)
    open_pairs = count_roles(arrays.adjacency, np.zeros_like(arrays.sector_of), rows).coordinator
    holes = measure_holes(arrays.adjacency, rows)
    columns = (
        arrays.degree[rows],
        open_pairs,
        *(roles.coordinator, roles.itinerant, roles.gatekeeper, roles.liaison),
        *(holes.constraint, holes.effective_size, holes.efficiency, holes.hierarchy),
    )
    found = [
        Broker(arrays.actors[index], *values)
        for index, *values in zip(rows.tolist(), *(column.tolist() for column in columns), strict=True)
    ]
    return tuple(sorted(found, key=lambda broker: (-broker.open_pairs, broker.iri)))


def _losses(arrays: Arrays) -> tuple[tuple[Loss, ...] | None, float]:
    links, weights = linked(arrays), actor_weights(arrays)
    met = arrays.degree + np.diff(arrays.members.indptr)
    if not _carries(met, arrays.adjacency.nnz // 2 + int(arrays.members.nnz)):
        return None, 0.0
    players = find_key_players(links, weights, most=KEY_PLAYERS_MOST, share=KEY_PLAYERS_SHARE)
    separated = sum(player.separated for player in players) / max(connected_pairs(links, weights), 1)
    return tuple(Loss(arrays.actors[player.index], player.lost) for player in players), separated
