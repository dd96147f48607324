"""What a change really changes in an engine, and making just that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from types import MappingProxyType

import pyoxigraph as ox

from graph.protocol import Entry
from graph.rdf.quad_text import QuadText
from graph.store.text_news import MANY, known_graphs, news_of
from graph.store.transaction import change_in_pieces, change_quads

_STRING = ox.NamedNode("http://www.w3.org/2001/XMLSchema#string")

GraphName = ox.NamedNode | ox.BlankNode | ox.DefaultGraph
VERY_MANY = 100_000
"""Statements from which on one transaction costs many times as much as several."""
Contents = Mapping[GraphName, Sequence[ox.Quad]]
"""What is in some graphs."""
EMPTY: Contents = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Difference:
    """What a change really changes: each quad once, and only those that were there, or were not, before.

    `create`: named graphs that begin, and those that are emptied and yet go on existing; `drop`: those that end.
    """

    add: Sequence[ox.Quad] = ()
    remove: Sequence[ox.Quad] = ()
    create: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.add or self.remove or self.create or self.drop)


def difference(
    quads: ox.Store,
    add: Iterable[ox.Quad],
    remove: Iterable[ox.Quad],
    create: Iterable[str] = (),
    drop: Iterable[str] = (),
    *,
    keep_emptied: bool = False,
    text: QuadText | None = None,
    cleared: Contents = EMPTY,
    gone: QuadText | None = None,
) -> Difference:
    """What a change comes to. With `keep_emptied` a graph that loses its last quad goes on existing.

    A `text` to be added stays one when none of its graphs is there yet: everything in it is new then; or when it is
    long and nothing goes. All of the `cleared` graphs goes, whose contents were read: the engine is not asked for each.
    `gone` goes as well: all of it is there, as the engine writes it, and nothing of it comes.
    """
    if text is not None:
        remove = list(remove)
        text, others = _as_text(quads, text, is_only_adding=not (remove or cleared))
        add = [*add, *others]
    wanted = dict.fromkeys(add)
    graphs = {quad.graph_name for quad in wanted}.union(text.graphs if text else ())
    known = {graph for graph in graphs if quads.contains_named_graph(graph)}  # what goes into others is new
    held_there = frozenset(chain.from_iterable(cleared.values()))

    def is_held(quad: ox.Quad) -> bool:
        is_read = quad.graph_name in cleared and not _has_spellings(quad.object)
        return quad in held_there or (not is_read and quad.graph_name in known and quad in quads)

    come = tuple(quad for quad in wanted if not is_held(quad))
    named = {quad: None for quad in remove if quad.graph_name not in cleared}
    held = dict.fromkeys(one for quad in _without(named, wanted) for one in as_held(quads, quad))
    goes: Sequence[ox.Quad] = (*held, *_without(dict.fromkeys(chain.from_iterable(cleared.values())), wanted))
    goes = gone.with_last(goes) if gone else goes
    filled = {graph.value for graph in graphs if isinstance(graph, ox.NamedNode)}
    emptied, ended = _emptied(quads, goes, cleared) - filled, set(drop) - filled
    stays = (emptied if keep_emptied else emptied.intersection(create)) - ended
    begins = {name for name in filled.union(create) - ended - emptied if not _has_graph(quads, name)}
    ends = {name for name in ended | emptied - stays if _has_graph(quads, name)}
    add = text.with_last(come) if text else come
    return Difference(add, goes, tuple(sorted(stays | begins)), tuple(sorted(ends)))


def opposite_of(quads: ox.Store, entry: Entry) -> Difference:
    """What takes the last change back, which only added: its statements stay in the log, and are read in parts."""
    numbers = Counter(quad.graph_name for quad in entry.add)
    stays = [
        graph.value
        for graph, number in numbers.items()
        if isinstance(graph, ox.NamedNode) and graph.value not in entry.create and not _has_more(quads, graph, number)
    ]
    return Difference((), entry.add, tuple(sorted(stays)), tuple(filter(partial(_has_graph, quads), entry.create)))


def make(store: ox.Store, change: Difference) -> None:
    """Make a change as the log has it. Doing it twice does no harm."""
    change_quads(store, change.add, change.remove)
    make_graphs(store, change)


def make_graphs(store: ox.Store, change: Difference) -> None:
    """Make of a change what it does to graphs: those that begin, end, or lose their last quad."""
    for name in change.create:
        store.add_graph(ox.NamedNode(name))
    emptied = {quad.graph_name for quad in change.remove} - {ox.NamedNode(name) for name in change.create}
    for graph in emptied | {ox.NamedNode(name) for name in change.drop}:
        if next(store.quads_for_pattern(None, None, None, graph), None) is None:
            store.remove_graph(graph)


def make_entry(store: ox.Store, entry: Entry) -> None:
    """Make a change as the log has it, a very long one in several transactions. Doing it twice does no harm."""
    change = Difference(entry.add, entry.remove, entry.create, entry.drop)
    if len(change.add) + len(change.remove) < VERY_MANY:
        make(store, change)
        return
    change_in_pieces(store, change.add, change.remove)
    make_graphs(store, change)


def contents_of(quads: ox.Store, graphs: Iterable[GraphName], most: int | None = None) -> list[ox.Quad]:
    """The quads of some graphs, of each all or so many."""
    return [quad for graph in graphs for quad in islice(quads.quads_for_pattern(None, None, None, graph), most)]


def _has_graph(quads: ox.Store, name: str) -> bool:
    return quads.contains_named_graph(ox.NamedNode(name))


def _as_text(quads: ox.Store, text: QuadText, *, is_only_adding: bool) -> tuple[QuadText | None, Iterable[ox.Quad]]:
    """What of a text stays one, and what is asked about quad by quad."""
    known = known_graphs(quads, text)
    are_named = all(isinstance(graph, ox.NamedNode) for graph in text.graphs)
    if are_named and (not known or (is_only_adding and len(text) >= MANY)):
        return news_of(quads, text, known), ()
    return None, text


def _emptied(quads: ox.Store, removed: Sequence[ox.Quad], contents: Contents) -> set[str]:
    """Named graphs that have nothing but these quads; of some the contents are known."""
    numbers = Counter(quad.graph_name for quad in removed)
    return {
        graph.value
        for graph, number in numbers.items()
        if isinstance(graph, ox.NamedNode)
        and (len(contents[graph]) <= number if graph in contents else not _has_more(quads, graph, number))
    }


def _has_more(quads: ox.Store, graph: GraphName, number: int) -> bool:
    """Whether there are more quads in a graph than so many."""
    return next(islice(quads.quads_for_pattern(None, None, None, graph), number, None), None) is not None


def as_held(store: ox.Store, quad: ox.Quad) -> Iterable[ox.Quad]:
    """A quad as the engine writes it, if it has it. Only literals of some types have a second spelling."""
    if _has_spellings(quad.object):
        return store.quads_for_pattern(*quad)
    return (quad,) if quad in store else ()


def as_kept(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """The quads of a log as the engine writes them: of some types it keeps a value and no spelling ("01" as "1")."""
    typed = []
    for quad in quads:
        if _has_spellings(quad.object):
            typed.append(quad)
        else:
            yield quad
    if typed:
        engine = ox.Store()
        engine.extend(typed)
        yield from engine


def _has_spellings(term: object) -> bool:
    if isinstance(term, ox.Literal):
        return term.datatype != _STRING and not term.language
    return isinstance(term, ox.Triple)


def _without(unwanted: dict[ox.Quad, None], wanted: dict[ox.Quad, None]) -> Iterable[ox.Quad]:
    """Quads that are not wanted: to the engine "01" and "1" are one number, so it is asked which are the same."""
    left = [quad for quad in unwanted if quad not in wanted]
    if not any(_has_spellings(quad.object) for quad in left):
        return left
    kept = ox.Store()
    kept.extend(quad for quad in wanted if _has_spellings(quad.object))
    return (quad for quad in left if quad not in kept)
