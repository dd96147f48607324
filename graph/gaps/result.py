"""What a search for gaps comes to: the gaps, and what the data could not carry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.model import Gap, Text


@dataclass(frozen=True, slots=True)
class GapResult:
    """Gaps, and notes in words on what was not computed and why, or left out; `figures` count the whole network."""

    gaps: tuple[Gap, ...] = ()
    notes: tuple[Text, ...] = ()
    figures: Mapping[str, float] = field(default_factory=dict)
