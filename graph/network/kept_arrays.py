"""What is computed from the arrays of a network is kept with them, and they are those of before where nothing differs.

A change of a name, a note or a quote leaves every array as it was: then none is made. What else a change leaves alone
is found by comparing all arrays. The rankings that rest on them are true as they are, and only the sentences made anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, fields, replace
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from graph.libraries import np, sp
from graph.model import Actor, Tie
from graph.network.arrays import Arrays
from graph.network.changed import differ_in_words_alone
from graph.processes.apart import WORTH_A_PROCESS, process_apart

KEPT_OF_A_RANKING = 5_000
"""From the top; of 1,000 actors all pairs took 55 MB, of 10,000 all memberships 90. Who looks further ranks anew."""

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class ArraysOf:
    """Arrays, and what they were made of: actors, groups and ties, and what is said of their topics."""

    parts: tuple[Mapping[str, Actor | Tie], ...]
    said: object
    arrays: Arrays


def arrays_of(
    parts: tuple[Mapping[str, Actor | Tie], ...], said: object, make: Callable[[], Arrays], former: ArraysOf | None
) -> ArraysOf:
    """The arrays of these parts: the former ones where words alone differ or all arrays are the same, else new ones."""
    if former is None:
        return ArraysOf(parts, said, make())
    is_same = former.said == said and all(map(differ_in_words_alone, former.parts, parts))
    return ArraysOf(parts, said, former.arrays if is_same else or_former(make(), former.arrays))


def or_former(made: Arrays, former: Arrays) -> Arrays:
    """The former arrays, with what was computed from them, when these say the same; otherwise these. O(their size)."""
    return former if have_same_content(made, former) else made


def have_same_content(one: Arrays, other: Arrays) -> bool:
    """Whether both hold the same in every field."""
    names = (field.name for field in fields(Arrays) if field.name != "kept")
    return all(_are_equal(getattr(one, name), getattr(other, name)) for name in names)


def of_arrays(compute: Callable[Concatenate[Arrays, P], R]) -> Callable[Concatenate[Arrays, P], R]:
    """Keep what a function computes of arrays and hashable arguments alone, as long as the arrays are.

    It is computed once: who asks meanwhile waits for that result, or gets its error. A service computes it in a process
    apart (`graph/processes/apart.py`), what is quick where it is asked when that is busy.
    """

    @wraps(compute)
    def find_or_compute(arrays: Arrays, *args: P.args, **kwargs: P.kwargs) -> R:
        key, mine = (compute, args, tuple(kwargs.items())), Future[R]()
        kept: Future[R] = arrays.kept.setdefault(key, mine)
        if kept is mine:
            try:
                mine.set_result(_here_or_apart(compute, arrays, *args, **kwargs))
            except BaseException as error:
                del arrays.kept[key]
                mine.set_exception(error)
                raise
        return kept.result()

    return cast("Callable[Concatenate[Arrays, P], R]", find_or_compute)


def _here_or_apart(
    compute: Callable[Concatenate[Arrays, P], R], arrays: Arrays, *args: P.args, **kwargs: P.kwargs
) -> R:
    apart = process_apart() if arrays.size >= WORTH_A_PROCESS else None
    if apart is None:
        return compute(arrays, *args, **kwargs)
    return apart.compute(compute, arrays, *args, send=replace, **kwargs)


def _are_equal(one: Any, other: Any) -> bool:
    if sp.issparse(one) and sp.issparse(other):
        parts = ((one.indptr, other.indptr), (one.indices, other.indices), (one.data, other.data))
        return one.shape == other.shape and all(np.array_equal(*both) for both in parts)
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        return bool(np.array_equal(one, other))
    return type(one) is type(other) and bool(one == other)
