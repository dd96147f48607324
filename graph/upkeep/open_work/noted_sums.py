"""How much waited on earlier days: noted beside the store once a day, when somebody looks, so that a sum can go down.

A note is as the first look of its day found things: what was done on the day itself came after it. A store without a
folder, in memory or on a server, remembers as long as the service runs.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.cache.revisions import RevisionCache
from graph.protocol import Store
from graph.store.marker import write_safely
from graph.terms import network_slug

KEPT = 1_000
"""Days that are remembered."""
_CHANGING = threading.Lock()
Notes = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class NotedSum:
    """How much waited on a day."""

    day: str
    total: int


def note_sum(store: Store, network: str | None, day: str, total: int) -> None:
    """Note the sum of a day, unless that is done. Only of a whole store: whoever sees a part would note less."""
    with _CHANGING:
        known = _notes(store, network)
        if day not in known:
            _write(store, network, dict(sorted({**known, day: total}.items())[-KEPT:]))


def sum_at(store: Store, network: str | None, day: str, today: str) -> NotedSum | None:
    """The sum that was noted on a day, else before it, else the first since; None where none is older than today."""
    known = [NotedSum(*one) for one in sorted(_notes(store, network).items()) if one[0] < today]
    before = [one for one in known if one.day <= day]
    return before[-1] if before else known[0] if known else None


def _notes(store: Store, network: str | None) -> Notes:
    path = _path(store, network)
    return _NOTES.get(store, network, lambda: _read(path) if path and path.exists() else {})


def _write(store: Store, network: str | None, notes: Notes) -> None:
    """Kept in memory, and in the folder where there is one; a full disk costs no reader the page."""
    _NOTES.put(store, network, notes)
    path = _path(store, network)
    if path is None:
        return
    try:
        path.parent.mkdir(exist_ok=True)
        write_safely(path, json.dumps(notes))
    except OSError:
        logging.getLogger(__name__).exception("The sum of a day is not stored")


def _path(store: Store, network: str | None) -> Path | None:
    name = network_slug(network) if network else "all"
    is_plain = name.replace("-", "").isalnum()
    return store.folder / "upkeep" / f"{name}.json" if store.folder is not None and is_plain else None


def _read(path: Path) -> Notes:
    """What a file holds; one that is damaged counts as none."""
    try:
        return {str(day): int(total) for day, total in json.loads(path.read_text(encoding="utf-8")).items()}
    except (OSError, ValueError, TypeError, AttributeError):
        logging.getLogger(__name__).exception("The sums of earlier days cannot be read from %s", path)
        return {}


_NOTES: RevisionCache[Store, str | None, Notes] = RevisionCache()
