"""Statements to a server and from it, in requests of a size that it takes.

Virtuoso compiles an update into SQL of at most 10,000 lines, and takes some literals (a time) in uploads only, and
not as it gives them: what is added is uploaded there, and a graph that goes as a whole is cleared by name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Literal

import pyoxigraph as ox

from graph.errors import NetworkError
from graph.store.remote.lookups import lots
from graph.store.remote.server import Server

Operation = Literal["INSERT", "DELETE", "CLEAR"]
Step = tuple[Operation, Sequence[ox.Quad]]

_LOT, _BULK_LOT = 500, 20_000


class Sender:
    """Sends changes to one server. More than one request is not one step there: what was done is taken back."""

    def __init__(self, server: Server, *, is_atomic: bool) -> None:
        self._server, self._is_atomic = server, is_atomic

    def send(self, add: Sequence[ox.Quad], remove: Sequence[ox.Quad], ended: Collection[object] = ()) -> None:
        """Remove some statements, then add others. Of the graphs in `ended` nothing stays.

        Raises NetworkError when the server refuses or is away.
        """
        steps = [*self._removals(remove, ended), *(("INSERT", lot) for lot in self._inserts(add))]
        if self._is_atomic and [operation for operation, _ in steps] == ["DELETE", "INSERT"]:
            self._server.update(";\n".join(_update_text(*step) for step in steps))
            return
        done: list[Step] = []
        try:
            for step in steps:
                self._do(*step)
                done.append(step)
        except NetworkError:
            for operation, quads in reversed(done):
                self._take_back(operation, quads)
            raise

    def _removals(self, remove: Sequence[ox.Quad], ended: Collection[object]) -> Iterator[Step]:
        whole = _by_graph(quad for quad in remove if quad.graph_name in ended)
        yield from (("CLEAR", quads) for quads in whole)
        yield from (("DELETE", lot) for lot in lots([quad for quad in remove if quad.graph_name not in ended], _LOT))

    def _inserts(self, add: Sequence[ox.Quad]) -> Iterator[Sequence[ox.Quad]]:
        if not self._server.address.graphs or (self._is_atomic and len(add) <= _LOT):
            return lots(add, _LOT)
        return (lot for quads in _by_graph(add) for lot in lots(quads, _BULK_LOT))

    def _do(self, operation: Operation, quads: Sequence[ox.Quad]) -> None:
        graph = quads[0].graph_name
        if operation == "CLEAR":
            self._server.update(f"CLEAR SILENT GRAPH {graph}")
        elif operation == "INSERT" and self._uploads(quads) and isinstance(graph, ox.NamedNode):
            self._server.add_to_graph(graph.value, "".join(f"{quad.triple} .\n" for quad in quads).encode())
        else:
            for lot in lots(quads, _LOT):
                self._server.update(_update_text(operation, lot))

    def _uploads(self, quads: Sequence[ox.Quad]) -> bool:
        return bool(self._server.address.graphs) and (not self._is_atomic or len(quads) > _LOT)

    def _take_back(self, operation: Operation, quads: Sequence[ox.Quad]) -> None:
        for lot in lots(quads, _LOT):
            self._server.update(_update_text("DELETE" if operation == "INSERT" else "INSERT", lot))


def _by_graph(quads: Sequence[ox.Quad] | Iterator[ox.Quad]) -> list[list[ox.Quad]]:
    found: defaultdict[object, list[ox.Quad]] = defaultdict(list)
    for quad in quads:
        found[quad.graph_name].append(quad)
    return list(found.values())


def _update_text(operation: Operation, quads: Sequence[ox.Quad]) -> str:
    return (
        f"{operation} DATA {{\n" + "\n".join(f"GRAPH {quad.graph_name} {{ {quad.triple} }}" for quad in quads) + "\n}"
    )
