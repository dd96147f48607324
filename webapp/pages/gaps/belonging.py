"""To which sectors, or groups, the parties of a gap belong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, combinations, product

from graph.network.edges import Pair, unordered

Names = frozenset[str]


@dataclass(frozen=True, slots=True)
class Belonging:
    """The sides of each party that has some, by name; whoever is party to many gaps has one set of them in all.

    `is_of_all`: the gap says of everything in the network that something is not recorded. Then it belongs to these
    sides, but is between no two of them: otherwise it would stand in every cell of the table.
    """

    of_parties: tuple[Names, ...]
    is_of_all: bool = False

    @property
    def sides(self) -> Names:
        """All to whom some party belongs."""
        return frozenset(chain.from_iterable(self.of_parties))

    def __contains__(self, side: str) -> bool:
        return any(side in sides for sides in self.of_parties)

    def is_between(self, one: str, other: str) -> bool:
        """Whether some party belongs to one and a different party to the other, which may be the same side."""
        if self.is_of_all or one not in self or other not in self:
            return False
        return sum(one in sides or other in sides for sides in self.of_parties) > 1

    def cells(self) -> set[Pair]:
        """Every two sides that the gap is between."""
        return set() if self.is_of_all else {unordered(cell) for two in self._different() for cell in product(*two)}

    def _different(self) -> Iterator[tuple[Names, Names]]:
        """The sides of any two parties; of many who have the same, once."""
        numbers = Counter(self.of_parties)
        yield from combinations(numbers, 2)
        yield from ((sides, sides) for sides, number in numbers.items() if number > 1)
