"""What lies beside a store and may name a person: accounts, proposals, places, rules, copies. Told, and erased."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from graph.persons.eraser import Eraser

Where = Literal["account", "attempt", "copy", "draft", "network", "place", "proposal", "rule", "session", "token"]


@dataclass(frozen=True, slots=True)
class Mention:
    """Something beside the store that names a person: where, and what it says there."""

    where: Where
    what: str


class Beside(Protocol):
    """Something beside the store that keeps texts of its own."""

    def tell(self, eraser: Eraser) -> Sequence[Mention]:
        """Whatever names the person there."""
        ...

    def erase(self, eraser: Eraser) -> Sequence[str]:
        """Take the person out; gives the names of accounts that name them, which stay."""
        ...
