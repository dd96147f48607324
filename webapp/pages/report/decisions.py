"""`/bericht/beschluesse`: after the meeting, what was decided of each matter of the paper, one after the other.

The address carries the paper: its sentences stand above each form and, where somebody vouches for them, in it. An
answer is kept by the function that the page of the matter uses, and counts there as here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from graph.analysis import Analysis
from graph.matters.answering import record_matter
from graph.matters.matter import Matter
from graph.terms import network_slug
from graph.upkeep.forms.dates import read_typed
from webapp.pages.gaps.decision_view import AnswersView, DecisionInput, blank_input, make_answers
from webapp.pages.gaps.decisions import keep_answer
from webapp.pages.matters.view import CHOSEN, find_matter
from webapp.pages.report.asked import Asked, MatterWords, PaperChoice, PaperSubject
from webapp.pages.report.limits import LEVELS, MOST_MATTERS
from webapp.pages.report.matters import matter_item
from webapp.pages.report.request_choice import as_arguments, pairs_of, read_choice, subject_of
from webapp.ui import forms
from webapp.ui.context import get_analysis
from webapp.ui.form_pages import form_page
from webapp.ui.language import gettext as _
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
    analysis = get_analysis()
    matter, carried = find_matter(analysis, matter_id), _carried(_choice(analysis), analysis)
    address = url_for("report.show_decisions", _anchor="antwort", **carried)
    return keep_answer(matter, record_matter, partial(_page, matter_id), address)


def _page(matter_id: str, asked: DecisionInput | None = None) -> Response:
    analysis = get_analysis()
    choice, known = _choice(analysis), {matter.id: matter for matter in analysis.matters}
    subject = subject_of(analysis, choice, "")
    ids = _chosen(choice, known, analysis) or [one.id for one in subject.matters]
    now = _now(matter_id, [known[one] for one in ids if one in known], subject)
    networks = (network_slug(now.network),) if now else ()
    given = make_answers(analysis, now) if now else None
    item = matter_item(Asked(subject, LEVELS[0]), now) if now else None
    return form_page(
        "report/decisions.html",
        networks=networks,
        lines=[_line(one, known.get(one), analysis, now) for one in ids],
        matter=now,
        item=item,
        chosen=_carried(replace(choice, matters=tuple(ids)), analysis),
        now=NOW,
        given=given,
        asked=asked or _from_paper(subject, now, given, blank_input(networks)),
    )


def _choice(analysis: Analysis) -> PaperChoice:
    """The paper that the address names, with each matter once and as many as a paper holds."""
    asked = MultiDict(request.args)
    asked.setlist(CHOSEN, list(dict.fromkeys(request.args.getlist(CHOSEN)))[:MOST_MATTERS])
    return read_choice(asked, analysis)


def _carried(choice: PaperChoice, analysis: Analysis) -> dict[str, Any]:
    """What the links of the page keep of the paper."""
    return as_arguments(pairs_of(choice, analysis))


def _chosen(choice: PaperChoice, known: Mapping[str, Matter], analysis: Analysis) -> list[str]:
    """Those of the paper that are there, or were answered and are done."""
    return [one for one in choice.matters if one in known or (one.startswith(_MATTER) and one in analysis.decisions)]


def _now(matter_id: str, inside: list[Matter], subject: PaperSubject) -> Matter | None:
    """The matter that is being answered: the one that is named, else the first that is open, or put off to the day."""
    if matter_id:
        return find_matter(subject.analysis, matter_id)
    return next((one for one in inside if one.is_open or one.id in subject.put_off), None)


def _from_paper(
    subject: PaperSubject, matter: Matter | None, given: AnswersView | None, blank: DecisionInput
) -> DecisionInput:
    """A form that begins with the meeting of the paper and, of texts that somebody vouches for, with its sentences."""
    choice = subject.choice
    if matter is None or given is None:
        return blank
    held = {one.ref.iri for one in given.held}
    begun = replace(blank, meeting=choice.meeting if choice.meeting in held else "")
    own = choice.matter_words.get(matter.id, MatterWords())
    return _with_words(begun, own) if choice.is_vouched_for else begun


def _with_words(begun: DecisionInput, own: MatterWords) -> DecisionInput:
    """What is no exact day stands in the note: the form asks for one."""
    typed = read_typed(own.due, last=True)
    later = [] if typed or not own.due else [_("Bis wann: %(when)s", when=own.due)]
    note = "\n".join(filter(None, [own.proposal, *later]))
    return replace(begun, responsible=own.responsible, due=typed.day if typed else "", note=note)


def _line(matter_id: str, matter: Matter | None, analysis: Analysis, now: Matter | None) -> MatterLine:
    if matter is None:
        return MatterLine(matter_id, say(analysis.decisions[matter_id][-1].title), "exists", is_now=False)
    return MatterLine(matter_id, say(matter.title), matter.state, is_now=matter is now)
