"""A day of an address of these pages."""

from __future__ import annotations

from datetime import date

from webapp.http.errors import BadRequestError


def day_of(text: str) -> date:
    """A day as a form sends it, or as it is written here. Raises BadRequestError (400)."""
    parts = text.split(".")
    try:
        return date(*map(int, reversed(parts))) if len(parts) == 3 else date.fromisoformat(text)  # noqa: PLR2004
    except (ValueError, OverflowError) as error:
        raise BadRequestError("%(word)s is no day.", hint="Write it as 2026-12-31.", word=text[:60]) from error
