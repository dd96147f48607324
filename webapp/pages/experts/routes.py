"""`/fachleute`: SPARQL, the API, the vocabulary and the data as a whole, in one place."""

from __future__ import annotations

from flask import render_template, url_for


def show() -> str:
    """The page, with the addresses of this service: programs take them over, without what their reader chose here."""
    return render_template("experts/index.html", address_of=_address_of)


def _address_of(endpoint: str) -> str:
    return url_for(endpoint, lang=None, netz=None, fassung=None, _external=True)
