"""Which ties the numbers count: existing ones, or what is demanded as well. The address says it: ?stand=demanded."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request

from graph.model import State
from webapp.ui.language import gettext

EXISTING: tuple[State, ...] = ("exists",)
WITH_DEMANDED: tuple[State, ...] = ("exists", "demanded")


@dataclass(frozen=True, slots=True)
class Counted:
    """The states that count, in the words of the page, and what the address said that is not known."""

    states: tuple[State, ...]
    unknown: tuple[str, ...] = ()

    @property
    def with_demanded(self) -> bool:
        """Whether demanded ties count as if they existed."""
        return "demanded" in self.states

    @property
    def words(self) -> str:
        """What is counted, in two or three words."""
        return gettext("bestehende und geforderte") if self.with_demanded else gettext("nur bestehende")


def states_in_address() -> Counted:
    """What the address asks for; `stand` may be repeated, as on the map, and existing ties always count."""
    asked = [value for value in request.args.getlist("stand") if value]
    unknown = tuple(dict.fromkeys(value for value in asked if value not in WITH_DEMANDED))
    return Counted(WITH_DEMANDED if "demanded" in asked else EXISTING, unknown)
