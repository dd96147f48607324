"""Trying a scenario within bounds: the comparison, and what to add next for a goal."""

from __future__ import annotations

from graph.analysis import Analysis
from graph.errors import TooLarge
from graph.scenarios.best_links import Goal, PossibleLink, best_links
from graph.scenarios.scenario import Scenario
from graph.scenarios.trial import tried
from graph.scenarios.whatif import ScenarioComparison, compare

LARGEST = 12_000
"""Actors and ties of a network that is copied for a trial: 1.4 s at 3,900, 4 s at 10,300, 14 s at 34,000 (measured)."""
GOALS: tuple[Goal, ...] = ("demands", "components", "distance", "cut-points")


def try_out(
    analysis: Analysis, scenario: Scenario, goal: Goal | None, number: int
) -> tuple[ScenarioComparison, list[PossibleLink]]:
    """Before and after, and at most so many ties that serve the goal after it; none without a goal.

    Raises DataError for a scenario that cannot be, TooLarge where a copy would take too long.
    """
    check_size(analysis)
    return compare(analysis, scenario), _links(analysis, scenario, goal, number) if goal else []


def _links(analysis: Analysis, scenario: Scenario, goal: Goal, number: int) -> list[PossibleLink]:
    if scenario.is_empty:
        return best_links(analysis, goal, number)
    with tried(analysis, scenario) as changed:
        return best_links(changed, goal, number)


def check_size(analysis: Analysis) -> None:
    """Raise TooLarge for a network that cannot be tried in reasonable time."""
    size = len(analysis.actors) + len(analysis.ties)
    if size > LARGEST:
        raise TooLarge(
            "A change is tried in networks of up to %(most)s actors and ties; these are %(size)s.",
            hint="Choose a single network.",
            most=LARGEST,
            size=size,
        )
