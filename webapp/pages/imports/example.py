"""The table to fill in: headings, two actors and a tie as an example, and the words that the columns take."""

from __future__ import annotations

from collections.abc import Iterable

from graph.export.spreadsheets import as_csv, as_xlsx
from graph.load.spreadsheet.codes import german_names
from graph.load.spreadsheet.table import ACTORS, TIES
from graph.rdf.tie_classes import TieClass

ACTOR_COLUMNS = ("Akteur", "Kurzname", "Sektor", "Art", "Gruppe")
TIE_COLUMNS = ("Von", "Zu", "Art", "Thema", "Stand", "Seit", "Bis", "Sicherheit")
EXAMPLE_ACTORS = (
    ("Jobcenter Musterstadt", "JC", "Öffentliche Hand", "Arbeitsverwaltung", "AG Arbeit; AG Sprache"),
    ("Beispielverein e. V.", "", "Zivilgesellschaft", "Verein", "AG Sprache"),
)
EXAMPLE_TIES = (
    ("Jobcenter Musterstadt", "Beispielverein e. V.", "Schnittstelle", "Sprachkurse", "gefordert", "2026", "", ""),
)
_WORDS = "Wörter"
_OF_TIES = f"Art ({TIES})"
_SCHEMES = (("Sektor, Art", "actorKinds"), ("Stand", "status"), ("Sicherheit", "confidence"))


def example_csv() -> bytes:
    """The table of actors."""
    return as_csv([ACTOR_COLUMNS, *EXAMPLE_ACTORS])


def example_workbook(kinds: Iterable[TieClass]) -> bytes:
    """Both tables, and a third with the words; `kinds` are the kinds of tie that rows may name."""
    words = [(column, word) for column, scheme in _SCHEMES for word in german_names(scheme)]
    words += [(_OF_TIES, kind.label.in_language("de")) for kind in kinds]
    return as_xlsx(
        {
            ACTORS: [ACTOR_COLUMNS, *EXAMPLE_ACTORS],
            TIES: [TIE_COLUMNS, *EXAMPLE_TIES],
            _WORDS: [("Spalte", "Wort"), *words],
        }
    )
