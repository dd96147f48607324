"""All changes since one of them as a single one: what was entered and taken back in between is nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

import pyoxigraph as ox

from graph.cache.revisions import RevisionCache
from graph.load.files import read_ontology
from graph.protocol import Entry, Store
from graph.rdf.packed_texts import PIECE
from graph.rdf.quad_text import QuadText, TextQuads, lying_in, parsed
from graph.store.difference import as_kept
from graph.store.keeper import as_shown, keeper_of_persons
from graph.terms import CODES_GRAPH, DERIVED_GRAPH, ONTOLOGY_GRAPH, is_apart, network_slug
from graph.text import name
from graph.upkeep.since.balance import Balance

_is_derived = lying_in(ox.NamedNode(DERIVED_GRAPH))
_UNTOLD = frozenset({DERIVED_GRAPH, ONTOLOGY_GRAPH, CODES_GRAPH})


@dataclass(frozen=True, slots=True)
class NetChange:
    """The statements that are there now and were not then, and the other way round; `changes`: how many there were.

    Where a change among them is so long that it stays in the log, both are texts.
    """

    added: Collection[ox.Quad]
    removed: Collection[ox.Quad]
    changes: int


def net_change(store: Store, after: int) -> NetChange:
    """What became of the data after a change, 0 for from the beginning. O(statements of the later changes), once.

    Who has become known as a person since is not told of: what is there now names nobody, what went might.
    """
    return _FOUND.get(store, after, lambda: _fold(store, NetChange(frozenset(), frozenset(), 0), after))


def change_of_entry(store: Store, entry: Entry) -> NetChange:
    """One change by itself, as it is told of today: without who has become known as a person since."""
    added, removed = (as_shown(store, list(_told(as_kept(quads)))) for quads in (entry.add, entry.remove))
    return NetChange(frozenset(added), frozenset(removed), 1)


def homes_of_entry(entry: Entry) -> frozenset[str]:
    """The networks in whose graphs a change lies, by their slugs; "" among them for a graph that is of none."""
    graphs = {quad.graph_name for quad in _told([*as_kept(entry.add), *as_kept(entry.remove)])}
    return frozenset(network_slug(one.value) if isinstance(one, ox.NamedNode) else "" for one in graphs)


def said_with(quads: Collection[ox.Quad], *names: str) -> Iterator[ox.Quad]:
    """Those of one side of a change that have one of these properties; of a text no others become objects."""
    if isinstance(quads, QuadText):
        quads = quads.about(frozenset(f"<{one}>".encode() for one in names))
    return (quad for quad in quads if quad.predicate.value in names)


def _fold(store: Store, former: NetChange, after: int) -> NetChange:
    if isinstance(former.added, QuadText):
        return _balance(store, former, after)
    added, removed, changes = set(former.added), set(former.removed), former.changes
    for entry in _entries(store, after):
        if isinstance(entry.add, TextQuads) or isinstance(entry.remove, TextQuads):
            return _balance(store, NetChange(added, removed, changes), entry.revision - 1)
        changes += 1
        for quads, here, there in ((entry.remove, added, removed), (entry.add, removed, added)):
            told = set(_told(as_kept(quads)))
            there.update(told - here)
            here.difference_update(told)
    return NetChange(frozenset(added), frozenset(as_shown(store, list(removed))), changes)


def _balance(store: Store, former: NetChange, after: int) -> NetChange:
    """The same with a long change among them: as text, which takes longer and a thirtieth of the memory."""
    balance, changes = Balance(), former.changes
    _take(balance, former.removed, former.added)
    for entry in _entries(store, after):
        changes += 1
        _take(balance, entry.remove, entry.add)
    added, removed = balance.net()
    return NetChange(added, as_shown(store, removed), changes)


def _take(balance: Balance, gone: Iterable[ox.Quad], come: Iterable[ox.Quad]) -> None:
    for quads, has_come in ((gone, False), (come, True)):
        source = _stated(quads) if isinstance(quads, TextQuads) else iter(quads)
        while part := list(islice(source, PIECE)):
            balance.take(_told(as_kept(part)), come=has_come)


def _stated(text: TextQuads) -> Iterator[ox.Quad]:
    """The statements of a text but for what follows from ties, of which nobody is told: a fifth of a list."""
    for piece in text.texts():
        yield from parsed(b"".join([line for line in piece.splitlines(keepends=True) if not _is_derived(line)]))


def _entries(store: Store, after: int) -> Iterator[Entry]:
    """The changes after one, in their order."""
    return filter(None, map(store.entry, range(after + 1, store.revision + 1)))


def _told(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    for quad in quads:
        graph = name(quad.graph_name) if isinstance(quad.graph_name, ox.NamedNode) else ""
        if graph not in _UNTOLD and not is_apart(graph) and quad not in _shipped():
            yield quad


@cache
def _shipped() -> frozenset[ox.Quad]:
    """What comes along with a first network, topics that all share among it: nobody entered it."""
    return frozenset(read_ontology())


def version_of(store: Store) -> tuple[int, int]:
    """What an answer about changes is true for: the last one, and the last one about persons."""
    keeper = keeper_of_persons(store)
    return store.revision, keeper.persons.ledger.revision if keeper else 0


def _following(store: Store, _after: int, former: NetChange, version: tuple[int, int]) -> NetChange | None:
    """The same after further changes; None once somebody else is known as a person."""
    since, known = version
    return _fold(store, former, since) if known == version_of(store)[1] else None


_FOUND: RevisionCache[Store, int, NetChange] = RevisionCache(
    lambda store, _: version_of(store), most=4, idle_s=600, renew=_following
)
