"""What was entered into the forms of a list or of a new network, and what is wrong with it, as it is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from flask import request

from graph.errors import DataError, DataInvalid, NetworkError
from graph.load.list_files import tables_of_files, tables_of_text
from graph.load.lists.entries import ListReading
from graph.load.spreadsheet.table import Tables
from graph.text import slug_for
from graph.upkeep.lists.own_export import network_of_export
from graph.upkeep.lists.thing import Thing
from webapp.accounts.identity import who_asks
from webapp.pages.imports.questions import where
from webapp.ui import forms
from webapp.ui.context import list_networks, present_store
from webapp.ui.language import gettext, say, translate
from webapp.ui.links import network_code

if TYPE_CHECKING:
    from graph.validate.report import Violation

_NO_THINGS: Mapping[str, Thing] = MappingProxyType({})
_REASONS = 3
LARGEST_FILES = 25_000_000
"""Bytes of the files of a list: 100,000 rows with many columns."""


@dataclass(frozen=True, slots=True)
class ImportInput:
    """What stands in the form, and why it could not be taken.

    `into` is the code of the network that the list is read into, "" for a new one called `name`.
    """

    name: str = ""
    place: str = ""
    actors: str = ""
    author: str = ""
    file: str = ""
    into: str = ""
    gone: str = "leave"
    ended_on: str = ""
    problem: str = ""
    hint: str = ""
    is_question: bool = False

    @property
    def slug(self) -> str:
        """The code of the network that is read into, or of the new one."""
        return self.into or slug_for(self.name)


def read_form() -> ImportInput:
    """The fields of the form that was sent."""
    name, place, author, file, into = (
        " ".join(request.form.get(one, "").split()) for one in ("name", "place", "author", "file", "into")
    )
    upload = request.files.get("file")
    file = " ".join(upload.filename.split()) if upload and upload.filename else file
    return ImportInput(
        name,
        place,
        request.form.get("actors", ""),
        forms.signature(author),
        file,
        into if into in known_codes() else "",
        request.form.get("gone", "leave"),
        request.form.get("ended_on", ""),
    )


def known_codes() -> dict[str, str]:
    """The networks that there are, by their codes, with their names."""
    return {network_code(one.iri): say(one.label) for one in list_networks()}


def allow_large_files() -> None:
    """Take a file as large as a list may be, from a page of ours and somebody who may read one in: nobody else's."""
    if forms.comes_from_here() and who_asks().may_somewhere("propose"):
        request.max_content_length = LARGEST_FILES


def read_uploads() -> Tables:
    """The tables of the files that were sent, or of the text that was pasted. Raises DataError."""
    first, second = request.files.get("file"), request.files.get("ties")
    if first is not None and first.filename:
        sent = [one for one in (first, second) if one is not None and one.filename]
        contents = [(one.filename or "", one.read()) for one in sent]
        for one in sent:
            one.close()  # a large one lies in a file for the moment
        return tables_of_files(contents)
    pasted = request.form.get("pasted", "")
    if pasted.strip():
        return tables_of_text(gettext("Eingefügt"), pasted)
    raise DataError("No file was chosen.", hint="Choose a spreadsheet, or paste its rows.")


def into_its_network(asked: ImportInput, tables: Tables) -> ImportInput:
    """The form for the network that a list is an export of, where no new one was named: there it is compared."""
    if asked.into or asked.name:
        return asked
    code = network_of_export(present_store(), tables)
    return replace(asked, into=code) if code in known_codes() else asked


def what_is_missing(asked: ImportInput, reading: ListReading) -> ImportInput | None:
    """The form with what is to be done before anything can be stored; None for nothing."""
    if not asked.slug:
        return with_problem(asked, DataInvalid("The network needs a name.", hint="Enter what it is called."))
    if not asked.author:
        missing = DataInvalid("It is not said who enters this.", hint="Enter initials or a function.")
        return with_problem(asked, missing)
    if reading.faults:
        return with_problem(asked, DataInvalid("There is something to mend first.", hint="Nothing was stored yet."))
    if not reading.is_complete:
        open_ones = DataInvalid("There are questions to be answered first.", hint="Nothing was stored yet.")
        return replace(with_problem(asked, open_ones), is_question=True)
    return None


def with_line_without_name(asked: ImportInput) -> ImportInput | None:
    """The form with the line that names groups of nobody; None for none: at its end it would be taken for a note."""
    lines = asked.actors.splitlines()
    row = next((number for number, line in enumerate(lines, 1) if line.strip().startswith(";")), 0)
    error = DataInvalid("Line %(row)s names nobody.", hint="Write the name before the first semicolon.", row=row)
    return with_problem(asked, error) if row else None


def with_question_of_persons(asked: ImportInput, reading: ListReading) -> ImportInput | None:
    """The form with the question who of these names is a person, where a preview has not asked; None if nobody may be.

    One word alone ("Kolping") is asked about beside others, and is no reason to ask.
    """
    if not any(one.kind == "person" and len(one.asked.split()) > 1 for one in reading.questions):
        return None
    question = DataInvalid("Are there persons among these names?", hint="Tick them, and store again.")
    return replace(with_problem(asked, question), is_question=True)


def with_question_of_hiding(asked: ImportInput, persons: Sequence[str], hidden: int) -> ImportInput:
    """The form with the question whether so much that is public shall be kept apart."""
    question = DataInvalid(
        "As persons, %(names)s would hide %(number)s public statements that name them.",
        hint="Untick who is no person, or confirm below and store again.",
        names=", ".join(persons),
        number=hidden,
    )
    return replace(with_problem(asked, question), is_question=True)


def with_problem(asked: ImportInput, error: NetworkError, things: Mapping[str, Thing] = _NO_THINGS) -> ImportInput:
    """The form with the sentence of an error; of a change that the shapes refuse the reasons.

    `things`: what the list names, by IRI: a reason names the rows that it is about.
    """
    violations = cast("tuple[Violation, ...]", error.values.get("violations") or ())
    if violations:
        reasons = dict.fromkeys(_reason(one, things) for one in violations)
        return replace(asked, problem=" ".join(list(reasons)[:_REASONS]))
    problem, hint = translate(error.template, error.values), translate(error.hint_template, error.values)
    return replace(asked, problem=problem, hint=hint)


def _reason(violation: Violation, things: Mapping[str, Thing]) -> str:
    """Why the shapes refuse something, with the rows that speak of it, or what it is called."""
    thing = things.get(violation.focus.iri)
    about = f"{thing.label} ({where(thing.rows)})" if thing else say(violation.focus.label)
    return f"{about}: {say(violation.message)}"
