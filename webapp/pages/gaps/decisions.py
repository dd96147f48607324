"""Answering a gap by the form on its page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from graph.errors import Conflict, DataInvalid
from graph.gaps.answers import Decision
from graph.gaps.decisions import Decidable, make_decision, record
from graph.gaps.search import find_gap
from graph.protocol import Applied
from graph.upkeep.meetings import day_of_meeting
from webapp.pages.gaps.decision_view import DecisionInput, basis_of
from webapp.pages.gaps.routes import answer_page
from webapp.pages.gaps.rows import last_decision
from webapp.ui import forms
from webapp.ui.context import get_analysis, get_store
from webapp.ui.language import say, translate

FIELDS = ("answer", "name", "responsible", "due", "note", "day", "meeting", "until", "referred_to")


def decide(gap_id: str) -> ResponseReturnValue:
    """Keep the answer and show the gap with it; what cannot be taken is shown again, with the reason."""
    forms.check_form()
    gap = find_gap(get_analysis().gaps, gap_id)
    address = url_for("gaps.show", gap_id=gap_id, _anchor="antwort")
    return keep_answer(gap, record, partial(answer_page, gap_id), address)


def keep_answer(
    decidable: Decidable, keep: Callable[..., Applied], page: Callable[[DecisionInput], Response], address: str
) -> ResponseReturnValue:
    """Keep the answer that was sent and lead to `address`; what cannot be taken stands on the page again.

    `keep` takes the store, what is answered, the answer and the `last` one that was seen.
    """
    try:
        refuse_what_is_old(decidable)
        decision = answer_sent(decidable)
        applied = keep(get_store(), decidable, decision, last=request.form.get("last", ""))
    except (Conflict, DataInvalid) as error:
        response = page(sent_again(error))
        response.status_code = error.status
        return response
    forms.keep_name(decision.author)
    forms.keep_outcome("moved" if applied.moved else "saved")
    return redirect(address, 303)


def answer_sent(decidable: Decidable) -> Decision:
    """The answer in the form that was sent. Raises DataInvalid (422), with the `field` that it is about."""
    sent = _entered()
    day = day_of_meeting(get_store(), decidable.network, sent["meeting"], sent["day"])
    author = forms.signature(sent.pop("name"))
    return make_decision(decidable, author=author, **{**sent, "day": day})


def sent_again(error: Conflict | DataInvalid) -> DecisionInput:
    """The form as it was sent, with what is wrong in it."""
    field = str(error.values.get("field", "")).replace("answer", "")
    return DecisionInput(**_entered(), problem=_problem(error), hint=_hint(error), field=field)


def _entered() -> dict[str, str]:
    sent = {name: request.form.get(name, "").strip() for name in FIELDS}
    return {**sent, "until": request.form.get("to_meeting", "").strip() or sent["until"]}


def refuse_what_is_old(decidable: Decidable) -> None:
    """Raise Conflict (409) when it rests on something else, or somebody answered it, since the form was opened."""
    last = last_decision(get_analysis(), decidable)
    seen = request.form.get("basis", ""), request.form.get("last", "")
    if seen != (basis_of(decidable), last.iri if last else ""):
        raise Conflict(
            "The gap or the answer to it has changed since you opened the page.",
            hint="Read what is new, then answer again.",
        )


def _problem(error: Conflict | DataInvalid) -> str:
    violations = error.values.get("violations")
    if isinstance(violations, tuple) and violations:
        return say(violations[0].message)
    return translate(error.template, error.values)


def _hint(error: Conflict | DataInvalid) -> str:
    return "" if "violations" in error.values else translate(error.hint_template, error.values)
