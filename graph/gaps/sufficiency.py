"""How much must be recorded for a statistical gap to say something of the network: where it is less, that is said."""

from __future__ import annotations

from graph.gaps.wording import say
from graph.model import GapKind, Text
from graph.network.arrays import Arrays

LEAST_ACTORS = 15
LEAST_TIES = 20
"""Existing ties below which an expectation from them is a guess."""
LEAST_RECORDED = 0.5
"""Share of the actors with a recorded tie or membership below which a figure says more about the record than about the
network. A convention of ours: measures get worse little by little as more is missing, without a threshold."""


def is_thin(arrays: Arrays) -> bool:
    """Whether too few of the actors have anything recorded about their ties."""
    return arrays.recorded < LEAST_RECORDED * arrays.size


def thin_note(kind: GapKind, arrays: Arrays) -> Text:
    """The same in a sentence of this kind."""
    return say(kind, "note.thin", recorded=arrays.recorded, actors=arrays.size)
