import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from graph.cache.revisions import locked_property


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
