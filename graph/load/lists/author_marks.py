"""Rows that the author of a workbook hid or struck out are not read, and named; so are parts of texts, and comments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from graph.load.lists.arrangement import Arrangement, Column
from graph.load.lists.entries import LeftOut
from graph.load.spreadsheet.author_marks import AuthorMarks
from graph.load.spreadsheet.cell_text import plain_text
from graph.load.spreadsheet.struck_text import StruckText
from graph.load.spreadsheet.table import Table

HIDDEN = "The row is hidden. Show it in the file to take it over."
STRUCK = "This is struck out."
COMMENT = "Comments of cells are not taken over."
_NAMING = frozenset({"name", "source", "target", "source_id", "target_id"})
_NAMED = 20


def without_marked(
    tables: Mapping[str, Table], arrangements: Sequence[Arrangement], marks: Mapping[str, AuthorMarks]
) -> tuple[dict[str, Table], list[Arrangement], list[LeftOut]]:
    """The tables without cells that are struck out, the arrangements without such rows, and what is left out."""
    found, read, left_out = dict(tables), list[Arrangement](), list[LeftOut]()
    for one in arrangements:
        said = marks.get(one.sheet)
        if said is None or one.kind == "aside":
            read.append(one)
            continue
        table = tables[one.sheet]
        hidden = [row for row in said.hidden_rows if _is_entry(row, one, table)]
        cells = [place for place in said.struck if _is_entry(place[0], one, table) and place[0] not in hidden]
        struck = {row for row, column in cells if _is_naming(column, one) and table[row][column]}
        single = [(row, column) for row, column in cells if row not in struck and column < len(table[row])]
        left_out += [*_rows(one, hidden, table, HIDDEN), *_rows(one, sorted(struck), table, STRUCK)]
        left_out += [LeftOut(one.sheet, table[row][column], STRUCK) for row, column in single if table[row][column]]
        left_out += [LeftOut(one.sheet, text, COMMENT) for text in _comments(said, table, one)]
        partly = {
            (part.row, part.column): part
            for part in said.partly
            if _is_entry(part.row, one, table) and part.row not in {*hidden, *struck} and _still_says(table, part)
        }
        texts = {place: plain_text(part.kept) for place, part in partly.items()}
        found[one.sheet] = _with(table, dict.fromkeys(single, "") | texts)
        left_out += [LeftOut(one.sheet, _told(part, found[one.sheet], one), STRUCK) for part in partly.values()]
        read.append(replace(one, aside=tuple(sorted({*one.aside, *hidden, *struck}))))
    return found, read, left_out


def _is_entry(row: int, one: Arrangement, table: Table) -> bool:
    return one.heading_row < row < len(table) and row not in one.aside and any(table[row])


def _is_naming(column: int, one: Arrangement) -> bool:
    return any(said.index == column and said.role in _NAMING for said in one.columns)


def _rows(one: Arrangement, rows: Sequence[int], table: Table, why: str) -> Iterator[LeftOut]:
    """Rows by whom they name, those of a sheet together."""
    names = [_name(table[row], one.columns) for row in rows]
    if names:
        yield LeftOut(one.sheet, "; ".join([*names[:_NAMED], *["…"][: len(names) - _NAMED]]), why)


def _name(cells: Sequence[str], columns: Sequence[Column]) -> str:
    named = (cells[column.index] for column in columns if column.role in _NAMING and column.index < len(cells))
    return next(filter(None, named), "") or next(filter(None, cells), "")


def _comments(said: AuthorMarks, table: Table, one: Arrangement) -> Iterator[str]:
    for row, _column, text in said.comments:
        about = _name(table[row], one.columns) if one.heading_row < row < len(table) else ""
        yield f"{about}: {text}" if about else text


def _still_says(table: Table, part: StruckText) -> bool:
    """Whether a cell has the struck text still: somebody may have mended it."""
    cells = table[part.row]
    return part.column < len(cells) and all(word in cells[part.column] for word in part.struck.split())


def _told(part: StruckText, table: Table, one: Arrangement) -> str:
    """What is struck out, with whom its row is about."""
    about = "" if _is_naming(part.column, one) else _name(table[part.row], one.columns)
    return ": ".join(filter(None, (about, " ".join(part.struck.split()).strip(" ,;/"))))


def _with(table: Table, texts: Mapping[tuple[int, int], str]) -> Table:
    rows = {row for row, _column in texts}
    return tuple(
        tuple(texts.get((row, column), cell) for column, cell in enumerate(cells)) if row in rows else cells
        for row, cells in enumerate(table)
    )
