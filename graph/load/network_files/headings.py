"""The headings by which network programs name nodes, ends, weights and directions, in small letters."""

from __future__ import annotations

EDGE_ENDS: tuple[tuple[str, str], ...] = (
    ("source", "target"),
    ("from", "to"),
    ("von", "zu"),
    ("von", "nach"),
    ("quelle", "ziel"),
    ("source id", "target id"),
    ("source_id", "target_id"),
    ("from_id", "to_id"),
    ("node1", "node2"),
    ("ego", "alter"),
)
"""Pairs of headings of the two ends of an edge, the usual ones first."""
IDS = ("id", "node id", "node_id", "nodeid", "_id")
NODE_WORDS = frozenset({*IDS, "label", "name", "node", "nodes", "akteur"})
WEIGHTS = frozenset({"weight", "gewicht", "strength", "stärke", "staerke", "value", "wert"})
"""Headings of how strong an edge is."""
DIRECTED = frozenset({"directed", "gerichtet", "->", "true"})
UNDIRECTED = frozenset({"undirected", "ungerichtet", "mutual", "--", "<->", "false"})
STARTS = frozenset({"start", "start date", "start_date", "startdate", "begin", "seit", "timestamp", "since", "date"})
ENDS = frozenset({"end", "end date", "end_date", "enddate", "finish", "bis", "until"})
"""Headings of when it began and ended."""


def direction(word: str) -> bool | None:
    """Whether a word says that an edge has a direction; None for a word that says nothing of it."""
    said = word.strip().casefold()
    return True if said in DIRECTED else False if said in UNDIRECTED else None
