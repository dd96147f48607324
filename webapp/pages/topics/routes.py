"""`/themen`: fields of action and topics as a tree, and a page for each."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from graph.errors import NotFound
from webapp.pages.topics import view
from webapp.ui.context import get_analysis, get_model, get_store
from webapp.ui.links import iri_of


def index() -> ResponseReturnValue:
    """The topics of a network, each below its broader one."""
    return render_template("topics/index.html", rows=view.list_topics(get_analysis()))


def show(slug: str) -> ResponseReturnValue:
    """The page of one topic with all that lie below it."""
    iri = iri_of(slug)
    if iri not in get_model().topics:
        raise NotFound("There is no topic %(name)s.", hint="See the list of topics.", name=slug)
    return render_template("topics/show.html", page=view.make_page(get_analysis(), get_store(), iri))
