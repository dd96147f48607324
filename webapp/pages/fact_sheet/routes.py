"""`/steckbrief/...`: one group or one actor on one sheet."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from graph.errors import NotFound
from webapp.pages.fact_sheet.view import make_sheet
from webapp.ui.context import get_analysis
from webapp.ui.links import iri_of


def show(slug: str) -> ResponseReturnValue:
    """The sheet of the group or actor of this address. Raises NotFound (404)."""
    analysis, iri = get_analysis(), iri_of(slug)
    who = analysis.groups.get(iri) or analysis.actors_ever.get(iri)
    if who is None:
        raise NotFound("There is no actor and no group %(name)s.", hint="See the lists of both.", name=slug)
    return render_template("fact_sheet/show.html", sheet=make_sheet(analysis, who))
