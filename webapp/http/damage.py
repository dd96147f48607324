"""Damage of the engine that shows only when something is read: said with a sentence, and told to whoever watches."""

from __future__ import annotations

from flask import Flask

from graph.errors import StoreUnavailable
from graph.store.engine import is_damage

_NOTED = "akteursnetz.damage"


def note_damage(app: Flask, error: BaseException) -> StoreUnavailable | None:
    """What to answer in the place of an error of a damaged engine, noted until the service is started anew."""
    if not is_damage(error):
        return None
    app.extensions[_NOTED] = True
    return noted_damage(app)


def noted_damage(app: Flask) -> StoreUnavailable | None:
    """What was noted since the start; None as long as nothing was."""
    if _NOTED not in app.extensions:
        return None
    return StoreUnavailable(
        "The store is damaged: a file in graph is not what was written.",
        hint="Stop the service, then run: akteursnetz rebuild. The log of the service names the file.",
    )
