"""The frame of the pages that read something in, and the ways between them."""

from __future__ import annotations

from flask import Response, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp.accounts.roles import EVERY_NETWORK
from webapp.pages.imports.form_input import ImportInput, known_codes, read_form
from webapp.ui import forms
from webapp.ui.freshness import keep_out_of_caches


def import_page(name: str, status: int = 200, **values: object) -> Response:
    """A page with what all of these need."""
    codes = known_codes()
    is_writable = forms.may_write_everywhere() or any(forms.may_write(networks=(code,)) for code in codes)
    token = forms.form_token() if is_writable else ""
    known = {code: label for code, label in codes.items() if forms.may_write(networks=(code,))}
    shown = {"is_writable": is_writable, "may_make": forms.may_write_everywhere(), "token": token, "known": known}
    return keep_out_of_caches(make_response(render_template(name, **shown, **values), status))


def asked_of_form() -> ImportInput:
    """The form of who may read a list into the chosen network, or make a new one. Raises Forbidden (403)."""
    asked = read_form()
    forms.check_form_of((asked.into or EVERY_NETWORK,), "propose")
    return asked


def to_list(draft: str) -> ResponseReturnValue:
    """The way to a list, whichever network the page before was about."""
    return redirect(url_for("imports.show_draft", draft=draft, netz=None), 303)
