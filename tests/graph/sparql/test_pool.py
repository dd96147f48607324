"""Processes that answer queries end with whoever holds them, whatever happens at their beginning."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import pytest

from graph.errors import StoreUnavailable
from graph.protocol import Limits
from graph.sparql.sandbox.pool import Pool
from graph.sparql.sandbox.question import AdHocQuery
from graph.sparql.sandbox.store_dump import StoreDump

Write = Callable[[IO[bytes]], object]


@pytest.fixture(autouse=True)
def nothing_is_left() -> Iterator[None]:
    """No descriptor that was not there before."""
    gc.collect()
    before = open_descriptors()
    yield
    gc.collect()
    assert open_descriptors() == before


def open_descriptors() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


def pool_of(*writes: Write, revision: int = 1) -> Pool:
    """Each start takes the next of these; of the last one there are as many as are asked for."""
    left = list(writes)
    return Pool(lambda: StoreDump(revision, left.pop(0) if len(left) > 1 else left[0]), threading.RLock())


def say(*names: str) -> Write:
    return lambda output: output.write(b"".join(map(said, names)))


def said(name: str) -> bytes:
    return f"<a:{name}> <a:p> <a:o> .\n".encode()


def answered(pool: Pool) -> list[bytes]:
    child = pool.take()
    try:
        asked = AdHocQuery("SELECT ?s { ?s ?p ?o } ORDER BY ?s", ["text/csv"], union=True, limits=Limits())
        return child.ask(asked)[1].split()[1:]
    finally:
        pool.give_back(child)


def is_there(process_id: int | None) -> bool:
    return Path(f"/proc/{process_id}").exists()


def test_what_was_left_of_a_failed_start_never_reaches_the_next_replica() -> None:
    def break_off(output: IO[bytes]) -> None:
        output.write(said("lost"))
        raise OSError

    pool = pool_of(break_off, say("there"))
    with pytest.raises(StoreUnavailable) as failed:
        pool.warm()
    pool.warm()
    del failed
    gc.collect()
    pool.follow(2, [said("told")], [], (), ())
    assert answered(pool) == [b"a:there", b"a:told"]
    pool.close()


def test_closing_ends_a_start_and_none_begins_afterwards() -> None:
    begun = threading.Event()

    def go_on(output: IO[bytes]) -> None:
        begun.set()
        while True:
            output.write(said("part") * 500_000)

    pool, told = pool_of(go_on), list[object]()

    def warm() -> None:
        with pytest.raises(StoreUnavailable, match="has been closed") as refused:
            pool.warm()
        told.append(refused.value)

    warming = threading.Thread(target=warm, daemon=True)
    warming.start()
    assert begun.wait(30)
    closing = threading.Thread(target=pool.close, daemon=True)
    closing.start()
    for one in (closing, warming):
        one.join(10)
        assert not one.is_alive()
    assert told
    for ask in (pool.warm, pool.take, pool.take_clerk):
        with pytest.raises(StoreUnavailable, match="has been closed"):
            ask()
    assert pool.copy_apart(1, b"") is None
    pool.close()


def test_who_is_answered_from_a_pool_that_nobody_holds_any_more_is_gone_with_it() -> None:
    pool = pool_of(say("there"))
    assert answered(pool) == [b"a:there"]
    process_id = pool.process_id
    copy = pool.copy_apart(1, b"")
    assert copy is not None
    assert len(copy.select("SELECT ?s { ?s ?p ?o }")) == 1
    del pool, copy
    gc.collect()
    assert not is_there(process_id)


def test_a_replica_that_was_told_of_a_later_change_only_is_replaced() -> None:
    pool = pool_of(say("1"), say("1", "2", "3"))
    assert answered(pool) == [b"a:1"]
    pool.follow(3, [said("3")], [], (), ())
    assert answered(pool) == [b"a:1", b"a:2", b"a:3"]
    pool.close()


def test_a_very_long_change_is_told_once_it_is_over_or_when_somebody_asks() -> None:
    writing, told = threading.RLock(), threading.Event()

    def parts(name: str) -> Iterator[bytes]:
        yield said(name)
        told.set()

    pool = Pool(lambda: StoreDump(1, say("there")), writing)
    pool.warm()
    with writing:
        pool.follow(2, parts("asked"), [], (), (), number=10**9)
        assert not told.is_set()  # whoever makes the change has its memory
        copy = pool.copy_apart(2, b"")
        assert copy is not None
        assert copy.revision == 2
        assert told.is_set()
    told.clear()
    with writing:
        pool.follow(3, parts("over"), [], (), (), number=10**9)
        assert not told.is_set()
    assert told.wait(60)
    with writing:
        pool.follow(4, parts("before"), [], (), (), number=10**9)
        pool.follow(5, [said("next")], [], (), ())
    assert answered(pool) == [b"a:asked", b"a:before", b"a:next", b"a:over", b"a:there"]
    del copy
    pool.close()
