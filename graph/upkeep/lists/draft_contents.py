"""What is written of a draft: a line that changes with each answer, and the tables, packed, as they were sent."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import msgspec

from graph.load.spreadsheet.author_marks import AuthorMarks
from graph.load.spreadsheet.table import Table, Tables
from graph.persons.eraser import Eraser


class DraftHead(msgspec.Struct):
    """What is written anew with each answer."""

    owner: str
    form: dict[str, str]
    answers: str
    result: str


class _Packed(msgspec.Struct):
    """The tables, which stay as they were sent."""

    sheets: list[tuple[str, Table]]
    hidden: tuple[str, ...]
    is_of_network: bool
    hidden_columns: tuple[tuple[str, str], ...] = ()
    marks: dict[str, AuthorMarks] = {}


def head_of(line: bytes) -> DraftHead | None:
    """The line as it was written; None for a torn one."""
    try:
        return msgspec.json.decode(line, type=DraftHead)
    except msgspec.DecodeError:
        return None


def pack(tables: Tables) -> bytes:
    """Tables as bytes for the rest of the file."""
    packed = _Packed(
        list(tables.items()), tables.hidden, tables.is_of_network, tables.hidden_columns, dict(tables.marks)
    )
    return zlib.compress(msgspec.msgpack.encode(packed), 1)


def unpack(content: bytes) -> Tables | None:
    """The tables of a file of ours, empty ones where a result took their place; None where a crash tore it."""
    if not content:
        return Tables()
    try:
        packed = msgspec.msgpack.decode(zlib.decompress(content), type=_Packed)
    except (zlib.error, msgspec.DecodeError):
        return None
    tables = Tables(packed.sheets)
    tables.hidden, tables.hidden_columns = packed.hidden, packed.hidden_columns
    tables.is_of_network, tables.marks = packed.is_of_network, packed.marks
    return tables


def lines_naming(found: tuple[DraftHead | None, bytes], eraser: Eraser) -> Iterator[str]:
    """Rows and fields of a draft that name the person; a name may be spread over the cells of a row.

    Of a torn one nobody can say whom it names: so it names everybody.
    """
    head, packed = found
    tables = unpack(packed) if head else None
    if head is None or tables is None:
        yield ""
        return
    names = eraser.directory.mentions
    said = (*head.form.values(), *_texts_in(head.answers))
    yield from (text for text in said if names(text))
    for sheet, table in tables.items():
        yield from (f"{sheet}: {line}" for line in map(" ".join, table) if names(line))
    for sheet, marks in tables.marks.items():
        yield from (f"{sheet}: {text}" for _row, _column, text in marks.comments if names(text))


def _texts_in(answers: str) -> Iterator[str]:
    return _texts(msgspec.json.decode(answers)) if answers else iter(())


def _texts(said: object) -> Iterator[str]:
    if isinstance(said, str):
        yield said
    elif isinstance(said, dict):
        for key, value in said.items():
            yield str(key)
            yield from _texts(value)
    elif isinstance(said, list):
        for one in said:
            yield from _texts(one)
