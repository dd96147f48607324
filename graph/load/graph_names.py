"""Which named graph the statements of a file lie in that name none: one of its network and its name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import pyoxigraph as ox

from graph.load.file_content import PACKED
from graph.paths import ONTOLOGY
from graph.terms import CODES_GRAPH, NETZ, ONTOLOGY_GRAPH, RDF, TOPICS_GRAPH, network_slug

NO_NETWORK = "daten"
ONTOLOGY_GRAPHS = {
    ONTOLOGY / "core.ttl": ONTOLOGY_GRAPH,
    ONTOLOGY / "codes.ttl": CODES_GRAPH,
    ONTOLOGY / "topics.ttl": TOPICS_GRAPH,
}
_NOT_IN_A_NAME = re.compile(r"[^\w.~-]+")


def graph_name_for(path: Path, quads: Sequence[ox.Quad], network: str | None, base: str) -> str:
    """The graph of a file: that of the vocabulary it is, else one of its network, as somebody says or as it tells."""
    if (own := ONTOLOGY_GRAPHS.get(path.resolve())) is not None:
        return own
    slug = network or _described_network(quads, base) or _usual_slug(quads, base) or NO_NETWORK
    stem = Path(path.name.removesuffix(PACKED)).stem
    return f"{base}{_as_name(slug)}/graph/{_as_name(stem)}"


def in_graph(graph: ox.NamedNode, quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Those that name no graph lie in this one."""
    return [
        ox.Quad(quad.subject, quad.predicate, quad.object, graph)
        if isinstance(quad.graph_name, ox.DefaultGraph)
        else quad
        for quad in quads
    ]


def _described_network(quads: Sequence[ox.Quad], base: str) -> str:
    """The slug of the one network that a file describes."""
    kind, network = ox.NamedNode(RDF + "type"), ox.NamedNode(NETZ + "Network")
    found = {_slug(quad.subject, base) for quad in quads if quad.predicate == kind and quad.object == network}
    return found.pop() if len(found) == 1 else ""


def _usual_slug(quads: Sequence[ox.Quad], base: str) -> str:
    slugs = Counter(slug for quad in quads if (slug := _slug(quad.subject, base)))
    return min(slugs, key=lambda slug: (-slugs[slug], slug), default="")


def _slug(term: object, base: str) -> str:
    return network_slug(term.value, base) if isinstance(term, ox.NamedNode) else ""


def _as_name(text: str) -> str:
    return _NOT_IN_A_NAME.sub("-", text).strip("-") or NO_NETWORK
