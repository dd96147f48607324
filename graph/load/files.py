"""Files into the store: all of them or nothing, and an error says which file, which line and what is wrong.

Statements outside any named graph go to a graph named after network and file: `<base>magdeburg/graph/ag1`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pyoxigraph as ox

from graph.errors import DataError
from graph.load.described import Described, describe
from graph.load.upload import fault_of_parser, find_fault
from graph.model import Unreadable
from graph.paths import DATA, ONTOLOGY
from graph.persons.directory import Directory
from graph.protocol import Change, ChangeKind, Store
from graph.rdf.canonical_lines import text_of_plain
from graph.rdf.quad_text import LARGE, QuadText, joined, text_of
from graph.rdf.skolem import skolemise, skolemise_text
from graph.rdf.values import find_unreadable
from graph.terms import BASE, CODES_GRAPH, NETZ, ONTOLOGY_GRAPH, RDF, TOPICS_GRAPH, network_slug

FORMATS: dict[str, ox.RdfFormat] = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".json": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
}
NO_NETWORK = "daten"
_OF_NETWORKS = frozenset({".graphml", ".gexf", ".net", ".paj", ".dl", ".edgelist", ".csv", ".xlsx", ".ods", ".xls"})

_ONTOLOGY_GRAPHS = {
    ONTOLOGY / "core.ttl": ONTOLOGY_GRAPH,
    ONTOLOGY / "codes.ttl": CODES_GRAPH,
    ONTOLOGY / "topics.ttl": TOPICS_GRAPH,
}
_NOT_IN_A_NAME = re.compile(r"[^\w.~-]+")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What files say: quads for the public graph, and those about persons; `moved` is the number of the latter."""

    quads: list[ox.Quad]
    persons: list[ox.Quad]

    @property
    def moved(self) -> int:
        """How many statements are about persons."""
        return len(self.persons)


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What loading did: files read, statements new in the public graph, statements kept with the persons.

    `unreadable` are statements of the files that are kept, but whose value the model cannot take. `described`: what
    the files tell of.
    """

    files: int
    added: int
    moved: int
    revision: int
    unreadable: tuple[Unreadable, ...] = ()
    described: Described = field(default_factory=Described)

    def __str__(self) -> str:
        return f"{self.added} new statements from {self.files} files, {self.moved} kept with the persons"


def read_files(paths: Iterable[Path], *, network: str | None = None, base: str = BASE) -> Loaded:
    """The statements of files, blank nodes named and persons apart. Raises DataError naming file and line."""
    quads = [quad for path in paths for quad in _read_file(Path(path), network, base)]
    directory = Directory()
    directory.learn(quads)
    return Loaded(*directory.split(quads))


def load_files(
    store: Store,
    paths: Iterable[Path],
    *,
    network: str | None = None,
    author: str = "",
    reason: str = "",
    kind: ChangeKind = "files",
) -> LoadReport:
    """Add the statements of files to a store in one change. Those it has already make no difference."""
    files = list(paths)
    change = Change(add=_statements(files, network), author=author, reason=reason or _names(files), kind=kind)
    applied = store.apply(change)
    found = find_unreadable(change.add), describe(change.add)
    return LoadReport(len(files), applied.added, applied.moved, applied.revision, *found)


def read_ontology() -> list[ox.Quad]:
    """The statements of vocabulary, codes and shared topics, each in its graph."""
    return read_files(_ONTOLOGY_GRAPHS).quads


def load_ontology(store: Store) -> LoadReport:
    """Add the vocabulary, the codes and the shared topics, each in a graph of its own."""
    return load_files(store, _ONTOLOGY_GRAPHS, author="akteursnetz", reason="Ontology", kind="ontology")


def create_with_magdeburg(store: Store) -> LoadReport:
    """Fill a new store with the vocabulary and the network of the Magdeburg minutes, in one change."""
    files = [*_ONTOLOGY_GRAPHS, *sorted(path for path in (DATA / "magdeburg").iterdir() if path.suffix in FORMATS)]
    reason = "Ontology and the Magdeburg network"
    return load_files(store, files, author="akteursnetz", reason=reason, kind="example")


def _statements(files: Sequence[Path], network: str | None) -> Sequence[ox.Quad]:
    """The statements of files, of long ones as text."""
    sizes = [path.stat().st_size for path in map(Path, files) if path.is_file()]
    if sum(sizes) < LARGE:
        return [quad for path in files for quad in _read_file(Path(path), network, BASE)]
    return joined([_read_text(Path(path), network, BASE) for path in files])


def _read_file(path: Path, network: str | None, base: str) -> list[ox.Quad]:
    quads = list(_parse(path, base))
    if any(isinstance(quad.graph_name, ox.DefaultGraph) for quad in quads):
        quads = _in_graph(ox.NamedNode(_graph_name(path, quads, network, base)), quads)
    return skolemise(quads, base)


def _read_text(path: Path, network: str | None, base: str) -> QuadText:
    text = _plain(path) or text_of(_parse(path, base))
    if ox.DefaultGraph() in text.graphs:
        graph = ox.NamedNode(_graph_name(path, text, network, base))
        text = text.in_graph(graph) if len(text.graphs) == 1 else text_of(text, partial(_in_graph, graph))
    return skolemise_text(text, base)


def _plain(path: Path) -> QuadText | None:
    """A file that need not be parsed; None for others, and for those with a mistake, which parsing will find."""
    with suppress(SyntaxError, ValueError):
        content, form = _content(path), _format(path)
        return text_of_plain(content, form) if find_fault(content, form) is None else None
    return None


def _parse(path: Path, base: str) -> Iterator[ox.Quad]:
    form, content = _format(path), _content(path)
    if (fault := find_fault(content, form)) is not None:
        raise _error_at(path, fault.line, fault.detail)
    try:
        yield from ox.parse(content, format=form, base_iri=base, rename_blank_nodes=True)
    except SyntaxError as error:
        fault = fault_of_parser(error)
        raise _error_at(path, fault.line, fault.detail) from error


def _format(path: Path) -> ox.RdfFormat:
    form = FORMATS.get(path.suffix.lower())
    if path.suffix.lower() in _OF_NETWORKS:
        raise DataError(
            "%(file)s is a list or a network file, and no linked data.",
            hint="Read it in on the page of lists, or with the command import: both show first what they take.",
            file=path,
        )
    if form is None:
        raise DataError(
            "%(file)s has an ending that says nothing about its format.",
            hint="These endings are known: %(known)s.",
            file=path,
            known=", ".join(FORMATS),
        )
    return form


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DataError(
            "%(file)s cannot be read: %(detail)s.", hint="Check the path.", file=path, detail=error.strerror or error
        ) from error


def _in_graph(graph: ox.NamedNode, quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Those that name no graph lie in this one."""
    return [
        ox.Quad(quad.subject, quad.predicate, quad.object, graph)
        if isinstance(quad.graph_name, ox.DefaultGraph)
        else quad
        for quad in quads
    ]


def _graph_name(path: Path, quads: Sequence[ox.Quad], network: str | None, base: str) -> str:
    if (own := _ONTOLOGY_GRAPHS.get(path.resolve())) is not None:
        return own
    slug = network or _described_network(quads, base) or _usual_slug(quads, base) or NO_NETWORK
    return f"{base}{_as_name(slug)}/graph/{_as_name(path.stem)}"


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


def _names(files: Sequence[Path]) -> str:
    return "Loaded " + ", ".join(Path(path).name for path in files)


def _error_at(path: Path, line: int | None, detail: str) -> DataError:
    if line is None:
        return DataError("%(file)s: %(detail)s.", hint="Nothing was loaded.", file=path, line=None, detail=detail)
    return DataError(
        "%(file)s, line %(line)s: %(detail)s.",
        hint="Nothing was loaded. Look at this line; a mistake may also be at the end of the line before it.",
        file=path,
        line=line,
        detail=detail,
    )
