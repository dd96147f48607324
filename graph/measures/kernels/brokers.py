"""Who stands between others: brokerage by sector, and how much an actor's contacts depend on one another.

All of them look at each contact of a contact once: O(sum of squared degrees) time, done in blocks of rows, so that
memory stays within some hundred megabytes whatever the network.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.libraries import Flags, Integers, Reals, np, sp
from graph.network.arrays import UNKNOWN

_BLOCK_PATHS = 4_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Roles:
    """How often an actor stands between two contacts without a tie, by sectors (Gould & Fernandez 1989).

    coordinator: all three of one sector. itinerant: the two of one sector, the actor of another. gatekeeper: one of
    the two shares the actor's sector (without direction it is the representative as well). liaison: three sectors.
    Each unordered pair counts once; pairs with an unknown sector do not count. 0..d(d-1)/2, together as well.
    """

    coordinator: Integers
    itinerant: Integers
    gatekeeper: Integers
    liaison: Integers

    @property
    def across(self) -> Integers:
        """Pairs for whom the actor stands between two sectors: gatekeeper and liaison."""
        return self.gatekeeper + self.liaison


@dataclass(frozen=True, slots=True, eq=False)
class Holes:
    """Structural holes around each actor (Burt 1992), with p_ij = 1/d_i for each contact j of i.

    constraint: sum over j of (p_ij + sum over q of p_iq p_qj)^2; high = everything runs through one circle. > 0, at
    most 9/8, NaN for an actor without contacts.
    effective_size: d_i - 2 t_i / d_i with t_i ties among the contacts (Borgatti 1997): contacts that are not
    redundant, 1..d_i. efficiency: the same / d_i, 0..1.
    hierarchy: Coleman-Theil inequality of the terms of constraint, sum of r ln r / (d ln d) with r = term / mean
    term: 0 = spread evenly over the contacts, 1 = all from one; 1 for a single contact. NaN without contacts.
    """

    constraint: Reals
    effective_size: Reals
    efficiency: Reals
    hierarchy: Reals


def count_roles(adjacency: sp.csr_array, sector_of: Integers, rows: Integers | None = None) -> Roles:
    """Roles of every actor, or of those in `rows`. Source: Gould & Fernandez 1989, without direction.

    Pairs of contacts minus those that are tied, each counted by whether their ties stay within a sector.
    """
    chosen = np.arange(adjacency.shape[0]) if rows is None else rows
    within, across = _split(adjacency, sector_of)
    own = np.asarray(within[chosen].sum(axis=1)).ravel().astype(np.int64)
    others = np.asarray(across[chosen].sum(axis=1)).ravel().astype(np.int64)
    same = _pairs_of_one_sector(across[chosen], sector_of)
    return Roles(
        coordinator=own * (own - 1) // 2 - _closed(within, within, within, chosen) // 2,
        itinerant=same - _closed(across, within, across, chosen) // 2,
        gatekeeper=own * others - _closed(within, across, across, chosen),
        liaison=others * (others - 1) // 2 - same - _closed(across, across, across, chosen) // 2,
    )


def measure_holes(adjacency: sp.csr_array, rows: Integers | None = None) -> Holes:
    """Constraint, effective size, efficiency and hierarchy of every actor, or of those in `rows`."""
    degree = np.diff(adjacency.indptr).astype(float)
    chosen = np.arange(adjacency.shape[0]) if rows is None else rows
    share = np.divide(1.0, degree, out=np.zeros_like(degree), where=degree > 0)
    proportional = sp.csr_array(adjacency.multiply(share[:, None]))
    blocks = _blocks(adjacency, adjacency, chosen)
    parts = [_holes(adjacency[block], adjacency, proportional, share[block]) for block in blocks]
    constraint, redundancy, hierarchy = (
        np.concatenate([np.empty(0), *column]) for column in (zip(*parts, strict=True) if parts else ((), (), ()))
    )
    contacts = degree[chosen]
    effective = np.where(contacts > 0, contacts - redundancy, np.nan)
    return Holes(constraint, effective, effective / np.where(contacts > 0, contacts, np.nan), hierarchy)


def _holes(ties: sp.csr_array, all_ties: sp.csr_array, proportional: sp.csr_array, share: Reals) -> tuple[Reals, ...]:
    """Constraint, redundancy (2t/d) and hierarchy of some rows."""
    indirect = sp.csr_array(sp.csr_array(ties @ proportional).multiply(ties))
    indirect.sort_indices()
    shared = np.asarray(sp.csr_array(ties @ all_ties).multiply(ties).sum(axis=1)).ravel()
    terms = sp.csr_array((ties + indirect).multiply(share[:, None]))
    terms.data **= 2
    total = np.asarray(terms.sum(axis=1)).ravel()
    contacts = np.diff(ties.indptr).astype(float)
    mean = np.divide(total, contacts, out=np.ones_like(total), where=contacts > 0)
    relative = sp.csr_array(terms.multiply(1 / mean[:, None]))
    relative.data *= np.log(relative.data)
    most = contacts * np.log(np.maximum(contacts, 1))
    inequality = np.divide(np.asarray(relative.sum(axis=1)).ravel(), most, out=np.ones_like(most), where=most > 0)
    none = contacts == 0
    return np.where(none, np.nan, total), shared * share, np.where(none, np.nan, inequality)


def _split(adjacency: sp.csr_array, sector_of: Integers) -> tuple[sp.csr_array, sp.csr_array]:
    """Ties within a sector and ties between two known ones."""
    ties = adjacency.tocoo()
    one, other = sector_of[ties.row], sector_of[ties.col]
    known = (one != UNKNOWN) & (other != UNKNOWN)
    return _chosen(ties, known & (one == other)), _chosen(ties, known & (one != other))


def _chosen(ties: sp.coo_array, those: Flags) -> sp.csr_array:
    return sp.csr_array((np.ones(those.sum(), np.int64), (ties.row[those], ties.col[those])), shape=ties.shape)


def _pairs_of_one_sector(across: sp.csr_array, sector_of: Integers) -> Integers:
    """For each row the pairs of contacts that share a sector, which is not the row's own."""
    sectors = int(sector_of.max(initial=0)) + 1
    indices = (np.ones(len(sector_of), np.int64), (np.arange(len(sector_of)), np.maximum(sector_of, 0)))
    counts = sp.csr_array(across @ sp.csr_array(indices, shape=(len(sector_of), sectors)))
    counts.data = counts.data * (counts.data - 1) // 2
    return np.asarray(counts.sum(axis=1)).ravel().astype(np.int64)


def _closed(first: sp.csr_array, between: sp.csr_array, second: sp.csr_array, rows: Integers) -> Integers:
    """For each row: ordered contacts a by `first` and c by `second` that are tied by `between`."""
    counted = [
        np.asarray(sp.csr_array(first[block] @ between).multiply(second[block]).sum(axis=1)).ravel()
        for block in _blocks(first, between, rows)
    ]
    return np.concatenate([np.empty(0, np.int64), *counted]).astype(np.int64)


def _blocks(first: sp.csr_array, second: sp.csr_array, rows: Integers) -> Iterator[Integers]:
    """The rows in parts with about _BLOCK_PATHS two-step paths each."""
    sizes = np.diff(second.indptr)
    per_entry = np.concatenate(([0], np.cumsum(sizes[first.indices])))
    paths = np.cumsum(per_entry[first.indptr[rows + 1]] - per_entry[first.indptr[rows]])
    cuts = np.searchsorted(paths, np.arange(_BLOCK_PATHS, (paths[-1] if len(paths) else 0), _BLOCK_PATHS), side="right")
    yield from (block for block in np.split(rows, np.unique(cuts)) if len(block))
