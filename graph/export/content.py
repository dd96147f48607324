"""What a file of a network holds, whatever its format: everybody who is shown, and every tie between two of them.

The command line, the map and the API write the same content for the same network, states and day; the map narrows it
to what is visible there. Weights and directions are those of the projection that all measures rest on.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace

from graph.analysis import Analysis

HIERARCHY_KIND = "Hierarchy"
"""The kind of an edge between part and whole, which is no tie."""

Value = str | int | float | bool
Pair = tuple[str, frozenset[str]]
"""An edge by its tie, "" for part and whole, and both ends."""


def _same(text: str) -> str:
    return text


@dataclass(frozen=True, slots=True)
class ExportWords:
    """How codes and quotes are said, and the headings of tables; without any, as they are."""

    kind: Callable[[str], str] = _same
    state: Callable[[str], str] = _same
    confidence: Callable[[str], str] = _same
    quote: Callable[[str], str] = _same
    network: str = "Network"
    headings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ExportNode:
    """An actor, group or network; `attributes` by their names in the file.

    `position` in pixels of the map, downwards, None where there is none; size in the same pixels, colour as `#rrggbb`.
    """

    iri: str
    label: str
    attributes: Mapping[str, Value]
    position: tuple[float, float] | None = None
    size: float = 0.0
    colour: str = ""


MEAN_OF = "mean_"
"""Before the code of a dimension: the attribute that says how well a tie carries. `value` alone would be its weight."""


@dataclass(frozen=True, slots=True)
class ExportEdge:
    """One pair of parties of a tie, by the IRIs of both; a tie of several parties has several edges.

    `tie` is the IRI of the tie, "" for part and whole. `weight` is the strength of the pair. `start` and `end` are ISO
    dates, "" when open, as exactly as `start_precision` and `end_precision` say.
    """

    id: str
    tie: str
    source: str
    target: str
    label: str
    is_directed: bool
    weight: float
    attributes: Mapping[str, Value]
    start: str = ""
    end: str = ""
    start_precision: str = ""
    end_precision: str = ""

    @property
    def pair(self) -> Pair:
        """What it is known by in other pictures of the same network."""
        return self.tie, frozenset((self.source, self.target))


@dataclass(frozen=True, slots=True)
class Content:
    """What is written; `analysis` is what it was taken from, for formats that hold more than nodes and edges."""

    title: str
    nodes: tuple[ExportNode, ...]
    edges: tuple[ExportEdge, ...]
    analysis: Analysis
    language: str = "de"
    words: ExportWords = field(default_factory=ExportWords)
    about: tuple[str, ...] = ()


def narrow(content: Content, shown: Collection[str], pairs: Collection[Pair]) -> Content:
    """The part of these nodes and edges, in their order."""
    nodes = tuple(node for node in content.nodes if node.iri in shown)
    known = {node.iri for node in nodes}
    edges = (edge for edge in content.edges if edge.pair in pairs)
    return replace(
        content,
        nodes=nodes,
        edges=tuple(edge for edge in edges if edge.source in known and edge.target in known),
    )
