"""What was entered into the forms of the first minute, and what is wrong with it, as it is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import request

from graph.errors import DataError, DataInvalid, NetworkError
from graph.load.spreadsheet.entries import Entries
from graph.load.spreadsheet.persons_among import may_be_persons
from graph.load.spreadsheet.table import Sheets, read_sheets
from graph.text import slug_for
from webapp.ui import forms
from webapp.ui.language import say, translate


@dataclass(frozen=True, slots=True)
class FaultLine:
    """A fault as it is read: where it is, what is wrong, what to do."""

    sheet: str
    row: int
    column: str
    problem: str
    hint: str


@dataclass(frozen=True, slots=True)
class ImportInput:
    """What stands in the form, and why it could not be taken."""

    name: str = ""
    place: str = ""
    actors: str = ""
    author: str = ""
    file: str = ""
    problem: str = ""
    hint: str = ""
    is_question: bool = False


def read_form() -> ImportInput:
    """The fields of the form that was sent."""
    name, place, author = (" ".join(request.form.get(one, "").split()) for one in ("name", "place", "author"))
    upload = request.files.get("file")
    file = upload.filename if upload and upload.filename else request.form.get("file", "")
    actors, file = request.form.get("actors", ""), " ".join((file or "").split())
    return ImportInput(name, place, actors, forms.author_of(author), file)


def read_uploads() -> Sheets:
    """The tables of the files that were sent; a second file holds the ties of a CSV. Raises DataError."""
    first, second = request.files.get("file"), request.files.get("ties")
    if first is None or not first.filename:
        raise DataError("No file was chosen.", hint="Choose a spreadsheet.")
    ties = (second.filename, second.read()) if second is not None and second.filename else None
    return read_sheets(first.filename, first.read(), ties)


def is_complete(asked: ImportInput, entries: Entries) -> bool:
    """Whether nothing has to be mended before it can be stored."""
    return not entries.faults and bool(slug_for(asked.name)) and bool(asked.author)


def with_first_problem(asked: ImportInput, entries: Entries) -> ImportInput:
    """The form with what is to be mended first, if anything."""
    if not slug_for(asked.name):
        return with_problem(asked, DataInvalid("The network needs a name.", hint="Enter what it is called."))
    if not asked.author:
        missing = DataInvalid("It is not said who enters this.", hint="Enter initials or a function.")
        return with_problem(asked, missing)
    if entries.faults:
        return with_problem(asked, DataInvalid("There is something to mend first.", hint="Nothing was stored yet."))
    if must_ask_about_persons(asked, entries):
        question = DataInvalid("Are there persons among these names?", hint="Tick them, and store again.")
        return replace(with_problem(asked, question), is_question=True)
    return asked


def must_ask_about_persons(asked: ImportInput, entries: Entries) -> bool:
    """Whether a name looks like a first and a family name, and nobody was asked: the preview of a file has asked."""
    looks = any(len(name.split()) > 1 for name in may_be_persons(entries))
    return looks and not asked.file and "persons-asked" not in request.form


def with_question_of_hiding(asked: ImportInput, persons: Sequence[str], hidden: int) -> ImportInput:
    """The form with the question whether so much that is public shall be kept apart."""
    question = DataInvalid(
        "As persons, %(names)s would hide %(number)s public statements that name them.",
        hint="Untick who is no person, or confirm below and store again.",
        names=", ".join(persons),
        number=hidden,
    )
    return replace(with_problem(asked, question), is_question=True)


def with_problem(asked: ImportInput, error: NetworkError) -> ImportInput:
    """The form with the sentence of an error; of a change that the shapes refuse the first reason."""
    violations = error.values.get("violations")
    if isinstance(violations, tuple) and violations:
        return replace(asked, problem=say(violations[0].message))
    problem, hint = translate(error.template, error.values), translate(error.hint_template, error.values)
    return replace(asked, problem=problem, hint=hint)


def fault_lines(entries: Entries) -> list[FaultLine]:
    """The faults of a spreadsheet in the reader's language."""
    return [
        FaultLine(
            fault.sheet,
            fault.row,
            fault.column,
            translate(fault.error.template, fault.error.values),
            translate(fault.error.hint_template, fault.error.values),
        )
        for fault in entries.faults
    ]
