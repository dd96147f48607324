"""The smallest set of actors whose loss hurts most: key players in the negative sense (Borgatti 2006, KPP-NEG)."""

from __future__ import annotations

from dataclasses import dataclass

from graph.libraries import Integers, csgraph, np, sp
from graph.measures.kernels.cuts import Cuts, find_cuts


@dataclass(frozen=True, slots=True)
class KeyPlayer:
    """One of the set, in the order of the choice.

    separated: pairs of others that lose their connection with this one, those before it being gone already.
    lost: actors that are cut off from the largest piece then.
    """

    index: int
    separated: int
    lost: int


def connected_pairs(links: sp.csr_array, weights: Integers) -> int:
    """Pairs of actors with a connection of any length. Nodes of weight 0 link and do not count. O(n + m)."""
    part = csgraph.connected_components(links, directed=False)[1]
    sizes = np.bincount(part, weights, minlength=1).astype(np.int64)
    return int((sizes * (sizes - 1) // 2).sum())


def find_key_players(
    links: sp.csr_array, weights: Integers, *, most: int, share: float, cuts: Cuts | None = None
) -> list[KeyPlayer]:
    """Greedily the actor without whom the fewest pairs stay connected, until `share` of them is separated.

    At most `most` actors; equal ones by more contacts, then by their index. The set that is best together is
    NP-hard to find, and k single best ones are not it; the greedy set is the usual answer. O(most (n + m)).
    Empty where `most` actors do not separate that share: the network holds. `cuts`: of these links, if known already.
    """
    cuts = cuts or find_cuts(links, weights)
    wanted = share * int((weights * (cuts.whole - 1)).sum() // 2)
    found: list[KeyPlayer] = []
    separated = 0
    while separated < wanted and len(found) < min(most, int((weights > 0).sum())):
        if found:
            links, cuts = _after(links, cuts, found[-1].index)
        found.append(_next(links, cuts))
        separated += found[-1].separated
    return found if separated >= wanted else []


def _after(links: sp.csr_array, cuts: Cuts, index: int) -> tuple[sp.csr_array, Cuts]:
    """The network without an actor, and its cuts. What that actor held together may begin at any of its contacts."""
    weights, left = cuts.weights.copy(), _without(links, index)
    weights[index] = 0
    contacts = links.indices[links.indptr[index] : links.indptr[index + 1]]
    return left, find_cuts(left, weights, starts=np.unique(np.concatenate([cuts.starts, contacts, [index]])))


def _next(links: sp.csr_array, cuts: Cuts) -> KeyPlayer:
    gone = np.where(cuts.weights > 0, cuts.separated + cuts.whole - 1, -1)
    best = np.flatnonzero(gone == gone.max())
    index = int(best[np.argmax(np.diff(links.indptr)[best])])
    return KeyPlayer(index, int(cuts.separated[index]), int(cuts.lost[index]))


def _without(links: sp.csr_array, index: int) -> sp.csr_array:
    kept = links.indices != index
    kept[links.indptr[index] : links.indptr[index + 1]] = False
    ends = np.append(0, np.cumsum(kept))[links.indptr]
    return sp.csr_array((links.data[kept], links.indices[kept], ends), shape=links.shape)
