"""Identifiers that libraries and registers give, as addresses where there are any."""

from __future__ import annotations

from graph.load.lists.folded import folded
from graph.rdf.authorities import REGISTERS, entry_of_number, read_entry

_SPELLED = {"gnd": str.upper, "wikidata": str.upper, "ror": str.lower}
"""How the letters in a number are written, whatever a list has."""
_CALLED = {folded(name): one.code for one in REGISTERS for name in (one.code, *filter(None, one.name.wordings))} | {
    "gemeindeschlussel": "ags"
}


def authority_of(heading: str, cell: str) -> str:
    """The address of an identifier by the heading of its column; of another register with that heading before it."""
    text = cell.strip()
    if "://" in text:
        entry = read_entry(text)
        return entry.iri if entry else text
    plain = folded(heading)
    codes = [_CALLED[plain]] if plain in _CALLED else [_CALLED[word] for word in plain.split() if word in _CALLED]
    found = (entry_of_number(code, _SPELLED.get(code, str)(text)) for code in codes)
    return next((one.iri for one in found if one), f"{heading} {text}")
