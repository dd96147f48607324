"""What a scenario would do: the network before and after it, measured on a copy. The store itself is not touched."""

from __future__ import annotations

import random
from dataclasses import dataclass

import networkx as nx
import numpy as np
import scipy.sparse as sp
from scipy.sparse import csgraph

from graph.analysis import Analysis, KeyFigures
from graph.gaps.decisions import is_open
from graph.measures.centrality import articulation_points
from graph.measures.kernels.silos import find_silo_cells
from graph.model import Gap, Group, Ref
from graph.scenarios.closing import tell_apart
from graph.scenarios.scenario import Scenario
from graph.scenarios.trial import tried

EXACT_UP_TO = 2_000
SAMPLED_STARTS = 256
_SEED = 2016


@dataclass(frozen=True, slots=True)
class SiloGap:
    """Two sectors with fewer ties on a topic than expected, by so many."""

    sector: Ref
    other: Ref
    topic: Ref
    shortfall: float


@dataclass(frozen=True, slots=True)
class ScenarioFigures:
    """A network at one moment.

    figures: the five numbers of the start page. components: connected parts of actors and groups, an isolate is one.
    mean_distance: steps between two connected actors on the shortest way, a shared group being two; None where nobody
    is connected. is_estimate: it is from a sample of starting points. cut_points: without whom a part falls apart.
    open_demands: ids of the gaps of kind `demanded` that wait for an answer. silos: greatest shortfall first.
    open_gaps: those of the rules and the demands that wait for an answer.
    """

    figures: KeyFigures
    components: int
    mean_distance: float | None
    is_estimate: bool
    cut_points: tuple[Ref, ...]
    open_demands: tuple[str, ...]
    silos: tuple[SiloGap, ...]
    open_gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class ScenarioComparison:
    """The same network without and with a scenario."""

    before: ScenarioFigures
    after: ScenarioFigures

    @property
    def new_cut_points(self) -> tuple[Ref, ...]:
        """Who becomes one."""
        known = {ref.iri for ref in self.before.cut_points}
        return tuple(ref for ref in self.after.cut_points if ref.iri not in known)

    @property
    def former_cut_points(self) -> tuple[Ref, ...]:
        """Who ceases to be one, or is gone."""
        left = {ref.iri for ref in self.after.cut_points}
        return tuple(ref for ref in self.before.cut_points if ref.iri not in left)

    @property
    def closed_gaps(self) -> tuple[Gap, ...]:
        """What the rules and demands miss before and no longer after."""
        return tell_apart(self.before.open_gaps, self.after.open_gaps)[0]

    @property
    def new_gaps(self) -> tuple[Gap, ...]:
        """What the rules and demands miss only after."""
        return tell_apart(self.before.open_gaps, self.after.open_gaps)[1]


def compare(analysis: Analysis, scenario: Scenario) -> ScenarioComparison:
    """The network of an analysis before and after a scenario; rules and measures are those of the pages.

    Raises DataError for a scenario that cannot be written as statements.
    """
    with tried(analysis, scenario) as changed:
        return ScenarioComparison(picture(analysis), picture(changed))


def picture(analysis: Analysis) -> ScenarioFigures:
    """The figures of an analysis. O(n m) up to 2,000 nodes, then from 256 starting points, always the same ones."""
    flat, ref = analysis.simple, analysis.model.ref
    distance, is_estimate = mean_distance(flat)
    return ScenarioFigures(
        figures=analysis.key_figures,
        components=nx.number_connected_components(flat),
        mean_distance=distance,
        is_estimate=is_estimate,
        cut_points=tuple(ref(iri) for iri in sorted(articulation_points(flat)) if not _is_group(analysis, iri)),
        open_demands=tuple(sorted(gap.id for gap in analysis.recorded_gaps if gap.kind == "demanded" and is_open(gap))),
        silos=_silos(analysis),
        open_gaps=tuple(gap for gap in analysis.recorded_gaps if is_open(gap)),
    )


def mean_distance(flat: nx.Graph[str]) -> tuple[float | None, bool]:
    """Mean number of steps between two connected actors, and whether it is an estimate; None without any.

    Sum of distances / pairs with a path, groups being no ends. >= 1. Source: Wasserman & Faust 1994, 4.3.
    """
    nodes = sorted(flat)
    ends = [index for index, iri in enumerate(nodes) if not flat.nodes[iri].get("group")]
    is_estimate = len(ends) > EXACT_UP_TO
    starts = random.Random(_SEED).sample(ends, SAMPLED_STARTS) if is_estimate else ends  # noqa: S311 - a sample
    if not starts or not flat.number_of_edges():
        return None, is_estimate
    matrix = sp.csr_array(nx.to_scipy_sparse_array(flat, nodelist=nodes, weight=None, format="csr"))
    steps = csgraph.shortest_path(matrix, method="D", directed=False, unweighted=True, indices=starts)[:, ends]
    reached = steps[np.isfinite(steps) & (steps > 0)]
    return (float(reached.mean()) if len(reached) else None), is_estimate


def _silos(analysis: Analysis) -> tuple[SiloGap, ...]:
    arrays = analysis.arrays
    sectors, topics = ([analysis.model.ref(iri) for iri in names] for names in (arrays.sectors, arrays.topics))
    return tuple(
        SiloGap(sectors[cell.sector], sectors[cell.other], topics[cell.topic], cell.shortfall)
        for cell in find_silo_cells(arrays)
        if cell.shortfall > 0
    )


def _is_group(analysis: Analysis, iri: str) -> bool:
    return isinstance(analysis.node(iri), Group)
