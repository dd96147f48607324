"""A state and since when, or until when, in one cell: "läuft seit 2019", "beendet 2023"."""

from __future__ import annotations

from graph.load.lists.contents import is_day
from graph.load.lists.days import Span
from graph.load.lists.draft import ListDraft
from graph.terms import NK

_ENDED = NK + "ended"


def dated_state(text: str, draft: ListDraft) -> tuple[str, Span]:
    """The words for a state, and the period behind them; all of the text where that is no state with a day."""
    words = text.split()
    for place in range(1, len(words)):
        head, tail = " ".join(words[:place]).rstrip(" ,;:("), " ".join(words[place:]).strip("()")
        known = draft.meanings.known("status", head) if is_day(tail) else ""
        if known and (span := draft.periods.span(tail)) is not None:
            return head, Span(end=span.end or span.start) if known == _ENDED else span
    return text, Span()
