"""The shapes are understood once: pyshacl makes objects of all at every check, and asks each whom it is about."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache

import rdflib
from pyshacl import Shape, ShapesGraph, Validator
from pyshacl.graph_abstraction import DataGraph

from graph.terms import SH

_TARGET = rdflib.URIRef(SH + "target")


class PreparedShapes(ShapesGraph):
    """Shapes as pyshacl understands them, all of them from the start: several threads check by the same."""

    def __init__(self, shapes: rdflib.Graph) -> None:
        super().__init__(shapes)
        for shape in super().shapes:
            shape.set_advanced(val=True)
        assert self.shapes  # noqa: S101 - made here, and not when the first one asks

    @cached_property
    def shapes(self) -> Sequence[Shape]:
        """Those that say whom they are about: all others judge what one of these hands them."""
        return tuple(shape for shape in super().shapes if self._says_whom(shape))

    def _says_whom(self, shape: Shape) -> bool:
        return (shape.node, _TARGET, None) in self.graph or any(list(found) for found in shape.target())  # type: ignore[no-untyped-call]


class PreparedValidator(Validator):
    """Checks a graph by prepared shapes. None of ours adds anything to what it judges: no copy is made."""

    def __init__(self, graph: rdflib.Graph, shapes: rdflib.Graph) -> None:
        data, options = DataGraph.from_rdflib(graph), {"inplace": True, "advanced": True}
        super().__init__(data, shacl_graph=shapes, options=options)
        self.shacl_graph = _prepared(shapes)

    def report(self) -> rdflib.Graph:
        """What SHACL says of the graph. Raises ValidationFailure where it cannot be checked."""
        found: rdflib.Graph
        _, found, _ = self.run()  # type: ignore[no-untyped-call]  # pyshacl's own
        return found


@lru_cache(maxsize=4)
def _prepared(shapes: rdflib.Graph) -> PreparedShapes:
    return PreparedShapes(shapes)
