"""Which way the tie of a row goes: by a column of its own, by the word for its kind, by the headings of its ends."""

from __future__ import annotations

import re
from typing import cast

from graph.load.lists.directions import Direction, direction_said, hands_from_to
from graph.load.lists.draft import ListDraft
from graph.load.lists.folded import folded
from graph.load.lists.sheet_rows import Row

_HANDS_ON = re.compile(
    r"^(?:vermittel|uberweis|verweis|bericht|berat\b|berat |unterstutz|informier|beauftrag|liefer|schult|meldet"
    r"|leitet weiter|delegier|empfiehlt|uberg[ie]bt|refers?\b|reports?\b|supports?\b|informs?\b|delegates?\b)"
)
"""Words of what one does for the other: such a tie has a direction, even where no column says so."""
ARROW = " → "
_FROM_AND_TO = frozenset(
    {
        *(("von", to) for to in ("an", "nach")),
        *(("from", to) for to in ("to", "towards")),
        *((giver, taker) for giver in ("sender", "absender") for taker in ("empfanger", "adressat")),
        ("geber", "nehmer"),
        ("giver", "taker"),
        ("sender", "receiver"),
    }
)
"""Headings that may mean a direction. "Von" and "Zu" are the ends of our own template, whichever way."""


def direction_of_row(row: Row, draft: ListDraft) -> Direction:
    """Which way a row says that its tie goes: by a column, by the word for its kind, by the headings of both ends."""
    word = row.text("direction")
    found = draft.meanings.of("directions", word, row.place) if word else ""
    kind = row.text("tie_kind")
    if not found and (told := direction_said(kind)):
        return told
    if not found and _HANDS_ON.search(folded(kind)):
        return "true"
    if not found and (heads := _from_and_to(row)):
        is_told = hands_from_to(*heads)
        found = "true" if is_told else draft.meanings.of("directions", ARROW.join(heads), row.place, must=False)
    return cast("Direction", found)


def _from_and_to(row: Row) -> tuple[str, str] | None:
    """The headings of both ends, where they and no column speak of a direction."""
    sources, targets = row.sheet.columns["source"], row.sheet.columns["target"]
    if row.sheet.has("direction") or not sources or not targets:
        return None
    heads = sources[0].heading, targets[0].heading
    return heads if tuple(map(folded, heads)) in _FROM_AND_TO or hands_from_to(*heads) else None
