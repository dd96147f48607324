"""Files into the store: all of them or nothing, and an error says which file, which line and what is wrong.

Statements outside any named graph go to a graph named after network and file: `<base>magdeburg/graph/ag1`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pyoxigraph as ox

from graph.load.described import Described, describe
from graph.load.faults import TextFault, TextFaultError
from graph.load.file_content import FORMATS, content_of, error_at, likely_size, text_of_plain_file
from graph.load.graph_names import ONTOLOGY_GRAPHS, graph_name_for, in_graph
from graph.load.left_out_persons import persons_left_out
from graph.load.parse import parse_leniently, parse_text, readable
from graph.model import Unreadable
from graph.paths import DATA
from graph.persons.directory import Directory
from graph.protocol import Change, ChangeKind, Store
from graph.rdf.quad_text import LARGE, QuadText, joined, text_of
from graph.rdf.skolem import skolemise, skolemise_text
from graph.rdf.values import find_unreadable
from graph.terms import BASE


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
        if sum(map(likely_size, files)) < LARGE:
            return [quad for path in files for quad in self.quads(path)]
        return joined([self._text(path, *content_of(path)) for path in files])

    def quads(self, path: Path) -> list[ox.Quad]:
        """The statements of one file."""
        quads = list(self._parse(path, *content_of(path)))
        if any(isinstance(quad.graph_name, ox.DefaultGraph) for quad in quads):
            quads = in_graph(ox.NamedNode(graph_name_for(path, quads, self.network, self.base)), quads)
        return skolemise(quads, self.base)

    def _text(self, path: Path, content: bytes, form: ox.RdfFormat) -> QuadText:
        text = text_of_plain_file(content, form) or text_of(self._parse(path, content, form))
        if ox.DefaultGraph() in text.graphs:
            graph = ox.NamedNode(graph_name_for(path, text, self.network, self.base))
            text = text.in_graph(graph) if len(text.graphs) == 1 else text_of(text, partial(in_graph, graph))
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
            raise error_at(path, error.fault) from error


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
    return read_files(ONTOLOGY_GRAPHS).quads


def load_ontology(store: Store) -> LoadReport:
    """Add the vocabulary, the codes and the shared topics, each in a graph of its own."""
    return load_files(store, ONTOLOGY_GRAPHS, author="akteursnetz", reason="Ontology", kind="ontology")


def create_with_magdeburg(store: Store) -> LoadReport:
    """Fill a new store with the vocabulary and the network of the Magdeburg minutes, in one change."""
    files = [*ONTOLOGY_GRAPHS, *sorted(path for path in (DATA / "magdeburg").iterdir() if path.suffix in FORMATS)]
    reason = "Ontology and the Magdeburg network"
    return load_files(store, files, author="akteursnetz", reason=reason, kind="example")


def _names(files: Sequence[Path]) -> str:
    return "Loaded " + ", ".join(path.name for path in files)
