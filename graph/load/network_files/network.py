"""A network as a file has it: nodes by its own identifiers, edges between them, each with whatever else is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph.errors import DataError

MOST = 100_000
"""Nodes of a file, and edges of it."""
LARGEST = 64_000_000
"""Bytes of a file."""


@dataclass(frozen=True, slots=True)
class FileNode:
    """A node; `label` is "" where the file gives none. `about`: its attributes by the names they have in the file.

    `parents` are the nodes that it is a part of.
    """

    id: str
    label: str = ""
    about: Mapping[str, str] = field(default_factory=dict)
    parents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FileEdge:
    """An edge; `directed` is None where the file does not say. `periods`: from when to when it holds, "" for open."""

    source: str
    target: str
    directed: bool | None = None
    label: str = ""
    weight: str = ""
    periods: tuple[tuple[str, str], ...] = ()
    about: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FileNetwork:
    """All of a file. `is_closed`: every end of an edge has to be one of its nodes, as the format wants it.

    `notes`: what was met and not taken over, a line each, as the file calls it.
    """

    nodes: Sequence[FileNode] = ()
    edges: Sequence[FileEdge] = ()
    is_closed: bool = False
    notes: tuple[str, ...] = ()


def refuse_many(name: str, number: int, most: int = MOST) -> None:
    """Let a file with too many nodes or edges be refused. Raises DataError naming it."""
    if number > most:
        raise DataError(
            "%(file)s holds more than %(most)s nodes or connections.",
            hint="Save a part of it, for example what is visible in a filter, and read that in.",
            file=name,
            most=most,
        )


def damaged(template: str, name: str, **values: object) -> DataError:
    """The refusal of a network file that breaks its own format, as a sentence with the place of the file's name."""
    return DataError(template, hint="Save it once more in the program it comes from.", file=name, **values)
