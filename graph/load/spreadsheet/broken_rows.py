"""Rows of a table that a word processor copied: a cell with several paragraphs breaks its row into several lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_FEWEST = 2
_GOES_ON = re.compile(r"[^\W_A-ZÄÖÜ]")
_IS_OPEN = ("-", ",", ";", ":", "/", "&")
Row = list[str]


class _Whole(NamedTuple):
    """A row and the lines it was broken into; one line of a row that was not broken."""

    row: Row
    lines: Sequence[Row]


def with_whole_rows(lines: Sequence[str]) -> list[str]:
    """The lines with broken rows put together, each such cell in quotation marks; others as they stand.

    Lines belong together where they come to just as many cells as the headings have. A line of one cell behind a whole
    row is none: it may head what follows. Spreadsheets quote such cells themselves, so what has a quotation mark stays.
    """
    if any('"' in line for line in lines):
        return list(lines)
    rows = [line.rstrip("\r\n").split("\t") for line in lines]
    width = max(map(len, rows), default=0)
    start = next((place for place, row in enumerate(rows) if len(row) == width), 0)
    if width <= _FEWEST or all(len(row) == width for row in rows[start:]):
        return list(lines)
    joined = list(_joined(rows[start:], width))
    return [*lines[:start], *map(_line, joined)] if _were_broken(joined, width) else list(lines)


def _line(whole: _Whole) -> str:
    return "\t".join(f'"{cell}"' if "\n" in cell else cell for cell in whole.row) + "\n"


def _were_broken(joined: Sequence[_Whole], width: int) -> bool:
    """Whether rows were broken, and not only rid of the tabulators at their ends, as some editors do.

    An editor that does so leaves none, and rows that no other line completes; else the cells of whole rows tell what
    stands in which column, or the texts that they go on. Where nothing tells it, each line is a row: nobody is lost.
    """
    if any(row[-1] == "" and len(row) > 1 for one in joined for row in one.lines):
        return True
    if any(_FEWEST <= len(one.row) < width for one in joined):
        return False
    broken = [one for one in joined if len(one.lines) > 1]
    looks = [
        {_look(one.row[place]) for one in joined[1:] if len(one.lines) == 1 < len(one.row)} for place in range(width)
    ]
    apart = sum(_unlike(line, looks) for one in broken for line in one.lines)
    together = sum(_unlike(one.row, looks) for one in broken)
    if apart != together:
        return together < apart
    breaks = [
        _goes_on(before, after) for one in broken for before, after in zip(one.lines, one.lines[1:], strict=False)
    ]
    return sum(breaks) * 2 > len(breaks)


def _unlike(row: Row, looks: Sequence[set[str]]) -> int:
    """How many cells look otherwise than all in their columns."""
    return sum(bool(cell and known) and _look(cell) not in known for cell, known in zip(row, looks, strict=False))


def _look(cell: str) -> str:
    if "@" in cell:
        return "mail"
    return "words" if any(map(str.isalpha, cell)) else "number"


def _goes_on(before: Row, after: Row) -> bool:
    """Whether a text that ends a line goes on in the next: "Caritas-" and "verband", "Weg 1," and "39104 Elm"."""
    return before[-1].rstrip().endswith(_IS_OPEN) or bool(_GOES_ON.match(after[0]))


def _joined(rows: Sequence[Row], width: int) -> Iterator[_Whole]:
    place = 0
    while place < len(rows):
        row, end = _from(rows, place, width)
        yield _Whole(row, rows[place:end])
        place = end


def _from(rows: Sequence[Row], place: int, width: int) -> tuple[Row, int]:
    """The row that begins in a line, and the line behind it."""
    first = rows[place]
    row, end = list(first), place + 1
    while len(first) >= _FEWEST and len(row) < width and end < len(rows):
        following = rows[end]
        if len(following) == width or len(row) + len(following) - 1 > width or following == [""]:
            break
        row = [*row[:-1], f"{row[-1]}\n{following[0]}", *following[1:]]
        end += 1
    return (row, end) if len(row) == width else (first, place + 1)
