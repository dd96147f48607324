"""`/fachleute`: SPARQL, the API, the vocabulary and the data as a whole, in one place."""

from __future__ import annotations

from flask import render_template, url_for


def show() -> str:
    """The page, with the addresses of this service."""
    return render_template("experts/index.html", endpoint=url_for("sparql.answer_get", _external=True))
