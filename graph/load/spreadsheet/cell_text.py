"""A cell as text, as a table of text has it: 3 for 3.0, the day of a moment, TRUE as spreadsheets have it."""

from __future__ import annotations

import re
from datetime import date

from graph.load.spreadsheet.sheet import LONGEST_KEPT, Cell, CellError

_BLANKS = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n[ \n]*")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def cell_text(cell: Cell) -> str:
    """The text of a cell; line breaks within it stay, since people list things in them."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return plain_text(cell.code if isinstance(cell, CellError) else str(cell))


def plain_text(text: str) -> str:
    """A text without signs that are not seen and without spaces that say nothing, cut where none can be so long."""
    text = text[:LONGEST_KEPT]
    if text.isalnum() and text.isascii():
        return text
    if not text.isascii():
        text = _UNSEEN.sub("", text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _LINES.sub("\n", _BLANKS.sub(" ", text)).strip()
