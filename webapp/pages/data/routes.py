"""`/daten`: what stands in the data and is not shown, and why; and how CSV files part their columns."""

from __future__ import annotations

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from graph.network.unrecognised import unrecognised
from graph.upkeep.shown_as_actors import likely_persons, show_bare_as_actors, show_class_as_actors
from webapp.accounts.roles import EVERY_NETWORK
from webapp.http.csv_choice import chosen as csv_choice
from webapp.pages.data.unrecognised_words import unrecognised_sentence
from webapp.pages.data.view import unreadable_lines
from webapp.ui import forms
from webapp.ui.context import get_analysis, get_model, get_store
from webapp.ui.form_pages import form_page
from webapp.ui.language import gettext
from webapp.ui.paging import cut, page_in_address
from webapp.ui.terms import shorten

SHOWN_CLASSES = 50


def index() -> Response:
    """The page on the data of all networks; ?seite= turns the pages of its table."""
    found = unrecognised(get_analysis().store)
    return form_page(
        "data/index.html",
        networks=(EVERY_NETWORK,),
        page=cut(unreadable_lines(get_model()), page_in_address()),
        found=found,
        sentence=unrecognised_sentence(found),
        shown_most=SHOWN_CLASSES,
        csv_choice=csv_choice(),
    )


def show_as_actors() -> ResponseReturnValue:
    """Show the things of a class as actors, or what has no class; in one change. Who may be a person is asked first."""
    forms.check_form_of((EVERY_NETWORK,), "propose")
    chosen, author = request.form.get("class", ""), forms.known_name() or gettext("Koordination")
    known_classes = {one.ref.iri for one in unrecognised(get_store()).classes}
    asked = likely_persons(get_store(), chosen) if not chosen or chosen in known_classes else {}
    if asked.keys() - set(request.form.getlist("asked")):
        return form_page("data/persons.html", networks=(EVERY_NETWORK,), chosen=chosen, asked=asked)
    persons = asked.keys() & set(request.form.getlist("person"))
    if chosen:
        reason = gettext("Als Akteure gezeigt: %(name)s", name=shorten(chosen))
        applied = show_class_as_actors(get_store(), chosen, author=author, reason=reason, persons=persons)
    else:
        reason = gettext("Als Akteure gezeigt: was einen Namen und keine Klasse hat")
        applied = show_bare_as_actors(get_store(), author=author, reason=reason, persons=persons)
    forms.keep_outcome(str(applied.revision))
    return redirect(url_for("data.index"), 303)
