"""Three ways to a network, for whoever opens an empty service, wants another network, or reads a list again.

A list that was sent has an address of its own until it is taken over: each form answers with the way there, so that
reloading sends nothing again, and whoever leaves it finds it as it was.
"""

from __future__ import annotations

from contextlib import suppress

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from graph.errors import Conflict, DataError, DataInvalid, NotFound
from graph.export.spreadsheets import XLSX
from graph.load.files import create_with_magdeburg
from graph.load.lists.answers_json import answers_to_json
from graph.upkeep.history import is_taken_back
from webapp.accounts.identity import get_accounts, require_in_all
from webapp.accounts.roles import EVERY_NETWORK
from webapp.pages.imports import begun
from webapp.pages.imports.example import example_csv, example_workbook
from webapp.pages.imports.faults import shown_faults
from webapp.pages.imports.form_input import (
    ImportInput,
    allow_large_files,
    into_its_network,
    known_codes,
    read_form,
    read_uploads,
    what_is_missing,
    with_line_without_name,
    with_problem,
    with_question_of_hiding,
    with_question_of_persons,
)
from webapp.pages.imports.list_in_form import answered, list_of_names
from webapp.pages.imports.page import asked_of_form, import_page, to_list
from webapp.pages.imports.preview import make_preview
from webapp.pages.imports.previews import ShownList, forget_preview, shown_list
from webapp.pages.imports.taken_over import TakenOver, brought, told, words_of
from webapp.pages.imports.taking_over import apply, being_taken, change_of, hidden_by, names_of, to_headway
from webapp.ui import forms
from webapp.ui.attachment import attachment
from webapp.ui.context import get_store, get_tie_kinds, network_slug
from webapp.ui.own_changes import ask_about_later, take_back


def show_import() -> Response:
    """The form for a list, into a new network or one that is there; and the lists that wait to be taken over."""
    asked = ImportInput(author=forms.known_name(), into=network_slug() if network_slug() in known_codes() else "")
    instead_of = request.args.get("statt", "")
    if instead_of:
        asked = begun.input_of(begun.find(instead_of))
    return import_page("imports/import.html", asked=asked, instead_of=instead_of, begun=begun.begun_lists())


def former_address() -> ResponseReturnValue:
    """Lead from the address that this page had before."""
    return redirect(url_for("imports.show_import"), 301)


def preview() -> ResponseReturnValue:
    """Keep a list that was sent, and lead to what it would bring; nothing is stored yet."""
    allow_large_files()
    asked, instead_of = asked_of_form(), request.form.get("instead_of", "")
    try:
        tables = read_uploads()
    except DataError as error:
        problem = with_problem(asked, error)
        return import_page("imports/import.html", 400, asked=problem, instead_of=instead_of, begun=begun.begun_lists())
    key = begun.begin(into_its_network(asked, tables), tables)
    if instead_of:
        with suppress(NotFound):  # it has been taken over or has expired meanwhile
            begun.drop(instead_of)
    return to_list(key)


def show_draft(draft: str) -> ResponseReturnValue:
    """What a list would bring, with what is to be asked or mended; of one that is taken over, what became of it."""
    if being_taken(draft):
        return to_headway(draft)
    kept = begun.find(draft)
    if kept.result:
        known = int(kept.result) if kept.result.isdecimal() else 0
        slug = kept.form.get("slug", "")
        return import_page("imports/taken.html" if known else "imports/unchanged.html", revision=known, slug=slug)
    asked = begun.input_of(kept)
    forms.require_form_of((asked.into or EVERY_NETWORK,), "propose")
    shown = shown_list(draft, kept, asked.slug)
    return _preview(asked, shown, begun.hidden_of(kept), draft) if shown else to_headway(draft)


def check(draft: str) -> ResponseReturnValue:
    """Note answers, mended cells or turned pages."""
    if being_taken(draft):
        return to_headway(draft)
    asked, kept = asked_of_form(), begun.find(draft)
    begun.keep(draft, kept, asked, answered(kept.tables))
    forget_preview(draft)
    return to_list(draft)


def drop(draft: str) -> ResponseReturnValue:
    """Leave nothing of a list that is not to be taken over."""
    forms.check_form("propose")
    if being_taken(draft):
        return to_headway(draft)
    begun.drop(draft)
    forget_preview(draft)
    return redirect(url_for("imports.show_import"), 303)


def template(form: str) -> Response:
    """The table to fill in, with two rows as an example: XLSX with a sheet of words, or CSV of the actors."""
    if form == "csv":
        return attachment(example_csv(), "text/csv; charset=utf-8", "akteursnetz-vorlage.csv")
    return attachment(example_workbook(get_tie_kinds().joining_actors), XLSX, "akteursnetz-vorlage.xlsx")


def show_new() -> Response:
    """The form for a network of one's own."""
    return import_page("imports/new.html", asked=ImportInput(author=forms.known_name()))


def create() -> ResponseReturnValue:
    """Make a network with its first actors, one a line."""
    forms.check_form_of((EVERY_NETWORK,), "propose")
    asked = read_form()
    read = list_of_names([" ".join(line.split()) for line in asked.actors.splitlines() if line.strip()], asked.slug)
    missing, hidden, status = with_line_without_name(asked) or what_is_missing(asked, read.reading), 0, 422
    missing = missing or with_question_of_persons(asked, read.reading)
    if not missing and (hidden := hidden_by(read)):
        missing = with_question_of_hiding(asked, names_of(read), hidden)
    if not missing:
        try:
            applied = apply(change_of(asked, read))
            return told(TakenOver(applied.revision, asked.slug, asked.author, words_of(asked, read)))
        except (Conflict, DataInvalid) as error:
            missing, status = with_problem(asked, error, read.taken.things), error.status
    shown, faults = make_preview(read.reading, read.difference), shown_faults(read.reading).values()
    return import_page("imports/new.html", status, asked=missing, preview=shown, faults=faults, hidden=hidden)


def load_example() -> ResponseReturnValue:
    """Fill the store with the Magdeburg network."""
    forms.check_form_of((EVERY_NETWORK,), "propose")
    applied = create_with_magdeburg(get_store())
    return redirect(url_for("imports.done", revision=applied.revision), 303)


def done(revision: int) -> Response:
    """What a change brought, the ways on from it, and the way back.

    Roles outlive their network: whoever makes one anew is told that there are some in it already.
    """
    require_in_all("propose", ())
    entry, slug = get_store().entry(revision), request.args.get("netz", "")
    taken_back = entry is not None and is_taken_back(get_store(), revision)
    known = get_accounts().people.with_role_in(slug) if forms.may_write_everywhere() else 0
    return import_page(
        "imports/done.html",
        200 if entry else 404,
        entry=entry,
        with_roles=known,
        brought=brought(revision),
        may_undo=forms.may_write("write", (slug,) if slug else None) and not taken_back,
        taken_back=taken_back,
    )


def undo(revision: int) -> ResponseReturnValue:
    """Take the change back, by a change of its own."""
    forms.check_form("write")
    if asked := ask_about_later(revision):
        return asked
    take_back(revision, forms.author())
    return redirect(url_for("start.show", netz=None), 303)


def _preview(asked: ImportInput, shown: ShownList, hidden: int, draft: str) -> Response:
    return import_page(
        "imports/preview.html",
        asked=asked,
        preview=shown.preview,
        draft=draft,
        answers=answers_to_json(shown.answers),
        sides=shown.answers.sides,
        is_remembered=shown.is_remembered,
        is_known=bool(asked.into),
        network_label=known_codes().get(asked.into, ""),
        hidden=hidden,
        mark=shown.mark,
    )
