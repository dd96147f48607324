"""A sheet of any spreadsheet: its name and its cells by row and column, as values and not yet as words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from graph.errors import DataError

MOST_ROWS = 100_000
MOST_COLUMNS = 400
"""As wide as a matrix of all groups, or of all actors of a small network."""
MOST_CELLS = 4_000_000
MOST_LETTERS = 50_000_000
"""Of all cells together: a word that stands in many of them counts each time."""
LONGEST_KEPT = 10_001
"""Letters that are kept of a cell: one more than a list may have, so that a longer cell is seen to be too long."""


@dataclass(frozen=True, slots=True)
class CellError:
    """What a formula gave instead of a value: `#REF!`, `#NAME?`."""

    code: str


Cell = str | float | bool | date | datetime | CellError | None
Cells = tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet by its name; `cells[0][0]` is A1 whatever stands there, so that an index is a position.

    Of a hidden sheet only the name is known: what its author hid is not read.
    """

    name: str
    cells: Cells
    is_hidden: bool = False


def too_many_rows(name: str) -> DataError:
    """The refusal of a table that is too long."""
    return DataError(
        "%(file)s has more than %(most)s rows.", hint="Import it in several parts.", file=name, most=MOST_ROWS
    )


def too_many_columns(name: str) -> DataError:
    """The refusal of a table that is too wide."""
    return DataError(
        "%(file)s has more than %(most)s columns.",
        hint="Keep the columns that say something of the network.",
        file=name,
        most=MOST_COLUMNS,
    )


def too_many_cells(name: str) -> DataError:
    """The refusal of a table that is long and wide."""
    return DataError(
        "%(file)s has more than %(most)s cells.",
        hint="Leave out sheets and columns that say nothing of the network.",
        file=name,
        most=MOST_CELLS,
    )


def too_many_letters(name: str) -> DataError:
    """The refusal of a table whose cells hold whole books."""
    return DataError(
        "%(file)s has more than %(most)s letters in its cells.",
        hint="Leave out columns that say nothing of the network, or import it in several parts.",
        file=name,
        most=MOST_LETTERS,
    )


def unreadable(name: str, detail: str) -> DataError:
    """The refusal of a file that is no spreadsheet."""
    return DataError(
        "%(file)s cannot be read as a spreadsheet (%(detail)s).",
        hint="Save it as XLSX, ODS or CSV and choose it again.",
        file=name,
        detail=detail,
    )
