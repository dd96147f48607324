"""What can be counted in a network, each with its formula, range and source.

All measures are of the simple network: one undirected edge for each connected pair, whose weight is the sum
of its ties' weights (a strength). Shortest paths use the distance 1 / weight. What a measure means to a
coordinator is said in the pages, keyed by the field's name.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from graph.libraries import nx
from graph.model import Tie
from graph.network.projection import summed
from graph.processes.apart import WORTH_A_PROCESS, process_apart

Node = TypeVar("Node")
EXACT_UP_TO = 2_000
SAMPLED_PIVOTS = 256
_PLAIN_UP_TO = 200
_SEED = 2016
FIGURES = ("betweenness",)
"""The measures of an actor that every file and every node of the map has, by the names of the fields below.

Partners are no such measure: files and maps count them of networks too.
"""
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class ActorMeasures:
    """One actor's figures.

    degree: number of other actors it is connected with, 0..n-1 (Freeman 1978).
    weighted_degree: sum of the weights of its edges, >= 0 (Barrat et al. 2004, strength).
    betweenness: share of shortest paths between two others that run through it, 0..1, 1 = every one of them
    (Freeman 1977, normalised by (n-1)(n-2)/2); a path's length is the sum of 1 / weight.
    component: number of its connected part, 1 = the largest.
    is_articulation: without it, its component falls apart (Hopcroft & Tarjan 1973).
    demanded: demanded ties it is a party to.
    """

    iri: str
    degree: int
    weighted_degree: float
    betweenness: float
    component: int
    is_articulation: bool
    demanded: int

    @property
    def figures(self) -> dict[str, float]:
        """What files and the map have of it, by name."""
        return {name: round(float(getattr(self, name)), _DIGITS) for name in FIGURES}


@dataclass(frozen=True, slots=True)
class Measures:
    """A network's figures, with a row for each actor in the order of betweenness, degree, IRI.

    nodes, pairs: actors and connected pairs. ties: edges before parallel ones are summed.
    density: connected pairs / possible pairs, 2m / (n(n-1)), 0..1; 0 for fewer than two actors
    (Wasserman & Faust 1994, 4.1.2).
    components: sizes of the connected parts, largest first; an isolate is a part of its own.
    isolates: actors without any edge. articulation_points, bridges: actors and pairs whose loss splits a part.
    sectors: actors by sector, "" for none. sector_pairs: connected pairs by their two sectors, in sorted order.
    is_estimate: betweenness comes from a sample of starting points (Brandes & Pich 2007), not from all.
    """

    nodes: int
    pairs: int
    ties: int
    density: float
    components: tuple[int, ...]
    isolates: tuple[str, ...]
    articulation_points: tuple[str, ...]
    bridges: tuple[tuple[str, str], ...]
    sectors: Mapping[str, int]
    sector_pairs: Mapping[tuple[str, str], int]
    is_estimate: bool
    actors: tuple[ActorMeasures, ...]
    _row_of: Mapping[str, ActorMeasures] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_row_of", {row.iri: row for row in self.actors})

    @property
    def mean_degree(self) -> float:
        """How many others an actor or group is connected with on average, 2m / n; 0 for nobody.

        Where density falls with size, as nobody meets twice as many in a city twice as large, this hardly does
        (Faust 2006, "Comparing Social Networks: Size, Density, and Local Structure").
        """
        return 2 * self.pairs / self.nodes if self.nodes else 0.0

    def of(self, iri: str) -> ActorMeasures | None:
        """The row of one actor, None for one that is not in the network."""
        return self._row_of.get(iri)

    def figures(self, iri: str) -> dict[str, float]:
        """What files and the map have of one actor, by name; all 0 for one that is not in the network."""
        row = self.of(iri)
        return row.figures if row else dict.fromkeys(FIGURES, 0.0)


@dataclass(frozen=True, slots=True)
class PlainNetwork:
    """A simple network as it is sent to another process: nodes with their sectors, and pairs of them with a weight.

    Both are in order, so that sums of weights come out the same whatever the network went through.
    """

    nodes: tuple[tuple[str, str], ...]
    pairs: tuple[tuple[str, str, float], ...]
    ties: int

    @classmethod
    def of(
        cls, nodes: Iterable[tuple[str, str]], pairs: Iterable[tuple[tuple[str, str], float]], ties: int
    ) -> PlainNetwork:
        """Nodes with their sectors and pairs with their weight, both in order, and how many edges they are made of."""
        return cls(tuple(nodes), tuple((one, other, weight) for (one, other), weight in pairs), ties)

    @property
    def flat(self) -> nx.Graph[str]:
        """The same as a graph."""
        found: nx.Graph[str] = nx.Graph()
        found.add_nodes_from((iri, {"sector": sector}) for iri, sector in self.nodes)
        edges = ((one, other, {"weight": weight, "distance": 1 / weight}) for one, other, weight in self.pairs)
        found.add_edges_from(edges)
        return found


def measure(network: nx.MultiDiGraph[str], *, demanded: Iterable[Tie] = ()) -> Measures:
    """Measure a network; `demanded` are the ties to count as demanded for each actor. All zero when empty."""
    nodes = ((iri, str(network.nodes[iri].get("sector", ""))) for iri in sorted(network))
    pairs = summed(network.edges(keys=True, data="weight"))
    return measure_plain(PlainNetwork.of(nodes, pairs, network.number_of_edges()), demanded)


def measure_plain(plain: PlainNetwork, demanded: Iterable[Tie] = ()) -> Measures:
    """The same of a network in its plain form. A service measures in a process apart (`processes/apart.py`)."""
    wanted = demanded_counts(demanded)
    apart = process_apart() if len(plain.nodes) >= WORTH_A_PROCESS else None
    return measure_here(plain, wanted) if apart is None else apart.compute(measure_here, plain, wanted, send=replace)


def measure_here(plain: PlainNetwork, wanted: Counter[str]) -> Measures:
    """Measure a simple network; `wanted` says how many demanded ties each actor is a party to."""
    flat = plain.flat
    components = sorted((sorted(part) for part in nx.connected_components(flat)), key=lambda part: (-len(part), part))
    component_of = {iri: number for number, part in enumerate(components, start=1) for iri in part}
    central, is_estimate = betweenness(flat)
    cuts = articulation_points(flat)
    rows = [
        ActorMeasures(
            iri,
            degree=flat.degree(iri),
            weighted_degree=float(flat.degree(iri, weight="weight")),
            betweenness=central[iri],
            component=component_of[iri],
            is_articulation=iri in cuts,
            demanded=wanted[iri],
        )
        for iri in flat
    ]
    return Measures(
        nodes=flat.number_of_nodes(),
        pairs=flat.number_of_edges(),
        ties=plain.ties,
        density=nx.density(flat),
        components=tuple(len(part) for part in components),
        isolates=tuple(sorted(nx.isolates(flat))),
        articulation_points=tuple(sorted(cuts)),
        bridges=bridges(flat),
        sectors=dict(sorted(Counter(_sector(flat, iri) for iri in flat).items())),
        sector_pairs=sector_pairs(flat),
        is_estimate=is_estimate,
        actors=tuple(sorted(rows, key=lambda row: (-row.betweenness, -row.degree, row.iri))),
    )


def betweenness(flat: nx.Graph[str], *, exact_up_to: int = EXACT_UP_TO) -> tuple[dict[str, float], bool]:
    """Betweenness of each node and whether it is an estimate.

    Sum over pairs s,t of (shortest paths through v / shortest paths), divided by (n-1)(n-2)/2. 0..1; 0 for
    fewer than three nodes. O(n*m log n); above `exact_up_to` nodes from 256 pivots, always the same ones.
    Source: Freeman 1977; algorithm: Brandes 2001, sampled: Brandes & Pich 2007.
    """
    is_estimate = len(flat) > exact_up_to
    if len(flat) <= _PLAIN_UP_TO:
        distances = {round(edge["distance"], 12) for *_, edge in flat.edges(data=True)}
        values = nx.betweenness_centrality(flat, weight="distance" if len(distances) > 1 else None)
        return {iri: float(value) for iri, value in values.items()}, is_estimate
    from graph.measures.betweenness import mean_dependency  # noqa: PLC0415 - small networks need no scipy

    starts, _ = starting_points(list(flat), exact_up_to=exact_up_to)
    return mean_dependency(flat, starts), is_estimate


def starting_points(nodes: Sequence[Node], *, exact_up_to: int = EXACT_UP_TO) -> tuple[Sequence[Node], bool]:
    """From where paths are followed, and whether that is a sample: all nodes, or of many always the same few."""
    if len(nodes) <= exact_up_to:
        return nodes, False
    return random.Random(_SEED).sample(nodes, SAMPLED_PIVOTS), True  # noqa: S311 - a sample, no secret


def articulation_points(flat: nx.Graph[str]) -> frozenset[str]:
    """Actors without whom a connected part falls apart. O(n+m). Source: Hopcroft & Tarjan 1973."""
    return frozenset(nx.articulation_points(flat))


def bridges(flat: nx.Graph[str]) -> tuple[tuple[str, str], ...]:
    """Pairs whose connection is the only one between two sides. O(n+m). Source: Tarjan 1974."""
    return tuple(sorted((min(pair), max(pair)) for pair in nx.bridges(flat)))


def sector_pairs(flat: nx.Graph[str]) -> dict[tuple[str, str], int]:
    """Connected pairs by the sectors of their two ends, in sorted order, "" for an unknown sector."""
    pairs = (sorted((_sector(flat, one), _sector(flat, other))) for one, other in flat.edges)
    return dict(sorted(Counter((first, second) for first, second in pairs).items()))


def demanded_counts(ties: Iterable[Tie]) -> Counter[str]:
    """Number of demanded ties by party; ties in other states do not count."""
    return Counter(ref.iri for tie in ties if tie.state == "demanded" for ref in tie.parties)


def _sector(flat: nx.Graph[str], iri: str) -> str:
    return str(flat.nodes[iri].get("sector", ""))
