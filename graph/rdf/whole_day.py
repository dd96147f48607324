"""The day that counts of all that is stated for one side of a period: the first that it may mean, of an end the last.

Rules, which compare days as text, and what follows from a day ask here; the model asks `Period` with the same days.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache

from graph.period import Period, earliest
from graph.protocol import Term
from graph.rdf.values import UnreadableError, read_day


@lru_cache(maxsize=4096)
def whole_day(values: tuple[Term, ...], precisions: tuple[str, ...], *, is_end: bool) -> str:
    """The ISO day; "" where none can be read. `precisions` are names of codes."""
    day, precision = earliest(_readable(values, last=is_end), precisions)
    if not day:
        return ""
    return Period(end=day, end_precision=precision).last_day if is_end else Period(day, "", precision).first_day


def _readable(values: Collection[Term], *, last: bool) -> Iterator[tuple[str, str]]:
    for value in values:
        try:
            yield read_day(value, last=last)
        except UnreadableError:
            continue
