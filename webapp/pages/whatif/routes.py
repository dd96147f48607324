"""`/was-waere-wenn`: the sandbox. Its steps stand in the address; the store is untouched until they are kept."""

from __future__ import annotations

from typing import cast

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from graph.analysis import Analysis
from graph.errors import DataError, DataInvalid, NetworkError, TooLarge
from graph.gaps.search import find_gap
from graph.model import Gap
from graph.network.tie_kinds import TieKinds
from graph.period import today
from graph.protocol import Change
from graph.scenarios.best_links import Goal
from graph.scenarios.planned import as_change
from graph.terms import network_slug as own_slug
from webapp.pages.whatif.figures import GOALS, try_out
from webapp.pages.whatif.form_input import UnclearError, step_in_address
from webapp.pages.whatif.steps import Plan, make_plan, steps_for_gap
from webapp.pages.whatif.view import goals, make_outcome, make_suggestions, name_actors, say_limits, suggest_demands
from webapp.ui import forms
from webapp.ui.context import get_analysis, get_model, get_store, list_networks, network_slug
from webapp.ui.language import gettext, translate
from webapp.ui.sorting import label_key

SUGGESTED = 5
MOST_NAMES = 1_000


def gap_trial_url(gap: Gap) -> str:
    """The sandbox with what closes this gap, or with what would happen; "" where no single step does."""
    steps = steps_for_gap(gap, get_model(), get_analysis().ties_by_party)
    return url_for("whatif.show", schritt=list(steps)) if steps else ""


def show() -> ResponseReturnValue:
    """The steps so far, what they would do, and forms for the next one; ?ziel= asks for suggestions."""
    analysis = get_analysis()
    if gap_id := request.args.get("luecke"):
        steps = steps_for_gap(find_gap(analysis.gaps, gap_id), analysis.model)
        if not steps:
            return _page(
                analysis, _plan(analysis, []), problem=gettext("Diese Lücke schließt keine einzelne Änderung.")
            )
        return redirect(url_for("whatif.show", schritt=list(steps)))
    plan = _plan(analysis, request.args.getlist("schritt"))
    if "dazu" not in request.args:
        return _page(analysis, plan)
    try:
        code = step_in_address(request.args, analysis, plan.scenario)
    except UnclearError as error:
        return _page(analysis, plan, problem=str(error)), 400
    return redirect(_address([*_codes(plan), code], request.args.get("ziel", "")))


def keep() -> ResponseReturnValue:
    """Write what the steps add as planned; one change in the log."""
    forms.check_form()
    analysis = get_analysis()
    plan = _plan(analysis, request.form.getlist("schritt"))
    name = forms.signature(request.form.get("name", ""))
    if not plan.can_be_saved:
        return _page(
            analysis, plan, problem=gettext("Diese Schritte fügen nichts hinzu, was geplant werden kann.")
        ), 422
    try:
        applied = get_store().apply(_planned(plan, name, analysis.model.kinds))
    except (DataError, DataInvalid) as error:
        return _page(analysis, plan, problem=_say(error)), error.status
    forms.keep_name(name)
    forms.keep_outcome(f"kept {applied.revision}")
    return redirect(_address(_codes(plan)) + "#festhalten", 303)


def _planned(plan: Plan, name: str, kinds: TieKinds) -> Change:
    return as_change(plan.scenario, name, today().isoformat(), kinds)


def _plan(analysis: Analysis, codes: list[str]) -> Plan:
    networks = list_networks()
    network = analysis.network_iri or (networks[0].iri if len(networks) == 1 else "")
    return make_plan(codes, analysis.model, network)


def _codes(plan: Plan) -> list[str]:
    return [step.code for step in plan.steps]


def _address(codes: list[str], goal: str = "") -> str:
    return url_for("whatif.show", schritt=codes, ziel=goal or None)


def _page(analysis: Analysis, plan: Plan, problem: str = "") -> str:
    goal = request.args.get("ziel", "")
    problems = [*([problem] if problem else []), *plan.problems]
    if goal and goal not in GOALS:
        problems.append(gettext("Ein Ziel „%(goal)s“ gibt es nicht.", goal=goal[:80]))
        goal = ""
    outcome, suggestions, too_large = None, None, ""
    try:
        comparison, links = try_out(analysis, plan.scenario, _searched(goal), SUGGESTED)
        outcome = make_outcome(comparison)
        if goal == "demands":
            suggestions = suggest_demands(comparison.after.open_gaps, analysis.model, SUGGESTED)
        elif goal:
            suggestions = make_suggestions(links, goal)
    except TooLarge as error:
        too_large = _say(error)
    except DataError as error:
        problems.append(_say(error))
    codes, code = _codes(plan), own_slug(plan.scenario.network)
    is_writable = forms.may_write(networks=(code,) if code else None)
    topics, groups = analysis.model.topics.values(), analysis.groups.values()
    return render_template(
        "whatif/show.html",
        plan=plan,
        codes=codes,
        undo=[_address([*codes[:index], *codes[index + 1 :]], goal) for index in range(len(codes))],
        adopt=[_address([*codes, one.code], goal) for one in suggestions or ()],
        problems=problems,
        too_large=too_large,
        outcome=outcome,
        suggestions=suggestions,
        goal=goal,
        goals=goals(),
        limits=say_limits(analysis),
        names=name_actors(analysis, MOST_NAMES),
        topics=sorted(topics, key=label_key),
        groups=sorted(groups, key=label_key),
        kinds=[kind.name for kind in analysis.model.kinds.joining_actors],
        entered=request.args,
        slug=network_slug(),
        is_writable=is_writable,
        token=forms.form_token() if codes and is_writable else "",
        name=forms.known_name(),
        kept=forms.take_outcome().removeprefix("kept "),
    )


def _searched(goal: str) -> Goal | None:
    """What ties are looked for; demands say themselves what meets them."""
    return cast("Goal", goal) if goal and goal != "demands" else None


def _say(error: NetworkError) -> str:
    sentences = translate(error.template, error.values), translate(error.hint_template, error.values)
    return " ".join(filter(None, sentences))
