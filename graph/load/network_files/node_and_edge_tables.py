"""Tables of nodes and of edges as Gephi, Kumu, Cytoscape and R write them, with headings of their own.

A table of nodes has identifiers besides names; edges name the identifiers. So the two belong together, and a table of
edges alone names its nodes as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from graph.load.network_files.headings import DIRECTED, EDGE_ENDS, ENDS, IDS, STARTS, UNDIRECTED, WEIGHTS, direction
from graph.load.network_files.labels import divided
from graph.load.network_files.moments import day_of
from graph.load.network_files.network import FileEdge, FileNetwork, FileNode, refuse_many
from graph.load.spreadsheet.table import Table

_GERMAN = frozenset({"von", "quelle"})
"""Ends by these names are a list of ours or of a colleague's, which is read as lists are."""
_OF_OUR_TABLE = (frozenset({"from_iri", "to_iri"}), frozenset({"identifier (from)", "identifier (to)"}))
"""Headings of the identifiers at both ends in our table of ties, which is read as lists are."""
_NAMES = frozenset({"label", "name", "title"})
_DIRECTIONS = ("type", "direction", "directed", "richtung")


def is_nodes(head: Sequence[str], *, with_ids: bool = True) -> bool:
    """Whether these are the headings of nodes: identifiers besides names, in the words of a program."""
    words = {cell.casefold() for cell in head}
    return (bool(words & set(IDS)) or not with_ids) and bool(words & _NAMES) and len(words) == len(head)


def is_edges(head: Sequence[str]) -> bool:
    """Whether these are the headings of edges: both ends in the words of a program, and no table of ours."""
    words = {cell.casefold() for cell in head}
    ends = _ends(words)
    return ends is not None and ends[0] not in _GERMAN and not any(words >= one for one in _OF_OUR_TABLE)


def _ends(words: AbstractSet[str]) -> tuple[str, str] | None:
    return next((ends for ends in EDGE_ENDS if set(ends) <= words), None)


def read_nodes(name: str, table: Table, *, with_ids: bool = True) -> FileNetwork | None:
    """The nodes of a table with a column of identifiers besides that of names; None for another table.

    Without identifiers, where the file says that they are nodes nevertheless, their names are.
    """
    if not table or not is_nodes(table[0], with_ids=with_ids):
        return None
    head = [cell.casefold() for cell in table[0]]
    column = next((table[0][head.index(one)] for one in IDS if one in head), "")
    rows = [row for row in table[1:] if any(row)]
    refuse_many(name, len(rows))
    nodes = []
    for row in rows:
        about = {heading: cell for heading, cell in zip(table[0], row, strict=False) if cell and heading}
        own = about.pop(column, "")
        label, rest = divided(about)
        nodes.append(FileNode(own or label, label, _with_days(rest)))
    return FileNetwork(nodes)


def read_edges(name: str, table: Table) -> FileNetwork | None:
    """The edges of a table whose headings name both ends in the words of a program; None for another table."""
    head = [cell.casefold() for cell in table[0]] if table else []
    ends = _ends(set(head))
    if ends is None or not is_edges(head):
        return None
    rows = [row for row in table[1:] if any(row)]
    refuse_many(name, len(rows))
    places = [table[0][head.index(end)] for end in ends]
    abouts = [{heading: cell for heading, cell in zip(table[0], row, strict=False) if cell and heading} for row in rows]
    turning = _direction_column(head, table[0], abouts)
    edges = [_edge(about, places, turning) for about in abouts]
    return FileNetwork(edges=[edge for edge in edges if edge.source and edge.target])


def as_network(name: str, tables: Iterable[Table], *, with_ids: bool = True) -> FileNetwork | None:
    """The network of one or several such tables; None where one of them is none."""
    found = [read_edges(name, table) or read_nodes(name, table, with_ids=with_ids) for table in tables]
    parts = [one for one in found if one is not None]
    if not parts or len(parts) < len(found):
        return None
    nodes = [node for part in parts for node in part.nodes]
    return FileNetwork(nodes, [edge for part in parts for edge in part.edges])


def joined(parts: Sequence[FileNetwork]) -> FileNetwork:
    """Several parts of one network as one; a node that only an edge names is one by that name."""
    nodes = _without_bare([node for part in parts for node in part.nodes])
    edges = [edge for part in parts for edge in part.edges]
    known = {node.id for node in nodes}
    labels: dict[str, list[str]] = {}
    for node in nodes:
        labels.setdefault(node.label, []).append(node.id)
    by_label = {label: ids[0] for label, ids in labels.items() if label and len(ids) == 1}
    edges = [_with_known_ends(edge, known, by_label) for edge in edges]
    further = dict.fromkeys(end for edge in edges for end in (edge.source, edge.target) if end not in known)
    notes = tuple(note for part in parts for note in part.notes)
    is_closed = any(part.is_closed for part in parts)
    return FileNetwork([*nodes, *(FileNode(one, one) for one in further if not is_closed)], edges, is_closed, notes)


def _without_bare(nodes: Sequence[FileNode]) -> list[FileNode]:
    """Nodes of several parts: one of which a part says no more than that it is there counts where it says more."""
    told = {node.id for node in nodes if node.about or node.label not in ("", node.id)}
    return [node for node in nodes if node.id not in told or node.about or node.label not in ("", node.id)]


def _with_known_ends(edge: FileEdge, known: set[str], by_label: Mapping[str, str]) -> FileEdge:
    """An edge by identifiers; one that names what its nodes are called is one of them as well."""
    source, target = (end if end in known else by_label.get(end, end) for end in (edge.source, edge.target))
    if (source, target) == (edge.source, edge.target):
        return edge
    return FileEdge(source, target, edge.directed, edge.label, edge.weight, edge.periods, edge.about)


def _edge(about: dict[str, str], places: Sequence[str], turning: str | None) -> FileEdge:
    source, target = (about.pop(place, "") for place in places)
    directed = direction(about.pop(turning, "")) if turning else None
    weight = _taken(about, WEIGHTS)
    start, end = day_of(_taken(about, STARTS)), day_of(_taken(about, ENDS))
    label = _taken(about, frozenset({"label"}))
    own = {key: text for key, text in about.items() if key.casefold() not in IDS}
    return FileEdge(source, target, directed, label, weight, ((start, end),), own)


def _with_days(about: Mapping[str, str]) -> dict[str, str]:
    return {key: day_of(text) if key.casefold() in STARTS | ENDS else text for key, text in about.items()}


def _taken(about: dict[str, str], words: frozenset[str]) -> str:
    """The value under the first heading that is one of these, which is taken out."""
    key = next((one for one in about if one.casefold() in words), None)
    return about.pop(key) if key is not None else ""


def _direction_column(head: Sequence[str], heads: Sequence[str], rows: Sequence[Mapping[str, str]]) -> str | None:
    """The column whose words all say whether an edge has a direction: Gephi calls it Type, Kumu Direction."""
    for word in _DIRECTIONS:
        if word in head:
            heading = heads[head.index(word)]
            said = {row.get(heading, "").casefold() for row in rows} - {""}
            if said <= DIRECTED | UNDIRECTED:
                return heading
    return None
