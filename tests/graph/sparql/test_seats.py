"""Long queries never take the last child, and no asker takes all turns (row 20)."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from graph.errors import QueryTimeout, StoreUnavailable
from graph.sparql.sandbox import seats
from graph.sparql.sandbox.seats import Seats, Visit


@pytest.fixture
def four() -> Seats:
    return Seats(4)


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as opened:
        yield opened


def sit(four: Seats, stack: ExitStack, asker: str = "", query: object = None, waiting_s: float = 0.0) -> Visit:
    visit = four.arrive(asker, query)
    stack.enter_context(four.sit(visit, waiting_s, None))
    return visit


def wait_for(four: Seats, order: list[str], asker: str, query: object = None) -> threading.Thread:
    """Somebody in line, who says so when their turn comes and goes at once."""

    def come() -> None:
        with four.sit(four.arrive(asker, query), 5, None):
            order.append(asker)

    before = len(four._waiting)  # noqa: SLF001 - the line is not to be seen from outside
    thread = threading.Thread(target=come)
    thread.start()
    while len(four._waiting) == before:  # noqa: SLF001
        time.sleep(0.001)
    return thread


def test_all_seats_are_used_and_one_more_waits(four: Seats, stack: ExitStack) -> None:
    visits = [sit(four, stack) for _ in range(4)]
    assert four.taken == 4
    assert [visit.is_in_last_seat for visit in visits] == [False, False, False, True]
    with pytest.raises(StoreUnavailable, match=r"Other queries are running \(4\)"):
        sit(four, stack)


def test_in_the_last_seat_a_second_is_all(four: Seats, stack: ExitStack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seats, "QUICK_S", 60.0)
    *others, last = [sit(four, stack) for _ in range(4)]
    assert not four.must_leave(last)
    monkeypatch.setattr(seats, "QUICK_S", 0.0)
    assert four.must_leave(last)
    assert not any(map(four.must_leave, others))


def test_it_moves_when_another_seat_is_free(four: Seats, stack: ExitStack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seats, "QUICK_S", 0.0)
    with ExitStack() as first:
        sit(four, first)
        *_, last = [sit(four, stack) for _ in range(3)]
        assert last.is_in_last_seat
    assert not four.must_leave(last)
    assert not last.is_in_last_seat
    assert sit(four, stack).is_in_last_seat


def test_what_was_long_never_gets_the_last_seat(four: Seats, stack: ExitStack) -> None:
    four.learn("long", is_long=True)
    for _ in range(3):
        sit(four, stack, query="long")
    with pytest.raises(StoreUnavailable):
        sit(four, stack, query="long")
    assert sit(four, stack, query="short").is_in_last_seat
    four.learn("long", is_long=False)
    assert not four.arrive("", "long").is_long


def test_what_is_remembered_has_a_bound(four: Seats, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seats, "MOST_KNOWN", 3)
    for query in range(5):
        four.learn(query, is_long=True)
    assert [four.arrive("", query).is_long for query in range(5)] == [False, False, True, True, True]


def test_for_a_long_seat_who_has_fewest_goes_first_then_who_came_first(four: Seats) -> None:
    four.learn("long", is_long=True)
    order: list[str] = []
    with ExitStack() as crowd:
        for _ in range(3):
            sit(four, crowd, "crowd", "long")
        waiting = [wait_for(four, order, "crowd", "long")]
        waiting += [wait_for(four, order, asker, "long") for asker in ("one", "two")]
        crowd.pop_all().close()
    for thread in waiting:
        thread.join()
    assert sorted(order) == ["crowd", "one", "two"]


def test_for_the_last_seat_who_came_last_goes_first(four: Seats, stack: ExitStack) -> None:
    order: list[str] = []
    for _ in range(3):
        sit(four, stack, "crowd")
    with ExitStack() as last:
        sit(four, last)
        waiting = [wait_for(four, order, asker) for asker in ("crowd", "early", "late")]
    for thread in waiting:
        thread.join()
    assert order == ["late", "early", "crowd"]


def test_a_line_that_is_too_long_loses_of_the_crowd_what_is_long(four: Seats, stack: ExitStack) -> None:
    four.learn("long", is_long=True)
    for _ in range(4):
        sit(four, stack)
    with ThreadPoolExecutor(40) as pool:

        def come(asker: str, query: str) -> str:
            try:
                with four.sit(four.arrive(asker, query), 2, None):
                    return "seated"
            except StoreUnavailable as error:
                return error.message

        early = [pool.submit(come, "crowd", "long" if number % 2 else "short") for number in range(20)]
        time.sleep(0.1)
        alone = pool.submit(come, "somebody", "short")
        late = [pool.submit(come, "crowd", "short") for _ in range(10)]
        refused = [one.result() == "Too many queries are waiting." for one in early]
        assert sum(refused) == 31 - seats.MOST_WAITING
        assert not any(refused[0::2]), "what may be short stays"
        assert all("Other queries are running (4)" in one.result() for one in (*late, alone))


def test_who_has_left_does_not_wait(four: Seats, stack: ExitStack) -> None:
    for _ in range(4):
        sit(four, stack)
    with pytest.raises(QueryTimeout), four.sit(four.arrive("", 1), 10, lambda: True):
        pass
    assert four.taken == 4
