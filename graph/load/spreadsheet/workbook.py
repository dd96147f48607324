"""The sheets of a workbook (XLSX, XLSM, XLSB, XLS, ODS), read by calamine in a process of its own.

A workbook comes from anywhere, and a small one can ask for more memory than any machine has: one cell in the last row
and the last column of a sheet is enough, and the reader then ends the whole process. The child may use so much memory
and time and no more; of what it reads only values come back, row by row. Macros are never run, of a formula its value
is read.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Generic, TypeVar

from msgspec import convert

from graph.errors import DataError
from graph.load.spreadsheet.author_marks import AuthorMarks
from graph.load.spreadsheet.sheet import (
    LONGEST_KEPT,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    Cell,
    CellError,
    Sheet,
    too_many_cells,
    too_many_columns,
    too_many_rows,
    unreadable,
)

LARGEST_UNPACKED = 250_000_000
MEMORY_MB = 768
TIME_S = 60

C = TypeVar("C")

_ZIP, _OLE = b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PROGRAM = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from graph.load.spreadsheet.workbook_child import main; main(*map(int, sys.argv[2:]))"
)
_FOLDER = Path(__file__).resolve().parents[3]
_LIMITS = (MEMORY_MB, TIME_S, MOST_ROWS, MOST_COLUMNS, MOST_CELLS, LONGEST_KEPT)


@dataclass(frozen=True, slots=True)
class Part(Generic[C]):
    """A sheet whose cells were made into something as they were read; a hidden one has no rows.

    `hidden_columns` are the first cells of columns that are hidden; what stands in them is not read. `marks`: what else
    its author did with rows and cells.
    """

    name: str
    rows: tuple[tuple[C, ...], ...]
    is_hidden: bool
    hidden_columns: tuple[str, ...] = ()
    marks: AuthorMarks | None = None


def is_workbook(content: bytes) -> bool:
    """Whether a file is a packed folder or an OLE container, whatever its name says."""
    return content.startswith((_ZIP, _OLE))


def read_workbook(name: str, content: bytes) -> tuple[Sheet, ...]:
    """The sheets of a workbook in their order.

    Raises DataError naming the file: it is no workbook, is protected by a password, or holds too much.
    """
    return tuple(Sheet(part.name, part.rows, part.is_hidden) for part in read_parts(name, content, _same))


def read_parts(name: str, content: bytes, take: Callable[[Cell], C]) -> tuple[Part[C], ...]:
    """The same with each cell made into something at once: a long table as text needs less memory so."""
    if content.startswith(_ZIP):
        _refuse_giant(name, content)
    elif _ENCRYPTED in content:
        raise _refusal(name, "password")
    parts: list[tuple[str, bool, list[tuple[C, ...]], list[str]]] = []
    marks: dict[int, AuthorMarks] = {}
    for answer in _answers_of_child(name, content):
        if isinstance(answer, list):
            parts[-1][2].append(tuple(take(_cell(one)) for one in answer))
        elif "fault" in answer:
            raise _refusal(name, answer["fault"])
        elif "column" in answer:
            parts[-1][3].append(answer["column"])
        elif "marks" in answer:
            marks[len(parts) - 1] = convert(answer["marks"], AuthorMarks)
        else:
            parts.append((answer["name"], answer["hidden"], [], []))
    return tuple(
        Part(title, tuple(rows), is_hidden, tuple(heads), marks.get(number))
        for number, (title, is_hidden, rows, heads) in enumerate(parts)
    )


def _same(cell: Cell) -> Cell:
    return cell


def _refuse_giant(name: str, content: bytes) -> None:
    """What a packed folder says that it unpacks to; one that lies meets the limits of the child."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            size = sum(entry.file_size for entry in packed.infolist())
            names = set(packed.namelist())
    except zipfile.BadZipFile as error:
        raise unreadable(name, type(error).__name__) from error
    if size > LARGEST_UNPACKED:
        raise DataError(
            "%(file)s unpacks to %(size)s MB; up to %(most)s MB are read.",
            hint="Leave out pictures and other sheets, or import it in several parts.",
            file=name,
            size=size // 1_000_000,
            most=LARGEST_UNPACKED // 1_000_000,
        )
    if "word/document.xml" in names:
        raise DataError(
            "%(file)s is a text document, no spreadsheet.",
            hint="Mark the table in it, copy it into a spreadsheet, and choose that.",
            file=name,
        )


def _answers_of_child(name: str, content: bytes) -> Iterator[Any]:
    """What the child says, line by line: a sheet, its rows, the next; or a fault."""
    command = [sys.executable, "-c", _PROGRAM, str(_FOLDER), *map(str, _LIMITS)]
    with subprocess.Popen(  # noqa: S603 - ours
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as child:
        try:
            with suppress(BrokenPipeError):  # it ended before it read all: its code says why
                child.stdin.write(content)  # type: ignore[union-attr]
                child.stdin.close()  # type: ignore[union-attr]
            yield from map(json.loads, child.stdout)  # type: ignore[arg-type]
            child.wait()
        except json.JSONDecodeError as error:  # ended in the midst of a line
            raise _refusal(name, "memory") from error
        finally:
            child.kill()  # does nothing to one that has ended
    if child.returncode:  # the reader ends its process by a signal when it gets no more memory
        raise _refusal(name, "memory" if child.returncode < 0 else "broken")


def _refusal(name: str, fault: str) -> DataError:
    refusals = {
        "rows": too_many_rows(name),
        "columns": too_many_columns(name),
        "cells": too_many_cells(name),
        "memory": DataError(
            "%(file)s needs more memory or time than a table of %(most)s rows does.",
            hint="There may be a cell far below or far to the right; copy the table into a new file.",
            file=name,
            most=MOST_ROWS,
        ),
        "password": DataError(
            "%(file)s is protected by a password.", hint="Save it without one and choose it again.", file=name
        ),
        "entities": DataError(
            "%(file)s holds XML that no spreadsheet program writes.",
            hint="Open it in a spreadsheet program and save it anew.",
            file=name,
        ),
    }
    return refusals.get(fault) or unreadable(name, fault)


def _cell(found: Any) -> Cell:
    if not isinstance(found, list):
        plain: Cell = found
        return plain
    kind, value = found
    if kind == "date":
        return date.fromisoformat(value)
    return datetime.fromisoformat(value) if kind == "time" else CellError(value)
