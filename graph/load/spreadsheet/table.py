"""The sheets of whatever file was sent, as tables of text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from types import MappingProxyType

from graph.errors import DataError
from graph.load.spreadsheet.author_marks import AuthorMarks
from graph.load.spreadsheet.cell_text import cell_text, plain_text
from graph.load.spreadsheet.delimited import read_delimited, read_text
from graph.load.spreadsheet.html_tables import is_page, read_page
from graph.load.spreadsheet.sheet import MOST_LETTERS, Cell, too_many_letters
from graph.load.spreadsheet.workbook import is_workbook, read_parts

ACTORS, TIES = "Akteure", "Verbindungen"
LONGEST_CELL = 2_000

Table = tuple[tuple[str, ...], ...]


class Tables(dict[str, Table]):
    """Sheets as text by their names, in the order of the file.

    A cell stands where it stood in the file; lines within a cell are parted by a line break. `hidden` names the sheets
    that their author hid, `hidden_columns` such columns by sheet and heading, `marks` what else the author did with a
    sheet. `is_of_network`: they were made of a network file, with headings of ours.
    """

    hidden: tuple[str, ...] = ()
    hidden_columns: tuple[tuple[str, str], ...] = ()
    marks: Mapping[str, AuthorMarks] = MappingProxyType({})
    is_of_network: bool = False


def read_tables(name: str, content: bytes, second: tuple[str, bytes] | None = None) -> Tables:
    """Every visible sheet of a file, and of a second one. Raises DataError naming the file.

    A file is what its content says, whatever its name ends in. The sheet of a CSV is called after its file; of two
    sheets of one name the second is numbered.
    """
    tables = Tables()
    for one in filter(None, ((name, content), second)):
        for title, table, heads, marks in _read(*one):
            if table is None:
                tables.hidden = (*tables.hidden, title)
                continue
            free = _free(title, tables)
            tables[free] = table
            tables.marks = {**tables.marks, **({free: marks} if marks else {})}
            tables.hidden_columns += tuple((free, plain_text(head)) for head in heads)
    if not tables:
        raise DataError(
            "%(file)s holds no table.",
            hint="Choose the file in which your list is; hidden sheets are not read.",
            file=name,
        )
    return tables


def read_pasted(name: str, text: str) -> Tables:
    """The sheet that was copied out of a spreadsheet and pasted as text. Raises DataError for too much of it."""
    table = _rectangle([plain_text(str(cell)) for cell in row] for row in read_text(name, text).cells)
    return Tables({name: table} if table else {})


def _read(name: str, content: bytes) -> Iterable[tuple[str, Table | None, tuple[str, ...], AuthorMarks | None]]:
    """Names and tables of a file, None for a hidden one, headings of hidden columns, marks; empty sheets are none."""
    known: dict[str, str] = {}
    letters = 0

    def take(cell: Cell) -> str:
        nonlocal letters
        text = cell_text(cell)
        letters += len(text)
        if letters > MOST_LETTERS:
            raise too_many_letters(name)
        return known.setdefault(text, text)  # words of a list recur: each is kept once

    if is_workbook(content):
        for part in read_parts(name, content, take):
            table = _rectangle(part.rows)
            if part.is_hidden or table:
                yield part.name, None if part.is_hidden else table, part.hidden_columns, part.marks
    else:
        sheets = read_page(name, content) if is_page(content) else (read_delimited(name, content),)
        for sheet in sheets:
            table = _rectangle([take(cell) for cell in row] for row in sheet.cells)
            if table:
                yield PurePath(name).stem or name, table, (), None


def _rectangle(rows: Iterable[Sequence[str]]) -> Table:
    """The rows with equally many cells, without empty rows and columns behind the last that says something."""
    found = [tuple(row) for row in rows]
    while found and not any(found[-1]):
        found.pop()
    width = max((index + 1 for row in found for index, cell in enumerate(row) if cell), default=0)
    return tuple(row if len(row) == width else (row + ("",) * width)[:width] for row in found)


def _free(title: str, taken: Iterable[str]) -> str:
    names = set(taken)
    numbered = (f"{title} ({number})" for number in range(2, len(names) + 3))
    return title if title not in names else next(one for one in numbered if one not in names)


def as_text(table: Table) -> str:
    """A table as lines with tabulators: what is quoted as evidence."""
    return "\n".join("\t".join(row) for row in table)
