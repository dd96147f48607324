"""How many persons were erased since a copy of a store was made: with the copy they are back."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from graph.store.chain import raw_entries
from graph.store.folder import public_files
from graph.store.patch_text import read_head

_KIND = b"person-erased"


def erased_since(copy: Path, present: Path) -> int | None:
    """Erasures that the log of the present store tells of and that of the copy does not; None for an unreadable log.

    Both are folders of stores that nobody has open; they are only read. O(logs).
    """
    try:
        return (_erasures(present) - _erasures(copy)).total()
    except (OSError, ValueError, KeyError, SyntaxError):
        return None


def _erasures(folder: Path) -> Counter[str]:
    """When each was, as the log says it."""
    log = public_files(folder).log
    with log.open("rb") as file:
        found = raw_entries(file, 0, log.stat().st_size)
        heads = (read_head(raw) for _, raw in found if _KIND in raw.partition(b"\nTX .\n")[0])
        return Counter(head.time for head in heads if head.kind == _KIND.decode())
