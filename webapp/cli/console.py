"""How the command line speaks: German, or English where the terminal's language is English; tables; errors."""

from __future__ import annotations

import csv
import gettext
import json
import os
import sys
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TextIO

from graph.errors import NetworkError, Wording
from graph.export.spreadsheets import harmless
from graph.model import DEFAULT_LANGUAGE, LANGUAGES
from webapp.ui.catalogs import TRANSLATIONS, compile_catalogs

LANGUAGE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
WIDEST_COLUMN = 60
WORDED_BY = ("label", "text", "quote", "iri")

Cell = object
TableRow = Mapping[str, Cell]


def console_language(environment: Mapping[str, str] = os.environ) -> str:
    """The language that the first variable that is set names, if the service speaks it, else the first one."""
    named = next((environment[name] for name in LANGUAGE_VARIABLES if environment.get(name)), "")
    return next((code for code in LANGUAGES if named.startswith(code)), DEFAULT_LANGUAGE)


@lru_cache(maxsize=1)
def _translations() -> gettext.NullTranslations:
    compile_catalogs()
    return gettext.translation("messages", TRANSLATIONS, [console_language()], fallback=True)


def _(message: str) -> str:
    return _translations().gettext(message)


def ngettext(one: str, many: str, number: int) -> str:
    """The form of a sentence for a number: the German ones are one and many."""
    return _translations().ngettext(one, many, number)


def say(line: str, out: TextIO | None = None) -> None:
    """One line, at once also where the output is a pipe."""
    stream = out or sys.stdout
    stream.write(line + "\n")
    stream.flush()


def say_share(share: float) -> None:
    """How far something long is, on one line of a terminal that goes when it is done; nothing in a pipe or a file."""
    if sys.stderr.isatty():
        sys.stderr.write("\r      \r" if share >= 1 else f"\r{share:4.0%}")
        sys.stderr.flush()


def say_error(error: NetworkError) -> None:
    """What happened and what to do next, on standard error."""
    sentences = [filled(template, error.values) for template in (error.template, error.hint_template) if template]
    say(" ".join(sentences), sys.stderr)


def filled(template: str, values: Mapping[str, object]) -> str:
    """A sentence of the engine in the reader's language, with its values; a wording among them too."""
    said = {
        name: filled(value.template, value.values) if isinstance(value, Wording) else value
        for name, value in values.items()
    }
    return _(template) % said if said else _(template)


def write_rows(rows: Sequence[TableRow], columns: Sequence[str], style: str, out: TextIO | None = None) -> None:
    """Rows as a table for people, or as CSV or JSON for programs."""
    out = out or sys.stdout
    if style == "json":
        json.dump([dict(row) for row in rows], out, ensure_ascii=False, indent=2)
        out.write("\n")
    elif style == "csv":
        writer = csv.writer(out)
        writer.writerow(columns)
        writer.writerows([harmless(flat(row.get(column))) for column in columns] for row in rows)
    else:
        _write_table([[_said(row.get(column)) for column in columns] for row in rows], [*map(_heading, columns)], out)


def _write_table(rows: Sequence[Sequence[str]], columns: Sequence[str], out: TextIO) -> None:
    cut = [[_shorten(cell) for cell in row] for row in rows]
    widths = [max(len(line[index]) for line in [list(columns), *cut]) for index in range(len(columns))]
    out.writelines(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() + "\n"
        for line in [list(columns), ["-" * width for width in widths], *cut]
    )


def _said(value: Cell) -> str:
    """A cell for people: programs read true and false."""
    return (_("ja") if value else _("nein")) if isinstance(value, bool) else flat(value)


def _heading(column: str) -> str:
    """What a column is called for people; what programs call it, where it has no other name."""
    return {
        "name": _("Name"),
        "roles": _("Rollen"),
        "disabled": _("gesperrt"),
        "password": _("Passwort"),
        "network": _("Netzwerk"),
        "reading": _("Lesen"),
        "purpose": _("Zweck"),
        "keep_until": _("gespeichert bis"),
        "subject": _("Wovon"),
        "predicate": _("Was"),
        "value": _("Angabe"),
        "time": _("seit wann"),
        "author": _("von wem"),
    }.get(column, column)


def _shorten(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= WIDEST_COLUMN else line[: WIDEST_COLUMN - 1] + "…"


def flat(value: object) -> str:
    """A value in one cell: lists and references by their words."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, Mapping):
        worded = [str(value[name]) for name in WORDED_BY if value.get(name)]
        return worded[0] if worded else "; ".join(f"{name}: {flat(item)}" for name, item in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "; ".join(flat(item) for item in value)
    return str(value)
