"""`/einladung/...`: whom to invite on a topic, to be printed on one page, and as files."""

from __future__ import annotations

from flask import Response, make_response, render_template, request
from flask.typing import ResponseReturnValue

from graph.cache.beside import patience
from graph.errors import NotAcceptable, NotFound
from graph.export.spreadsheets import LIST_TYPES
from webapp.pages.invitation.export import FORMS, write_list
from webapp.pages.invitation.view import REASONS, InvitationPage, make_page, say_contact
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
        raise NotAcceptable(
            "There is no format %(format)s.", hint="Formats: %(known)s", format=form, known=", ".join(FORMS)
        )
    with patience(None):  # a file says of nothing that it is still being computed
        page = _page(request.args.get("thema", ""))
    response = make_response(write_list(form, page))
    response.headers["Content-Type"] = LIST_TYPES[form]
    response.headers["Content-Disposition"] = f'attachment; filename="einladung.{form}"'
    return _answer(page, response)


def _page(slug: str) -> InvitationPage:
    iri = iri_of(slug)
    if iri not in get_model().topics:
        raise NotFound("There is no topic %(name)s.", hint="See the list of topics.", name=slug or "-")
    return make_page(get_analysis(), iri)


def _answer(page: InvitationPage, response: Response) -> Response:
    """Kept nowhere as soon as it names contact persons, who may be erased."""
    return keep_out_of_caches(response) if page.shows_contacts else response
