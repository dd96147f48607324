"""A name with the address behind it in one cell: "Sozialwerk Elm e. V., Weg 1, 39104 Elm"."""

from __future__ import annotations

import re

from graph.load.lists.sheet_rows import Row

_ADDRESS = re.compile(r"[,;\n]\s*([^,;\n]{2,60}\d\s?[a-zA-Z]?(?:[,;\n]\s*|\s)(?:D[ -])?\d{5}\s[^\d,;\n]{2,60})$")


def name_of_row(row: Row) -> str:
    """The name in a row without an address behind it; one of our own rows, which has its identifier, stays whole."""
    return _parted(row)[0]


def address_of_name(row: Row) -> str:
    """The address behind the name, "" for none."""
    return _parted(row)[1]


def _parted(row: Row) -> tuple[str, str]:
    text = row.text("name")
    if len(text) > 300 or row.text("id") or row.text("address") or not any(map(str.isdigit, text)):  # noqa: PLR2004
        return text, ""
    found = _ADDRESS.search(text)
    return (text[: found.start()].strip(), found[1]) if found and found.start() > 1 else (text, "")
