"""`/quellen/...`: a document with all that was quoted from it, one passage marked (?stelle=SLUG)."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from graph.query.quoted import is_document
from webapp.pages.sources.view import make_source
from webapp.ui.context import get_store
from webapp.ui.links import iri_of


def show(slug: str) -> ResponseReturnValue:
    """The page of a document; whatever else is recorded has its own, and 404 when nothing is."""
    asked = request.args.get("stelle", "")
    source = make_source(get_store(), iri_of(slug), iri_of(asked) if asked else "")
    if not source.sections and not is_document(get_store(), iri_of(slug)):
        return redirect(url_for("resources.show", slug=slug), 303)
    return render_template("sources/show.html", source=source, slug=slug)
