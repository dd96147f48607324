"""Answering a matter by the form on its page: the answer holds for all its open gaps."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from graph.errors import Conflict, DataInvalid
from graph.matters.answering import record_matter
from webapp.pages.gaps.decisions import answer_sent, refuse_what_is_old, sent_again
from webapp.pages.matters.routes import answer_page
from webapp.pages.matters.view import find_matter
from webapp.ui import forms
from webapp.ui.context import get_analysis, get_store


def decide(matter_id: str) -> ResponseReturnValue:
    """Keep the answer and show the matter with it; what cannot be taken is shown again, with the reason."""
    forms.check_form()
    matter = find_matter(get_analysis(), matter_id)
    try:
        refuse_what_is_old(matter)
        decision = answer_sent(matter)
        applied = record_matter(get_store(), matter, decision, last=request.form.get("last", ""))
    except (Conflict, DataInvalid) as error:
        response = answer_page(matter_id, sent_again(error))
        response.status_code = error.status
        return response
    forms.keep_name(decision.author)
    forms.keep_outcome("moved" if applied.moved else "saved")
    return redirect(url_for("matters.show", matter_id=matter_id, _anchor="antwort"), 303)
