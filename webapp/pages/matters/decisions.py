"""Answering a matter by the form on its page: the answer holds for all its open gaps."""

from __future__ import annotations

from functools import partial

from flask import url_for
from flask.typing import ResponseReturnValue

from graph.matters.answering import record_matter
from webapp.pages.gaps.decisions import keep_answer
from webapp.pages.matters.routes import answer_page
from webapp.pages.matters.view import find_matter
from webapp.ui import forms
from webapp.ui.context import get_analysis


def decide(matter_id: str) -> ResponseReturnValue:
    """Keep the answer and show the matter with it; what cannot be taken is shown again, with the reason."""
    forms.check_form()
    matter = find_matter(get_analysis(), matter_id)
    address = url_for("matters.show", matter_id=matter_id, _anchor="antwort")
    return keep_answer(matter, record_matter, partial(answer_page, matter_id), address)
