"""Whoever looks back at a state is told what was open, put off and overdue on its day, and not today."""

from __future__ import annotations

from datetime import date

from flask import Flask, g

from graph.errors import NetworkError
from graph.period import looking_back_to
from webapp.ui.context import day_of_state


def look_back_from_its_day(app: Flask) -> None:
    """Have each request for a former state (?fassung=) tell it as of its day."""
    app.before_request(_begin)
    app.teardown_request(_end)


def _begin() -> None:
    if (day := _day()) is not None:
        g.looking_back = looking_back_to(day)
        g.looking_back.__enter__()


def _end(_error: BaseException | None) -> None:
    if (begun := g.pop("looking_back", None)) is not None:
        begun.__exit__(None, None, None)


def _day() -> date | None:
    try:
        return day_of_state()
    except NetworkError:
        return None  # the page says why this state is not shown
