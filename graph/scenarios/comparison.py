"""A network on two days: what came, what went, what changed, and what that did to its figures.

What the data call ended held while its period says so. What has no period counts on both days, as nobody said
otherwise; how much that is belongs to every answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.analysis import Analysis
from graph.libraries import nx
from graph.measures.centrality import articulation_points, bridges
from graph.model import Actor, State, Tie
from graph.network.connected import parties_of, unconnected
from graph.network.edges import counting_ties, goes_on
from graph.network.projection import project, simple

HELD: tuple[State, ...] = ("exists", "ended")


@dataclass(frozen=True, slots=True)
class DayFigures:
    """What can be counted of a network on one day.

    pairs: connected pairs. parts: connected parts of at least two, largest: the size of the largest one. unconnected:
    actors without a tie, as on every page (`network/connected.py`). articulation_points: those without whom a part
    falls apart; bridges: ties that alone hold two sides together.
    """

    ties: int
    pairs: int
    parts: int
    largest: int
    unconnected: int
    articulation_points: int
    bridges: int


@dataclass(frozen=True, slots=True)
class ChangedDegree:
    """An actor or group that is connected with more or fewer others."""

    iri: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class DayComparison:
    """What is different on the later day.

    `changed` are ties in whose place another of the same kind came between the same parties. `joined` and `left`
    are the actors and groups that got their first tie or lost their last. `undated` counts ties without a period.
    """

    before: DayFigures
    after: DayFigures
    new: tuple[Tie, ...]
    lost: tuple[Tie, ...]
    changed: tuple[tuple[Tie, Tie], ...]
    joined: tuple[str, ...]
    left: tuple[str, ...]
    degrees: tuple[ChangedDegree, ...]
    undated: int


def compare(analysis: Analysis, earlier: str, later: str) -> DayComparison:
    """A network on two ISO days. O(n + m); no shortest paths are computed."""
    held = ties_that_held(analysis)
    came = [tie for tie in held if not tie.period.holds_on(earlier) and tie.period.holds_on(later)]
    went = [tie for tie in held if tie.period.holds_on(earlier) and not tie.period.holds_on(later)]
    on_earlier, on_later = counting_ties(held, HELD, earlier), counting_ties(held, HELD, later)
    before, after = _network_of(analysis, on_earlier, earlier), _network_of(analysis, on_later, later)
    degrees = [ChangedDegree(iri, _degree(before, iri), _degree(after, iri)) for iri in sorted({*before, *after})]
    changed = _replaced(went, came)
    gone, new = {one.iri for one, _ in changed}, {other.iri for _, other in changed}
    return DayComparison(
        before=_figures(analysis, before, on_earlier, earlier),
        after=_figures(analysis, after, on_later, later),
        new=tuple(tie for tie in came if tie.iri not in new),
        lost=tuple(tie for tie in went if tie.iri not in gone),
        changed=tuple(changed),
        joined=tuple(row.iri for row in degrees if row.after and not row.before),
        left=tuple(row.iri for row in degrees if row.before and not row.after),
        degrees=tuple(sorted((row for row in degrees if row.before != row.after), key=_largest_change)),
        undated=sum(not tie.period.is_known for tie in held),
    )


def ties_that_held(analysis: Analysis) -> list[Tie]:
    """The ties that held at some time that can be told: of an ended one without an end nobody knows when."""
    return [tie for tie in analysis.ties if tie.state == "exists" or (tie.state == "ended" and tie.end)]


def actors_on(analysis: Analysis, day: str) -> dict[str, Actor]:
    """Those who were there on an ISO day, as far as the data say until when."""
    return {iri: actor for iri, actor in analysis.actors_ever.items() if goes_on(actor, day)}


def _network_of(analysis: Analysis, ties: Iterable[Tie], day: str) -> nx.Graph[str]:
    return simple(
        project(ties, {**actors_on(analysis, day), **analysis.groups}, states=HELD, network=analysis.network_iri)
    )


def _figures(analysis: Analysis, flat: nx.Graph[str], ties: Sequence[Tie], day: str) -> DayFigures:
    sizes = sorted(map(len, nx.connected_components(flat)), reverse=True)
    return DayFigures(
        ties=len(ties),
        pairs=flat.number_of_edges(),
        parts=sum(size > 1 for size in sizes),
        largest=sizes[0] if sizes else 0,
        unconnected=len(
            unconnected(actors_on(analysis, day), parties_of(ties), {**analysis.actors_ever, **analysis.groups})
        ),
        articulation_points=len(articulation_points(flat)),
        bridges=len(bridges(flat)),
    )


def _replaced(went: Iterable[Tie], came: Iterable[Tie]) -> list[tuple[Tie, Tie]]:
    """Each tie that went with one that came in its place, none of them twice."""
    waiting: dict[tuple[str, tuple[str, ...]], list[Tie]] = {}
    for tie in came:
        waiting.setdefault(_kind_and_parties(tie), []).append(tie)
    return [(tie, waiting[_kind_and_parties(tie)].pop(0)) for tie in went if waiting.get(_kind_and_parties(tie))]


def _kind_and_parties(tie: Tie) -> tuple[str, tuple[str, ...]]:
    return tie.kind, tuple(party.iri for party in tie.parties)


def _degree(flat: nx.Graph[str], iri: str) -> int:
    return int(flat.degree(iri)) if iri in flat else 0


def _largest_change(row: ChangedDegree) -> tuple[int, str]:
    return -abs(row.after - row.before), row.iri
