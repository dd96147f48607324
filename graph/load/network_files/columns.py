"""What a file says of nodes and edges, under the headings of a list: known attributes by ours, others by their own.

German alone are the words of the list, as in `graph/load/spreadsheet/`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

NAME, ID, PART_OF = "Name", "Kennung", "Gehört zu"
SOURCE, TARGET, WEIGHT, DIRECTION = "Von", "Zu", "Gewicht", "Richtung"
KIND, NOTE, SINCE, UNTIL, LABEL, COLOUR = "Art", "Notiz", "Seit", "Bis", "Bezeichnung der Verbindung", "Farbe"
TOPIC, STATE, CONFIDENCE, SHORT = "Thema", "Stand", "Sicherheit", "Kurzname"
DIRECTED_WORD, UNDIRECTED_WORD = "gerichtet", "ungerichtet"

OF_NODES: Mapping[str, Sequence[str]] = {
    SHORT: ("kurzname", "short", "short name", "acronym", "abbreviation", "abkürzung", "kürzel"),
    "Auch genannt": ("auch genannt", "alias", "aliases", "altlabel", "also known as"),
    KIND: ("art", "kind", "type", "element type", "category", "kategorie", "typ", "sektor", "sector", "class"),
    "Gruppe": ("gruppe", "gruppen", "groups", "working group"),
    TOPIC: ("thema", "themen", "topics", "topic", "tags"),
    "Stadtteil": ("stadtteil", "ortsteil", "district"),
    "Website": ("website", "url", "homepage", "web"),
    "Adresse": ("adresse", "address", "anschrift"),
    NOTE: ("notiz", "note", "notes", "description", "beschreibung", "bemerkung", "comment"),
    "X": ("x", "pos_x", "x-coordinate"),
    "Y": ("y", "pos_y", "y-coordinate"),
    COLOUR: ("farbe", "color", "colour"),
}
"""Headings of actors by the attributes that hold them, the most telling first."""

OF_EDGES: Mapping[str, Sequence[str]] = {
    KIND: (
        *("art", "kind", "type", "connection type", "edge type", "relation", "relationship", "interaction"),
        *("category", "kategorie", "typ"),
    ),
    TOPIC: ("thema", "themen", "topics", "topic", "tags"),
    STATE: ("stand", "state", "status"),
    CONFIDENCE: ("sicherheit", "confidence"),
    SINCE: ("seit", "start", "begin", "since"),
    UNTIL: ("bis", "end", "until"),
    WEIGHT: ("gewicht", "strength", "stärke", "value"),
    NOTE: ("notiz", "note", "notes", "description", "beschreibung", "bemerkung", "comment"),
}
"""The same of ties."""

MOST_FURTHER = 20


def under_headings(about: Mapping[str, str], headings: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The attributes by headings: what stands for one of ours under it, the rest under its own name.

    A name that would be taken for another heading of ours says that it is an attribute of the file.
    """
    by_word = {key.casefold(): key for key in about}
    found: dict[str, str] = {}
    taken = set[str]()
    for heading, words in headings.items():
        key = next((by_word[word] for word in words if word in by_word), None)
        if key is not None:
            found[heading] = about[key]
            taken.add(key)
    ours = {NAME, ID, PART_OF, SOURCE, TARGET, DIRECTION, *headings}
    folded = {one.casefold() for one in ours}
    further = ((f"{key} (Attribut)" if key.casefold() in folded else key, about[key]) for key in about)
    rest = (pair for key, pair in zip(about, further, strict=True) if key not in taken)
    return {**found, **dict(rest)}


def table_of(
    rows: Sequence[Mapping[str, str]], first: Sequence[str], headings: Mapping[str, object]
) -> list[list[str]]:
    """A table with the columns that say something: these, ours in their order, then as many others as may be."""
    said = dict.fromkeys(key for row in rows for key, text in row.items() if text)
    known = [*first, *(heading for heading in headings if heading not in first)]
    columns = [one for one in known if one in said or one in first[:1]]
    columns += _further(said, known)[:MOST_FURTHER]
    return [columns, *([row.get(column, "") for column in columns] for row in rows)]


def left_out(rows: Sequence[Mapping[str, str]], first: Sequence[str], headings: Mapping[str, object]) -> list[str]:
    """The attributes that a table of these has no column for."""
    said = dict.fromkeys(key for row in rows for key, text in row.items() if text)
    return _further(said, [*first, *headings])[MOST_FURTHER:]


def _further(said: Iterable[str], known: Sequence[str]) -> list[str]:
    return [one for one in said if one not in known]
