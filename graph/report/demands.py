"""Where demands stand: still open, answered, underway, or met; each thing that is asked for counts once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, cast, get_args

from graph.analysis import Analysis
from graph.gaps.answers import TO_BE_DONE
from graph.gaps.decisions import is_open
from graph.model import Gap
from graph.terms import ADMS, local_name

DemandStanding = Literal["open", "in_progress", "decided", "answered", "met"]
STANDINGS: tuple[DemandStanding, ...] = get_args(DemandStanding)


@dataclass(frozen=True, slots=True)
class DemandNumbers:
    """How many demanded things are in each standing; `missing` are all that are not there, answered or not.

    `answered`: put off, passed on, or no need was seen. What ended since, or nobody can tell the state of, is in none.
    """

    by_standing: dict[DemandStanding, int]

    @property
    def missing(self) -> int:
        """What is demanded and not there."""
        return sum(number for standing, number in self.by_standing.items() if standing != "met")

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.by_standing.values())


def demand_numbers(analysis: Analysis) -> DemandNumbers:
    """The numbers of a network. O(demands and gaps)."""
    counted = Counter(demand_standings(analysis).values())
    return DemandNumbers({one: counted[one] for one in STANDINGS})


def demand_standings(analysis: Analysis, missing: Sequence[Gap] | None = None) -> dict[str, DemandStanding]:
    """Where each thing that is asked for stands, by its IRI. O(demands and gaps).

    `missing`: what is not there, None for what the analysis has found to be so with all other gaps.
    """
    gaps = analysis.recorded["demanded"].gaps if missing is None else missing
    waiting = {gap.subject.iri: _standing(gap) for gap in gaps}
    return waiting | dict.fromkeys(sorted(_there(analysis) - waiting.keys()), "met")


def _standing(gap: Gap) -> DemandStanding:
    if is_open(gap):
        return "open"
    return cast("DemandStanding", gap.state) if gap.state in TO_BE_DONE else "answered"


def _there(analysis: Analysis) -> set[str]:
    """What demands of the network call for and the data say exists."""
    index = analysis.model.index
    called_for = {target.iri for finding in analysis.findings if finding.is_demand for target in finding.calls_for}
    return {one for one in called_for if "exists" in map(local_name, index.objects(one, ADMS + "status"))}
