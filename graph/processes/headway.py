"""How far a long work has come: the work says it as it goes on, and hears nothing of who waits for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal, TypeVar

T = TypeVar("T")
Step = Literal["opening", "arranging", "reading", "matching", "showing", "checking", "storing", "renewing"]
"""What is done one after the other with a list, until it is shown and once it is taken over."""
Listener = Callable[[Step, float], None]
AT_ONCE = 1_000
"""Things after which it is said again."""


def _nobody(_step: Step, _share: float) -> None:
    """Take no note."""


_LISTENER: ContextVar[Listener] = ContextVar("headway", default=_nobody)


@contextmanager
def heard_by(listener: Listener) -> Iterator[None]:
    """Have whatever is done in this context say to somebody how far it is."""
    before = _LISTENER.set(listener)
    try:
        yield
    finally:
        _LISTENER.reset(before)


def note(step: Step, share: float = 0.0) -> None:
    """Say that a step has begun, or which share of it is done, from 0 to 1."""
    _LISTENER.get()(step, share)


def noted(step: Step, things: Iterable[T], number: int, at_once: int | None = None) -> Iterator[T]:
    """The things, of which there are about so many, while it is said how many of them have been taken."""
    often = at_once or AT_ONCE
    for position, one in enumerate(things):
        if position % often == 0:
            note(step, min(position / max(number, 1), 1.0))
        yield one
