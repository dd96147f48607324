"""`/api/v1/was-waere-wenn` and `/api/v1/beste-verbindungen`: trying a change, and what to add first. Both only read."""

from __future__ import annotations

from collections.abc import Iterable

from flask import request
from flask.typing import ResponseReturnValue

from graph.gaps.rows import GapJson, gap_as_json
from graph.model import Gap
from graph.scenarios.picture import ScenarioFigures
from graph.scenarios.scenario import Scenario
from webapp.api.network import listed
from webapp.api.parameters import MOST_SUGGESTED, SUGGESTED, read_number
from webapp.api.rows import ref, refs
from webapp.api.schemas import GroupLossJson, LinkJson, ScenarioFiguresJson, ScenarioJson, SiloJson
from webapp.http.bodies import read_json_body
from webapp.http.errors import BadRequestError
from webapp.http.json_answers import answer_json
from webapp.pages.whatif.figures import GOALS, try_out
from webapp.ui.context import get_analysis, get_store
from webapp.ui.language import language

LARGEST_SCENARIO = 100_000


def compare_scenario() -> ResponseReturnValue:
    """Before and after a scenario given as JSON; nothing is written."""
    scenario = read_json_body(LARGEST_SCENARIO, Scenario, "scenario")
    comparison, _ = try_out(get_analysis(), scenario, None, 0)
    return answer_json(
        ScenarioJson(
            before=_figures(comparison.before),
            after=_figures(comparison.after),
            new_cut_points=refs(comparison.new_cut_points),
            former_cut_points=refs(comparison.former_cut_points),
            closed_gaps=_gaps(comparison.closed_gaps),
            new_gaps=_gaps(comparison.new_gaps),
            lost_partners=_gaps(comparison.lost_partners),
            void_gaps=_gaps(comparison.void_gaps),
            group_losses=[
                GroupLossJson(ref(one.group), refs(one.members), one.before, one.share, one.is_gone)
                for one in comparison.losses.groups
            ],
            cut_off=refs(comparison.losses.cut_off),
            revision=get_store().revision,
        )
    )


def best_links() -> ResponseReturnValue:
    """Ties to add for ?ziel=, at most ?anzahl=, each with its gain given those before it."""
    goal, number = request.args.get("ziel", GOALS[0]), read_number("anzahl", SUGGESTED, MOST_SUGGESTED)
    if goal not in GOALS:
        raise BadRequestError("There is no goal %(goal)s.", hint="Goals: %(known)s.", goal=goal, known=", ".join(GOALS))
    _, links = try_out(get_analysis(), Scenario(), goal, number)
    return listed([LinkJson(ref(link.a), ref(link.b), link.gain) for link in links])


def _gaps(gaps: Iterable[Gap]) -> list[GapJson]:
    return [gap_as_json(gap, language()) for gap in gaps]


def _figures(found: ScenarioFigures) -> ScenarioFiguresJson:
    return ScenarioFiguresJson(
        actors=found.figures.actors,
        groups=found.figures.groups,
        existing_ties=found.figures.existing_ties,
        open_demands=found.figures.open_demands,
        unconnected_actors=found.figures.unconnected_actors,
        components=found.components,
        mean_distance=found.mean_distance,
        is_estimate=found.is_estimate,
        cut_points=refs(found.cut_points),
        silos=[SiloJson(ref(one.sector), ref(one.other), ref(one.topic), one.shortfall) for one in found.silos],
        planned_ties=found.planned_ties,
        planned_groups=found.planned_groups,
    )
