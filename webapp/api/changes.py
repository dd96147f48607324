"""`/api/v1/aenderungen`: what was changed, and taking one change back."""

from __future__ import annotations

from collections import deque

from flask.typing import ResponseReturnValue

from graph.protocol import Entry
from webapp.api.network import listed
from webapp.api.parameters import MOST_CHANGES, SHOWN_CHANGES, read_number
from webapp.api.schemas import ChangeJson
from webapp.http.tokens import author, require_writer
from webapp.protocol.updates import say_applied
from webapp.ui.change_words import change_label
from webapp.ui.context import get_store


def changes() -> ResponseReturnValue:
    """The last changes, the newest first; ?grenze= says how many."""
    entries = deque(get_store().history(), maxlen=read_number("grenze", SHOWN_CHANGES, MOST_CHANGES))
    return listed([_entry_row(entry) for entry in reversed(entries)])


def undo_change(revision: int) -> ResponseReturnValue:
    """Take one change back by a change of its own, which needs the token."""
    require_writer()
    return say_applied(get_store().undo(revision, author=author()))


def _entry_row(entry: Entry) -> ChangeJson:
    return ChangeJson(
        revision=entry.revision,
        time=entry.time,
        author=entry.author,
        reason=entry.reason,
        added=len(entry.add),
        removed=len(entry.remove),
        kind=entry.kind,
        about=entry.about,
        label=change_label(entry),
    )
