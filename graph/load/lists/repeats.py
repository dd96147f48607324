"""Cells that only say that they say what stands above them: "s. o.", "dito", a ditto mark."""

from __future__ import annotations

import re

from graph.load.lists.arrangement import Arrangement
from graph.load.spreadsheet.table import Table

_REPEATS = re.compile(
    r"s\. ?o\.?|so\.|siehe oben|wie oben|di?tto\.?|dito\.?|dto\.?|ebd\.?|ebenda|ditto|as above|same as above"
    r"|ebenso|desgl\.?|desgleichen|idem|gleiche?r? wie oben"
    r"|[-–— ]*(?:[\"„“”″〃]|,,|''){1,2}[-–— ]*",
    re.IGNORECASE,
)


def with_repeats(table: Table, arrangement: Arrangement) -> Table:
    """A table with what is meant in the place of such cells; one below the headings means nothing and stays."""
    if not any(_REPEATS.fullmatch(cell) for row in table for cell in row if 0 < len(cell) < 20):  # noqa: PLR2004
        return table
    rows, last = list(table), [""] * (len(table[0]) if table else 0)
    for number in range(arrangement.heading_row + 1, len(rows)):
        if number in arrangement.aside:
            continue
        cells = tuple(
            before if before and _REPEATS.fullmatch(cell) else cell
            for cell, before in zip(rows[number], last, strict=True)
        )
        rows[number] = cells
        last = [cell or before for cell, before in zip(cells, last, strict=True)]
    return tuple(rows)
