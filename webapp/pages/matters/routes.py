"""`/sachen`: what is to be decided, each cause once, with its quotes and the gaps that follow from it."""

from __future__ import annotations

from flask import make_response, render_template
from flask.typing import ResponseReturnValue

from graph.errors import NotAcceptable
from graph.model import Ref
from graph.period import today
from webapp.pages.matters.export import TYPES, write_matters
from webapp.pages.matters.view import (
    CHOSEN,
    FOR_A_MEETING,
    chosen_matters,
    demanded_first,
    find_matter,
    networks_of,
    sections_of,
)
from webapp.ui.context import get_analysis
from webapp.ui.wording import say_date


def index() -> ResponseReturnValue:
    """The list: for the group, what else stands out, and the coordination's homework."""
    analysis = get_analysis()
    sections = sections_of(analysis.matters)
    return render_template(
        "matters/index.html",
        sections=sections,
        first=FOR_A_MEETING,
        chosen=CHOSEN,
        exports=tuple(TYPES),
        about=_about(),
        networks={matter.id: networks_of(matter, analysis) for matter in analysis.matters},
    )


def show(matter_id: str) -> ResponseReturnValue:
    """One matter: question, quotes, what is recorded today, options, who could take it up, and its gaps."""
    analysis = get_analysis()
    matter = find_matter(analysis, matter_id)
    return render_template(
        "matters/show.html",
        matter=matter,
        gaps=demanded_first(matter),
        network=networks_of(matter, analysis),
        number=len(analysis.matters),
    )


def sheet() -> ResponseReturnValue:
    """The chosen matters on paper: one page for a meeting, five where none was chosen."""
    return render_template(
        "matters/sheet.html", matters=chosen_matters(get_analysis()), about=_about(), day=say_date(today().isoformat())
    )


def export(form: str) -> ResponseReturnValue:
    """The chosen matters as a table, or all where none is named. Raises NotAcceptable (406)."""
    if form not in TYPES:
        raise NotAcceptable(
            "There is no format %(format)s.", hint="Formats: %(known)s", format=form, known=", ".join(TYPES)
        )
    response = make_response(write_matters(form, get_analysis()))
    response.headers["Content-Type"] = TYPES[form]
    response.headers["Content-Disposition"] = f'attachment; filename="sachen.{form}"'
    return response


def _about() -> tuple[Ref, ...]:
    """The networks that the list is about."""
    analysis = get_analysis()
    chosen = analysis.model.networks.get(analysis.network_iri or "")
    return (chosen,) if chosen else tuple(analysis.model.networks.values())
