"""What a list would bring, as its page shows it; of a long one it is said meanwhile how far that is."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import partial

from flask import current_app

from graph.load.lists.answers import Answers
from graph.load.lists.folded import forget_names
from graph.processes.headway import note
from graph.processes.native_memory import give_back
from graph.upkeep.lists.drafts import KeptDraft
from graph.upkeep.lists.fields import forget_nodes
from webapp.pages.imports import begun
from webapp.pages.imports.list_in_form import list_of_draft, mark_of
from webapp.pages.imports.long_works import LongWork, LongWorks, Shares, is_long
from webapp.pages.imports.preview import Preview, make_preview

_EXTENSION, _OPENING = "akteursnetz.previews", threading.Lock()
_SHARES: Shares = {
    "opening": (0.0, 0.2),
    "arranging": (0.2, 0.25),
    "reading": (0.25, 0.65),
    "matching": (0.65, 0.95),
    "showing": (0.95, 1.0),
}
"""By what 30,000 rows take; opened is the file when there is a list to be shown."""
_PATIENCE_S = 1.0
"""A list that was understood before is shown at once."""


@dataclass(frozen=True, slots=True)
class ShownList:
    """A preview with what it rests on: the answers, and what was stored (`mark_of`).

    `is_remembered`: the answers come from an earlier list.
    """

    preview: Preview
    answers: Answers
    mark: str
    is_remembered: bool


def shown_list(key: str, draft: KeptDraft, slug: str) -> ShownList | None:
    """What the page of a list shows; None as long as a long one is being read, which `find_preview` tells of."""
    if not is_long(draft.tables):
        return _shown(key, draft, slug)
    work = _previews().begin(key, begun.author_key(), partial(_shown_and_given_back, key, draft, slug))
    work.wait(_PATIENCE_S)
    if not work.is_over:
        return None
    _previews().forget(key)
    return work.outcome()


def find_preview(key: str) -> LongWork[ShownList] | None:
    """The preview that is being made for whoever asks; None for none."""
    return _previews().find(key, begun.author_key())


def forget_preview(key: str) -> None:
    """Let go of what was being made: the list, its answers or its pages are others now."""
    _previews().forget(key)


def _shown(key: str, draft: KeptDraft, slug: str) -> ShownList:
    note("arranging")
    mark = mark_of(slug)
    read = list_of_draft(key, draft, slug)
    note("showing")
    preview = make_preview(read.reading, read.difference, begun.pages_of(draft))
    return ShownList(preview, read.answers, mark, read.is_remembered)


def _shown_and_given_back(key: str, draft: KeptDraft, slug: str) -> ShownList:
    """The same of a long list, which is not kept as it was understood: of 100,000 rows it had 300 MB."""
    try:
        return _shown(key, draft, slug)
    finally:
        forget_names()
        forget_nodes()
        give_back()


def _previews() -> LongWorks[ShownList]:
    """Those that this service is making."""
    with _OPENING:
        return current_app.extensions.setdefault(_EXTENSION, LongWorks[ShownList]("showing a list", _SHARES))  # type: ignore[no-any-return]
