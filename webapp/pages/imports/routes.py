"""Three ways to a network, for whoever opens an empty service, wants another network, or reads a list again."""

from __future__ import annotations

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from graph.errors import Conflict, DataError, DataInvalid
from graph.export.formats import XLSX
from graph.load.files import create_with_magdeburg
from graph.load.spreadsheet.statements import NewNetwork
from graph.upkeep.hidden_by_persons import MANY, hidden_by_persons
from graph.upkeep.history import is_taken_back
from graph.upkeep.lists.take_over import take_over
from webapp.accounts.identity import get_accounts
from webapp.accounts.roles import EVERY_NETWORK
from webapp.pages.changes.routes import ask_about_later
from webapp.pages.imports.example import example_csv, example_workbook
from webapp.pages.imports.faults import shown_faults
from webapp.pages.imports.form_input import (
    ImportInput,
    known_codes,
    read_form,
    read_uploads,
    what_is_missing,
    with_line_without_name,
    with_problem,
    with_question_of_hiding,
    with_question_of_persons,
)
from webapp.pages.imports.list_in_form import ListInForm, list_of_form, list_of_names, new_list
from webapp.pages.imports.preview import changes_in_words, make_preview, sums_in_words
from webapp.ui import forms
from webapp.ui.context import get_store, get_tie_kinds, network_slug
from webapp.ui.freshness import keep_out_of_caches

_AUTHOR = "akteursnetz"


def show_import() -> Response:
    """The form for a list, into a new network or one that is there."""
    asked = ImportInput(author=forms.known_name(), into=network_slug() if network_slug() in known_codes() else "")
    return _page("imports/import.html", asked=asked)


def former_address() -> ResponseReturnValue:
    """Lead from the address that this page had before."""
    return redirect(url_for("imports.show_import"), 301)


def preview() -> ResponseReturnValue:
    """What a list would bring, with what is to be asked or mended; nothing is stored yet."""
    asked = _asked()
    try:
        read = new_list(read_uploads(), asked.slug)
    except DataError as error:
        return _page("imports/import.html", 400, asked=with_problem(asked, error))
    return _preview(asked, read, 200)


def check() -> ResponseReturnValue:
    """The same after answers, mended cells or turned pages."""
    asked = _asked()
    try:
        return _preview(asked, list_of_form(asked.slug), 200)
    except DataError as error:
        return _page("imports/import.html", 400, asked=with_problem(asked, error))


def store() -> ResponseReturnValue:
    """Take over what the preview showed, in one change; with something to mend or answer it is shown again."""
    asked = _asked()
    try:
        read = list_of_form(asked.slug)
    except DataError as error:
        return _page("imports/import.html", 400, asked=with_problem(asked, error))
    missing = what_is_missing(asked, read.reading)
    if missing:
        return _preview(missing, read, 422)
    return _take_over(asked, read, "imports/preview.html")


