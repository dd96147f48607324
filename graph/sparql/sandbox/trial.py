"""What an update changes, statement by statement: each of its patterns is asked once, then its templates are filled.

Runs in the child of `replica.py`. What the engine makes of templates, of several operations and of spellings of one
number is the engine's own doing here too: templates are read by it, statements are looked up, removed and added in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import pyoxigraph as ox

from graph.sparql.rewrite.engine import ask_pattern, insert_data, mended_update, run_update
from graph.sparql.update_operations import VARIABLE, Operation, Template, operations_of

Row = dict[str, Any]
_NO_ROW: Row = {}
_HOME = "urn:akteursnetz:home"
MOST = 100_000
"""Statements that templates are filled to, of one operation: 2 s; to compare a million takes 5."""


class Changed:
    """The statements that were touched in a store, as the engine spells them, with whether they were there before."""

    def __init__(self, store: ox.Store) -> None:
        self._store, self._graphs = store, set(store.named_graphs())
        self._was: dict[ox.Quad, bool] = {}

    def remove(self, quad: ox.Quad) -> None:
        """Remove a statement."""
        for held in list(self._find(quad)):
            self._was.setdefault(held, True)
            self._store.remove(held)

    def add(self, quad: ox.Quad) -> None:
        """Add a statement, be it there or not."""
        if quad not in self._store:
            self._store.add(quad)
            for held in self._find(quad):
                self._was.setdefault(held, False)

    def come(self) -> list[ox.Quad]:
        """What is there now and was not."""
        return [quad for quad, was in self._was.items() if not was and quad in self._store]

    def gone(self) -> list[ox.Quad]:
        """What was there and is not."""
        return [quad for quad, was in self._was.items() if was and quad not in self._store]

    def take_back(self) -> None:
        """Make the store what it was."""
        for quad in self.come():
            self._store.remove(quad)
        self._store.extend(self.gone())
        for graph in set(self._store.named_graphs()) - self._graphs:
            self._store.remove_graph(graph)

    def _find(self, quad: ox.Quad) -> Iterator[ox.Quad]:
        return self._store.quads_for_pattern(quad.subject, quad.predicate, quad.object, quad.graph_name)


def try_operations(
    store: ox.Store, update: str, *, base: str | None, default_graphs: Sequence[str], named_graphs: Sequence[str]
) -> Changed | None:
    """Carry out an update on a store that is thrown away, and say what it changed; None when nothing was done.

    That is so where it cannot be said this way (whole graphs, triples inside of triples), and for more than MOST
    statements, which are sooner compared. The caller has made sure that its patterns give the same whenever they are
    asked. Raises what `run_update` raises.
    """
    operations = operations_of(mended_update(update, default_graphs, named_graphs))
    if operations is None:
        return None
    run_update(ox.Store(), update, base=base, default_graphs=default_graphs, named_graphs=named_graphs)
    try:
        made = [_Templates(operation, base) for operation in operations]
    except (SyntaxError, _InsideError):
        return None
    changed = Changed(store)
    try:
        for one in made:
            one.carry_out(store, changed)
    except _TooManyError:
        changed.take_back()
        return None
    return changed


class _InsideError(Exception):
    """A template has a triple inside of a triple."""


class _TooManyError(Exception):
    """A pattern has more rows than are looked at one by one."""


class _Templates:
    """The statements that one operation deletes and inserts, with variables in them."""

    def __init__(self, operation: Operation, base: str | None) -> None:
        self._operation, self._base = operation, base
        self._home = _home(operation, base)
        self._deleted = self._read(operation.deleted)
        self._inserted = self._read(operation.inserted)
        self._makes_nodes = any(isinstance(term, ox.BlankNode) for quad in self._inserted for term in quad)

    def carry_out(self, store: ox.Store, changed: Changed) -> None:
        """All that is deleted goes first, as the pattern is asked before either."""
        rows = self._rows(store)
        for row in rows:
            for quad in self._deleted:
                _do(changed.remove, self._filled(quad, row, {}))
        for row in rows:
            nodes: dict[str, ox.BlankNode] = {}
            for quad in self._inserted:
                _do(changed.add, self._filled(quad, row, nodes))

    def _rows(self, store: ox.Store) -> Iterable[Row]:
        operation = self._operation
        if operation.pattern is None:
            return [_NO_ROW]
        templates = [template for template in (operation.deleted, operation.inserted) if template]
        variables = list(dict.fromkeys(name for template in templates for name in template.variables))
        asked = " ".join(f"?{name}" for name in variables) or "(1 AS ?one)"
        home = self._home if isinstance(self._home, ox.NamedNode) and not operation.names_dataset else None
        is_once = not variables and not self._makes_nodes
        text = f"{operation.head}SELECT {asked} {operation.pattern}{' LIMIT 1' if is_once else ''}"
        rows = ask_pattern(store, text, base=self._base, home=home, most=MOST + 1)
        values = [tuple(row[name] for name in variables) for row in rows]
        if len(values) * (len(self._deleted) + len(self._inserted)) > MOST:
            raise _TooManyError
        counting = values if self._makes_nodes else dict.fromkeys(values)
        return [dict(zip(variables, row, strict=True)) for row in counting]

    def _read(self, template: Template | None) -> list[ox.Quad]:
        quads = list(insert_data(template.text, base=self._base)) if template else []
        if any(isinstance(quad.object, ox.Triple) for quad in quads):
            raise _InsideError
        return quads

    def _filled(self, quad: ox.Quad, row: Row, nodes: dict[str, ox.BlankNode]) -> ox.Quad | None:
        """A statement with these values; None where one is missing, or cannot stand at its place."""
        subject, predicate, value = (_value(term, row, nodes) for term in (quad.subject, quad.predicate, quad.object))
        graph = self._home if isinstance(quad.graph_name, ox.DefaultGraph) else _value(quad.graph_name, row, nodes)
        if (
            not isinstance(subject, ox.NamedNode | ox.BlankNode)
            or not isinstance(predicate, ox.NamedNode)
            or value is None
            or not isinstance(graph, ox.NamedNode | ox.BlankNode | ox.DefaultGraph)
        ):
            return None
        return ox.Quad(subject, predicate, value, graph)


def _do(change: Callable[[ox.Quad], None], quad: ox.Quad | None) -> None:
    if quad is not None:
        change(quad)


def _value(term: Any, row: Row, nodes: dict[str, ox.BlankNode]) -> Any:
    if isinstance(term, ox.NamedNode) and term.value.startswith(VARIABLE):
        return row[term.value.removeprefix(VARIABLE)]
    return nodes.setdefault(term.value, ox.BlankNode()) if isinstance(term, ox.BlankNode) else term


def _home(operation: Operation, base: str | None) -> ox.NamedNode | ox.DefaultGraph:
    if not operation.home:
        return ox.DefaultGraph()
    text = f"{operation.head}INSERT DATA {{ GRAPH {operation.home} {{ <{_HOME}> <{_HOME}> <{_HOME}> }} }}"
    graph: ox.NamedNode = next(iter(insert_data(text, base=base))).graph_name
    return graph
