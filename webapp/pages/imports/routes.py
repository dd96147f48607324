"""Three ways to a network, for whoever opens an empty service, wants another network, or reads a list again.

A list that was sent has an address of its own until it is taken over: each form answers with the way there, so that
reloading sends nothing again, and whoever leaves it finds it as it was.
"""

from __future__ import annotations

from contextlib import suppress

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from graph.errors import Conflict, DataError, DataInvalid, NotFound, Proposed
from graph.export.spreadsheets import XLSX
from graph.load.files import create_with_magdeburg
from graph.load.lists.answers_json import answers_to_json
from graph.load.spreadsheet.statements import NewNetwork
from graph.protocol import Applied, Change
from graph.upkeep.hidden_by_persons import MANY, hidden_by_persons, named_persons
from graph.upkeep.history import is_taken_back
from graph.upkeep.lists.take_over import change_of_list
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
from webapp.pages.imports.list_in_form import ListInForm, answered, list_of_draft, list_of_names, mark_of
from webapp.pages.imports.preview import Preview, make_preview
from webapp.pages.imports.words import PAGE_WORDS
from webapp.ui import forms
from webapp.ui.attachment import attachment
from webapp.ui.context import get_store, get_tie_kinds, network_slug
from webapp.ui.freshness import keep_out_of_caches
from webapp.ui.list_sums import changes_in_words, sums_in_words
from webapp.ui.own_changes import ask_about_later, take_back


def show_import() -> Response:
    """The form for a list, into a new network or one that is there; and the lists that wait to be taken over."""
    asked = ImportInput(author=forms.known_name(), into=network_slug() if network_slug() in known_codes() else "")
    instead_of = request.args.get("statt", "")
    if instead_of:
        asked = begun.input_of(begun.find(instead_of))
    return _page("imports/import.html", asked=asked, instead_of=instead_of, begun=begun.begun_lists())


def former_address() -> ResponseReturnValue:
    """Lead from the address that this page had before."""
    return redirect(url_for("imports.show_import"), 301)


def preview() -> ResponseReturnValue:
    """Keep a list that was sent, and lead to what it would bring; nothing is stored yet."""
    allow_large_files()
    asked, instead_of = _asked(), request.form.get("instead_of", "")
    try:
        tables = read_uploads()
    except DataError as error:
        problem = with_problem(asked, error)
        return _page("imports/import.html", 400, asked=problem, instead_of=instead_of, begun=begun.begun_lists())
    key = begun.begin(into_its_network(asked, tables), tables)
    if instead_of:
        with suppress(NotFound):  # it has been taken over or has expired meanwhile
            begun.drop(instead_of)
    return _to(key)


def show_draft(draft: str) -> Response:
    """What a list would bring, with what is to be asked or mended; of one that is taken over, what became of it."""
    kept = begun.find(draft)
    if kept.result:
        known = int(kept.result) if kept.result.isdecimal() else 0
        slug = kept.form.get("slug", "")
        return _page("imports/taken.html" if known else "imports/unchanged.html", revision=known, slug=slug)
    asked = begun.input_of(kept)
    forms.require_form_of((asked.into or EVERY_NETWORK,), "propose")
    read = list_of_draft(draft, kept, asked.slug)
    shown = make_preview(read.reading, read.difference, begun.pages_of(kept))
    return _preview(asked, read, shown, begun.hidden_of(kept), draft)


def check(draft: str) -> ResponseReturnValue:
    """Note answers, mended cells or turned pages."""
    asked, kept = _asked(), begun.find(draft)
    begun.keep(draft, kept, asked, answered(kept.tables))
    return _to(draft)


def drop(draft: str) -> ResponseReturnValue:
    """Leave nothing of a list that is not to be taken over."""
    forms.check_form("propose")
    begun.drop(draft)
    return redirect(url_for("imports.show_import"), 303)


def store(draft: str) -> ResponseReturnValue:
    """Take over what the preview showed, in one change; with something to mend or answer it is shown again."""
    asked, before = _asked(), begun.find(draft)
    if before.result:
        return _to(draft)
    kept = begun.keep(draft, before, asked, answered(before.tables))
    if request.form.get("mark", mark_of(asked.slug)) != mark_of(asked.slug):
        begun.keep(draft, kept, with_problem(asked, _moved()), kept.answers)
        return _to(draft)
    read = list_of_draft(draft, kept, asked.slug)
    missing, hidden = what_is_missing(asked, read.reading), 0
    if not missing and (hidden := _hidden(read)):
        missing = with_question_of_hiding(asked, _named(read), hidden)
    if missing:
        begun.keep(draft, kept, missing, kept.answers, hidden)
        return _to(draft)
    try:
        change, told = _change(asked, read), _words_of(asked, read)
        del read  # of 100,000 rows 300 MB, which storing them can do without
        applied = _apply(asked, change)
    except (Conflict, DataInvalid) as error:
        things = list_of_draft(draft, kept, asked.slug).taken.things if error.values.get("violations") else {}
        begun.keep(draft, kept, with_problem(asked, error, things), kept.answers)
        return _to(draft)
    except Proposed:
        begun.drop(draft)
        raise
    has_brought = bool(applied.added or applied.removed or applied.moved)
    begun.finish(draft, kept, str(applied.revision) if has_brought else begun.UNCHANGED, asked.slug)
    return _told(asked, told, applied) if has_brought else _to(draft)


