"""Files of network programs as the tables of a list: one file, or a table of nodes and one of edges together."""

from __future__ import annotations

from collections.abc import Sequence

from graph.load.network_files.formats import FORMATS
from graph.load.network_files.network import FileNetwork
from graph.load.network_files.node_and_edge_tables import joined
from graph.load.network_files.sheets import sheets_of
from graph.load.network_files.text import without_mark
from graph.load.spreadsheet.table import Table


def read_network_file(name: str, content: bytes) -> dict[str, Table] | None:
    """The sheets Akteure and Verbindungen of a network file; None for a file that is none.

    Raises DataError naming a file that is one and cannot be taken.
    """
    return read_network_files([(name, content)])


def read_network_files(files: Sequence[tuple[str, bytes]]) -> dict[str, Table] | None:
    """The same of several files of one network by name and content: where edges name the identifiers of nodes.

    None as soon as one of them is no network file.
    """
    parts: list[FileNetwork] = []
    for name, content in files:
        found = _read(name, content)
        if found is None:
            return None
        parts.append(found)
    return sheets_of(files[0][0], joined(parts)) if parts else None


def _read(name: str, content: bytes) -> FileNetwork | None:
    content = without_mark(content)
    form = next((form for form in FORMATS if form.fits(content)), None)
    return form.read(name, content) if form else None
