"""Changes from the newest backwards, and which of them still hold: one reading of what "taken back" means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.protocol import Head, Store

_AT_ONCE = 200


def heads_backwards(store: Store, *, down_to: int = 0) -> Iterator[Head]:
    """All changes after a revision, the newest first; read as far as somebody asks."""
    before: int | None = None
    while heads := store.heads(_AT_ONCE, before=before):
        for head in heads:
            if head.entry.revision <= down_to:
                return
            yield head
        before = heads[-1].entry.revision


def standing(heads: Iterable[Head]) -> Iterator[Head]:
    """Those of the changes, the newest first, that no later one took back; what took one back stands there itself.

    Taking back what took one back makes that one hold again.
    """
    taken_back: set[int] = set()
    for head in heads:
        if head.entry.revision in taken_back:
            continue
        if (target := takes_back(head)) is not None:
            taken_back.add(target)
        yield head


def takes_back(head: Head) -> int | None:
    """The revision that a change took back; None for any other change."""
    entry = head.entry
    return int(entry.about) if entry.kind == "undo" and entry.about.isdecimal() else None
