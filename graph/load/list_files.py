"""Files that hold a list or a network, as the tables that a preview shows: whatever program wrote them."""

from __future__ import annotations

from collections.abc import Sequence

from graph.load.network_files.read_file import read_network_files
from graph.load.spreadsheet.table import Tables, read_tables


def tables_of_files(files: Sequence[tuple[str, bytes]]) -> Tables:
    """The tables of one file, or of two that belong together, by name and content. Raises DataError naming a file."""
    network = read_network_files(files)
    if network is not None:
        return Tables(network)
    first, *others = files
    return read_tables(*first, second=others[0] if others else None)
