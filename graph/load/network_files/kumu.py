"""Kumu: its JSON, as blueprint and as export of a project with places of its maps; and its spreadsheet of two sheets.

A connection may name an element that is not listed: Kumu makes it one, and so do we.
Source: https://docs.kumu.io/guides/import
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from graph.load.network_files.headings import DIRECTED, UNDIRECTED, WEIGHTS, direction
from graph.load.network_files.json_values import objects, plain_values, text_of
from graph.load.network_files.moments import day_of
from graph.load.network_files.network import FileEdge, FileNetwork, FileNode
from graph.load.network_files.node_and_edge_tables import as_network, joined
from graph.load.spreadsheet.sheet import Cell, CellError, Cells
from graph.load.spreadsheet.table import Table
from graph.load.spreadsheet.workbook import read_workbook as read_sheets
from graph.text import JOINT

ELEMENTS, CONNECTIONS = "Elements", "Connections"
_SHEET_NAMES = (b'name="Elements"', b'name="Connections"')
_LARGEST_LIST_OF_SHEETS = 1_000_000
_KINDS = {"element type": "type", "connection type": "type"}


def fits(found: Any) -> bool:
    """Whether JSON is Kumu's."""
    return isinstance(found, dict) and isinstance(found.get("elements"), list) and "@context" not in found


def read(_name: str, found: dict[str, Any]) -> FileNetwork:
    """The network of a blueprint or an exported project."""
    places = {one: place for drawn in objects(found.get("maps")) for one, place in _places(drawn)}
    nodes = []
    for element in objects(found.get("elements")):
        about = _about(element)
        label = about.pop("label", "")
        own = about.pop("id", "") or label
        nodes.append(FileNode(own, label, {**places.get(own, {}), **about}))
    loops = tuple(f"Loop {_about(loop).get('label', '')}".strip() for loop in objects(found.get("loops")))
    edges = FileNetwork(edges=[_connection(one) for one in objects(found.get("connections"))], notes=loops)
    return joined([FileNetwork([node for node in nodes if node.id]), edges])


def is_workbook_of_kumu(content: bytes) -> bool:
    """Whether a packed workbook has both of Kumu's sheets by their names."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed, packed.open("xl/workbook.xml") as file:
            names = file.read(_LARGEST_LIST_OF_SHEETS)
    except (zipfile.BadZipFile, KeyError, OSError, EOFError, NotImplementedError, RuntimeError, ValueError):
        return False
    return all(one in names for one in _SHEET_NAMES)


def read_workbook(name: str, content: bytes) -> FileNetwork | None:
    """The network of Kumu's spreadsheet; None where its sheets are others. Raises DataError naming the file."""
    tables = {sheet.name: _table(sheet.cells) for sheet in read_sheets(name, content) if not sheet.is_hidden}
    both = [_with_divided_tags(tables[sheet]) for sheet in (CONNECTIONS, ELEMENTS) if tables.get(sheet)]
    return as_network(name, both, with_ids=False)


def _table(cells: Cells) -> Table:
    rows = [tuple(_text(cell) for cell in row) for row in cells]
    return tuple(row for row in rows if any(row))


def _text(cell: Cell) -> str:
    if cell is None or isinstance(cell, CellError):
        return ""
    return cell.isoformat()[:10] if isinstance(cell, date) else text_of(cell)


def _with_divided_tags(table: Table) -> Table:
    """A table whose tags are divided as in every list; Kumu puts a stroke between them."""
    tags = {place for place, heading in enumerate(table[0]) if heading.casefold() == "tags"}
    return tuple(
        tuple(JOINT.join(cell.split("|")) if place in tags else cell for place, cell in enumerate(row)) for row in table
    )


def _about(element: Mapping[str, Any]) -> dict[str, str]:
    """All that is said of an element: in fields of its own, and in `attributes`."""
    nested = element.get("attributes")
    both = {**plain_values(element), **(plain_values(nested) if isinstance(nested, dict) else {})}
    about = {_KINDS.get(key, key): text for key, text in both.items()}
    own = about.pop("_id", "") or about.get("id", "")
    return {**about, "id": own} if own else about


def _connection(found: Mapping[str, Any]) -> FileEdge:
    about = _about(found)
    about.pop("id", "")
    weight = next((about.pop(key) for key in list(about) if key.casefold() in WEIGHTS), "")
    said = about.get("direction", "").casefold()
    directed = direction(about.pop("direction")) if said in DIRECTED | UNDIRECTED else None
    period = (day_of(about.pop("start", "")), day_of(about.pop("end", "")))
    source, target, label = (about.pop(key, "") for key in ("from", "to", "label"))
    return FileEdge(source, target, directed, label, weight, (period,), about)


def _places(drawn: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
    for element in objects(drawn.get("elements")):
        place = element.get("position")
        if isinstance(place, dict) and {"x", "y"} <= place.keys():
            yield text_of(element.get("element")), {axis: text_of(place[axis]) for axis in "xy"}
