"""Quads out of and into the engine in one transaction, blank nodes by their labels.

The engine's Python side has no transactions, and its updates give a blank node a new label. But an update is one
transaction, and what a custom function returns is taken as it is: so the update asks us for the terms of each quad.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial

import pyoxigraph as ox

from graph.processes.headway import noted
from graph.rdf.quad_text import QuadText, parsed, written, written_in_parts

_TERM = "urn:akteursnetz:term:"
_POSITIONS = ("s", "p", "o", "g")
_BULK = 50_000
_AT_A_TIME = 2
_PART_BYTES = 4_000_000
"""The engine takes five for each while it sorts a part: two of 16 MB were 164 MB, two of 4 are 50 and no slower."""

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None


def change_quads(store: ox.Store, add: Sequence[ox.Quad], remove: Sequence[ox.Quad]) -> None:
    """Remove some quads and add others; readers see all of it or nothing. Doing it twice does no harm.

    Raises OSError when the engine cannot; then nothing was changed.
    """
    if remove:
        _replace(store, add, remove)
    else:
        _add(store, add)


def change_in_pieces(store: ox.Store, add: Sequence[ox.Quad], remove: Sequence[ox.Quad]) -> None:
    """The same for very many, in many transactions.

    To remove a million in one takes many times as long, to add them in one takes a gigabyte.
    Raises OSError when the engine cannot; then a part may have been changed.
    """
    for quad in remove:
        store.remove(quad)
    if len(add) < _BULK:
        _add(store, add)
        return
    for text in written_in_parts(add):
        add_text(store, text)


def _add(store: ox.Store, add: Sequence[ox.Quad]) -> None:
    if len(add) >= _BULK:
        add_text(store, written(add))
    elif add:
        store.extend(add)


_BLANK = b"_:"


def add_pieces(store: ox.Store, text: QuadText) -> None:
    """Add the pieces of a text, several at a time; each is a transaction of its own, all of them are none.

    Those with blank nodes come one after the other: two at a time wait for each other for ever, the one for the
    engine's lock while it holds the interpreter's, the other the other way round.
    Raises OSError when the engine cannot; then some pieces may be there.
    """
    alone, under_way = list[int](), deque[Future[None]]()
    with ThreadPoolExecutor(_AT_A_TIME) as threads:
        for part in _parts(noted("storing", text.pieces, len(text.pieces), at_once=1), alone):
            under_way.append(threads.submit(add_text, store, part))
            if len(under_way) >= _AT_A_TIME:  # of packed pieces no more are unpacked
                under_way.popleft().result()
        for one in under_way:
            one.result()
    for number in alone:
        add_text(store, text.pieces[number])


def _parts(pieces: Iterable[bytes], with_blank: list[int]) -> Iterator[bytes]:
    """The pieces, several small ones in one, but for those with blank nodes, whose numbers are noted.

    Each becomes seven files of the engine, which joins them later.
    """
    waiting, size = list[bytes](), 0
    for number, piece in enumerate(pieces):
        if _BLANK in piece:
            with_blank.append(number)
            continue
        if size + len(piece) > _PART_BYTES and waiting:
            part, waiting, size = b"".join(waiting), [], 0
            yield part
        waiting.append(piece)
        size += len(piece)
    if waiting:
        yield b"".join(waiting)


def add_text(store: ox.Store, text: bytes) -> None:
    """As text where that says the same: the engine then reads it beside our other threads.

    It would give blank nodes other labels. It need not check IRIs again that it wrote itself.
    """
    if _BLANK in text:
        store.bulk_extend(parsed(text))
    else:
        store.bulk_load(text, format=ox.RdfFormat.N_QUADS, lenient=True)


def _replace(store: ox.Store, add: Sequence[ox.Quad], remove: Sequence[ox.Quad]) -> None:
    quads = [*remove, *add]
    numbers = range(len(quads))
    operations = [
        *_operations("DELETE", quads, numbers[: len(remove)]),
        *_operations("INSERT", quads, numbers[len(remove) :]),
    ]
    functions: dict[ox.NamedNode, Callable[..., Term]] = {
        ox.NamedNode(_TERM + name): partial(_term, quads, position) for position, name in enumerate(_POSITIONS)
    }
    store.update(";\n".join(operations), custom_functions=functions)


def _operations(kind: str, quads: Sequence[ox.Quad], numbers: Sequence[int]) -> list[str]:
    """Operations on the quads of these numbers: one for the default graph, one for all others."""
    in_default = [number for number in numbers if isinstance(quads[number].graph_name, ox.DefaultGraph)]
    in_named = sorted(set(numbers) - set(in_default))
    operations = []
    if in_default:
        operations.append(_operation(kind, "?s ?p ?o", "spo", in_default))
    if in_named:
        operations.append(_operation(kind, "GRAPH ?g { ?s ?p ?o }", "spog", in_named))
    return operations


def _operation(kind: str, pattern: str, names: str, numbers: Sequence[int]) -> str:
    terms = " ".join(f"BIND(<{_TERM}{name}>(?n) AS ?{name})" for name in names)
    return f"{kind} {{ {pattern} }} WHERE {{ VALUES ?n {{ {' '.join(map(str, numbers))} }} {terms} }}"


def _term(quads: Sequence[ox.Quad], position: int, number: ox.Literal) -> Term:
    return quads[int(number.value)][position]  # type: ignore[no-any-return]  # one of its terms
