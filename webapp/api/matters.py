"""`/api/v1/sachen`: what is to be decided, each cause once, and one of them with its gaps."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from graph.matters.rows import matter_with_gaps
from webapp.http.json_answers import answer_json
from webapp.pages.matters.export import matters_as_json
from webapp.pages.matters.view import find_matter
from webapp.ui.context import get_analysis
from webapp.ui.language import language


def list_matters() -> ResponseReturnValue:
    """What is to be decided: one row for each cause, the weightiest first, with the ids of the gaps beneath."""
    return answer_json(matters_as_json(get_analysis().matters))


def show_matter(matter_id: str) -> ResponseReturnValue:
    """One matter with the gaps that follow from it."""
    return answer_json(matter_with_gaps(find_matter(get_analysis(), matter_id), language()))
