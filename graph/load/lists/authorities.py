"""Identifiers that libraries and registers give, as addresses where there are any."""

from __future__ import annotations

import re

from graph.load.lists.folded import folded

_ADDRESSES = (
    ("gnd", "https://d-nb.info/gnd/", re.compile(r"\d[\dX-]{5,11}", re.IGNORECASE)),
    ("wikidata", "http://www.wikidata.org/entity/", re.compile(r"Q\d+")),
    ("ror", "https://ror.org/", re.compile(r"0[a-z0-9]{8}", re.IGNORECASE)),
)


def authority_of(heading: str, cell: str) -> str:
    """The address of an identifier by the heading of its column; of another register with that heading before it."""
    text = cell.strip()
    if "://" in text:
        return text
    for name, address, form in _ADDRESSES:
        if name in folded(heading).split() and form.fullmatch(text):
            return address + text
    return f"{heading} {text}"
