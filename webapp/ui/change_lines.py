"""Changes of the log as lines that a reader sees: when, who, what in words, how much came and went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import format_date

from graph.protocol import Head
from graph.upkeep.history import stated_numbers
from graph.upkeep.standing_changes import standing
from webapp.ui.change_words import change_label, shown_text, way_label
from webapp.ui.context import present_store
from webapp.ui.language import gettext

_OF_THE_MODEL = ("ontology", "example")


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change as a reader sees it.

    `is_undone` says that a later change took it back, `is_model` that it brought the terms without which nothing can
    be shown.
    """

    revision: int
    time: str
    when: str
    author: str
    way: str
    reason: str
    added: int
    removed: int
    is_readable: bool
    is_undone: bool
    is_model: bool


def change_lines(heads: Sequence[Head]) -> list[ChangeLine]:
    """Changes, the newest first, each with whether a later one of them took it back."""
    still_hold = {head.entry.revision for head in standing(heads)}
    return [change_line(head, is_undone=head.entry.revision not in still_hold) for head in heads]


def change_line(head: Head, *, is_undone: bool) -> ChangeLine:
    """One change in words."""
    entry = head.entry
    added, removed = stated_numbers(present_store(), head)
    return ChangeLine(
        entry.revision,
        entry.time,
        say_time(entry.time) if head.is_readable else "",
        shown_text(entry.author),
        way_label(entry.way),
        change_label(entry) if head.is_readable else gettext("Der Eintrag im Protokoll ist beschädigt"),
        added=added,
        removed=removed,
        is_readable=head.is_readable,
        is_undone=is_undone,
        is_model=entry.kind in _OF_THE_MODEL,
    )


def say_time(time: str) -> str:
    """A moment of the log on the reader's calendar, with hour and minute."""
    moment = datetime.fromisoformat(time).astimezone()
    return f"{format_date(moment.date(), 'long')}, {moment:%H:%M}"
