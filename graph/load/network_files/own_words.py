"""What our own exports say of actors and ties, under the headings of a list: codes by their names, figures left out.

Figures, sectors, groups and colours follow from the rest; what a tie of several weighs is divided among its pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from graph.load.network_files.columns import CONFIDENCE, KIND, LABEL, NOTE, SHORT, SINCE, STATE, TOPIC, UNTIL
from graph.load.network_files.network import FileEdge, FileNode
from graph.load.numbers import is_number
from graph.load.spreadsheet.codes import codes_of, german_names
from graph.period import as_exact
from graph.rdf.tie_classes import shipped_tie_classes
from graph.terms import NK

HIERARCHY = "Hierarchy"
"""The code of the edges from a part to its whole."""
_GROUP = "Arbeitsgruppe"
_CLOSER = ("interfaceKinds", "mandateKinds", "roles")
"""Schemes of codes that say of a tie what kind it is, and more closely."""


def is_own_node(node: FileNode) -> bool:
    """Whether a node was written by us."""
    return {"is_group", "is_network", "partners"} <= node.about.keys()


def address_of(node: FileNode) -> str:
    """The id of a node; of one of ours in a form whose ids are no addresses, the one that it names."""
    return node.about.get("iri", "") or node.id if is_own_node(node) else node.id


def is_own_edge(edge: FileEdge) -> bool:
    """Whether an edge was written by us."""
    return {"kind_code", "state_code"} <= edge.about.keys()


def is_of_part(edge: FileEdge) -> bool:
    """Whether an edge of ours leads from a part to its whole."""
    return edge.about.get("kind_code") == HIERARCHY


def of_node(node: FileNode) -> dict[str, str]:
    """What is stated of an actor; of a place only where it was drawn."""
    about = {key.casefold(): text for key, text in node.about.items()}
    is_group, is_network = (about.get(key, "").lower() == "true" for key in ("is_group", "is_network"))
    kind = "" if is_network else about.get("kind", "") or about.get("type", "") or about.get("sector", "")
    state = about.get("state_code", "exists")
    return {
        SHORT: about.get("short", ""),
        KIND: _kind_of_group(about, kind) if is_group and not is_network else kind,
        STATE: "" if state == "exists" else _code_name("status", state),
        "X": about.get("x", ""),
        "Y": about.get("y", ""),
    }


def _kind_of_group(about: Mapping[str, str], kind: str) -> str:
    """The word for the kind of a group; of one whose kind is none of a group, that it is one."""
    name = _code_name("groupKinds", about.get("kind_code", "")) or kind
    return name if name.casefold() in codes_of("groupKinds") else _GROUP


def of_edge(edge: FileEdge) -> dict[str, str]:
    """What is stated of a tie."""
    about = {key.casefold(): text for key, text in edge.about.items()}
    kind = about.get("kind_code", "")
    detail = about.get("kind", "") or about.get("type", "")
    detail = "" if detail in _names_of(kind) else detail
    name = detail if _is_code(detail) else _kind_names().get(kind, kind)
    start, end = edge.periods[0] if edge.periods else ("", "")
    start, end = start or about.get("start", ""), end or about.get("end", "")
    return {
        "Kennung": about.get("tie", ""),
        KIND: name,
        "Näher": detail if detail != name else "",
        TOPIC: about.get("topics", "") or about.get("tags", ""),
        STATE: _code_name("status", about.get("state_code", "")),
        SINCE: as_exact(start, about.get("start_precision", "")),
        UNTIL: as_exact(end, about.get("end_precision", "")),
        CONFIDENCE: _code_name("confidence", about.get("confidence_code", "")),
        NOTE: about.get("note", ""),
        "Beleg": about.get("evidence", ""),
        LABEL: edge.label,
    }


def whole_weights(edges: Iterable[FileEdge]) -> Mapping[str, int]:
    """By the address of a tie, how many times the weight of one of its pairs it weighs."""
    parties = defaultdict[str, set[str]](set)
    for edge in edges:
        if tie := edge.about.get("tie", ""):
            parties[tie].update((edge.source, edge.target))
    return {tie: max(len(ends) - 1, 1) for tie, ends in parties.items()}


def weight_of(edge: FileEdge, times: Mapping[str, int]) -> str:
    """What the whole tie weighs."""
    several = times.get(edge.about.get("tie", ""), 1)
    weight = edge.weight.replace(",", ".")
    return f"{float(weight) * several:.12g}" if several > 1 and is_number(weight) else edge.weight


@cache
def _kind_names() -> Mapping[str, str]:
    return {one.name: one.label.in_language("de") for one in shipped_tie_classes()}


@cache
def _names_of(kind: str) -> frozenset[str]:
    """All that a kind of tie is called, so that what says nothing closer is left out."""
    found: Sequence[str] = [
        word
        for one in shipped_tie_classes()
        if one.name == kind
        for word in (*one.label.wordings, *one.plural.wordings)
    ]
    return frozenset({kind, *found})


def _is_code(word: str) -> bool:
    """Whether it is a closer kind of tie, which says the kind as well."""
    return bool(word) and any(word.casefold() in codes_of(scheme) for scheme in _CLOSER)


@cache
def _code_name(scheme: str, code: str) -> str:
    """A code by its German name; one that there is not as it stands there."""
    german = {name.casefold(): name for name in german_names(scheme)}
    return next((german[word] for word, iri in codes_of(scheme).items() if iri == NK + code and word in german), code)
