"""Cards of an address book (vCard 2.1 to 4.0) as a table: a row for each card, with its organisation and its person.

Only what tells whom somebody stands for and how to reach them at work is taken: no birthdays, no homes, no notes.
Source: RFC 6350.
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator

BEGIN = "BEGIN:VCARD"
HEADINGS = ("Organisation", "Ansprechpartner", "Funktion", "E-Mail", "Telefon", "Anschrift", "Website", "Verteiler")
_FIELDS = {"TITLE": 2, "ROLE": 2, "EMAIL": 3, "TEL": 4, "ADR": 5, "URL": 6, "CATEGORIES": 7}
_FOLDED = re.compile(r"\r?\n[ \t]")
_QUOTED = "QUOTED-PRINTABLE"
_PARTS = re.compile(r"(?<!\\);")
_HOME = re.compile(r"\bHOME\b", re.IGNORECASE)


def rows_of_cards(text: str) -> list[tuple[str, ...]] | None:
    """The headings and a row for each card; None for a text that is no address book."""
    if not text.lstrip("\ufeff\r\n ").upper().startswith(BEGIN):
        return None
    cards = re.split(rf"(?im)^{BEGIN}[^\n]*$", _unfolded(text))
    return [HEADINGS, *(_row(card) for card in cards if card.strip())]


def _unfolded(text: str) -> str:
    """The text with each value in one line: those in quoted-printable go on behind a sign of equality."""
    lines: list[str] = []
    goes_on = False
    for line in _FOLDED.sub("", text).splitlines():
        is_quoted = goes_on or _QUOTED in line.partition(":")[0].upper()
        lines += [line.removesuffix("="), ""] if is_quoted and line.endswith("=") else [line, "\n"]
        goes_on = is_quoted and line.endswith("=")
    return "".join(lines)


def _row(card: str) -> tuple[str, ...]:
    cells: list[list[str]] = [[] for _heading in HEADINGS]
    organisation = person = kind = ""
    for field, about, value in _lines(card):
        if field == "ORG":
            organisation, *units = [*value, ""]
            cells[2] += filter(None, units)
        elif field == "FN":
            person = value[0]
        elif field in ("KIND", "X-ABSHOWAS"):
            kind = value[0].casefold()
        elif field in _FIELDS and not (field in ("TEL", "ADR") and _HOME.search(about)):
            cells[_FIELDS[field]].append((", " if field == "ADR" else "; ").join(filter(None, value)))
    if person == organisation or kind in ("org", "organization", "company"):
        organisation, person = organisation or person, ""
    cells[0], cells[1] = [organisation], [person]
    return tuple("; ".join(dict.fromkeys(filter(None, said))) for said in cells)


def _lines(card: str) -> Iterator[tuple[str, str, list[str]]]:
    """The name, the parameters and the values of each line of a card; a group before the name says nothing here."""
    for line in card.splitlines():
        head, colon, text = line.partition(":")
        name, _semicolon, about = head.partition(";")
        if colon:
            if _QUOTED in about.upper():
                text = quopri.decodestring(text.encode()).decode("utf-8", "replace")
            parted = text.split(",") if name.upper() == "CATEGORIES" else _PARTS.split(text)
            yield name.rpartition(".")[2].upper(), about, [_plain(one) for one in parted]


def _plain(text: str) -> str:
    return re.sub(r"\\([,;:\\])", r"\1", text.replace("\\n", " ").replace("\\N", " ")).strip()
