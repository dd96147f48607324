"""A network at one moment, in the figures that the sandbox compares."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import NamedTuple

from graph.analysis import Analysis, KeyFigures
from graph.gaps.decisions import is_open
from graph.libraries import csgraph, np, nx, sp
from graph.measures.centrality import articulation_points, starting_points
from graph.measures.kernels.silos import find_silo_cells
from graph.model import EXISTING, Gap, Group, Ref, State
from graph.network.edges import counting_ties

_PLANNED: tuple[State, ...] = ("planned",)


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
    open_gaps: those of the rules and the demands that wait for an answer. planned_ties and planned_groups: what is to
    come, and is counted among no existing ones.
    """

    figures: KeyFigures
    components: int
    mean_distance: float | None
    is_estimate: bool
    cut_points: tuple[Ref, ...]
    open_demands: tuple[str, ...]
    silos: tuple[SiloGap, ...]
    open_gaps: tuple[Gap, ...] = ()
    planned_ties: int = 0
    planned_groups: int = 0


def picture(analysis: Analysis, planned: Collection[str] = ()) -> ScenarioFigures:
    """The figures of an analysis. O(n m) up to 2,000 nodes, then from 256 starting points, always the same ones.

    `planned` are ties and groups that exist in it only as a trial: they count as planned, and for all else as there.
    """
    flat, ref = analysis.simple, analysis.model.ref
    distance, is_estimate = mean_distance(flat)
    ties, groups = _planned(analysis, planned)
    figures = analysis.key_figures
    return ScenarioFigures(
        figures=replace(
            figures,
            existing_ties=figures.existing_ties - ties.only_tried,
            groups=figures.groups - groups.only_tried,
        ),
        components=nx.number_connected_components(flat),
        mean_distance=distance,
        is_estimate=is_estimate,
        cut_points=tuple(ref(iri) for iri in sorted(articulation_points(flat)) if not _is_group(analysis, iri)),
        open_demands=tuple(sorted(gap.id for gap in analysis.recorded_gaps if gap.kind == "demanded" and is_open(gap))),
        silos=_silos(analysis),
        open_gaps=tuple(gap for gap in analysis.recorded_gaps if is_open(gap)),
        planned_ties=ties.planned,
        planned_groups=groups.planned,
    )


class _Planned(NamedTuple):
    """How many exist only because they are tried, and how many are planned with these."""

    only_tried: int
    planned: int


def _planned(analysis: Analysis, tried: Collection[str]) -> tuple[_Planned, _Planned]:
    """Of the ties, and of the groups."""
    existing = {tie.iri for tie in counting_ties(analysis.ties, EXISTING, analysis.at)}
    planned = len(counting_ties(analysis.ties, _PLANNED, analysis.at))
    groups = analysis.groups.values()
    founded = sum(group.state == "exists" and group.iri in tried for group in groups)
    ties = len(existing.intersection(tried))
    return (
        _Planned(ties, planned + ties),
        _Planned(founded, sum(group.state == "planned" for group in groups) + founded),
    )


def mean_distance(flat: nx.Graph[str]) -> tuple[float | None, bool]:
    """Mean number of steps between two connected actors, and whether it is an estimate; None without any.

    Sum of distances / pairs with a path, groups being no ends. >= 1. Source: Wasserman & Faust 1994, 4.3.
    """
    nodes = sorted(flat)
    ends = [index for index, iri in enumerate(nodes) if not flat.nodes[iri].get("group")]
    starts, is_estimate = starting_points(ends)
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
