"""`/api/v1/was-waere-wenn` and `/api/v1/beste-verbindungen`: trying a change, and what to add first. Both only read."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from graph.errors import UnsupportedMediaType
from graph.gaps.search import gap_as_row
from graph.scenarios.scenario import Scenario, read_scenario
from webapp.http.bodies import read_text
from webapp.http.errors import BadRequestError
from webapp.pages.whatif.figures import GOALS, try_out
from webapp.ui.context import get_analysis, get_store
from webapp.ui.language import language, say

if TYPE_CHECKING:
    from graph.model import Ref
    from graph.scenarios.whatif import ScenarioFigures


LARGEST_SCENARIO = 100_000
SUGGESTED, MOST_SUGGESTED = 5, 20


def compare_scenario() -> ResponseReturnValue:
    """Before and after a scenario given as JSON; nothing is written."""
    if request.mimetype != "application/json":
        raise UnsupportedMediaType(
            "A scenario is not taken as %(type)s.", hint="Send it as application/json.", type=request.mimetype or "?"
        )
    scenario = read_scenario(read_text(LARGEST_SCENARIO))
    comparison, _ = try_out(get_analysis(), scenario, None, 0)
    return jsonify(
        before=_picture(comparison.before),
        after=_picture(comparison.after),
        new_cut_points=_refs(comparison.new_cut_points),
        former_cut_points=_refs(comparison.former_cut_points),
        closed_gaps=[gap_as_row(gap, language()) for gap in comparison.closed_gaps],
        new_gaps=[gap_as_row(gap, language()) for gap in comparison.new_gaps],
        revision=get_store().revision,
    )


def best_links() -> ResponseReturnValue:
    """Ties to add for ?ziel=, at most ?anzahl=, each with its gain given those before it."""
    goal, text = request.args.get("ziel", GOALS[0]), request.args.get("anzahl", str(SUGGESTED))
    if goal not in GOALS:
        raise BadRequestError("There is no goal %(goal)s.", hint="Goals: %(known)s.", goal=goal, known=", ".join(GOALS))
    if not text.isascii() or not text.isdigit() or not 0 < int(text[:4]) <= MOST_SUGGESTED:
        raise BadRequestError(
            "%(name)s is a number from 1 to %(most)s.", hint="Change the address.", name="anzahl", most=MOST_SUGGESTED
        )
    _, links = try_out(get_analysis(), Scenario(), goal, int(text[:4]))
    rows = [{"a": _ref(link.a), "b": _ref(link.b), "gain": link.gain} for link in links]
    return jsonify(items=rows, revision=get_store().revision)


def _picture(picture: ScenarioFigures) -> dict[str, Any]:
    return {
        **asdict(picture.figures),
        "components": picture.components,
        "mean_distance": picture.mean_distance,
        "is_estimate": picture.is_estimate,
        "cut_points": _refs(picture.cut_points),
        "silos": [
            {"sector": _ref(one.sector), "other": _ref(one.other), "topic": _ref(one.topic), "shortfall": one.shortfall}
            for one in picture.silos
        ],
    }


def _refs(refs: tuple[Ref, ...]) -> list[dict[str, str]]:
    return [_ref(ref) for ref in refs]


def _ref(ref: Ref) -> dict[str, str]:
    return {"iri": ref.iri, "label": say(ref.label)}
