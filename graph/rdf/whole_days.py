"""The days of statements as `Period` has them: what a rule that compares dates as text must read to say the same.

A start becomes the first day that it may mean, an end the last one: of "2016" 31 December, of an approximate date its
year. Of several the one that counts remains, and what cannot be read is gone. Few statements differ from what is
written, as the shapes demand whole days; the others stay as they are. A membership that says when it holds by an
interval has the days of that, which nobody wrote.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from graph.protocol import Term
from graph.rdf.intervals import DURING, OF_INTERVALS, days_of_intervals
from graph.rdf.whole_day import whole_day
from graph.terms import NETZ, SCHEMA, XSD, local_name

_START, _END = ox.NamedNode(SCHEMA + "startDate"), ox.NamedNode(SCHEMA + "endDate")
_PRECISION = {_START: ox.NamedNode(NETZ + "startPrecision"), _END: ox.NamedNode(NETZ + "endPrecision")}
_SAY_WHEN = frozenset({*_PRECISION.keys(), *_PRECISION.values(), *map(ox.NamedNode, OF_INTERVALS)})
_BETWEEN = b"---\n"
_DATE = ox.NamedNode(XSD + "date")


@dataclass(frozen=True, slots=True)
class Restated:
    """The statements as they are written, and those that took their place, or stand where none was."""

    written: tuple[ox.Quad, ...] = ()
    replaced_by: frozenset[ox.Quad] = frozenset()

    def written_at(self, property_node: ox.NamedNode | None, graph: ox.NamedNode | None) -> list[ox.Quad]:
        """What is written of a property, or of all, in a graph or in all."""
        return [
            quad
            for quad in self.written
            if property_node in {None, quad.predicate} and graph in {None, quad.graph_name}
        ]

    def undo(self, quads: ox.Store) -> None:
        """Write into a store again what was written."""
        for quad in self.replaced_by:
            quads.remove(quad)
        quads.extend(self.written)

    def make(self, quads: ox.Store) -> None:
        """Do once more in a store what was done in one that stated the same days."""
        for quad in self.written:
            quads.remove(quad)
        quads.extend(self.replaced_by)

    def as_bytes(self) -> bytes:
        """Both as N-Quads, with a line between them that is none."""
        parts = (ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"" for quads in (self.written, self.replaced_by))
        return _BETWEEN.join(parts)

    @classmethod
    def of_bytes(cls, body: bytes) -> Restated:
        """The same again."""
        written, replaced_by = (ox.parse(part, format=ox.RdfFormat.N_QUADS) for part in body.split(_BETWEEN))
        return cls(tuple(written), frozenset(replaced_by))


def says_when(quad: ox.Quad) -> bool:
    """Whether a statement says when something begins or ends, or how exactly that is known."""
    return quad.predicate in _SAY_WHEN


def restate_days(quads: ox.Store) -> Restated:
    """Write whole days into a store, and say what stood there. O(dated statements): 0.3 s for 100,000."""
    written: list[ox.Quad] = []
    replaced_by: list[ox.Quad] = []
    for side in (_START, _END):
        for own, whole in _differing(quads, side):
            written += own
            if whole is not None:
                replaced_by.append(ox.Quad(own[0].subject, side, whole, own[0].graph_name))
        replaced_by += _of_intervals(quads, side)
    restated = Restated(tuple(written), frozenset(replaced_by))
    restated.make(quads)
    return restated


def _differing(quads: ox.Store, side: ox.NamedNode) -> Iterator[tuple[list[ox.Quad], ox.Literal | None]]:
    """The statements of each subject that does not say its whole day, and that day; None where none can be read."""
    codes = _codes(quads, _PRECISION[side])
    stated: defaultdict[Term, list[ox.Quad]] = defaultdict(list)
    for quad in quads.quads_for_pattern(None, side, None, None):
        stated[quad.subject].append(quad)
    for subject, own in stated.items():
        whole = _whole_day(tuple({quad.object for quad in own}), codes.get(subject, ()), is_end=side == _END)
        if any(quad.object != whole for quad in own):
            yield own, whole


def _of_intervals(quads: ox.Store, side: ox.NamedNode) -> Iterator[ox.Quad]:
    """The whole days of memberships that say only by an interval when they hold, where they name it."""

    def pairs(property_iri: str) -> Iterator[tuple[Term, Term]]:
        found = quads.quads_for_pattern(None, ox.NamedNode(property_iri), None, None)
        return ((quad.subject, quad.object) for quad in found)

    for membership, days in days_of_intervals(side.value, pairs).items():
        whole = _whole_day(tuple(dict.fromkeys(days)), (), is_end=side == _END)
        if not isinstance(membership, ox.NamedNode | ox.BlankNode) or whole is None:
            continue
        if next(quads.quads_for_pattern(membership, side, None, None), None) is None:
            for quad in quads.quads_for_pattern(membership, ox.NamedNode(DURING), None, None):
                yield ox.Quad(membership, side, whole, quad.graph_name)


def _codes(quads: ox.Store, property_node: ox.NamedNode) -> dict[Term, tuple[str, ...]]:
    found: dict[Term, tuple[str, ...]] = {}
    for quad in quads.quads_for_pattern(None, property_node, None, None):
        if isinstance(quad.object, ox.NamedNode):
            found[quad.subject] = (*found.get(quad.subject, ()), local_name(quad.object.value))
    return found


def _whole_day(values: tuple[Term, ...], precisions: tuple[str, ...], *, is_end: bool) -> ox.Literal | None:
    day = whole_day(values, precisions, is_end=is_end)
    return ox.Literal(day, datatype=_DATE) if day else None
