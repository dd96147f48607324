"""The sign of each kind of gap, on a line or beside an actor: the same on the map, in its legend and on paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

GAP_KIND = "Gap"
"""The kind of a line that only stands for gaps."""


@dataclass(frozen=True, slots=True)
class GapSign:
    """How gaps of one kind are marked: a letter in a circle, and dashes of their own."""

    sign: str
    dashes: tuple[float, ...]


GAP_SIGNS: Mapping[str, GapSign] = {
    "demanded": GapSign("!", (7, 5)),
    "rule": GapSign("§", (10, 3, 2, 3)),
    "fit": GapSign("=", (3, 3)),
    "fragile": GapSign("×", (14, 4)),
    "predicted": GapSign("?", (1.5, 5)),
}
"""Told apart by letter and dashes, for whoever sees no red, and on paper without colour."""


def letters_of(kinds: Iterable[str]) -> tuple[str, ...]:
    """The letter of each of these kinds of gaps."""
    return tuple(GAP_SIGNS[kind].sign for kind in kinds)


def gap_marks() -> dict[str, Markup]:
    """The line of each kind with its letter, as a small picture for the legend."""
    return {kind: _mark(one) for kind, one in GAP_SIGNS.items()}


def _mark(one: GapSign) -> Markup:
    return Markup(
        '<svg class="gap-mark" viewBox="0 0 34 16" width="34" height="16" aria-hidden="true">'
        '<path d="M1 8h32" stroke-dasharray="{}"/><circle cx="17" cy="8" r="7"/><text x="17" y="11.6">{}</text></svg>'
    ).format(" ".join(f"{dash:g}" for dash in one.dashes), one.sign)
