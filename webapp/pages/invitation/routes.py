"""`/einladung/...`: whom to invite on a topic, to be printed on one page, and as files."""

from __future__ import annotations

from flask import Response, make_response, render_template, request
from flask.typing import ResponseReturnValue

from graph.cache.beside import patience
from graph.errors import NotFound, no_such_format
from graph.export.spreadsheets import LIST_TYPES
from webapp.pages.invitation.export import FORMS, write_list
from webapp.pages.invitation.view import REASONS, InvitationPage, make_page, say_contact
from webapp.ui.attachment import attachment
from webapp.ui.context import get_analysis, get_model
from webapp.ui.freshness import keep_out_of_caches
from webapp.ui.links import iri_of


def show(slug: str) -> ResponseReturnValue:
    """The list for the topic of this address. Raises NotFound (404)."""
    page = _page(slug)
    return _answer(
        page,
        make_response(
            render_template("invitation/show.html", page=page, forms=FORMS, reasons=REASONS, say_contact=say_contact)
        ),
    )


def export(form: str) -> ResponseReturnValue:
    """The list for ?thema= as a table. Raises NotAcceptable (406), NotFound (404)."""
    if form not in FORMS:
        raise no_such_format(form, FORMS)
    with patience(None):  # a file says of nothing that it is still being computed
        page = _page(request.args.get("thema", ""))
    return _answer(page, attachment(write_list(form, page), LIST_TYPES[form], f"einladung.{form}"))


def _page(slug: str) -> InvitationPage:
    iri = iri_of(slug)
    if iri not in get_model().topics:
        raise NotFound("There is no topic %(name)s.", hint="See the list of topics.", name=slug or "-")
    return make_page(get_analysis(), iri)


def _answer(page: InvitationPage, response: Response) -> Response:
    """Kept nowhere as soon as it names contact persons, who may be erased."""
    return keep_out_of_caches(response) if page.shows_contacts else response
