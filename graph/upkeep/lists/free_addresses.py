"""Addresses that nothing has yet, for many names: the store is asked about all of them at once, and not one by one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from itertools import count


class FreeAddresses:
    """Gives each address once, numbered where something has it or was given it."""

    def __init__(self, taken_among: Callable[[Collection[str]], Collection[str]], taken: Iterable[str] = ()) -> None:
        """`taken_among`: of which of many addresses anything is said. `taken`: some of which that is known."""
        self._taken_among, self._taken, self._free = taken_among, set(taken), set[str]()
        self._next: dict[str, int] = {}

    def give(self, plain: str) -> str:
        """This address, or a numbered one."""
        for number in count(self._next.get(plain, 1)):
            iri = _numbered(plain, number)
            if iri not in self._free:  # of the further ones as many again as there were so far
                self.foresee(_numbered(plain, one) for one in range(number, 2 * number))
            if iri in self._free:
                break
        self._free.discard(iri)
        if not self._free:
            self._free = set()  # an emptied one keeps its room: of 100,000 names 7 MB
        self._taken.add(iri)
        if number > 1:
            self._next[plain] = number + 1
        return iri

    def foresee(self, addresses: Iterable[str]) -> None:
        """Ask about addresses that will be wanted, all at once; each that was not foreseen is a question of its own."""
        fresh = [one for one in dict.fromkeys(addresses) if one not in self._taken and one not in self._free]
        taken = self._taken_among(fresh) if fresh else ()
        self._taken.update(taken)
        self._free.update(set(fresh).difference(taken))


def _numbered(plain: str, number: int) -> str:
    return f"{plain}-{number}" if number > 1 else plain
