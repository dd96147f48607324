"""Cards of an address book (vCard 2.1 to 4.0) as a table: a row for each card, with its organisation and its person.

Only what tells whom somebody stands for and how to reach them at work is taken: no birthdays, no homes, no notes.
Source: RFC 2426, RFC 6350; versit Consortium: vCard 2.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.load.spreadsheet.card_lines import CardLine, lines_of_card

BEGIN = "BEGIN:VCARD"
HEADINGS = ("Organisation", "Ansprechpartner", "Funktion", "E-Mail", "Telefon", "Anschrift", "Website", "Verteiler")
_FIELDS = {"TITLE": 2, "ROLE": 2, "EMAIL": 3, "TEL": 4, "ADR": 5, "URL": 6, "CATEGORIES": 7}
_READ = frozenset({*_FIELDS, "ORG", "FN", "N", "KIND", "X-ABSHOWAS"})
_HOME = re.compile(r"\bHOME\b", re.IGNORECASE)
_ORGANISATIONS = frozenset({"org", "organization", "company"})


def rows_of_cards(text: str) -> list[tuple[str, ...]] | None:
    """The headings and a row for each card; None for a text that is no address book."""
    if not text.lstrip("\ufeff\r\n ").upper().startswith(BEGIN):
        return None
    cards = re.split(rf"(?im)^{BEGIN}[^\n]*$", text)
    return [HEADINGS, *(_row(lines_of_card(card, _READ)) for card in cards if card.strip())]


def _row(lines: Iterator[CardLine]) -> tuple[str, ...]:
    cells: list[list[str]] = [[] for _heading in HEADINGS]
    organisation = person = parts_of_name = kind = ""
    for field, about, value in lines:
        if field == "ORG":
            organisation, *units = [*value, ""]
            cells[2] += filter(None, units)
        elif field == "FN":
            person = value[0]
        elif field == "N":
            parts_of_name = " ".join(filter(None, reversed(value[:2])))
        elif field in ("KIND", "X-ABSHOWAS"):
            kind = value[0].casefold()
        elif field in _FIELDS and not (field in ("TEL", "ADR") and _HOME.search(about)):
            cells[_FIELDS[field]].append((", " if field == "ADR" else "; ").join(filter(None, value)))
    person = person or parts_of_name
    if person == organisation or kind in _ORGANISATIONS:
        organisation, person = organisation or person, ""
    cells[0], cells[1] = [organisation], [person]
    return tuple("; ".join(dict.fromkeys(filter(None, said))) for said in cells)
