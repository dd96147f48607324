"""What is computed once and kept: values of an owner until what they rest on changes, properties of an object for ever.

Whoever asks while a value is being made waits for that one result.
"""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any, Generic, Self, TypeVar, overload
from weakref import WeakKeyDictionary

T = TypeVar("T")
Owner = TypeVar("Owner")
Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

_MAKING_LOCKS = threading.Lock()
_OPENING = threading.Lock()
_ROOMS = "_rooms_of_caches"


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


class RevisionCache(Generic[Owner, Key, Value]):
    """Values of an owner (a store, an analysis) by key, each until its version changes; at most `most` for each owner.

    `version` says what a value stands for: the revision of the store, or for a value that rests on less than all of
    it whatever changes with that. It is any hashable; a value is current as long as `version(owner, key)` is equal
    to what it was when the value was begun. Never changing is the default. Over `most`, the values that were asked
    for longest ago go.

    `renew` makes the current value from the former one and its version, which costs what has changed; it gives None
    where it cannot.
    Such a former value is kept until it is asked for again.

    `idle_s` is for what is large and made again soon enough: `drop_idle` lets go of it when nobody asked for that long.
    Values lie with the owner itself, not here: many of them (an Analysis) point back to their store, and one global
    dictionary, even with weak keys, would hold both for ever.
    """

    def __init__(
        self,
        version: Callable[[Owner, Key], Hashable] = lambda _owner, _key: None,
        *,
        most: int | None = None,
        idle_s: float | None = None,
        renew: Callable[[Owner, Key, Value, Any], Value | None] | None = None,
    ) -> None:
        self._version, self._most, self._idle_s, self._renew = version, most, idle_s, renew

    def get(self, owner: Owner, key: Key, make: Callable[[], Value]) -> Value:
        """The current value, made now if there is none: from the former one where it can be renewed.

        Others who ask for the same key of the same owner wait; other keys and owners do not. Who waited takes
        what was begun after they came, however much has been written since: else nobody is served while others
        write. A `make` that raises leaves nothing, and who waited tries again. Before a value is made, the
        owner lets go of all that is no longer current, in every cache, so that two states of a network do not
        lie in memory beside one another.
        """
        room, come = self._room(owner), time.monotonic()
        held = room.find(key)
        if held is not None and held[0] == self._version(owner, key):
            return held[1]
        with room.borrowed(key) as slot, slot.making:
            version, held = self._version(owner, key), slot.held
            if held is None or (held[0] != version and slot.begun < come):
                slot.begun = time.monotonic()
                former, slot.held = held, None
                renewed = self._renew(owner, key, former[1], former[0]) if self._renew and former else None
                if renewed is None:
                    former = None
                    _drop_outdated(owner)
                    renewed = make()
                held = slot.held = (version, renewed)
            return held[1]

    def put(self, owner: Owner, key: Key, value: Value, *, version: Hashable = None) -> None:
        """Take a value that was made elsewhere, in the place of any other; of the present version, or of another."""
        with self._room(owner).borrowed(key) as slot, slot.making:
            slot.held = (self._version(owner, key) if version is None else version, value)

    def values(self, owner: Owner) -> dict[Key, Value]:
        """The values of an owner that are current, without making any."""
        return {key: held[1] for key, held in self._room(owner).held() if held[0] == self._version(owner, key)}

    def holds(self, owner: Owner, key: Key) -> bool:
        """Whether a value is at hand: a current one, or one that can be renewed."""
        held = self._room(owner).find(key)
        return held is not None and (self._renew is not None or held[0] == self._version(owner, key))

    def drop_outdated(self, owner: Owner) -> None:
        """Let go of the values of an owner that are no longer current, and can not be renewed."""
        if self._renew is not None:
            return
        room = self._room(owner)
        for key, held in room.held():
            if held[0] != self._version(owner, key):
                room.drop(key, held)

    def forget(self, owner: Owner, is_meant: Callable[[Key], bool]) -> None:
        """Let go of the values of these keys, current or not."""
        room = self._room(owner)
        for key, held in room.held():
            if is_meant(key):
                room.drop(key, held)

    def drop_idle(self, owner: Owner) -> bool:
        """Let go of the values of an owner that nobody asked for in `idle_s`; whether there were any."""
        if self._idle_s is None:
            return False
        room, until = self._room(owner), time.monotonic() - self._idle_s
        return sum(room.drop(key, held) for key, held in room.held(until)) > 0

    def _room(self, owner: Owner) -> _Room[Key, Value]:
        room = _rooms(owner).get(self)
        if room is None:
            with _OPENING:
                room = _rooms(owner).setdefault(self, _Room(self._most))
        return room


