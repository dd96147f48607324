"""The page of a change that has no fields of a class: ending, deleting, splitting, confirming, changing several."""

from __future__ import annotations

from collections.abc import Collection

from flask import Response, make_response, render_template

from graph.errors import Conflict, DataInvalid
from webapp.pages.edit.form_input import sent_source
from webapp.pages.edit.words import own_statement, sentences_of_refusal
from webapp.ui import forms
from webapp.ui.freshness import keep_out_of_caches


def change_page(
    template: str,
    error: Conflict | DataInvalid | None = None,
    *,
    networks: Collection[str] | None = None,
    **shown: object,
) -> Response:
    """The page with its form, for who may write; with what was wrong, when the change was refused.

    `networks`: those that what is changed lies in, see `forms.may_write`.
    """
    is_writable = forms.may_write(networks=networks)
    text = render_template(
        template,
        source=sent_source(),
        problem=" ".join(sentences_of_refusal(error)) if error else "",
        is_writable=is_writable,
        token=forms.form_token() if is_writable else "",
        known_name=forms.known_name(),
        said=own_statement(),
        **shown,
    )
    return keep_out_of_caches(make_response(text, error.status if error else 200))
