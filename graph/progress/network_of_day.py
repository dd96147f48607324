"""A network as it was on a day, as far as it is told beside another day: who was there, tied how, demanding what.

There are two ways to ask for a day: what was recorded at its end, and what by today's data held on it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeVar

from graph.analysis import Analysis
from graph.model import Actor, Gap, Group, State, Tie
from graph.network.edges import counting_ties, state_on
from graph.report.demands import STANDINGS, DemandStanding, demand_standings
from graph.scenarios.comparison import HELD, actors_on, ties_that_held

MeantTime = Literal["recorded", "held"]
"""What is asked of a day: what had been recorded at its end, or what held on it, whenever that was recorded."""
WANTED: tuple[State, ...] = ("planned", "demanded")
T = TypeVar("T", Actor, Group, Tie)
_TOLD: tuple[State, ...] = ("exists", *WANTED)


@dataclass(frozen=True, slots=True)
class NetworkOfDay:
    """Actors, groups and ties by IRI; those that exist and those that are wanted, in their state of that day.

    `standings` say where each demanded thing stood; nothing where what held is asked for, as demands have no period.
    """

    actors: Mapping[str, Actor]
    groups: Mapping[str, Group]
    ties: Mapping[str, Tie]
    standings: Mapping[str, DemandStanding] = field(default_factory=dict)

    @property
    def figures(self) -> dict[str, int]:
        """What the day is told by in numbers: of the figures of progress those that its map shows."""
        standings = Counter(self.standings.values())
        return {
            "actors": len(self.actors),
            "groups": sum(group.state == "exists" for group in self.groups.values()),
            "existing_ties": sum(tie.state == "exists" for tie in self.ties.values()),
            **{f"demands_{one}": standings[one] for one in STANDINGS},
        }


def network_recorded(analysis: Analysis, missing: Sequence[Gap] | None = None) -> NetworkOfDay:
    """The network as a state of the data has it, counted as its key figures are.

    `missing`: what is demanded and not there, where it was searched for without the other gaps.
    """
    return NetworkOfDay(
        actors=dict(analysis.actors),
        groups={iri: group for iri, group in analysis.groups.items() if group.state in _TOLD},
        ties={tie.iri: tie for tie in counting_ties(analysis.ties, _TOLD, analysis.at)},
        standings=demand_standings(analysis, missing),
    )


def network_held(analysis: Analysis, day: str) -> NetworkOfDay:
    """The network that held on an ISO day, as the comparison of two days counts it."""
    return NetworkOfDay(
        actors={iri: _there(actor) for iri, actor in actors_on(analysis, day).items()},
        groups={iri: _there(group) for iri, group in analysis.groups.items() if state_on(group, day) == "exists"},
        ties={tie.iri: _there(tie) for tie in counting_ties(ties_that_held(analysis), HELD, day)},
    )


def _there(one: T) -> T:
    """What has ended by now, as it was on a day before."""
    return one if one.state == "exists" else replace(one, state="exists")
