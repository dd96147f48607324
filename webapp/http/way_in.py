"""By which way a request comes in, said to the log of changes before anything is written."""

from __future__ import annotations

from flask import Flask, g, request

from graph.errors import Unauthorized
from graph.protocol import WAY_IN, WayIn
from webapp.accounts.identity import who_asks

_IMPORTS = "imports"
_READING = frozenset({"GET", "HEAD", "OPTIONS"})


def note_way_in(app: Flask) -> None:
    """Have each change note whether a form, a program's token or a list that was read in made it."""
    app.before_request(_note)
    app.teardown_request(_end)


def _note() -> None:
    g.way_in = WAY_IN.set(_way_in())


def _end(_error: BaseException | None) -> None:
    """What is changed afterwards in this thread comes by another way."""
    if (before := g.pop("way_in", None)) is not None:
        WAY_IN.reset(before)


def _way_in() -> WayIn:
    if request.method in _READING:
        return ""
    try:
        is_program = who_asks().way == "token"
    except Unauthorized:
        return ""  # whoever this is, the view refuses it
    if is_program:
        return "token"
    return "import" if request.blueprint == _IMPORTS else "form"
