"""Files that hold a list or a network, as the tables that a preview shows: whatever program wrote them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.load.lists.arrangement import SheetAnswer
from graph.load.lists.enumerations import headed_bullets, one_below_another
from graph.load.network_files.read_file import read_network_files
from graph.load.network_files.sheets import ARRANGED
from graph.load.spreadsheet.table import Tables, read_pasted, read_tables


def arrangement_of(tables: Tables) -> Mapping[str, SheetAnswer]:
    """What is known of the sheets of a network file without looking; nothing of those of a list."""
    return {name: said for name, said in ARRANGED.items() if name in tables} if tables.is_of_network else {}


def tables_of_files(files: Sequence[tuple[str, bytes]]) -> Tables:
    """The tables of one file, or of two that belong together, by name and content. Raises DataError naming a file."""
    network = read_network_files(files)
    if network is not None:
        tables = Tables(network)
        tables.is_of_network = True
        return tables
    first, *others = files
    return _with_names_below_another(read_tables(*first, second=others[0] if others else None))


def tables_of_text(name: str, text: str) -> Tables:
    """The table of a pasted text, none for one without a word; `name` is what it is called. Raises DataError."""
    return _with_names_below_another(read_pasted(name, text))


def _with_names_below_another(tables: Tables) -> Tables:
    if len(tables) == 1:
        tables.update({title: headed_bullets(one_below_another(table)) for title, table in tables.items()})
    return tables
