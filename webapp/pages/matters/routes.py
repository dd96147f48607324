"""`/sachen`: what is to be decided, each cause once, with its quotes and the gaps that follow from it."""

from __future__ import annotations

from flask import Response, make_response, render_template
from flask.typing import ResponseReturnValue

from graph.errors import Conflict, DataInvalid, no_such_format
from graph.export.spreadsheets import LIST_TYPES
from graph.matters.sections import FOR_A_MEETING, sections_of
from graph.period import today
from graph.scenarios.closing import closing_of
from graph.terms import network_slug
from webapp.pages.gaps.decision_view import DecisionInput, blank_input, make_answers
from webapp.pages.matters.agenda_view import make_agenda, next_meeting, said_of
from webapp.pages.matters.export import write_matters
from webapp.pages.matters.view import (
    CHOSEN,
    chosen_matters,
    demanded_first,
    find_matter,
    networks_of,
)
from webapp.ui import forms
from webapp.ui.attachment import attachment
from webapp.ui.context import get_analysis, networks_shown
from webapp.ui.form_pages import form_page
from webapp.ui.freshness import keep_out_of_caches
from webapp.ui.wording import say_date


def index() -> ResponseReturnValue:
    """The list: for the group, what else stands out, and the coordination's homework."""
    return list_page()


def list_page(refused: Conflict | DataInvalid | None = None) -> Response:
    """The list, and what somebody may pin on it; with why a step was not taken."""
    analysis = get_analysis()
    sections, agenda = sections_of(analysis.matters), make_agenda(analysis, networks_shown(get_analysis()))
    page = render_template(
        "matters/index.html",
        sections=sections,
        quoted=FOR_A_MEETING,
        ticked={matter.id for matter in sections.for_a_meeting},
        agenda=agenda,
        problem=said_of(refused),
        chosen=CHOSEN,
        exports=tuple(LIST_TYPES),
        networks={matter.id: networks_of(matter, analysis) for matter in analysis.matters},
        token=forms.form_token() if agenda.is_writable else "",
    )
    response = make_response(page, refused.status if refused else 200)
    return keep_out_of_caches(response) if agenda.is_writable else response


def show(matter_id: str) -> ResponseReturnValue:
    """One matter: question, quotes, what is recorded today, options, who could take it up, its gaps, and the answer."""
    return answer_page(matter_id)


def answer_page(matter_id: str, asked: DecisionInput | None = None) -> Response:
    """The page of a matter; with what was entered, when it could not be taken. One that is done keeps its answers."""
    analysis = get_analysis()
    if matter_id in analysis.decisions and all(one.id != matter_id for one in analysis.matters):
        return make_response(render_template("matters/done.html", decisions=analysis.decisions[matter_id][::-1]))
    matter = find_matter(analysis, matter_id)
    networks = (network_slug(matter.network),)
    return form_page(
        "matters/show.html",
        networks=networks,
        matter=matter,
        gaps=demanded_first(matter),
        network=networks_of(matter, analysis),
        closing=closing_of(analysis, matter),
        given=make_answers(analysis, matter),
        asked=asked or blank_input(networks),
    )


def sheet() -> ResponseReturnValue:
    """The chosen matters on paper: one page for a meeting; where none was chosen, what is pinned, else five."""
    analysis, about = get_analysis(), networks_shown(get_analysis())
    return render_template(
        "matters/sheet.html",
        matters=chosen_matters(analysis),
        about=about,
        meeting=next_meeting(analysis, about),
        day=say_date(today().isoformat()),
    )


def export(form: str) -> ResponseReturnValue:
    """The chosen matters as a table, or all where none is named. Raises NotAcceptable (406)."""
    if form not in LIST_TYPES:
        raise no_such_format(form, LIST_TYPES)
    return attachment(write_matters(form, get_analysis()), LIST_TYPES[form], f"sachen.{form}")
