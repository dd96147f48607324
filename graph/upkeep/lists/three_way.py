"""One field by its three sides: what the list said before, what it says now, and what the network says now."""

from __future__ import annotations

from dataclasses import dataclass

from graph.load.lists.answers import Side
from graph.upkeep.lists.difference import FieldOutcome
from graph.upkeep.lists.fields import Values


@dataclass(frozen=True, slots=True)
class Sides:
    """The three sides of a field. `may_empty`: what the list leaves out is meant to go."""

    before: Values
    listed: Values
    now: Values
    may_empty: bool


def settle(sides: Sides, *, is_many: bool, chosen: Side | None) -> tuple[FieldOutcome | None, Values]:
    """What becomes of a field, and its values then; None where nothing is to be said.

    Of several values each is judged by itself. `chosen`: whose single value stands where the list changed.
    """
    return _settle_many(sides) if is_many else _settle_one(sides, chosen)


def _settle_many(sides: Sides) -> tuple[FieldOutcome | None, Values]:
    gone = sides.before - sides.listed if sides.may_empty else frozenset()
    result = (sides.now | (sides.listed - sides.before)) - gone
    if result != sides.now:
        return "changed", result
    return ("kept" if sides.listed - sides.now else None), sides.now


def _settle_one(sides: Sides, chosen: Side | None) -> tuple[FieldOutcome | None, Values]:
    if sides.listed == sides.now or not (sides.listed or sides.may_empty):
        return None, sides.now
    if sides.listed == sides.before:
        return "kept", sides.now
    if sides.now == sides.before:
        return ("kept", sides.now) if chosen == "store" else ("changed", sides.listed)
    return "conflict", sides.listed if chosen == "file" else sides.now
