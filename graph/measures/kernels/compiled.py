"""The inner loops, compiled where numba is installed (`pip install akteursnetz[fast]`) and the work is worth it.

Whoever calls them has the same loop in sparse matrices or lists, with the same bits as result. numba takes 65 MB and
half a second to be there, and at 10,000 actors it saves a tenth of a second: only larger networks bring it in.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from graph.libraries import Integers, sp

BestPairs = Callable[["sp.csr_array", "sp.csr_array", "sp.csr_array", int], tuple[Integers, Integers, Integers]]

WORTH_PATHS, WORTH_NODES = 50_000_000, 100_000
"""Two-step paths, and nodes, from which on the compiled loops are taken: both ways take half a second there."""


class CompiledLoops(NamedTuple):
    """The loop of `pairs.top_missing` and that of `cuts.find_cuts`."""

    best_pairs: BestPairs
    sum_up: Callable[..., None]


@cache
def compiled_loops() -> CompiledLoops | None:
    """The compiled loops, or None without numba. The first call takes half a second."""
    try:
        from graph.measures.kernels import compiled_loops as loops  # noqa: PLC0415 - 65 MB that most networks never need
    except ImportError:
        return None
    return CompiledLoops(loops.best_pairs, loops.sum_up_compiled)


def loops_for(work: int, least: int, *, compiled: bool | None) -> CompiledLoops | None:
    """The compiled loops when there is at least so much work, or as `compiled` says for whoever compares both ways."""
    return compiled_loops() if (work >= least if compiled is None else compiled) else None