def template(form: str) -> Response:
    """The table to fill in, with two rows as an example: XLSX with a sheet of words, or CSV of the actors."""
    if form == "csv":
        response = Response(example_csv(), content_type="text/csv; charset=utf-8")
    else:
        form, response = "xlsx", Response(example_workbook(get_tie_kinds().joining_actors), content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="akteursnetz-vorlage.{form}"'
    return response


def show_new() -> Response:
    """The form for a network of one's own."""
    return _page("imports/new.html", asked=ImportInput(author=forms.known_name()))


def create() -> ResponseReturnValue:
    """Make a network with its first actors, one a line."""
    forms.check_form_of((EVERY_NETWORK,), "propose")
    asked = read_form()
    read = list_of_names([" ".join(line.split()) for line in asked.actors.splitlines() if line.strip()], asked.slug)
    missing = with_line_without_name(asked) or what_is_missing(asked, read.reading)
    missing = missing or with_question_of_persons(asked, read.reading)
    if missing:
        shown, faults = make_preview(read.reading, read.difference), shown_faults(read.reading).values()
        return _page("imports/new.html", 422, asked=missing, preview=shown, faults=faults)
    return _take_over(asked, read, "imports/new.html")


def load_example() -> ResponseReturnValue:
    """Fill the store with the Magdeburg network."""
    forms.check_form_of((EVERY_NETWORK,), "propose")
    applied = create_with_magdeburg(get_store())
    return redirect(url_for("imports.done", revision=applied.revision), 303)


def done(revision: int) -> Response:
    """What a change brought, the ways on from it, and the way back.

    Roles outlive their network: whoever makes one anew is told that there are some in it already.
    """
    entry, slug = get_store().entry(revision), request.args.get("netz", "")
    taken_back = entry is not None and is_taken_back(get_store(), revision)
    known = get_accounts().people.with_role_in(slug) if forms.may_write_everywhere() else 0
    return _page(
        "imports/done.html",
        entry=entry,
        with_roles=known,
        brought=_brought(revision),
        may_undo=forms.may_write("write", (slug,) if slug else None) and not taken_back,
        taken_back=taken_back,
    )


def undo(revision: int) -> ResponseReturnValue:
    """Take the change back, by a change of its own."""
    forms.check_form("write")
    if asked := ask_about_later(revision):
        return asked
    get_store().undo(revision, author=forms.known_name() or _AUTHOR)
    return redirect(url_for("start.show", netz=None), 303)


def _asked() -> ImportInput:
    """The form of who may read a list into the chosen network, or make a new one. Raises Forbidden (403)."""
    asked = read_form()
    forms.check_form_of((asked.into or EVERY_NETWORK,), "propose")
    return asked


def _take_over(asked: ImportInput, read: ListInForm, page: str) -> ResponseReturnValue:
    """Make the change and lead to what it brought; what refuses it is shown beside the list."""
    persons = list(read.answers.persons)
    hidden = 0 if "hide" in request.form else hidden_by_persons(get_store(), persons)
    if hidden >= MANY:
        return _preview(with_question_of_hiding(asked, persons, hidden), read, 422, page, hidden)
    network = asked.into or NewNetwork(asked.name, asked.place, asked.file)
    try:
        applied = take_over(get_store(), network, read.reading, read.answers, asked.author, file=asked.file)
    except (Conflict, DataInvalid) as error:
        return _preview(with_problem(asked, error), read, error.status, page)
    forms.keep_name(asked.author)
    if not (applied.added or applied.removed or applied.moved):
        return _page("imports/unchanged.html", slug=asked.slug)
    sums = read.difference.sums
    words = [sums_in_words(sums), changes_in_words(sums) if asked.into else ""]
    forms.keep_outcome("\n".join((str(applied.revision), *words, str(len(persons)), "alike" if sums.alike else "")))
    return redirect(url_for("imports.done", revision=applied.revision, netz=asked.slug), 303)


def _brought(revision: int) -> tuple[str, str, int, str] | None:
    """What this change just read in, in words, persons, whether names sound alike; None where that is not known."""
    revised, *words = forms.take_outcome().split("\n")
    return (words[0], words[1], int(words[2]), words[3]) if revised == str(revision) and len(words) == 4 else None  # noqa: PLR2004


def _preview(
    asked: ImportInput, read: ListInForm, status: int, page: str = "imports/preview.html", hidden: int = 0
) -> Response:
    shown = make_preview(read.reading, read.difference)
    values = {"is_known": bool(asked.into), "network_label": known_codes().get(asked.into, ""), "hidden": hidden}
    sides, carried = read.answers.sides, read.fields
    return _page(
        page, status, asked=asked, preview=shown, sides=sides, is_remembered=read.is_remembered, **carried, **values
    )


def _page(name: str, status: int = 200, **values: object) -> Response:
    codes = known_codes()
    is_writable = forms.may_write_everywhere() or any(forms.may_write(networks=(code,)) for code in codes)
    token = forms.form_token() if is_writable else ""
    known = {code: label for code, label in codes.items() if forms.may_write(networks=(code,))}
    shown = {"is_writable": is_writable, "may_make": forms.may_write_everywhere(), "token": token, "known": known}
    return keep_out_of_caches(make_response(render_template(name, **shown, **values), status))
