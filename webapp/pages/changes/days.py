"""A day of an address of these pages."""

from __future__ import annotations

from datetime import date

from graph.upkeep.forms.dates import read_typed
from webapp.http.errors import BadRequestError


def day_of(text: str) -> date:
    """A day as a form sends it, or as people write it. Raises BadRequestError (400) for what is no exact day."""
    found = read_typed(text)
    if found is None or found.precision != "day":
        raise BadRequestError("%(word)s is no day.", hint="Write it as 2026-12-31.", word=text[:60])
    return date.fromisoformat(found.day)


def day_up_to(now: date, text: str) -> date | None:
    """The same of a day since which something may have changed; None where nothing is written. Raises as above."""
    day = day_of(text) if text.strip() else None
    if day is not None and day > now:
        raise BadRequestError(
            "%(day)s is still to come: nothing has changed since then.", hint="Choose an earlier day.", day=text.strip()
        )
    return day
