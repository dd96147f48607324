"""The checks of a change are there before the first change."""

from __future__ import annotations

import sys

from graph.validate.ahead import load_ahead


def test_the_checks_are_loaded_once() -> None:
    thread = load_ahead()
    thread.join(60)
    assert not thread.is_alive()
    assert "graph.validate.change" in sys.modules
    assert load_ahead() is thread
