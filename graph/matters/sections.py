"""The matters as they are read: what was asked for first, then what else stands out, then what the office clears."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.matters.matter import Matter

FOR_A_MEETING = 5
"""Matters that one meeting gets through."""


@dataclass(frozen=True, slots=True)
class MatterSections:
    """`asked`, for the group: demands, topics with several open points. `office`: homework.

    `noticed` is what was named once, or follows from what is recorded.
    `answered` are those of all of them that somebody has answered.
    """

    asked: tuple[Matter, ...]
    noticed: tuple[Matter, ...]
    office: tuple[Matter, ...]
    answered: tuple[Matter, ...] = ()

    @property
    def gaps(self) -> int:
        """How many gaps all that are open hold together."""
        return sum(len(matter.gaps) for matter in (*self.asked, *self.noticed, *self.office))

    def first(self, number: int) -> tuple[Matter, ...]:
        """The first open matters for the group, those that were asked for before those that only stand out."""
        return (*self.asked, *self.noticed)[:number]


def sections_of(matters: Iterable[Matter]) -> MatterSections:
    """The matters in their order, parted by who acts on them and whether anybody asked."""
    everything = list(matters)
    listed = [matter for matter in everything if matter.is_open]
    group = [matter for matter in listed if matter.audience == "group"]
    return MatterSections(
        tuple(filter(_is_asked, group)),
        tuple(matter for matter in group if not _is_asked(matter)),
        tuple(matter for matter in listed if matter.audience == "office"),
        tuple(matter for matter in everything if not matter.is_open),
    )


def _is_asked(matter: Matter) -> bool:
    """Whether somebody asked for something, or named more than one thing that is wrong."""
    return matter.kind in ("demand", "topic") and (bool(matter.demands) or len(matter.problems) > 1)
