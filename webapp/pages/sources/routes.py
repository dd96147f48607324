"""`/quellen/...`: a document with all that was quoted from it, one passage marked (?stelle=SLUG)."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from webapp.pages.sources.view import make_source
from webapp.ui.context import get_store
from webapp.ui.links import iri_of


def show(slug: str) -> ResponseReturnValue:
    """The page of a document; 404 when nothing is recorded of it."""
    asked = request.args.get("stelle", "")
    source = make_source(get_store(), iri_of(slug), iri_of(asked) if asked else "")
    return render_template("sources/show.html", source=source, slug=slug)
