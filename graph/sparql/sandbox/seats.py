"""Who may ask a child, and who waits: long queries never take the last child, and no asker takes all turns.

How long a query takes nobody knows beforehand. So all seats but one are for as long as the limits allow, and the last
one is for a second: whoever is not done by then stands in line again for one of the others, and begins anew.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from graph.errors import QueryTimeout, StoreUnavailable
from graph.sparql.over_limit import number_text

Abandoned = Callable[[], bool]

QUICK_S = 1.0
CROWDED_S = 0.2  # at least, while others wait for the last seat: they share the second
MOST_WAITING = 24  # each of them holds a thread of the service
MOST_KNOWN = 10_000

_LOOK_S = 0.2


@dataclass(eq=False, slots=True)
class Visit:
    """One query on its way: who asks, whether it is known to take longer than a second, and where it is."""

    asker: str
    is_long: bool
    arrived: float = field(default_factory=time.monotonic)
    seated: float | None = None
    is_in_last_seat: bool = False
    is_refused: bool = False


class Seats:
    """So many seats, of which the last is for short queries; safe for threads."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._changed = threading.Condition()
        self._waiting: list[Visit] = []
        self._seated: set[Visit] = set()
        self._known_long: dict[Hashable, None] = {}

    @property
    def taken(self) -> int:
        """How many queries are at work now."""
        return len(self._seated)

    def arrive(self, asker: str, query: Hashable) -> Visit:
        """A visit that waits for no seat yet; a query that was long before is long again."""
        return Visit(asker, query in self._known_long)

    @contextmanager
    def sit(self, visit: Visit, waiting_s: float, abandoned: Abandoned | None) -> Iterator[None]:
        """A seat until the end of the context.

        Raises StoreUnavailable (503) when none came free in `waiting_s` from its arrival, or when the line was so
        long that it had to give way; QueryTimeout for a client that has left.
        """
        with self._changed:
            self._waiting.append(visit)
            try:
                self._shorten_the_line()
                self._seat_who_can()
                self._wait(visit, waiting_s, abandoned)
            finally:
                if visit in self._waiting:
                    self._waiting.remove(visit)
        try:
            yield
        finally:
            with self._changed:
                self._seated.discard(visit)
                visit.seated, visit.is_in_last_seat = None, False
                self._seat_who_can()

    def must_leave(self, visit: Visit) -> bool:
        """Whether it has had the last seat for too long; it moves to another seat where one is free."""
        if not visit.is_in_last_seat or visit.seated is None:
            return False
        with self._changed:
            if self._has_long_seat():
                visit.is_in_last_seat = False
                self._seat_who_can()
                return False
            others = sum(not other.is_long for other in self._waiting)
            allowed = max(QUICK_S / (1 + others), min(CROWDED_S, QUICK_S))
            return time.monotonic() - visit.seated > allowed

    def learn(self, query: Hashable, *, is_long: bool) -> None:
        """Remember how a query was, for the next time."""
        with self._changed:
            self._known_long.pop(query, None)
            if is_long:
                self._known_long[query] = None
                if len(self._known_long) > MOST_KNOWN:
                    del self._known_long[next(iter(self._known_long))]

    def _wait(self, visit: Visit, waiting_s: float, abandoned: Abandoned | None) -> None:
        until = visit.arrived + waiting_s
        while visit.seated is None:
            if visit.is_refused:
                raise StoreUnavailable("Too many queries are waiting.", hint="Ask again in some seconds.")
            if abandoned is not None and abandoned():
                raise QueryTimeout("Nobody waits for the answer any more.")
            left = until - time.monotonic()
            if left <= 0:
                raise _full(self._count, waiting_s)
            self._changed.wait(min(_LOOK_S, left))

    def _shorten_the_line(self) -> None:
        """Refuse whoever has the most in line: first what is known to be long, then what has waited for longest."""
        while len(self._waiting) > MOST_WAITING:
            crowd = Counter(visit.asker for visit in self._waiting)
            gives_way = max(self._waiting, key=lambda one: (crowd[one.asker], one.is_long, -one.arrived))
            gives_way.is_refused = True
            self._waiting.remove(gives_way)
            self._changed.notify_all()

    def _seat_who_can(self) -> None:
        while (visit := self._next()) is not None:
            self._waiting.remove(visit)
            self._seated.add(visit)
            visit.seated = time.monotonic()
            self._changed.notify_all()

    def _next(self) -> Visit | None:
        """Who has fewest seats goes first: to a seat for long whoever came first, to the last one who came last.

        The last seat is for what ends at once, and of those who wait for it the newest is the likeliest to.
        """
        held = Counter(visit.asker for visit in self._seated)
        if self._has_long_seat():
            return min(self._waiting, key=lambda one: (held[one.asker], one.arrived), default=None)
        if any(visit.is_in_last_seat for visit in self._seated):
            return None
        short: Iterable[Visit] = (visit for visit in self._waiting if not visit.is_long)
        visit = min(short, key=lambda one: (held[one.asker], -one.arrived), default=None)
        if visit is not None:
            visit.is_in_last_seat = True
        return visit

    def _has_long_seat(self) -> bool:
        return sum(not visit.is_in_last_seat for visit in self._seated) < self._count - 1


def _full(count: int, waiting_s: float) -> StoreUnavailable:
    return StoreUnavailable(
        "Other queries are running (%(count)s), and none ended within %(limit)s seconds.",
        hint="Try again in a moment.",
        count=count,
        limit=number_text(waiting_s),
    )
