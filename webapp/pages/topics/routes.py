"""`/themen`: fields of action and topics as a tree, and a page for each."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from graph.errors import NotFound, no_such_format
from graph.export.spreadsheets import LIST_TYPES
from webapp.pages.topics import view
from webapp.pages.topics.plan import FORMS, plan_lines, plan_rows, write_plan
from webapp.ui.attachment import attachment
from webapp.ui.context import get_analysis, get_model, get_store, networks_shown
from webapp.ui.links import iri_of


def index() -> ResponseReturnValue:
    """The topics of a network, each below its broader one, and what is planned in each field."""
    analysis = get_analysis()
    plan = plan_lines(plan_rows(analysis))
    return render_template("topics/index.html", rows=view.list_topics(analysis), plan=plan, forms=FORMS)


def export_plan(form: str) -> ResponseReturnValue:
    """The plan of the fields of action as a table. Raises NotAcceptable (406)."""
    if form not in FORMS:
        raise no_such_format(form, FORMS)
    analysis = get_analysis()
    body = write_plan(form, plan_rows(analysis), names_networks=len(networks_shown(analysis)) > 1)
    return attachment(body, LIST_TYPES[form], f"handlungsfelder.{form}")


def show(slug: str) -> ResponseReturnValue:
    """The page of one topic with all that lie below it."""
    iri = iri_of(slug)
    if iri not in get_model().topics:
        raise NotFound("There is no topic %(name)s.", hint="See the list of topics.", name=slug)
    return render_template("topics/show.html", page=view.make_page(get_analysis(), get_store(), iri))
