"""Something to be computed in a process apart, in a module that imports little."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence


def add_up(numbers: Sequence[int], *, times: int = 1, rest_s: float = 0.0) -> tuple[int, int]:
    """The sum, and the process it was made in; after a rest. Raises ValueError for a negative number."""
    time.sleep(rest_s)
    if min(numbers) < 0:
        raise ValueError(numbers)
    return sum(numbers) * times, os.getpid()


def rested(numbers: Sequence[int]) -> tuple[int, int]:
    """The same after two seconds."""
    return add_up(numbers, rest_s=2)
