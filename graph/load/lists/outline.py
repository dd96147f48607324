"""Offices that are numbered as they belong together: 1.2.1 is a part of 1.2, as plans of an administration have it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from graph.load.lists.folded import one_line
from graph.load.lists.sheet_rows import SheetRows

_NUMBER = re.compile(r"(?:[1-9]\d{0,3}|[IVX]{1,5})(?:\.\d{1,3})*")
_OFFICE = re.compile(
    r"(?:dezernat|fachbereich|fachdienst|fachgebiet|amt|abteilung|referat|sachgebiet|stabsstelle|geschäftsbereich|team"
    r"|FB|FD|SG|Abt\.|Ref\.)\b|\w+(?:amt|abteilung|referat|büro)\b",
    re.IGNORECASE,
)
_FEWEST, _SHARE, _MOST_ROWS = 2, 1 / 3, 1_000


def wholes_by_number(sheet: SheetRows) -> Mapping[int, str]:
    """Whom the actor of a row is a part of, by the number before it; nobody where not all rows are offices so numbered.

    A third of the names are offices' by a word, every number is there once, and the one it hangs on is there as well.
    """
    if len(sheet.table) > _MOST_ROWS or not sheet.has("number") or sheet.has("part_of"):
        return {}
    names: dict[str, str] = {}
    rows: dict[int, str] = {}
    for row in sheet:
        number, name = row.text("number").rstrip("."), one_line(row.text("name"))
        if not name or not _NUMBER.fullmatch(number) or number in names:
            return {}
        names[number], rows[row.number] = name, number
    found = {row: number.rpartition(".")[0] for row, number in rows.items() if "." in number}
    offices = sum(bool(_OFFICE.match(name)) for name in names.values())
    is_outline = len(found) >= _FEWEST and names.keys() >= set(found.values()) and offices >= _SHARE * len(names)
    return {row: names[number] for row, number in found.items()} if is_outline else {}
