"""`/api/v1/aenderungen`: what was changed, and taking one change back."""

from __future__ import annotations

from collections import deque

from flask import request
from flask.typing import ResponseReturnValue

from graph.protocol import Entry
from webapp.api.network import listed
from webapp.api.schemas import ChangeJson
from webapp.http.errors import BadRequestError
from webapp.http.tokens import AUTHOR, require_writer
from webapp.protocol.updates import say_applied
from webapp.ui.context import get_store

SHOWN, MOST = 50, 1000


def changes() -> ResponseReturnValue:
    """The last changes, the newest first; ?grenze= says how many."""
    entries = deque(get_store().history(), maxlen=_read_number("grenze", SHOWN))
    return listed([_entry_row(entry) for entry in reversed(entries)])


def undo_change(revision: int) -> ResponseReturnValue:
    """Take one change back by a change of its own, which needs the token."""
    require_writer()
    return say_applied(get_store().undo(revision, author=AUTHOR))


def _entry_row(entry: Entry) -> ChangeJson:
    return ChangeJson(entry.revision, entry.time, entry.author, entry.reason, len(entry.add), len(entry.remove))


def _read_number(name: str, otherwise: int) -> int:
    text = request.args.get(name, str(otherwise))
    if not text.isascii() or not text.isdigit() or not 0 < int(text) <= MOST:
        raise BadRequestError(
            "%(name)s is a number from 1 to %(most)s.", hint="Change the address.", name=name, most=MOST
        )
    return int(text)