def drop_idle(owner: object) -> bool:
    """Let go of every value of an owner that its cache gives up when idle; whether there were any."""
    return sum(cache.drop_idle(owner) for cache in _caches(owner)) > 0


def forget_all(owner: object) -> None:
    """Let go of every value of an owner, whatever it rests on."""
    with _OPENING:
        vars(owner).pop(_ROOMS, None)


def _drop_outdated(owner: object) -> None:
    """Let go of every value of an owner that is no longer current, in whatever cache."""
    for cache in _caches(owner):
        cache.drop_outdated(owner)


def _caches(owner: object) -> list[RevisionCache[Any, Any, Any]]:
    with _OPENING:
        return list(_rooms(owner))


def _rooms(owner: object) -> WeakKeyDictionary[RevisionCache[Any, Any, Any], _Room[Any, Any]]:
    rooms: WeakKeyDictionary[RevisionCache[Any, Any, Any], _Room[Any, Any]]
    rooms = vars(owner).setdefault(_ROOMS, WeakKeyDictionary())
    return rooms


class _Slot(Generic[Value]):
    """A value with its version, or the making of one, and when it was last asked for.

    `askers` are those who have to do with it at this moment; `begun` is when its value was.
    """

    __slots__ = ("asked", "askers", "begun", "held", "making")

    def __init__(self) -> None:
        self.making, self.askers, self.asked, self.begun = threading.RLock(), 0, time.monotonic(), -math.inf
        self.held: tuple[Hashable, Value] | None = None


class _Room(Generic[Key, Value]):
    """The slots of one cache for one owner, the longest unasked first. Nothing is made under its lock."""

    def __init__(self, most: int | None) -> None:
        self._most, self._lock = most, threading.Lock()
        self._slots: OrderedDict[Key, _Slot[Value]] = OrderedDict()

    def find(self, key: Key) -> tuple[Hashable, Value] | None:
        """What is held, with its version."""
        with self._lock:
            slot = self._slots.get(key)
            if slot is None:
                return None
            self._slots.move_to_end(key)
            slot.asked = time.monotonic()
            return slot.held

    @contextmanager
    def borrowed(self, key: Key) -> Iterator[_Slot[Value]]:
        """The slot of a key, which stays as long as somebody asks; then too many make room, the empty ones first."""
        with self._lock:
            slot = self._slots.setdefault(key, _Slot())
            slot.askers += 1
            self._slots.move_to_end(key)
        try:
            yield slot
        finally:
            with self._lock:
                slot.askers, slot.asked = slot.askers - 1, time.monotonic()
                self._make_room()

    def held(self, until: float = math.inf) -> list[tuple[Key, tuple[Hashable, Value]]]:
        """The values with their keys and versions, of those last asked for until then."""
        with self._lock:
            slots = [(key, slot.held) for key, slot in self._slots.items() if slot.asked <= until]
            return [(key, held) for key, held in slots if held is not None]

    def drop(self, key: Key, held: tuple[Hashable, Value]) -> bool:
        """Let go of this value; False when another has taken its place."""
        with self._lock:
            slot = self._slots.get(key)
            if slot is None or slot.held is not held:
                return False
            slot.held = None
            self._make_room()
            return True

    def _make_room(self) -> None:
        idle = [key for key, slot in self._slots.items() if not slot.askers]
        for key in [key for key in idle if self._slots[key].held is None]:
            del self._slots[key]
        if self._most is not None:
            filled = [key for key in idle if key in self._slots]
            for key in filled[: max(0, len(self._slots) - self._most)]:
                del self._slots[key]
