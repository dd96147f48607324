"""`/api/v1/aenderungen`: what was changed, and taking one change back."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from graph.protocol import Head
from webapp.api.network import listed
from webapp.api.parameters import MOST_CHANGES, SHOWN_CHANGES, read_number
from webapp.api.schemas import ChangeJson
from webapp.http.tokens import author, require_writer
from webapp.protocol.updates import say_applied
from webapp.ui.change_words import change_label
from webapp.ui.context import get_store
from webapp.ui.own_changes import take_back


def changes() -> ResponseReturnValue:
    """The last changes, the newest first; ?grenze= says how many."""
    heads = get_store().heads(read_number("grenze", SHOWN_CHANGES, MOST_CHANGES))
    return listed([_head_row(head) for head in heads])


def undo_change(revision: int) -> ResponseReturnValue:
    """Take one change back by a change of its own, which needs the token."""
    require_writer()
    return say_applied(take_back(revision, author()))


def _head_row(head: Head) -> ChangeJson:
    entry = head.entry
    return ChangeJson(
        revision=entry.revision,
        time=entry.time,
        author=entry.author,
        reason=entry.reason,
        added=head.added,
        removed=head.removed,
        kind=entry.kind,
        about=entry.about,
        label=change_label(entry),
        way=entry.way,
    )
