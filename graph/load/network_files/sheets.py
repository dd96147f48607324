"""A network of a file as the two tables of a list: who there is, and who is tied to whom, both by name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from graph.errors import DataError
from graph.load.lists.arrangement import SheetAnswer
from graph.load.lists.headings import roles_of
from graph.load.network_files import own_words
from graph.load.network_files.columns import (
    COLOUR,
    DIRECTED_WORD,
    DIRECTION,
    ID,
    KIND,
    LABEL,
    NAME,
    NOTE,
    OF_EDGES,
    OF_NODES,
    PART_OF,
    SINCE,
    SOURCE,
    TARGET,
    UNDIRECTED_WORD,
    UNTIL,
    WEIGHT,
    left_out,
    table_of,
    under_headings,
)
from graph.load.network_files.network import FileEdge, FileNetwork, FileNode, damaged, refuse_many
from graph.load.spreadsheet.table import ACTORS, LONGEST_CELL, TIES, Table
from graph.text import JOINT

ASIDE = "Nicht gelesen"
ARRANGED: Mapping[str, SheetAnswer] = {
    ACTORS: SheetAnswer("actors", 0),
    TIES: SheetAnswer("ties", 0),
    ASIDE: SheetAnswer("aside", 0),
}
"""What is known of these sheets without looking: for the answers that a list is read with."""
_SAYS_NOTHING = re.compile(r"[A-Za-z]{0,4}[-_]?\d+|-?\d+\.0")
_ADDRESS = re.compile(r"(?:https?://|urn:|tag:|did:)\S+")


def sheets_of(name: str, network: FileNetwork) -> dict[str, Table]:
    """The tables; a third one names what was met and is no part of them.

    Raises DataError for an edge to a node that there is not, a node that is there twice, and nodes without names.
    """
    refuse_many(name, max(len(network.nodes), len(network.edges)))
    _check(name, network)
    names = _names(network.nodes)
    nodes, parents = [], dict[str, list[str]]()
    for node in network.nodes:
        plain, wholes = _without_wholes(node, names)
        nodes.append(plain)
        parents[node.id] = [*node.parents, *wholes]
    for edge in filter(own_words.is_of_part, network.edges):
        parents[edge.source].append(edge.target)
    actors = [_actor(node, names, parents[node.id]) for node in nodes]
    ties = list(_ties([edge for edge in network.edges if not own_words.is_of_part(edge)], names))
    of_ties: dict[str, object] = {ID: None, **OF_EDGES, DIRECTION: None, LABEL: None}
    of_actors: dict[str, object] = {**OF_NODES, PART_OF: None}
    tables = {
        ACTORS: table_of(actors, (NAME, ID), of_actors),
        TIES: table_of(ties, (SOURCE, TARGET), of_ties),
    }
    further = [*left_out(actors, (NAME, ID), of_actors), *left_out(ties, (SOURCE, TARGET), of_ties)]
    notes = [*network.notes, *further]
    tables[ASIDE] = [[ASIDE], *([note] for note in notes)]
    return {title: _clean(table) for title, table in tables.items() if len(table) > 1}


def _check(name: str, network: FileNetwork) -> None:
    if not network.nodes:
        raise damaged("%(file)s cannot be read as a network: it holds no node.", name)
    twice = next((one for one, number in Counter(node.id for node in network.nodes).items() if number > 1), None)
    if twice is not None:
        raise damaged(
            "%(file)s cannot be read as a network: the node %(node)s stands in it twice.", name, node=twice[:80]
        )
    known = {node.id for node in network.nodes}
    for edge in network.edges:
        for end in (edge.source, edge.target):
            if end not in known:
                raise DataError(
                    "%(file)s cannot be read as a network: a connection from %(source)s to %(target)s names %(node)s, "
                    "which is no node of it.",
                    hint="Save it once more with all its nodes, or take the connection out.",
                    file=name,
                    source=edge.source[:80] or "?",
                    target=edge.target[:80] or "?",
                    node=end[:80] or "?",
                )
    if all(_SAYS_NOTHING.fullmatch(node.label or node.id) for node in network.nodes):
        raise DataError(
            "%(file)s does not say what its actors are called: they are only numbered (%(example)s).",
            hint="Write the names into the attribute Label and save it again, or choose the table of nodes with it.",
            file=name,
            example=", ".join((node.label or node.id)[:20] for node in network.nodes[:3]),
        )


def _names(nodes: Sequence[FileNode]) -> dict[str, str]:
    """What each node is called, no two alike: a second one of a name gets the next number that is free."""
    numbers, taken, found = Counter[str](), set[str](), dict[str, str]()
    for node in nodes:
        label = " ".join((node.label or node.id).split())
        name = label
        while name.casefold() in taken:
            numbers[label] += 1
            name = f"{label} ({numbers[label] + 1})"
        taken.add(name.casefold())
        found[node.id] = name
    return found


def _without_wholes(node: FileNode, names: Mapping[str, str]) -> tuple[FileNode, list[str]]:
    """A node without the attributes that say by identifiers what it is a part of (`parent`), and those wholes."""
    of_wholes = {key: text for key, text in node.about.items() if roles_of(key)[:1] == ("part_of",)}
    said = {key: [part.strip() for part in text.split(";")] for key, text in of_wholes.items()}
    wholes = {key: parts for key, parts in said.items() if all(part in names for part in parts)}
    rest = {key: text for key, text in node.about.items() if key not in wholes}
    return replace(node, about=rest), [part for parts in wholes.values() for part in parts]


def _actor(node: FileNode, names: Mapping[str, str], parents: Sequence[str]) -> dict[str, str]:
    about = own_words.of_node(node) if own_words.is_own_node(node) else _of_foreign(node)
    address = own_words.address_of(node)
    own = {NAME: names[node.id], ID: address if _ADDRESS.fullmatch(address) else ""}
    wholes = JOINT.join(names[parent] for parent in dict.fromkeys(parents) if parent in names and parent != node.id)
    return {**about, **own, PART_OF: wholes}


def _of_foreign(node: FileNode) -> dict[str, str]:
    about = dict(node.about)
    parts = [about.get(part, "") for part in "rgb"]
    if all(part.isdecimal() and int(part) <= 255 for part in parts):  # noqa: PLR2004 - a byte
        about = {key: text for key, text in about.items() if key not in {"r", "g", "b"}}
        about[COLOUR] = f"#{bytes(map(int, parts)).hex()}"
    return under_headings(about, OF_NODES)


def _ties(edges: Sequence[FileEdge], names: Mapping[str, str]) -> Iterator[dict[str, str]]:
    times = own_words.whole_weights(edges)
    labels = [edge.label for edge in edges if edge.label]
    are_kinds = len(set(labels)) * 2 <= len(labels)
    for edge in edges:
        ends = {SOURCE: names[edge.source], TARGET: names[edge.target]}
        turned = {True: DIRECTED_WORD, False: UNDIRECTED_WORD}
        ends |= {DIRECTION: turned[edge.directed]} if edge.directed is not None else {}
        if own_words.is_own_edge(edge):
            yield {**own_words.of_edge(edge), **ends, WEIGHT: own_words.weight_of(edge, times)}
            continue
        about = under_headings(edge.about, OF_EDGES)
        if edge.label:
            about.setdefault(KIND if are_kinds else NOTE, edge.label)
            about |= {LABEL: edge.label} if edge.label not in about.values() else {}
        about |= {WEIGHT: edge.weight} if edge.weight else {}
        for start, end in edge.periods or (("", ""),):
            period = {heading: day for heading, day in ((SINCE, start), (UNTIL, end)) if day}
            yield {**about, **period, **ends}


def _clean(table: Sequence[Sequence[str]]) -> Table:
    return tuple(tuple(" ".join(cell.split())[:LONGEST_CELL] for cell in row) for row in table)
