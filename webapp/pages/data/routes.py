"""`/daten`: what stands in the data and could not be read, and how to mend it; and how CSV files part their columns."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from webapp.http.csv_choice import chosen
from webapp.pages.data.view import unreadable_lines
from webapp.ui.context import get_model
from webapp.ui.paging import cut, page_in_address


def index() -> ResponseReturnValue:
    """The page on the data of all networks; ?seite= turns the pages of its table."""
    page = cut(unreadable_lines(get_model()), page_in_address())
    return render_template("data/index.html", page=page, csv_choice=chosen())
