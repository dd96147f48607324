"""`/nebeneinander`: networks side by side, as a page and as files."""

from __future__ import annotations

from collections.abc import Sequence

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from graph.cache.beside import patience
from graph.errors import no_such_format
from graph.export.spreadsheets import LIST_TYPES
from graph.side_by_side.common_ground import SEVERAL
from graph.side_by_side.comparison import MOST_BESIDE
from webapp.http.slots import slot
from webapp.pages.side_by_side.choice import FIELD, chosen_networks
from webapp.pages.side_by_side.export import FORMS, write_comparison
from webapp.pages.side_by_side.view import compare, make_page
from webapp.ui.attachment import attachment
from webapp.ui.links import address_with, network_code
from webapp.ui.paging import cut, page_in_address


def show() -> ResponseReturnValue:
    """The networks that ?netzwerk= names beside each other; with one network in all, how a second comes in."""
    choice = chosen_networks()
    if len(choice.known) < SEVERAL:
        return render_template("side_by_side/single.html", network=next(iter(choice.known), None))
    codes = [network_code(one.iri) for one in choice.shown]
    page = make_page(compare(choice), choice) if len(choice.shown) >= SEVERAL else None
    return render_template(
        "side_by_side/show.html",
        choice=choice,
        field=FIELD,
        chosen=set(codes),
        most=MOST_BESIDE,
        page=page,
        topics=cut(page.topics, page_in_address()) if page else None,
        files=[(form, _file_url(form, codes)) for form in FORMS],
    )


def export(form: str) -> ResponseReturnValue:
    """The same as tables. Raises NotAcceptable (406) for another format, NotFound (404) for an unknown network."""
    if form not in FORMS:
        raise no_such_format(form, FORMS)
    choice = chosen_networks()
    with slot(), patience(None):  # a file says of nothing that it is still being computed
        return attachment(write_comparison(form, compare(choice), choice), LIST_TYPES[form], f"nebeneinander.{form}")


def _file_url(form: str, codes: Sequence[str]) -> str:
    """A file of the networks that the page shows."""
    return address_with(url_for("side_by_side.export", form=form, netz=None), ((FIELD, code) for code in codes))
