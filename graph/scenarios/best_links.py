"""Which ties to add first for a goal: one after the other the one with the greatest gain, given those before it.

Adding all at once is NP-hard to do best; taking the best next one is the usual answer, and each gain is exact.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations
from math import isqrt
from typing import Literal, NamedTuple

from graph.analysis import Analysis
from graph.errors import TooLarge
from graph.gaps.decisions import is_open
from graph.gaps.rule_answers import value_of
from graph.libraries import Reals, csgraph, np, nx, sp
from graph.model import Ref
from graph.query.asked_copy import asked_copy
from graph.query.named import find_query

Goal = Literal["components", "distance", "cut-points", "demands"]
Best = tuple[str, str, float]
Steps = Reals

MOST_NODES = 2_000
_DEMANDED = "interface-missing"
_WORK = 50_000_000
"""Pairs of actors looked at for one step towards shorter ways: about a second."""


class PossibleLink(NamedTuple):
    """A tie to add between two actors, and what it gains."""

    a: Ref
    b: Ref
    gain: float


def best_links(analysis: Analysis, goal: Goal, k: int) -> list[PossibleLink]:
    """At most k ties, each with its gain given those before it; fewer when no more helps.

    components: parts fewer; of equal ones the pair that connects most actors, by the best connected actor of each.
    distance: by how much the mean number of steps between connected actors falls, exact; in large networks only
    pairs of the best connected actors are tried. cut-points: how many cut points fewer, by pairs of end blocks (no
    other pair gains more; Eswaran & Tarjan 1976). demands: open demanded interfaces met; of one that demands several
    pairs its share.
    Raises TooLarge above 2,000 nodes.
    """
    if goal == "demands":
        return [_link(analysis, best) for best in _demanded(analysis, k)]
    network = analysis.simple.copy()
    if len(network) > MOST_NODES:
        raise TooLarge(
            "Links to add are looked for in networks of up to %(most)s actors and groups; these are %(size)s.",
            hint="Choose a single network.",
            most=MOST_NODES,
            size=len(network),
        )
    found: list[PossibleLink] = []
    while len(found) < k and (best := _FINDERS[goal](network)) is not None:
        network.add_edge(best[0], best[1])
        found.append(_link(analysis, best))
    return found


def _link(analysis: Analysis, best: Best) -> PossibleLink:
    return PossibleLink(analysis.model.ref(best[0]), analysis.model.ref(best[1]), best[2])


def _actors(network: nx.Graph[str], nodes: Iterator[str] | None = None) -> list[str]:
    """Actors, those with most contacts first."""
    found = (node for node in (network if nodes is None else nodes) if not network.nodes[node].get("group"))
    return sorted(found, key=lambda node: (-network.degree(node), node))


def _joining(network: nx.Graph[str]) -> Best | None:
    """Between the two parts with most actors."""
    parts = [actors for part in nx.connected_components(network) if (actors := _actors(network, iter(part)))]
    parts.sort(key=lambda actors: (-len(actors), -network.degree(actors[0]), actors[0]))
    if len(parts) < 2:  # noqa: PLR2004 - a pair
        return None
    return *_sorted(parts[0][0], parts[1][0]), 1.0


def _shortening(network: nx.Graph[str]) -> Best | None:
    """By the new way a-b for every two s, t: min(d_st, d_sa + 1 + d_bt, d_sb + 1 + d_at)."""
    if not network:
        return None
    nodes = sorted(network)
    matrix = sp.csr_array(nx.to_scipy_sparse_array(network, nodelist=nodes, weight=None, format="csr"))
    steps = csgraph.shortest_path(matrix, method="D", directed=False, unweighted=True)
    index = {node: number for number, node in enumerate(nodes)}
    ends = [index[node] for node in _actors(network)]
    between = steps[np.ix_(ends, ends)]
    pairs = int(np.count_nonzero(np.isfinite(between))) - len(ends)
    tried = range(min(len(ends), max(3, isqrt(2 * _WORK // max(1, len(ends)) ** 2))))
    best: tuple[float, int, int] | None = None
    for one, other in combinations(tried, 2):
        if 1 < between[one, other] < np.inf:
            gain = _shorter(between, one, other) / pairs
            if best is None or (-gain, *_names(nodes, ends, one, other)) < (-best[0], *_names(nodes, ends, *best[1:])):
                best = gain, one, other
    return None if best is None else (*_names(nodes, ends, *best[1:]), best[0])


def _names(nodes: list[str], ends: list[int], one: int, other: int) -> tuple[str, str]:
    return _sorted(nodes[ends[one]], nodes[ends[other]])


def _shorter(steps: Steps, one: int, other: int) -> float:
    """How many steps less, over all ordered pairs that are connected."""
    met = np.flatnonzero(np.isfinite(steps[one]))
    inside = steps[np.ix_(met, met)]
    to_one, to_other = steps[met, one], steps[met, other]
    detour = np.add.outer(to_one, to_other + 1)
    return float((inside - np.minimum(inside, np.minimum(detour, detour.T))).sum())


def _covering(network: nx.Graph[str]) -> Best | None:
    """Between two end blocks: what lies on the way and joins only two blocks is no cut point any more."""
    cuts = set(nx.articulation_points(network))
    blocks = [frozenset(map(str, block)) for block in nx.biconnected_components(network)]
    blocks_of: defaultdict[str, list[int]] = defaultdict(list)
    for number, block in enumerate(blocks):
        for node in block & cuts:
            blocks_of[node].append(number)
    ends = {number: actors[0] for number, block in enumerate(blocks) if (actors := _end(network, block, cuts))}
    found = [
        (-float(gain), *_sorted(ends[start], ends[number]))
        for start in ends
        for number, gain in _freed_from(start, blocks, blocks_of)
        if start < number and number in ends and gain
    ]
    if not found:
        return None
    gain, a, b = min(found)
    return a, b, -gain


def _end(network: nx.Graph[str], block: frozenset[str], cuts: set[str]) -> list[str]:
    """The actors of an end block that are no cut point; none for a block in the middle."""
    return _actors(network, iter(block - cuts)) if len(block & cuts) == 1 else []


def _freed_from(start: int, blocks: list[frozenset[str]], blocks_of: dict[str, list[int]]) -> Iterator[tuple[int, int]]:
    """Each block that can be reached, with the cut points on the way that join only two blocks."""
    seen, waiting = {start}, [(start, 0)]
    while waiting:
        number, freed = waiting.pop()
        yield number, freed
        for cut in blocks[number]:
            for other in blocks_of.get(cut, ()):
                if other not in seen:
                    seen.add(other)
                    waiting.append((other, freed + (len(blocks_of[cut]) == 2)))  # noqa: PLR2004 - one block each side


def _demanded(analysis: Analysis, k: int) -> list[Best]:
    """By the rows of the rule: one for each pair without the interface that a demand wants of it."""
    rule = find_query(_DEMANDED)
    waiting = {gap.subject.iri for gap in analysis.recorded_gaps if gap.rule == _DEMANDED and is_open(gap)}
    rows = asked_copy(analysis.store).select(rule.bind(network=analysis.network_iri, date=analysis.at))
    wanted: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in rows:
        if value_of(row, "subject") in waiting:
            wanted[value_of(row, "subject")].add(_sorted(value_of(row, "a"), value_of(row, "b")))
    gains: defaultdict[tuple[str, str], float] = defaultdict(float)
    for subject in sorted(wanted):
        for pair in wanted[subject]:
            gains[pair] += 1 / len(wanted[subject])
    ordered = sorted(gains.items(), key=lambda found: (-found[1], found[0]))
    return [(*pair, gain) for pair, gain in ordered[:k]]


def _sorted(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


_FINDERS: dict[str, Callable[[nx.Graph[str]], Best | None]] = {
    "components": _joining,
    "distance": _shortening,
    "cut-points": _covering,
}
