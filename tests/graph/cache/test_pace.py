"""A single change is followed at once; a stream of changes is not raced after."""

from __future__ import annotations

import threading
import time

from graph.cache.beside import Results, given_former, patience
from graph.cache.pace import LONGEST_S, Pace


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def paced(*, takes: float, apart: float) -> tuple[Pace, Clock]:
    """What takes so long, after two changes so far apart."""
    clock = Clock()
    pace = Pace(clock)
    pace.note_result("gaps", takes)
    pace.note_state()
    clock.now += apart
    pace.note_state()
    return pace, clock


def test_a_single_change_is_followed_at_once() -> None:
    pace, _ = paced(takes=3, apart=60)
    assert pace.rest("gaps") == 0


def test_what_was_never_made_is_made_at_once() -> None:
    pace, _ = paced(takes=3, apart=1)
    assert pace.rest("measures") == 0


def test_of_changes_in_a_row_a_pause_is_waited_for() -> None:
    pace, clock = paced(takes=3, apart=1)
    assert pace.rest("gaps") == 3
    clock.now += 2
    assert pace.rest("gaps") == 1
    clock.now += 1
    assert pace.rest("gaps") == 0


def test_a_stream_of_changes_keeps_nothing_back_for_ever() -> None:
    pace, clock = paced(takes=3, apart=1)
    waited = 0.0
    while pace.rest("gaps"):
        clock.now, waited = clock.now + 1, waited + 1
        pace.note_state()
    assert waited <= LONGEST_S


def test_what_is_known_to_take_long_is_not_waited_for() -> None:
    pace = Pace()
    pace.note_result("measures", 500.0)
    go, results = threading.Event(), Results({"measures": "former"}, lambda: True, pace)
    begin = time.monotonic()
    with patience(60.0):
        assert results.get("measures", lambda: go.wait(60) and "right") == "former"
        assert given_former() == {"measures"}
    go.set()
    assert time.monotonic() - begin < 30