def _moved() -> Conflict:
    """What refuses to take over a list that would bring something else by now than its preview said."""
    return Conflict(
        "The data have changed since you saw the preview.", hint="Look at what the list brings now, then take it over."
    )


def template(form: str) -> Response:
    """The table to fill in, with two rows as an example: XLSX with a sheet of words, or CSV of the actors."""
    if form == "csv":
        return attachment(example_csv(), "text/csv; charset=utf-8", "akteursnetz-vorlage.csv")
    return attachment(example_workbook(get_tie_kinds().joining_actors), XLSX, "akteursnetz-vorlage.xlsx")


def show_new() -> Response:
    """The form for a network of one's own."""
    return _page("imports/new.html", asked=ImportInput(author=forms.known_name()))


def create() -> ResponseReturnValue:
    """Make a network with its first actors, one a line."""
    forms.check_form_of((EVERY_NETWORK,), "propose")
    asked = read_form()
    read = list_of_names([" ".join(line.split()) for line in asked.actors.splitlines() if line.strip()], asked.slug)
    missing, hidden, status = with_line_without_name(asked) or what_is_missing(asked, read.reading), 0, 422
    missing = missing or with_question_of_persons(asked, read.reading)
    if not missing and (hidden := _hidden(read)):
        missing = with_question_of_hiding(asked, _named(read), hidden)
    if not missing:
        try:
            return _told(asked, _words_of(asked, read), _apply(asked, _change(asked, read)))
        except (Conflict, DataInvalid) as error:
            missing, status = with_problem(asked, error, read.taken.things), error.status
    shown, faults = make_preview(read.reading, read.difference), shown_faults(read.reading).values()
    return _page("imports/new.html", status, asked=missing, preview=shown, faults=faults, hidden=hidden)


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
    return _page(
        "imports/done.html",
        200 if entry else 404,
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
    take_back(revision, forms.author())
    return redirect(url_for("start.show", netz=None), 303)


def _asked() -> ImportInput:
    """The form of who may read a list into the chosen network, or make a new one. Raises Forbidden (403)."""
    asked = read_form()
    forms.check_form_of((asked.into or EVERY_NETWORK,), "propose")
    return asked


def _to(draft: str) -> ResponseReturnValue:
    """The way to a list, whichever network the page before was about."""
    return redirect(url_for("imports.show_draft", draft=draft, netz=None), 303)


def _named(read: ListInForm) -> tuple[str, ...]:
    return named_persons(read.reading, read.answers)


def _hidden(read: ListInForm) -> int:
    """How much that is public the persons of a list would hide, where that is much and nobody has agreed to it."""
    hidden = 0 if "hide" in request.form else hidden_by_persons(get_store(), _named(read))
    return hidden if hidden >= MANY else 0


def _change(asked: ImportInput, read: ListInForm) -> Change | None:
    """What the list changes. Raises Conflict (409), DataInvalid (422)."""
    network = asked.into or NewNetwork(asked.name, asked.place, asked.file)
    return change_of_list(
        get_store(), network, read.reading, read.answers, asked.author, file=asked.file, taken=read.taken
    )


def _apply(asked: ImportInput, change: Change | None) -> Applied:
    """Make the change. Raises Conflict (409), DataInvalid (422)."""
    applied = get_store().apply(change) if change else Applied(get_store().revision)
    forms.keep_name(asked.author)
    return applied


def _words_of(asked: ImportInput, read: ListInForm) -> tuple[str, ...]:
    """What is said of a list once it is taken over."""
    sums = read.difference.sums
    changes = changes_in_words(sums, PAGE_WORDS) if asked.into else ""
    return sums_in_words(sums, PAGE_WORDS), changes, str(len(read.answers.persons)), "alike" if sums.alike else ""


def _told(asked: ImportInput, words: tuple[str, ...], applied: Applied) -> ResponseReturnValue:
    """The way to what was brought."""
    forms.keep_brought("\n".join((str(applied.revision), *words)))
    return redirect(url_for("imports.done", revision=applied.revision, netz=asked.slug), 303)


def _brought(revision: int) -> tuple[str, str, int, str] | None:
    """What this change read in: words, persons, whether names sound alike; None where another browser made it."""
    revised, *words = forms.brought().split("\n")
    return (words[0], words[1], int(words[2]), words[3]) if revised == str(revision) and len(words) == 4 else None  # noqa: PLR2004


def _preview(asked: ImportInput, read: ListInForm, shown: Preview, hidden: int, draft: str) -> Response:
    return _page(
        "imports/preview.html",
        asked=asked,
        preview=shown,
        draft=draft,
        answers=answers_to_json(read.answers),
        sides=read.answers.sides,
        is_remembered=read.is_remembered,
        is_known=bool(asked.into),
        network_label=known_codes().get(asked.into, ""),
        hidden=hidden,
        mark=mark_of(asked.slug),
    )


def _page(name: str, status: int = 200, **values: object) -> Response:
    codes = known_codes()
    is_writable = forms.may_write_everywhere() or any(forms.may_write(networks=(code,)) for code in codes)
    token = forms.form_token() if is_writable else ""
    known = {code: label for code, label in codes.items() if forms.may_write(networks=(code,))}
    shown = {"is_writable": is_writable, "may_make": forms.may_write_everywhere(), "token": token, "known": known}
    return keep_out_of_caches(make_response(render_template(name, **shown, **values), status))
