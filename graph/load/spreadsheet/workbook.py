"""The sheets of a workbook (XLSX, XLSB, XLS, ODS), read by calamine in a process of its own.

A workbook comes from anywhere, and a small one can ask for more memory than any machine has: one cell in the last row
and the last column of a sheet is enough, and the reader then ends the whole process. The child may use so much memory
and time and no more; of what it reads only values come back.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

from graph.errors import DataError
from graph.load.spreadsheet.sheet import (
    MOST_COLUMNS,
    MOST_ROWS,
    Cell,
    CellError,
    Sheet,
    too_many_columns,
    too_many_rows,
    unreadable,
)

LARGEST_UNPACKED = 50_000_000
MEMORY_MB = 1_024
TIME_S = 30.0

_ZIP, _OLE = b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PROGRAM = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from graph.load.spreadsheet.workbook_child import main; main(*map(int, sys.argv[2:]))"
)
_FOLDER = Path(__file__).resolve().parents[3]


def is_workbook(content: bytes) -> bool:
    """Whether a file is a packed folder or an OLE container, whatever its name says."""
    return content.startswith((_ZIP, _OLE))


def read_workbook(name: str, content: bytes) -> tuple[Sheet, ...]:
    """The sheets of a workbook in their order.

    Raises DataError naming the file: it is no workbook, is protected by a password, or holds too much.
    """
    if content.startswith(_ZIP):
        _refuse_giant(name, content)
    elif _ENCRYPTED in content:
        raise _refusal(name, "password")
    answer = _ask_child(name, content)
    if (fault := answer.get("fault")) is not None:
        raise _refusal(name, fault)
    return tuple(
        Sheet(one["name"], tuple(tuple(map(_cell, row)) for row in one["rows"]), one["hidden"])
        for one in answer["sheets"]
    )


def _refuse_giant(name: str, content: bytes) -> None:
    """What a packed folder says that it unpacks to; one that lies meets the limits of the child."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            size = sum(entry.file_size for entry in packed.infolist())
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


def _ask_child(name: str, content: bytes) -> dict[str, Any]:
    command = [sys.executable, "-c", _PROGRAM, str(_FOLDER), *map(str, (MEMORY_MB, MOST_ROWS, MOST_COLUMNS))]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=TIME_S, check=False)  # noqa: S603 - ours
    except subprocess.TimeoutExpired as error:
        raise _refusal(name, "memory") from error
    if done.returncode:  # the reader ends its process by a signal when it gets no more memory
        raise _refusal(name, "memory" if done.returncode < 0 else "broken")
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _refusal(name: str, fault: str) -> DataError:
    match fault:
        case "rows":
            return too_many_rows(name)
        case "columns":
            return too_many_columns(name)
        case "memory":
            return DataError(
                "%(file)s needs more memory or time than a table of %(most)s rows does.",
                hint="There may be a cell far below or far to the right; copy the table into a new file.",
                file=name,
                most=MOST_ROWS,
            )
        case "password":
            return DataError(
                "%(file)s is protected by a password.", hint="Save it without one and choose it again.", file=name
            )
        case _:
            return unreadable(name, fault)


def _cell(found: list[Any] | None) -> Cell:
    if found is None:
        return None
    kind, value = found
    if kind == "date":
        return date.fromisoformat(value)
    if kind == "time":
        return datetime.fromisoformat(value)
    if kind == "error":
        return CellError(value)
    cell: str | float | bool = value
    return cell
