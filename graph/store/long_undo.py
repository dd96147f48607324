"""What a long change brought, to be taken back behind later ones: what no rule looks at is never made objects of.

As such the statements of a list of 30,000 rows are half a gigabyte, and what is asked of them as much again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from graph.protocol import Entry
from graph.rdf.derived_links import rules_with, source_properties
from graph.rdf.packed_texts import PackedTexts
from graph.rdf.party_rules import properties_saying_who_is_party
from graph.rdf.quad_text import GraphName, QuadText, TextQuads, lying_in, of_pieces, parsed, written
from graph.store.difference import as_held
from graph.terms import DERIVED_GRAPH

_is_derived = lying_in(ox.NamedNode(DERIVED_GRAPH))


@dataclass(slots=True)
class Brought:
    """What a change brought: `judged` is what rules look at; of the rest what is public still, and what persons have.

    What follows from ties is in none of them: what no longer does is found out anew.
    """

    judged: list[ox.Quad]
    public: QuadText = field(default_factory=lambda: QuadText((), frozenset()))
    apart: list[ox.Quad] = field(default_factory=list)


def brought_by(entry: Entry, keep: Collection[ox.Quad], public: ox.Store, persons: ox.Store) -> Brought:
    """What a change brought but for what is to be kept. O(its statements), each looked up.

    Of one that stays in the log and only added most is text; else all of it is judged.
    """
    if entry.remove or not isinstance(entry.add, TextQuads):
        return Brought([quad for quad in entry.add if quad not in keep])
    is_judged, kept = _is_judged(public, entry.add), frozenset(written(keep).splitlines(keepends=True))
    found, graphs = Brought([]), set[GraphName]()

    def others() -> Iterator[bytes]:
        for text in entry.add.texts():  # type: ignore[attr-defined]  # as was asked above
            lines = [one for one in text.splitlines(keepends=True) if one not in kept and not _is_derived(one)]
            rest = list(parsed(b"".join([one for one in lines if not is_judged(one)])))
            found.judged += parsed(b"".join([one for one in lines if is_judged(one)]))
            found.apart += (quad for quad in rest if quad in persons)
            there = [one for quad in rest for one in as_held(public, quad)]
            graphs.update({quad.graph_name for quad in there})
            yield written(there)

    found.public = of_pieces(PackedTexts(others()), graphs)
    return found


def _is_judged(public: ox.Store, quads: TextQuads) -> Callable[[bytes], bool]:
    """Whether something may follow from a line, by what is a tie with these statements or without."""
    find, saying = public.quads_for_pattern, properties_saying_who_is_party()
    said = [
        quad
        for text in quads.texts()
        for quad in parsed(b"".join(one for one in text.splitlines(keepends=True) if one.split(b" ", 2)[1] in saying))
    ]
    properties = source_properties(rules_with(find)) | source_properties(rules_with(find, (), said))
    return lambda line: line.split(b" ", 2)[1] in properties
