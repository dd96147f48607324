"""What the short words of a list mean, where the list says so itself: `S = Sprecher:in, M = Mitglied, G = Gast`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from graph.load.lists.folded import folded_word
from graph.load.spreadsheet.table import Table

_MEANS = re.compile(r"(?:^|(?<=[,;\n(|]))\s*([^\s=,;(]{1,6})\s*=\s*([^,;=\n|]{3,60})")


def legend_of(tables: Mapping[str, Table]) -> Mapping[str, str]:
    """The words behind the signs of equality by the short ones before them; none for one that means two things."""
    found: dict[str, set[str]] = {}
    for table in tables.values():
        for cell in (cell for row in table for cell in row if "=" in cell):
            for short, meant in _MEANS.findall(cell):
                found.setdefault(folded_word(short), set()).add(meant.strip(" .)"))
    return {short: next(iter(meant)) for short, meant in found.items() if len(meant) == 1}
