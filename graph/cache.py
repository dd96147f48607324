"""A property that is computed when first asked for and kept; whoever else asks meanwhile waits for that one result."""

from __future__ import annotations

import threading
from functools import cached_property
from typing import Any, Self, TypeVar, overload

T = TypeVar("T")
_MAKING_LOCKS = threading.Lock()


class locked_property(cached_property[T]):  # noqa: N801 - used as a decorator, like the property it is
    """As functools.cached_property, with a lock for each object and name.

    From Python 3.12 on that has none: eight readers of a changed network would each measure it.
    """

    @overload
    def __get__(self, instance: None, owner: type[Any] | None = None) -> Self: ...
    @overload
    def __get__(self, instance: object, owner: type[Any] | None = None) -> T: ...
    def __get__(self, instance: object | None, owner: type[Any] | None = None) -> Self | T:
        """The kept value, or the one computed now."""
        if instance is None:
            return self
        with self._lock_of(instance):
            return super().__get__(instance, owner)

    def _lock_of(self, instance: object) -> threading.RLock:
        key = f"_lock_of_{self.attrname}"
        with _MAKING_LOCKS:
            lock: threading.RLock = instance.__dict__.setdefault(key, threading.RLock())
            return lock
