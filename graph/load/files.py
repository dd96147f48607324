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
from graph.load.faults import TextFault, TextFaultError
from graph.load.left_out_persons import persons_left_out
from graph.load.packed import BEGINNING, PackedError, unpacked
from graph.load.parse import parse_leniently, parse_text, readable
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
    ".n3": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".json": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
}
PACKED = ".gz"
_USUAL_GROWTH = 20
NO_NETWORK = "daten"
_XML = re.compile(rb"[\xef\xbb\xbf\xff\xfe\s]*<(?:[?!]|(?:[\w.-]+:)?RDF[\s>])")
"""How RDF/XML begins, in any encoding once the zeros of wide ones are left out."""
_BEGINNING = 400
_OF_NETWORKS = frozenset(
    {".graphml", ".gexf", ".net", ".paj", ".dl", ".gml", ".dot", ".edgelist", ".csv", ".xlsx", ".ods", ".xls"}
)

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
class LeftOutOfFile:
    """What a lenient load could not read: of which file, what is wrong, and in which line when that is known."""

    file: str
    fault: TextFault


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What loading did: files read, statements new in the public graph, statements kept with the persons.

    `unreadable` are statements of the files that are kept, but whose value the model cannot take; `left_out` is what a
    lenient load could not read. `described`: what the files tell of.
    """

    files: int
    added: int
    moved: int
    revision: int
    unreadable: tuple[Unreadable, ...] = ()
    left_out: tuple[LeftOutOfFile, ...] = ()
    described: Described = field(default_factory=Described)

    def __str__(self) -> str:
        return f"{self.added} new statements from {self.files} files, {self.moved} kept with the persons"


@dataclass(slots=True)
class _Reader:
    """Reads files for one load. `left_out` is None for a strict one: there a fault refuses everything."""

    network: str | None = None
    base: str = BASE
    left_out: list[LeftOutOfFile] | None = field(default=None)

    def statements(self, files: Sequence[Path]) -> Sequence[ox.Quad]:
        """The statements of files, of long ones as text."""
        if sum(map(_likely_size, files)) < LARGE:
            return [quad for path in files for quad in self.quads(path)]
        return joined([self._text(path, *_content(path)) for path in files])

    def quads(self, path: Path) -> list[ox.Quad]:
        """The statements of one file."""
        quads = list(self._parse(path, *_content(path)))
        if any(isinstance(quad.graph_name, ox.DefaultGraph) for quad in quads):
            quads = _in_graph(ox.NamedNode(_graph_name(path, quads, self.network, self.base)), quads)
        return skolemise(quads, self.base)

    def _text(self, path: Path, content: bytes, form: ox.RdfFormat) -> QuadText:
        text = _plain(content, form) or text_of(self._parse(path, content, form))
        if ox.DefaultGraph() in text.graphs:
            graph = ox.NamedNode(_graph_name(path, text, self.network, self.base))
            text = text.in_graph(graph) if len(text.graphs) == 1 else text_of(text, partial(_in_graph, graph))
        return skolemise_text(text, self.base)

    def _parse(self, path: Path, content: bytes, form: ox.RdfFormat) -> Iterator[ox.Quad]:
        faults = list[TextFault]()
        try:
            text = readable(content, form)
            if self.left_out is None:
                yield from parse_text(text, form, self.base)
            else:
                yield from parse_leniently(text, form, self.base, faults)
                yield from persons_left_out(text, faults, self.base)
                self.left_out += [LeftOutOfFile(str(path), fault) for fault in faults]
        except TextFaultError as error:
            raise _error_at(path, error.fault) from error


def read_files(paths: Iterable[Path], *, network: str | None = None, base: str = BASE) -> Loaded:
    """The statements of files, blank nodes named and persons apart. Raises DataError naming file and line."""
    reader = _Reader(network, base)
    quads = [quad for path in map(Path, paths) for quad in reader.quads(path)]
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
    lenient: bool = False,
) -> LoadReport:
    """Add the statements of files to a store in one change. Those it has already make no difference.

    `lenient`: what cannot be read is left out and named in the report. Without it, it refuses all files (DataError).
    """
    files = list(map(Path, paths))
    reader = _Reader(network, left_out=[] if lenient else None)
    change = Change(add=reader.statements(files), author=author, reason=reason or _names(files), kind=kind)
    applied = store.apply(change)
    return LoadReport(
        len(files),
        applied.added,
        applied.moved,
        applied.revision,
        find_unreadable(change.add),
        tuple(reader.left_out or ()),
        describe(change.add),
    )


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


def _plain(content: bytes, form: ox.RdfFormat) -> QuadText | None:
    """A file that need not be parsed; None for others, and for those with a mistake, which parsing will find."""
    with suppress(SyntaxError, ValueError, TextFaultError):
        return text_of_plain(readable(content, form), form)
    return None


def _likely_size(path: Path) -> int:
    """How long a file is once it is unpacked, as far as its length tells."""
    size = path.stat().st_size if path.is_file() else 0
    return size * _USUAL_GROWTH if path.suffix.lower() == PACKED else size


def _content(path: Path) -> tuple[bytes, ox.RdfFormat]:
    """What a file holds, unpacked, and its format by its name; an .owl file may be Turtle as well."""
    is_packed = path.suffix.lower() == PACKED
    form = _format(path.with_suffix("") if is_packed else path)
    try:
        content = path.read_bytes()
        content = unpacked(content) if is_packed or content.startswith(BEGINNING) else content
    except OSError as error:
        raise DataError(
            "%(file)s cannot be read: %(detail)s.", hint="Check the path.", file=path, detail=error.strerror or error
        ) from error
    except PackedError as error:
        raise _error_at(path, TextFault(error.detail)) from error
    if form == ox.RdfFormat.RDF_XML and path.name.lower().removesuffix(PACKED).endswith(".owl"):
        return content, form if _XML.match(content[:_BEGINNING].replace(b"\0", b"")) else ox.RdfFormat.TURTLE
    return content, form


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
            known=", ".join([*FORMATS, PACKED]),
        )
    return form


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
    stem = Path(path.name.removesuffix(PACKED)).stem
    return f"{base}{_as_name(slug)}/graph/{_as_name(stem)}"


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
    return "Loaded " + ", ".join(path.name for path in files)


def _error_at(path: Path, fault: TextFault) -> DataError:
    if fault.line is None:
        return DataError("%(file)s: %(detail)s.", hint="Nothing was loaded.", file=path, line=None, detail=fault.detail)
    return DataError(
        "%(file)s, line %(line)s: %(detail)s.",
        hint="Nothing was loaded. Look at this line; a mistake may also be at the end of the line before it.",
        file=path,
        line=fault.line,
        detail=fault.detail,
    )
