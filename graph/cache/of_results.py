"""What an object makes of its slow results, kept until another of them is there."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from typing import Any


class of_results(property):  # noqa: N801 - used as a decorator, like the property it is
    """What an object makes of its slow `results`, kept until another of them is there.

    `names`: those that it rests on; none for all. Made twice rather than under a lock: nothing of this takes long, and
    one of the results may be waited for.
    """

    def __init__(self, make: Callable[[Any], Any], names: Collection[str] | None = None) -> None:
        kept = f"_{make.__name__}_of_version"

        def find_or_make(owner: Any) -> Any:
            version, found = owner.results.version_of(names), vars(owner).get(kept)
            if found is None or found[0] != version:
                found = vars(owner)[kept] = (version, make(owner))
            return found[1]

        super().__init__(find_or_make, doc=make.__doc__)


def of_results_named(*names: str) -> Callable[[Callable[[Any], Any]], of_results]:
    """The same for what is made of these results alone: whichever else comes, it stays."""
    return partial(of_results, names=frozenset(names))
