"""The page of a change that has no fields of a class: ending, deleting, splitting, confirming, changing several."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from flask import Response

from graph.errors import Conflict, DataInvalid
from webapp.pages.edit.form_input import sent_source
from webapp.pages.edit.words import own_statement, sentences_of_refusal
from webapp.ui.form_pages import form_page, refuse


def change_page(
    template: str,
    error: Conflict | DataInvalid | None = None,
    *,
    networks: Collection[str] | None = None,
    **shown: Any,
) -> Response:
    """The page with its form and what it rests on; with what was wrong, when the change was refused.

    `networks`: those that what is changed lies in, see `forms.may_write`.
    """
    problem = " ".join(sentences_of_refusal(error)) if error else ""
    page = form_page(template, networks=networks, source=sent_source(), said=own_statement(), problem=problem, **shown)
    return refuse(page, error) if error else page
