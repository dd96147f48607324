"""The figures of progress of one state of a network: matters, decisions, demands, gaps, measures, its size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal, get_args

from graph.analysis import Analysis
from graph.gaps.answers import TO_BE_DONE
from graph.matters.action_fields import measure_states
from graph.matters.sections import sections_of
from graph.model import GAP_KINDS
from graph.report.demands import STANDINGS, demand_numbers
from graph.upkeep.resolutions import results_in

Topic = Literal["matters", "resolutions", "demands", "gaps", "measures", "network"]
TOPICS: tuple[Topic, ...] = get_args(Topic)
"""What the figures are about, in the order in which they are read."""
Figures = Mapping[str, int]
"""Numbers by the names of `FIGURES`."""

FIGURES: Mapping[Topic, tuple[str, ...]] = {
    "matters": ("matters_open", "matters_decided", "matters_postponed", "matters_otherwise"),
    "resolutions": ("resolutions_underway", "resolutions_overdue", "resolutions_done", "resolutions_again"),
    "demands": tuple(f"demands_{one}" for one in STANDINGS),
    "gaps": tuple(f"gaps_{kind}" for kind in GAP_KINDS),
    "measures": ("measures_exists", "measures_planned", "measures_demanded"),
    "network": ("actors", "groups", "existing_ties", "unconnected_actors"),
}
"""The figures of each topic, in the order in which they are read."""


def figures_of(analysis: Analysis, day: date) -> dict[str, int]:
    """The figures of a state of a network, on the day of which it is. O(gaps, matters, answers, demands, ties)."""
    return {
        **_of_matters(analysis),
        **_of_resolutions(analysis, day),
        **{f"demands_{one}": number for one, number in demand_numbers(analysis).by_standing.items()},
        **dict(_of_gaps(analysis)),
        **_of_measures(analysis),
        **_of_network(analysis),
    }


def _of_matters(analysis: Analysis) -> dict[str, int]:
    """What is asked of the group and waits is open, as its list counts; answered ones by their answer, for whomever."""
    sections = sections_of(analysis.matters)
    states = Counter(
        "decided" if one.state in TO_BE_DONE else one.state if one.state == "postponed" else "otherwise"
        for one in sections.answered
    )
    answered = {f"matters_{one}": states[one] for one in ("decided", "postponed", "otherwise")}
    return {"matters_open": len(sections.asked), **answered}


def _of_resolutions(analysis: Analysis, day: date) -> dict[str, int]:
    """What became of all that was decided until then, as the list of decisions has it."""
    outcomes = Counter(found.outcome for one in results_in(analysis, day) for found in one.decided)
    again = sum(outcomes[one] for one in ("lapsed", "replaced", "gone"))
    known = {f"resolutions_{one}": outcomes[one] for one in ("underway", "overdue", "done")}
    return {**known, "resolutions_again": again}


def _of_gaps(analysis: Analysis) -> Iterator[tuple[str, int]]:
    waiting = Counter(gap.kind for gap in analysis.open_gaps)
    for kind in GAP_KINDS:
        yield f"gaps_{kind}", waiting[kind]


def _of_measures(analysis: Analysis) -> dict[str, int]:
    states = Counter(measure_states(analysis.model, analysis.network_iri).values())
    return {f"measures_{one}": states[one] for one in ("exists", "planned", "demanded")}


def _of_network(analysis: Analysis) -> dict[str, int]:
    found = analysis.key_figures
    return {name: getattr(found, name) for name in FIGURES["network"]}
