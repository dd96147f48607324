"""Cells that name somebody by an address alone, as a table of edges does: whose name it is, or how it can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from graph.load.lists.answers import CellPlace
from graph.load.lists.arrangement import Arrangement, Role
from graph.load.lists.entries import KnownActor
from graph.load.spreadsheet.table import Table
from graph.text import label_of_iri

_ADDRESS = re.compile(r"(?:https?://|urn:)\S+")
_NAMING: frozenset[Role] = frozenset({"name", "source", "target"})


def names_of_addresses(
    tables: Mapping[str, Table], arrangements: Sequence[Arrangement], known: Sequence[KnownActor]
) -> dict[CellPlace, str]:
    """The names to be read in place of addresses, by their cells; two addresses never get one name. O(cells)."""
    cells = dict(_cells_of(tables, arrangements))
    if not cells:
        return {}
    names = {actor.iri: actor.name for actor in known}
    taken = set(names.values())
    for address in dict.fromkeys(cells.values()):
        readable = label_of_iri(address).in_language("de")
        if address not in names and readable not in taken:
            taken.add(readable)
            names[address] = readable
    return {place: names[address] for place, address in cells.items() if address in names}


def _cells_of(tables: Mapping[str, Table], arrangements: Sequence[Arrangement]) -> Iterator[tuple[CellPlace, str]]:
    for one in arrangements:
        columns = [column.index for column in one.columns if column.role in _NAMING]
        for row in range(one.heading_row + 1, len(tables[one.sheet])):
            cells = tables[one.sheet][row]
            yield from (
                ((one.sheet, row, column), cells[column]) for column in columns if _ADDRESS.fullmatch(cells[column])
            )
