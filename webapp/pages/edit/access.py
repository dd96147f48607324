"""Who may send a form of these pages, and what becomes of what they typed when they may not any more."""

from __future__ import annotations

from flask import Response, make_response, render_template, request, url_for

from graph.errors import Forbidden
from graph.terms import network_slug
from graph.upkeep.forms.entry import ResourceEntry
from graph.upkeep.forms.form_for import class_of, form_for
from webapp.accounts.identity import who_asks
from webapp.accounts.roles import EVERY_NETWORK
from webapp.pages.edit.form_input import carried, sent_values, typed_texts
from webapp.ui import forms
from webapp.ui.context import get_store
from webapp.ui.freshness import keep_out_of_caches


def networks_of(entry: ResourceEntry) -> tuple[str, ...]:
    """The codes of the networks that an entry lies in, by what it says or by its address; else what all share."""
    said = tuple(network_slug(one) or one for one in entry.networks)
    own = network_slug(entry.iri)
    known = forms.every_network()
    return said or ((own,) if own in known else (EVERY_NETWORK,))


def sent_again() -> Response | None:
    """None for a form that may be taken; for one whose session has ended, what was typed, to be sent once more.

    Raises Forbidden (403) for a form of another website, and for somebody who is known and may change nothing.
    """
    try:
        forms.check_form()
    except Forbidden:
        asking = who_asks()
        is_known = asking.way != "nobody"
        if not forms.comes_from_here() or (is_known and not asking.may_somewhere("propose")):
            raise
        back = url_for("start.show")
        page = render_template(
            "edit/again.html",
            carried=carried(),
            is_known=is_known,
            token=forms.form_token(),
            typed=_typed(),
            sign_in=url_for("sign_in.show", weiter=back),
        )
        return keep_out_of_caches(make_response(page, 403))
    return None


def _typed() -> list[tuple[str, str]]:
    """What was typed, in words, where the form says of what it is."""
    class_iri = class_of(get_store(), [request.form.get("klasse", "")])
    form = form_for(get_store(), class_iri) if class_iri else None
    return typed_texts(form, sent_values(form)) if form else []
