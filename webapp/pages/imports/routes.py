"""Three ways to a network, for whoever opens an empty service or wants another network."""

from __future__ import annotations

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from graph.errors import Conflict, DataError, DataInvalid
from graph.export.formats import XLSX
from graph.load.files import create_with_magdeburg
from graph.load.spreadsheet.entries import ACTOR_COLUMNS, Entries, read_entries
from graph.load.spreadsheet.persons_among import may_be_persons, without_persons
from graph.load.spreadsheet.statements import NewNetwork
from graph.load.spreadsheet.table import (
    ACTOR_NEEDS,
    ACTORS,
    TIE_NEEDS,
    TIES,
    Sheets,
    Table,
    as_text,
    from_text,
    heading_row,
)
from graph.persons.likeness import likeness
from graph.text import slug_for
from graph.upkeep.hidden_by_persons import MANY, hidden_by_persons
from graph.upkeep.new_network import create_network
from webapp.accounts.identity import get_accounts
from webapp.accounts.roles import EVERY_NETWORK
from webapp.pages.imports.example import example_csv, example_workbook
from webapp.pages.imports.form_input import (
    ImportInput,
    fault_lines,
    is_complete,
    must_ask_about_persons,
    read_form,
    read_uploads,
    with_first_problem,
    with_problem,
    with_question_of_hiding,
)
from webapp.ui import forms
from webapp.ui.context import get_store, get_tie_kinds
from webapp.ui.freshness import keep_out_of_caches

SHOWN_ROWS = 20
CARRIED = ("sheet_actors", "sheet_ties")
_AUTHOR = "akteursnetz"


def show_import() -> Response:
    """The form for a spreadsheet, with the template to fill in."""
    return _page("imports/import.html", asked=ImportInput(author=forms.known_name()))


def preview() -> ResponseReturnValue:
    """What would be stored, and every fault by row and column; nothing is stored yet."""
    forms.check_form_of((EVERY_NETWORK,), "propose")
    asked = read_form()
    try:
        sheets = read_uploads()
    except DataError as error:
        return _page("imports/import.html", 400, asked=with_problem(asked, error))
    return _preview(asked, sheets, 200)


def store() -> ResponseReturnValue:
    """Store what the preview showed, in one change; with faults the preview is shown again."""
    forms.check_form_of((EVERY_NETWORK,), "propose")
    asked, sheets = read_form(), Sheets(*(from_text(request.form.get(name, "")) for name in CARRIED))
    return _create(asked, sheets) or _preview(asked, sheets, 422)


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
    names = [" ".join(line.split()) for line in asked.actors.splitlines() if line.strip()]
    sheets = Sheets((ACTOR_COLUMNS[:1], *((name,) for name in names)))
    made = _create(asked, sheets)
    if made:
        return made
    entries = read_entries(sheets, get_tie_kinds().joining_actors)
    shown = {"faults": fault_lines(entries), **_asked_about_persons(entries)}
    return _page("imports/new.html", 422, asked=with_first_problem(asked, entries), **shown)


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
    known = get_accounts().people.with_role_in(slug) if forms.may_write_everywhere() else 0
    return _page("imports/done.html", entry=entry, slug=slug, with_roles=known, brought=_brought(revision))


def undo(revision: int) -> ResponseReturnValue:
    """Take the change back, by a change of its own."""
    forms.check_form("write")
    get_store().undo(revision, author=forms.known_name() or _AUTHOR)
    return redirect(url_for("start.show", netz=None), 303)


def _create(asked: ImportInput, sheets: Sheets) -> ResponseReturnValue | None:
    """Make the network and lead to it; None when there is something to mend first."""
    entries = read_entries(sheets, get_tie_kinds().joining_actors)
    persons = [name for name in request.form.getlist("person") if name in may_be_persons(entries)]
    if not is_complete(asked, entries) or must_ask_about_persons(asked, entries):
        return None
    network = NewNetwork(asked.name, asked.place, asked.file)
    hidden = 0 if "hide" in request.form else hidden_by_persons(get_store(), persons)
    if hidden >= MANY:
        shown = {**_shown(sheets, entries), "hidden": hidden}
        return _page(_page_of(asked), 422, asked=with_question_of_hiding(asked, persons, hidden), **shown)
    try:
        applied = create_network(get_store(), network, sheets, entries, asked.author, persons=persons)
    except (Conflict, DataInvalid) as error:
        return _page(_page_of(asked), error.status, asked=with_problem(asked, error), **_shown(sheets, entries))
    forms.keep_name(asked.author)
    named = without_persons(entries, persons)
    forms.keep_outcome(f"{applied.revision} {len(named.actors)} {len(named.ties)} {len(persons)}")
    return redirect(url_for("imports.done", revision=applied.revision, netz=slug_for(asked.name)), 303)


def _brought(revision: int) -> tuple[int, ...]:
    """How many actors, ties and persons were read in just now by this change; empty where that is not known."""
    revised, *counts = [int(part) for part in forms.take_outcome().split() if part.isdecimal()] or [0]
    return tuple(counts) if revised == revision else ()


def _page_of(asked: ImportInput) -> str:
    """The page that a list came from."""
    return "imports/preview.html" if asked.file else "imports/new.html"


def _preview(asked: ImportInput, sheets: Sheets, status: int) -> Response:
    entries = read_entries(sheets, get_tie_kinds().joining_actors)
    return _page("imports/preview.html", status, asked=with_first_problem(asked, entries), **_shown(sheets, entries))


def _shown(sheets: Sheets, entries: Entries) -> dict[str, object]:
    tables = ((ACTORS, sheets.actors, ACTOR_NEEDS), (TIES, sheets.ties, TIE_NEEDS))
    return {
        "sheets": [_shown_table(*one) for one in tables if one[1]],
        "texts": {field: as_text(table) for field, (_name, table, _needed) in zip(CARRIED, tables, strict=True)},
        "faults": fault_lines(entries),
        "entries": entries,
        "marked": {(fault.sheet, fault.row) for fault in entries.faults},
        **_asked_about_persons(entries),
    }


def _asked_about_persons(entries: Entries) -> dict[str, object]:
    """The names that may be persons, and which were said to be."""
    names, is_asked = may_be_persons(entries), "persons-asked" in request.form
    likely = () if is_asked else tuple(name for name in names if likeness(name) == "certain")
    return {"may_be_persons": names, "persons": request.form.getlist("person"), "likely_persons": likely}


def _shown_table(name: str, table: Table, needed: tuple[str, ...]) -> tuple[str, tuple[str, ...], Table, int, int]:
    """Its name, headings, first rows, how many there are, and the number of the first as the spreadsheet counts."""
    head = heading_row(table, needed)
    rows = table[head + 1 :]
    return name, table[head], rows[:SHOWN_ROWS], len(rows), head + 2


def _page(name: str, status: int = 200, **values: object) -> Response:
    is_writable = forms.may_write_everywhere()
    token = forms.form_token() if is_writable else ""
    response = make_response(render_template(name, is_writable=is_writable, token=token, **values), status)
    return keep_out_of_caches(response)
