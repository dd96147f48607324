"""`/bericht/beschluesse`: after the meeting, what was decided of each matter of the paper, one after the other.

An answer is kept by the function that the page of the matter uses, and counts there as here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue

from graph.analysis import Analysis
from graph.matters.answering import record_matter
from graph.matters.matter import Matter
from graph.terms import network_slug
from webapp.pages.gaps.decision_view import DecisionInput, blank_input, make_answers
from webapp.pages.gaps.decisions import keep_answer
from webapp.pages.matters.view import CHOSEN, chosen_matters, find_matter
from webapp.pages.report.limits import MOST_MATTERS
from webapp.ui import forms
from webapp.ui.context import get_analysis
from webapp.ui.form_pages import form_page
from webapp.ui.language import say

_MATTER = "sache-"
NOW = "jetzt"
"""The parameter that names the matter whose form is open."""


@dataclass(frozen=True, slots=True)
class MatterLine:
    """A matter of the paper with its state; `state` is "exists" for one that nothing is missing of any more."""

    id: str
    title: str
    state: str
    is_now: bool


def show_decisions() -> Response:
    """The matters of the paper (?sache=) with their states, and the form of the first that is open, or of ?jetzt=."""
    return _page(request.args.get(NOW, ""))


def decide(matter_id: str) -> ResponseReturnValue:
    """Keep the answer and go on with the next matter; what cannot be taken is shown again, with the reason."""
    forms.check_form()
    matter = find_matter(get_analysis(), matter_id)
    address = url_of_decisions(_asked_for(), _anchor="antwort")
    return keep_answer(matter, record_matter, partial(_page, matter_id), address)


def url_of_decisions(ids: list[str], **more: str) -> str:
    """The page about the matters of a paper."""
    parameters: dict[str, Any] = {CHOSEN: ids, **more}
    return url_for("report.show_decisions", **parameters)


def _page(matter_id: str, asked: DecisionInput | None = None) -> Response:
    analysis = get_analysis()
    known = {matter.id: matter for matter in analysis.matters}
    ids = _chosen(known, analysis) or [one.id for one in chosen_matters(analysis)]
    now = _now(matter_id, [known[one] for one in ids if one in known], analysis)
    networks = (network_slug(now.network),) if now else ()
    return form_page(
        "report/decisions.html",
        networks=networks,
        lines=[_line(one, known.get(one), analysis, now) for one in ids],
        matter=now,
        chosen={CHOSEN: ids},
        now=NOW,
        given=make_answers(analysis, now) if now else None,
        asked=asked or blank_input(networks),
    )


def _asked_for() -> list[str]:
    """The matters that the address names, each once and as many as a paper holds."""
    return list(dict.fromkeys(request.args.getlist(CHOSEN)))[:MOST_MATTERS]


def _chosen(known: Mapping[str, Matter], analysis: Analysis) -> list[str]:
    """Those of them that are there, or were answered and are done."""
    return [one for one in _asked_for() if one in known or (one.startswith(_MATTER) and one in analysis.decisions)]


def _now(matter_id: str, inside: list[Matter], analysis: Analysis) -> Matter | None:
    """The matter that is being answered: the one that is named, else the first that is open."""
    if matter_id:
        return find_matter(analysis, matter_id)
    return next((matter for matter in inside if matter.is_open), None)


def _line(matter_id: str, matter: Matter | None, analysis: Analysis, now: Matter | None) -> MatterLine:
    if matter is None:
        return MatterLine(matter_id, say(analysis.decisions[matter_id][-1].title), "exists", is_now=False)
    return MatterLine(matter_id, say(matter.title), matter.state, is_now=matter is now)
