"""`/daten`: what waits in the data, what stands there and is not shown, and how CSV files part their columns."""

from __future__ import annotations

from functools import partial

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from graph.errors import NotFound
from graph.network.unrecognised import unrecognised
from graph.upkeep.open_work.lists import AGES, USUAL_AGE
from graph.upkeep.shown_as_actors import likely_persons, show_bare_as_actors, show_class_as_actors
from webapp.accounts.reading import reader
from webapp.accounts.roles import EVERY_NETWORK
from webapp.http.csv_choice import chosen as csv_choice
from webapp.http.errors import BadRequestError
from webapp.pages.data.open_words import change_in_words, sum_in_words
from webapp.pages.data.open_work import ORDER, TICKED, form_of, rows_of, section_of, sections_of, work_here
from webapp.pages.data.unrecognised_words import unrecognised_sentence
from webapp.pages.data.view import unreadable_lines
from webapp.pages.proposals.waiting import number_waiting
from webapp.ui import forms
from webapp.ui.context import get_analysis, get_model, get_store, network_slug
from webapp.ui.form_pages import form_page
from webapp.ui.freshness import keep_out_of_caches
from webapp.ui.language import gettext
from webapp.ui.page import may_edit
from webapp.ui.paging import cut, page_in_address
from webapp.ui.terms import shorten

SHOWN_CLASSES = 50


def index() -> Response:
    """What waits, and what is not shown; ?seite= turns the pages of what could not be read.

    Not kept by caches for who may propose something: proposals come without any change of the data.
    """
    found = unrecognised(get_analysis().store)
    analysis, work = work_here()
    waiting = number_waiting(network_slug())
    response = form_page(
        "data/index.html",
        networks=(EVERY_NETWORK,),
        page=cut(unreadable_lines(get_model()), page_in_address()),
        form_of=partial(form_of, analysis),
        work=work,
        sections=sections_of(work, analysis),
        sum_words=sum_in_words(work.total, waiting),
        change=change_in_words(analysis, work),
        waiting=waiting,
        found=found,
        sentence=unrecognised_sentence(found),
        shown_most=SHOWN_CLASSES,
        csv_choice=csv_choice(),
    )
    return keep_out_of_caches(response) if reader().may_somewhere("propose") else response


def show_list(name: str) -> ResponseReturnValue:
    """One list, page by page; of what is old ?alter= says after how many years. Raises NotFound for no list."""
    if name not in ORDER:
        raise NotFound("There is no list %(name)s.", hint="The page on the data names the lists.", name=name)
    age = age_in_address()
    analysis, work = work_here(age)
    page = cut(rows_of(work, name), page_in_address())
    return render_template(
        "data/list.html",
        section=section_of(work, analysis, name, age, page.rows),
        page=page,
        ages=AGES if name == "old" else (),
        age=age,
        ticked=TICKED.get(name, "") if may_edit() else "",
    )


def age_in_address() -> int:
    """After how many years an entry is old (?alter=). Raises BadRequestError (400) for any other number."""
    text = request.args.get("alter", str(USUAL_AGE))
    if text not in map(str, AGES):
        known = ", ".join(map(str, AGES))
        raise BadRequestError("Entries are old after %(known)s years.", hint="Choose one of these.", known=known)
    return int(text)


def show_as_actors() -> ResponseReturnValue:
    """Show the things of a class as actors, or what has no class; in one change. Who may be a person is asked first."""
    forms.check_form_of((EVERY_NETWORK,), "propose")
    chosen, author = request.form.get("class", ""), forms.author()
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
