"""How lines of each kind are drawn, on the screen and on paper; their colour and dashes say their state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.model import MEMBERSHIP
from webapp.ui.context import get_tie_kinds


@dataclass(frozen=True, slots=True)
class TieLook:
    """`quiet` lines are paler while they exist, `arrow`: a direction is shown, `membership`: an area can say it."""

    quiet: bool = False
    arrow: bool = True
    membership: bool = False


PLAIN = TieLook()
_NO_TIES: Mapping[str, TieLook] = {"Hierarchy": TieLook(quiet=True)}


def look_of(kind: str) -> TieLook:
    """The look of a kind as the ontology has it; one that we do not know is a plain line, with an arrow if directed."""
    found = get_tie_kinds().get(kind)
    if found is None:
        return _NO_TIES.get(kind, PLAIN)
    return TieLook(quiet=found.is_quiet, arrow=not found.is_quiet, membership=kind == MEMBERSHIP)
