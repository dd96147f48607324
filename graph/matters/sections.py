"""The matters as they are read: what is pinned, what was asked for, what else stands out, what the office clears."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from graph.matters.matter import Matter

FOR_A_MEETING = 5
"""Matters that one meeting gets through."""


@dataclass(frozen=True, slots=True)
class MatterSections:
    """`asked`, for the group: what is pinned, then demands and topics with several open points. `office`: homework.

    `noticed` is what was named once, or follows from what is recorded. `answered` are those of all of them that
    somebody has answered.
    """

    asked: tuple[Matter, ...]
    noticed: tuple[Matter, ...]
    office: tuple[Matter, ...]
    answered: tuple[Matter, ...] = ()

    @property
    def gaps(self) -> int:
        """How many gaps the matters on top hold together."""
        return sum(len(matter.gaps) for matter in self.asked)

    @property
    def in_order(self) -> tuple[Matter, ...]:
        """All of them, as they stand on the page."""
        return (*self.asked, *self.noticed, *self.office, *self.answered)

    @property
    def for_a_meeting(self) -> tuple[Matter, ...]:
        """What is pinned, or where nothing is, as many of the first as one meeting gets through.

        What only stands out is nobody's wish: it is told, and not put to a vote.
        """
        return tuple(matter for matter in self.asked if matter.pinned) or self.asked[:FOR_A_MEETING]

    def with_put_off(self, put_off: Collection[str]) -> tuple[Matter, ...]:
        """The same for a meeting that matters of these ids were put off to: they come first, and take their place."""
        first = tuple(matter for matter in self.in_order if matter.id in put_off)
        others = tuple(matter for matter in self.for_a_meeting if matter.id not in put_off)
        room = max(FOR_A_MEETING - len(first), 0)
        return (*first, *(others if any(matter.pinned for matter in others) else others[:room]))

    @property
    def for_the_group(self) -> tuple[Matter, ...]:
        """All open matters for the group, those that were asked for before those that only stand out."""
        return (*self.asked, *self.noticed)

    def first(self, number: int) -> tuple[Matter, ...]:
        """The first of what was asked for; where nobody asked for anything, of what stands out."""
        return (self.asked or self.noticed)[:number]


def sections_of(matters: Iterable[Matter]) -> MatterSections:
    """The matters in their order, what is pinned on top, parted by who acts on them and whether anybody asked."""
    everything = list(matters)
    pinned = sorted((one for one in everything if one.pinned), key=lambda one: (one.pinned, one.rank))
    listed = [matter for matter in everything if matter.is_open and not matter.pinned]
    return MatterSections(
        (*pinned, *(matter for matter in listed if matter.is_asked)),
        tuple(matter for matter in listed if matter.audience == "group" and not matter.is_asked),
        tuple(matter for matter in listed if matter.audience == "office"),
        tuple(matter for matter in everything if not matter.is_open),
    )
