"""How large a network is and how it hangs together, in figures that can stand beside those of a larger one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from graph.analysis import Analysis
from graph.cache.beside import unless_it_takes_long
from graph.model import STATES
from graph.network.edges import counting_ties
from graph.report.solidity import Solidity, solidity_of
from graph.side_by_side.comparability import Doubt, doubt_of_actors, doubt_of_entries, doubt_of_ties

SizeName = Literal[
    "actors",
    "groups",
    "exists",
    "planned",
    "demanded",
    "ended",
    "unclear",
    "open_demands",
    "unconnected",
    "in_groups",
    "with_kind",
    "with_topic",
    "partners",
    "largest_part",
    "density",
    "proven",
]
SIZES: tuple[SizeName, ...] = get_args(SizeName)
"""The figures in their order. exists to unclear: ties in this state. partners: mean degree."""


@dataclass(frozen=True, slots=True)
class NetworkSize:
    """One figure of one network. `of`: it counts these of so many, 0 where it is no share.

    `value` is None while it is being computed. `doubt`: why it is not compared with that of other networks.
    """

    name: SizeName
    value: float | None
    of: int = 0
    doubt: Doubt | None = None

    @property
    def share(self) -> float | None:
        """The share, 0..1; None for what is none, or has none."""
        return self.value / self.of if self.of and self.value is not None else None


def sizes_of(analysis: Analysis) -> dict[SizeName, NetworkSize]:
    """All figures of a network. O(ties + entries); what is slow is computed beside."""
    return {size.name: size for size in (*_counts(analysis), *_shares(analysis), *_structure(analysis))}


def _counts(analysis: Analysis) -> Iterator[NetworkSize]:
    by_state = Counter(tie.state for tie in counting_ties(analysis.ties, STATES, analysis.at))
    yield NetworkSize("actors", len(analysis.actors))
    yield NetworkSize("groups", sum(group.state == "exists" for group in analysis.groups.values()))
    for state in STATES:
        yield NetworkSize(state, by_state[state])
    figures = unless_it_takes_long(lambda: analysis.key_figures)
    yield NetworkSize("open_demands", figures.open_demands if figures else None)


def _shares(analysis: Analysis) -> Iterator[NetworkSize]:
    actors, number = analysis.actors, len(analysis.actors)
    doubt = doubt_of_actors(number)
    yield NetworkSize("unconnected", len(analysis.unconnected), number, doubt)
    yield NetworkSize("in_groups", len(actors.keys() & analysis.groups_of.keys()), number, doubt)
    yield NetworkSize("with_kind", sum(one.sector is not None for one in actors.values()), number, doubt)
    yield NetworkSize("with_topic", len(actors.keys() & analysis.topics_of.keys()), number, doubt)
    solidity = unless_it_takes_long(lambda: _solidity(analysis))
    if solidity is None:
        yield NetworkSize("proven", None)
    else:
        yield NetworkSize("proven", solidity.proven, solidity.entries, doubt_of_entries(solidity.entries))


def _solidity(analysis: Analysis) -> Solidity:
    """How solid the data are; what is old among them is read in the whole log, which takes its time."""
    found: Solidity = analysis.results.get("solidity", lambda: solidity_of(analysis))
    return found


def _structure(analysis: Analysis) -> Iterator[NetworkSize]:
    found = unless_it_takes_long(lambda: analysis.measures)
    if found is None:
        yield from (NetworkSize(name, None) for name in ("partners", "largest_part", "density"))
        return
    doubt = doubt_of_ties(len(analysis.actors), found.pairs)
    yield NetworkSize("partners", found.mean_degree, doubt=doubt)
    yield NetworkSize("largest_part", found.components[0] if found.components else 0, found.nodes, doubt)
    yield NetworkSize("density", found.density, doubt=doubt)
