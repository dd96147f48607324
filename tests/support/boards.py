"""A network that came in as a spreadsheet: the lists of federal boards, read by the command as any coordinator's."""

from __future__ import annotations

from pathlib import Path

from graph.paths import DATA
from webapp.cli.main import main

LISTS = DATA / "examples" / "bundesgremien"
ANSWERS = ("--mapping", str(LISTS / "antworten.json"))
ADDED = """Von;An;Art;Thema;Stand;Seit;Fundstelle
Bundesrechnungshof;Deutsche Welle;Zusammenarbeit;Rundfunk;gefordert;;Beschluss 7
Stadt Leipzig;Bund der Vertriebenen e. V.;Zusammenarbeit;Gedenkorte;gefordert;;Beschluss 8
Stadt Leipzig;Stadt Frankfurt am Main;Zusammenarbeit;Buch und Musik;besteht;01.03.2015;Vertrag
"""
"""What somebody demands, and since when something is: so that all that is done with a network can be done with this."""


def import_boards(store: Path) -> None:
    """Read both lists into a store."""
    _read(store, LISTS / "akteure.csv", "--name", "Bundesgremien", *ANSWERS)
    _read(store, LISTS / "beziehungen.csv", "--network", "bundesgremien", *ANSWERS)


def import_more(store: Path) -> None:
    """Read a list of further ties that stands beside the store."""
    path = store.parent / "vorhaben.csv"
    path.write_text(ADDED, encoding="utf-8")
    _read(store, path, "--network", "bundesgremien", *ANSWERS)


def _read(store: Path, path: Path, *options: str) -> None:
    assert main(["import", str(path), "--store", f"oxigraph:{store}", *options]) == 0
