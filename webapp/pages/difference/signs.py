"""The sign of each change on a map of two days: told apart by line, badge and outline, for whoever sees no colours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from graph.progress.difference import Change
from webapp.pages.map.download.marks import PAPER

Colour = Literal["new", "open", "gone", "still", "still-name", "ground", "ink"]
ON_PAPER: Mapping[Colour, str] = {
    "new": PAPER["accent"],
    "open": PAPER["gap"],
    "gone": PAPER["warn"],
    "still": "#c3c7c9",
    "still-name": "#687078",
    "ground": "#ffffff",
    "ink": "#1b2126",
}
ON_PAGE: Mapping[Colour, str] = {
    "new": "var(--accent)",
    "open": "var(--gap)",
    "gone": "var(--warn)",
    "still": "var(--two-days-still)",
    "still-name": "var(--two-days-name)",
    "ground": "var(--surface)",
    "ink": "var(--ink)",
}
"""The same in the colours of the page, which has a dark look too."""

_PLUS, _MINUS, _TICK = "M-3.6 0h7.2M0-3.6v7.2", "M-3.6 0h7.2", "M-3.6.4l2.4 2.5L3.6-2.8"
_CROSS, _CHANGED = "M-2.7-2.7l5.4 5.4M2.7-2.7l-5.4 5.4", "M-3-1.4h6M0-4.4v6M-3 3.8h6"
_CALL, _ANSWER = "M0-4v4.7M0 3.4v.2", "M-3 3.8L0-3.8L3 3.8M-1.8 1.3h3.6"


@dataclass(frozen=True, slots=True)
class ChangeSign:
    """How a change is drawn: the line of a tie, the outline of an actor, and a badge on both.

    `badge` is a path around its middle, "" for none; it is `filled` where something is there now, and a `square` where
    somebody answered. `is_double`: a line with a light core. `outline` are the dashes of an open sign, None for a full
    one; `ring` those of a ring around it, None for none.
    """

    colour: Colour
    width: float
    dashes: str = ""
    badge: str = ""
    is_filled: bool = False
    is_square: bool = False
    is_double: bool = False
    outline: str | None = None
    ring: str | None = None


_CAME = ChangeSign("new", 3.4, badge=_PLUS, is_filled=True, ring="")
_WENT = ChangeSign("gone", 2.6, "0.1 5.2", badge=_MINUS, outline="2.4 2")
CHANGE_SIGNS: Mapping[Change, ChangeSign] = {
    "actors_came": _CAME,
    "groups_came": _CAME,
    "memberships_came": _CAME,
    "ties_came": _CAME,
    "came_true": ChangeSign("new", 5, badge=_TICK, is_filled=True, is_double=True, ring=""),
    "answered": ChangeSign("ink", 1.8, "7 5", badge=_ANSWER, is_square=True, outline="2.4 2"),
    "wanted": ChangeSign("open", 1.8, "7 5", badge=_CALL, outline="2.4 2"),
    "replaced": ChangeSign("new", 2.4, badge=_CHANGED),
    "joined": ChangeSign("new", 2, ring=""),
    "actors_went": _WENT,
    "groups_went": _WENT,
    "memberships_went": _WENT,
    "ties_went": _WENT,
    "dropped": ChangeSign("gone", 1.4, "0.1 5.2", badge=_CROSS, outline="2.4 2"),
    "left": ChangeSign("gone", 2, ring="3 3"),
}
OF_ACTORS: frozenset[Change] = frozenset({"actors_came", "groups_came", "joined", "actors_went", "groups_went", "left"})
"""What is drawn at a sign, not on a line."""
STILL_WIDTH, STILL_DASHES = 1.1, "5 5"
