"""Rows of a table that a word processor copied: a cell with several paragraphs breaks its row into several lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

_FEWEST = 2


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
    return [*lines[:start], *_joined(rows[start:], width)]


def _joined(rows: Sequence[list[str]], width: int) -> Iterator[str]:
    place = 0
    while place < len(rows):
        row, end = _from(rows, place, width)
        yield "\t".join(f'"{cell}"' if "\n" in cell else cell for cell in row) + "\n"
        place = end


def _from(rows: Sequence[list[str]], place: int, width: int) -> tuple[list[str], int]:
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
