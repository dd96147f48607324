"""`/api/v1/aenderungen`: what was changed, and taking one change back."""

from __future__ import annotations

from collections import deque
from typing import Any

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from graph.protocol import Entry
from webapp.http.errors import BadRequestError
from webapp.http.tokens import author, require_writer
from webapp.protocol.updates import say_applied
from webapp.ui.context import get_store

SHOWN, MOST = 50, 1000


def changes() -> ResponseReturnValue:
    """The last changes, the newest first; ?grenze= says how many."""
    entries = deque(get_store().history(), maxlen=_read_number("grenze", SHOWN))
    return jsonify(items=[_entry_row(entry) for entry in reversed(entries)], revision=get_store().revision)


def undo_change(revision: int) -> ResponseReturnValue:
    """Take one change back by a change of its own, which needs the token."""
    require_writer()
    return say_applied(get_store().undo(revision, author=author()))


def _entry_row(entry: Entry) -> dict[str, Any]:
    return {
        "revision": entry.revision,
        "time": entry.time,
        "author": entry.author,
        "reason": entry.reason,
        "added": len(entry.add),
        "removed": len(entry.remove),
    }


def _read_number(name: str, otherwise: int) -> int:
    text = request.args.get(name, str(otherwise))
    if not text.isascii() or not text.isdigit() or not 0 < int(text) <= MOST:
        raise BadRequestError(
            "%(name)s is a number from 1 to %(most)s.", hint="Change the address.", name=name, most=MOST
        )
    return int(text)
