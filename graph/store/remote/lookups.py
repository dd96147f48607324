"""The public statements of a server as the intake looks them up: those it will ask for are fetched ahead, in lots."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

import pyoxigraph as ox

from graph.protocol import AnyGraph, Object, Row, Subject

Select = Callable[[str], list[Row]]

_LOT = 200
_ALL = "SELECT ?s ?p ?o ?g WHERE { GRAPH ?g { ?s ?p ?o } }"
_ABOUT = "SELECT ?s ?p ?o ?g WHERE { VALUES ?s { %s } GRAPH ?g { ?s ?p ?o } }"


class CopyWindow:
    """The same of a copy in memory."""

    def __init__(self, quads: ox.Store) -> None:
        self._quads = quads

    def fetch(self, subjects: Iterable[object]) -> None:
        """Everything is at hand."""

    def holds(self, quad: ox.Quad) -> bool:
        """Whether the server has this statement."""
        return quad in self._quads

    def quads_for_pattern(
        self,
        subject: Subject | None,
        predicate: ox.NamedNode | None,
        object: Object | None,  # noqa: A002 - the engine's word
        graph_name: AnyGraph | None = None,
        /,
    ) -> Iterable[ox.Quad]:
        """The quads that fit; None fits everything."""
        return self._quads.quads_for_pattern(subject, predicate, object, graph_name)

    def __iter__(self) -> Iterator[ox.Quad]:
        return iter(self._quads)


class Lookups:
    """A view of the server for one change; what was fetched once is not asked for again."""

    def __init__(self, select: Select, *, empty: bool) -> None:
        self._select = select
        self._empty = empty
        self._about: dict[object, list[ox.Quad]] = {}

    def fetch(self, subjects: Iterable[object]) -> None:
        """Have everything about these subjects at hand."""
        wanted = [one for one in dict.fromkeys(subjects) if isinstance(one, ox.NamedNode) and one not in self._about]
        for start in range(0, len(wanted), _LOT):
            lot = wanted[start : start + _LOT]
            found = defaultdict(list)
            for quad in self._read(_ABOUT % " ".join(map(str, lot))):
                found[quad.subject].append(quad)
            self._about.update({subject: found.get(subject, []) for subject in lot})

    def holds(self, quad: ox.Quad) -> bool:
        """Whether the server has this statement."""
        self.fetch([quad.subject])
        return quad in self._about.get(quad.subject, ())

    def quads_for_pattern(
        self,
        subject: Subject | None,
        predicate: ox.NamedNode | None,
        object: Object | None,  # noqa: A002 - the engine's word
        graph_name: AnyGraph | None = None,
        /,
    ) -> Iterable[ox.Quad]:
        """The quads that fit; None fits everything."""
        if isinstance(subject, ox.NamedNode):
            self.fetch([subject])
            found: Iterable[ox.Quad] = self._about[subject]
        else:
            found = self._read(_pattern(subject, predicate, object, graph_name))
        parts = (None, predicate, object, graph_name)
        return [
            quad for quad in found if all(part is None or part == own for part, own in zip(parts, quad, strict=True))
        ]

    def __iter__(self) -> Iterator[ox.Quad]:
        return self._read(_ALL)

    def _read(self, query: str) -> Iterator[ox.Quad]:
        for row in [] if self._empty else self._select(query):
            yield ox.Quad(row["s"], row["p"], row["o"], row["g"])  # type: ignore[arg-type]  # as the server holds them


def _pattern(*parts: object) -> str:
    """A query for what fits: a term where one is given, a variable elsewhere."""
    names = ("?s", "?p", "?o", "?g")
    bound = [f"VALUES {name} {{ {part} }}" for name, part in zip(names, parts, strict=True) if part is not None]
    return f"SELECT ?s ?p ?o ?g WHERE {{ {' '.join(bound)} GRAPH ?g {{ ?s ?p ?o }} }}"


def lots(quads: Sequence[ox.Quad], size: int) -> Iterator[Sequence[ox.Quad]]:
    """The quads in groups of at most `size`."""
    return (quads[start : start + size] for start in range(0, len(quads), size))


def as_nquads(quads: Sequence[ox.Quad]) -> bytes:
    """The quads as N-Quads."""
    return "".join(f"{quad} .\n" for quad in quads).encode()
