import itertools
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from graph.cache.revisions import RevisionCache, locked_property


class Sum:
    def __init__(self) -> None:
        self.computed = 0
        self.barrier = threading.Barrier(8)

    @locked_property
    def value(self) -> int:
        """What takes long."""
        self.computed += 1
        time.sleep(0.05)
        return self.part + 1

    @locked_property
    def part(self) -> int:
        return 1

    @locked_property
    def failing(self) -> int:
        self.computed += 1
        raise ValueError

    def read(self) -> int:
        self.barrier.wait()
        return self.value


def test_eight_readers_at_a_time_wait_for_one_computation() -> None:
    total = Sum()
    with ThreadPoolExecutor(8) as readers:
        values = [reader.result() for reader in [readers.submit(total.read) for _ in range(8)]]
    assert (values, total.computed) == ([2] * 8, 1)


def test_failure_is_not_kept_and_holds_nobody_up() -> None:
    total = Sum()
    for _ in range(2):
        with pytest.raises(ValueError):  # noqa: PT011 - our own
            _ = total.failing
    assert total.computed == 2


def test_class_has_the_property_itself() -> None:
    assert Sum.value.__doc__ == "What takes long."


class Owner:
    version = 0


def test_everybody_is_served_while_others_write() -> None:
    """Each making takes longer than it takes until the next change; nobody waits for more than one after theirs."""
    owner, ended, makings = Owner(), threading.Event(), list[int]()
    all_ask, asking = threading.Event(), itertools.count(1)
    values: RevisionCache[Owner, str, int] = RevisionCache(lambda one, _: one.version)

    def write() -> None:
        while not ended.is_set():
            owner.version += 1
            time.sleep(0.01)

    def make() -> int:
        begun = owner.version
        makings.append(begun)
        all_ask.wait(30)
        time.sleep(0.1)
        return begun

    def read(_: int) -> int:
        if next(asking) == 8:
            all_ask.set()
        return values.get(owner, "key", make)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        with ThreadPoolExecutor(8) as readers:
            begin = time.monotonic()
            come = owner.version
            found = list(readers.map(read, range(8)))
            seconds = time.monotonic() - begin
    finally:
        ended.set()
        writer.join()
    assert min(found) >= come, "what is given is no older than the question"
    assert len(makings) <= 3
    assert seconds < 30
