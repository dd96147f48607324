"""A store on a SPARQL 1.1 server: the same protocol as the embedded one, over HTTP.

The server holds the public graphs and is the truth about them. Persons never leave this machine: they and the
history of changes lie in a folder here. All graphs are named in every request, since servers differ in what
they take for the default graph.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pyoxigraph as ox

from graph.errors import NotFound, QueryForbidden
from graph.protocol import (
    Answer,
    Applied,
    Capabilities,
    Change,
    Condition,
    Dataset,
    Delta,
    Entry,
    GraphName,
    Head,
    Limits,
    Row,
    Term,
)
from graph.rdf.serialise import graph_as, results_as
from graph.sparql.fixed_queries import construct_triples, iterate_rows, select_rows
from graph.sparql.guard import check_query
from graph.sparql.query_text import form_of, without_undef
from graph.store.remote.copy import ServerCopy
from graph.store.remote.paged_rows import read_whole, rows_of
from graph.store.remote.server import JSON_ROWS, N_TRIPLES, Reply, Server, ad_hoc_form, read_address
from graph.store.remote.writer import RemoteWriter
from graph.terms import BASE

_GRAPHS = "SELECT DISTINCT ?graph WHERE { GRAPH ?graph { ?subject ?predicate ?object } }"
_COUNT = "SELECT (COUNT(*) AS ?number) WHERE { GRAPH ?g { ?s ?p ?o } }"
_TRIPLES = "SELECT ?s ?p ?o WHERE { GRAPH <%s> { ?s ?p ?o } }"
_ROWS = ("SELECT", "ASK")
_VIRTUOSO_GRAPHS = (
    "http://www.openlinksw.com/",
    "http://www.w3.org/ns/ldp#",
    "http://www.w3.org/2002/07/owl#",
    "http://localhost:8890/",
    "urn:activitystreams-owl:map",
    "urn:core:services:sparql",
    "urn:rules.skos",
    "virtrdf-label",
)


class RemoteStore:
    """A server by its address: `sparql+http://HOST/QUERY?update=...&gsp=...&auth=...&local=FOLDER`."""

    def __init__(self, url: str, *, default_graph: str = "union") -> None:
        self.url = url
        self.folder: Path | None = None  # what lies on this machine is the log only
        self._union = default_graph == "union"
        self._listing = threading.Lock()
        self._listed: tuple[int, list[str]] = (-1, [])
        with ExitStack() as opened:
            self._server = Server(read_address(url))
            opened.callback(self._server.close)
            self._name, self._most_rows = self._server.introduce()
            self._copy = ServerCopy(self._count, self._fetch)
            self._writer = RemoteWriter(
                self._server, self._ask_server, self.graph_names, self._copy, is_atomic=not self._is_virtuoso
            )
            opened.callback(self._writer.close)
            self._writer.take_over()
            opened.pop_all()

    @property
    def revision(self) -> int:
        """Number of the last change made through this service."""
        return self._writer.revision

    @property
    def model_revision(self) -> int:
        """Number of the last change through this service that can have changed the model of the network."""
        return self._writer.model_revision

    def delta_since(self, revision: int) -> Delta | None:  # noqa: ARG002 - as the protocol has it
        """Not known: others may write to the server too."""
        return None

    def mark_of(self, revision: int) -> str | None:  # noqa: ARG002 - as the protocol has it
        """None: the server has no history."""
        return None

    def condition(self) -> Condition:
        """Whether the server answers; what it holds and has room for only it knows."""
        self.select("SELECT ?s { GRAPH ?g { ?s ?p ?o } } LIMIT 1")
        return Condition()

    @property
    def capabilities(self) -> Capabilities:
        """What the server behind this service can do, by what it calls itself."""
        virtuoso = self._is_virtuoso
        return Capabilities(
            engine=self._name or "SPARQL 1.1",
            atomic_updates=not virtuoso,
            stops_queries=virtuoso,
            any_update=self._copy.quads is not None,
            max_rows=self._most_rows,
        )

    def select(self, query: str) -> list[Row]:
        """Rows of one of our own queries over the union of the public graphs, of the copy or read to the end."""
        held = self._copy.quads
        return self._ask_server(query) if held is None else select_rows(held, query)

    def rows(self, query: str) -> Iterator[Iterable[Term]]:
        """The same for variables that are always bound, out of the copy one row at a time."""
        held = self._copy.quads
        if held is not None:
            return iterate_rows(held, query)
        return ([term for term in row.values() if term is not None] for row in self._ask_server(query))

    def construct(self, query: str) -> list[ox.Triple]:
        """Triples of one of our own queries over the union of the public graphs."""
        held = self._copy.quads
        if held is not None:
            return construct_triples(held, query)
        return _triples(self._server.query(query, N_TRIPLES, self.graph_names()))

    def answer(
        self,
        query: str,
        media_types: Sequence[str],
        *,
        limits: Limits | None = None,
        dataset: Dataset | None = None,
        abandoned: Callable[[], bool] | None = None,
        asker: str = "",  # noqa: ARG002 - the server divides its time by itself
    ) -> Answer:
        """Answer what a user wrote, within limits kept on this side. FROM takes the place of the union."""
        outline = check_query(query, base=BASE)
        bounds, revision = limits or Limits(), self.revision
        ask = partial(self._ask, self._graphs_for(dataset or Dataset(), outline.graphs), bounds, abandoned)
        if form_of(query) in _ROWS:
            whole = read_whole(partial(ask, JSON_ROWS), query, bounds.rows)
            return results_as(ox.parse_query_results(whole, format=ox.QueryResultsFormat.JSON), media_types, revision)
        return graph_as(_triples(ask(N_TRIPLES, query)), media_types, revision)

    def graph_names(self) -> list[str]:
        """The public graphs, listed once for each revision; those of the server itself are none of ours."""
        with self._listing:
            revision, names = self._listed
            if revision != self.revision or not names:
                found = rows_of(read_whole(lambda text: self._server.query(text, JSON_ROWS), _GRAPHS))
                names = sorted(row["graph"].value for row in found if isinstance(row["graph"], ox.NamedNode))
                if self._is_virtuoso:
                    names = [name for name in names if not name.startswith(_VIRTUOSO_GRAPHS)]
                self._listed = (self.revision, names)
            return list(names)

    def read_graph(self, graph: GraphName, media_types: Sequence[str]) -> Answer:
        """One graph, or of the default graph the union of all."""
        names = self.graph_names()
        wanted = names if isinstance(graph, ox.DefaultGraph) else [graph.value]
        if not set(wanted) <= set(names):
            raise NotFound(
                "There is no graph %(graph)s.", hint="The service description lists the graphs.", graph=wanted[0]
            )
        return graph_as(dict.fromkeys(self._triples_in(wanted)), media_types, self.revision)

    def apply(self, change: Change) -> Applied:
        """Add and remove quads; persons stay here, derived links are seen to."""
        return self._writer.apply(change)

    def update(
        self,
        text: str,
        *,
        author: str = "",
        reason: str = "",
        limits: Limits | None = None,
        dataset: Dataset | None = None,
        checked: bool = True,
    ) -> Applied:
        """Carry out an update by what it adds and removes, found out on a copy here."""
        return self._writer.update(
            text, author=author, reason=reason, limits=limits or Limits(), dataset=dataset or Dataset(), checked=checked
        )

    def undo(self, revision: int, *, author: str = "", keep: Collection[ox.Quad] = ()) -> Applied:
        """Take back one change by a change of its own, but for what is to be kept."""
        return self._writer.undo(revision, author=author, keep=keep)

    def history(self) -> Iterator[Entry]:
        """The changes made through this service, oldest first."""
        return self._writer.history()

    def heads(self, most: int, *, before: int | None = None) -> list[Head]:
        """The last of them, the newest first."""
        return self._writer.heads(most, before=before)

    def person_changes(self, most: int) -> list[str]:
        """When something changed about persons only."""
        return self._writer.person_changes(most)

    def about_persons(self, revision: int) -> list[ox.Quad]:  # noqa: ARG002 - as the protocol has it
        """Nothing: taking a change back leaves persons as they are here."""
        return []

    def names_somebody(self, text: str) -> bool:
        """Whether a text contains the name of a known person, or is surely the name of one."""
        return self._writer.names_somebody(text)

    def entry(self, revision: int) -> Entry | None:
        """One of them by its number."""
        return self._writer.entry(revision)

    def begin_day(self) -> None:
        """Let what ended yesterday have ended."""
        self._writer.begin_day()

    def warm(self) -> None:
        """List the graphs, so that the first query need not."""
        self.graph_names()

    def dump(self) -> bytes:
        """All public quads as N-Quads."""
        held = self._copy.quads
        return self._fetch() if held is None else held.dump(format=ox.RdfFormat.N_QUADS) or b""

    def end_queries(self) -> None:
        """Nothing: the server answers them, and gives up when nobody listens."""

    def close(self) -> None:
        """Give the connections and the folder back."""
        self._writer.close()
        self._server.close()

    @property
    def _is_virtuoso(self) -> bool:
        return self._name.startswith("Virtuoso")

    def _ask_server(self, query: str) -> list[Row]:
        graphs = self.graph_names()
        return rows_of(read_whole(lambda text: self._server.query(text, JSON_ROWS, graphs), without_undef(query)))

    def _count(self) -> int:
        number = self._ask_server(_COUNT)[0]["number"]
        return int(number.value) if isinstance(number, ox.Literal) else 0

    def _fetch(self) -> bytes:
        lines = (f"{triple} <{name}> .\n" for name in self.graph_names() for triple in self._triples_in([name]))
        return "".join(lines).encode()

    def _triples_in(self, names: Sequence[str]) -> Iterator[ox.Triple]:
        ask = partial(self._server.query, accept=JSON_ROWS)
        for name in names:
            for row in rows_of(read_whole(ask, _TRIPLES % name)):
                yield ox.Triple(row["s"], row["p"], row["o"])  # type: ignore[arg-type]  # as the server holds them

    def _graphs_for(self, dataset: Dataset, named: Sequence[str]) -> tuple[list[str], list[str]]:
        """Default and named graphs of a request; none are sent where the query itself names them."""
        known = self.graph_names()
        asked = [*dataset.default_graphs, *dataset.named_graphs, *named]
        for name in asked:
            if name not in known:
                raise QueryForbidden(
                    "There is no graph %(graph)s here, and nothing is fetched from elsewhere.",
                    hint="The service description lists the graphs.",
                    graph=name,
                )
        if dataset.default_graphs or dataset.named_graphs:
            return list(dataset.default_graphs), list(dataset.named_graphs)
        if named:
            return [], []
        return (known if self._union else []), known

    def _ask(
        self,
        graphs: tuple[list[str], list[str]],
        limits: Limits,
        abandoned: Callable[[], bool] | None,
        accept: str,
        text: str,
    ) -> Reply:
        form = ad_hoc_form(text, *graphs)
        if self._is_virtuoso:
            form["timeout"] = str(int(limits.time_s * 1000))
        return self._server.ask_bounded(form, accept, limits, abandoned)


def _triples(reply: Reply) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(reply.body, format=ox.RdfFormat.N_TRIPLES)]
