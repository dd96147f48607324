"""What the states of a network make one after another, kept as long as what it is made of is the same object.

After a change most of what a model holds are the objects of before: what was made of those need not be made again.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import is_not
from typing import Any, TypeVar

T = TypeVar("T")


class MadeOf:
    """Values by name, each the latest: handed on from one state to the next. Made twice rather than under a lock."""

    def __init__(self) -> None:
        self._made: dict[str, tuple[tuple[object, ...], Any]] = {}

    def get(self, name: str, sources: tuple[object, ...], make: Callable[[], T]) -> T:
        """What was made of these very objects; made now where it was of others."""
        return self._find(name, sources, lambda: self._keep(name, sources, make()))

    def follow(self, name: str, sources: tuple[object, ...], make: Callable[[T | None], T]) -> T:
        """What is made from the value of the state before, where that rests on these very objects; else from None."""
        return self._keep(name, sources, make(self._find(name, sources, lambda: None)))

    def same(self, name: str, said: T) -> T:
        """The object that said the same before, where it did: what rests on it need not be made again."""
        former = self._made.get(name)
        if former is None or former[1] != said:
            former = self._made[name] = ((), said)
        found: T = former[1]
        return found

    def _find(self, name: str, sources: tuple[object, ...], otherwise: Callable[[], T]) -> T:
        made = self._made.get(name)
        if made is None or len(made[0]) != len(sources) or any(map(is_not, made[0], sources)):
            return otherwise()
        found: T = made[1]
        return found

    def _keep(self, name: str, sources: tuple[object, ...], value: T) -> T:
        self._made[name] = (sources, value)
        return value
