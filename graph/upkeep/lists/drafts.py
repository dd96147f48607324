"""Lists that somebody has begun to read in: kept for them alone until taken over, dropped, or a day old.

A list has persons in it who are nobody's business before it is taken over, so it is no part of the store: it lies in a
folder of its own that no copy has, and asking about persons and erasing them reach it.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from secrets import token_urlsafe
from threading import RLock, Timer

import msgspec

from graph.errors import NotFound, WriteRefused
from graph.load.spreadsheet.table import Tables
from graph.persons.eraser import Eraser
from graph.store.beside import Mention
from graph.upkeep.lists.draft_contents import DraftHead, head_of, lines_naming, pack, unpack
from graph.upkeep.lists.draft_files import DraftFiles

KEPT_S = 24 * 3600.0
"""After the last answer: who goes home in the evening finds it in the morning."""
MOST, MOST_OWN_BYTES, MOST_BYTES = 5, 100_000_000, 500_000_000
"""Drafts of one person, and their bytes, packed: beyond either their oldest goes. Bytes of all persons' drafts: beyond
them no further one is kept, for a list that another began is not taken from them."""
_FOLDER = "drafts"
_KEY = re.compile(r"[A-Za-z0-9_-]{22}")
_MOST_TOLD = 20
_LOCK = RLock()
"""For every object over the same folder: whoever erases a person has one of their own."""


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A list that is not taken over yet, or what became of it.

    `form`: the fields of its page; `answers` as JSON, "" as long as nobody answered; `result`: what became of it, the
    number of a change or a word, "" before. A draft with a result has no tables any more.
    """

    owner: str
    tables: Tables
    form: Mapping[str, str]
    answers: str = ""
    result: str = ""


class Drafts:
    """All drafts of a service, in the folder of its store, or in memory without one."""

    def __init__(self, folder: Path | None, clock: Callable[[], float] = time.time) -> None:
        self._files, self._clock = DraftFiles(folder / _FOLDER if folder else None, clock), clock
        self._timer: Timer | None = None

    def begin(self, draft: KeptDraft) -> str:
        """Keep a list that was just sent; gives the key in its address, which nobody can guess.

        Raises WriteRefused (507) on a full disk, and where there is no room for it beside what others began.
        """
        key, packed = token_urlsafe(16), pack(draft.tables)
        with _LOCK:
            self._make_room(draft.owner, len(packed))
            self._write(key, draft, packed)
        self.watch()
        return key

    def find(self, key: str, owner: str) -> KeptDraft:
        """The draft of this key, to its owner. Raises NotFound (404): to all others there is none."""
        with _LOCK:
            self._sweep()
            head, packed = self._read(key)
        tables = unpack(packed) if head and owner and head.owner == owner else None
        if head is None or tables is None:
            raise NotFound("This list is not here any more.", hint="Choose the file once more.")
        return KeptDraft(head.owner, tables, head.form, head.answers, head.result)

    def keep(self, key: str, draft: KeptDraft) -> None:
        """Note other fields or answers. Raises WriteRefused (507); what is gone or over does not come back."""
        with _LOCK:
            head, packed = self._read(key)
            if head is not None and not head.result:
                self._write(key, draft, b"" if draft.result else packed)

    def finish(self, key: str, draft: KeptDraft, result: str) -> None:
        """Leave nothing of a list but what became of it and this form, so that its address can say so."""
        self.keep(key, replace(draft, answers="", result=result))

    def drop(self, key: str, owner: str) -> None:
        """Leave nothing of a list that its owner does not want to take over. Raises NotFound."""
        self.find(key, owner)
        with _LOCK:
            self._files.remove(key)

    def of(self, owner: str) -> list[tuple[str, Mapping[str, str], float]]:
        """The lists that somebody began and did not finish: key, fields, and when it was touched; the newest first."""
        if not owner:
            return []
        with _LOCK:
            self._sweep()
            found = [(key, self._head(key), at) for key, at, _ in self._files.all()]
        mine = [(key, head.form, at) for key, head, at in found if head and head.owner == owner and not head.result]
        return sorted(mine, key=lambda one: -one[2])

    def watch(self) -> None:
        """Remove what is too old, now and whenever something becomes so, though nobody asks."""
        with _LOCK:
            self._sweep()
            times = [at for _, at, _ in self._files.all()]
            if self._files.folder is None or self._timer is not None or not times:
                return
            self._timer = Timer(max(min(times) + KEPT_S - self._clock(), 0.1), self._wake)
            self._timer.daemon = True
            self._timer.start()

    def tell(self, eraser: Eraser) -> Sequence[Mention]:
        """The rows of lists not taken over that name the person, some of each list."""
        return [
            Mention("draft", text)
            for key, _, _ in self._all()
            for text in list(filter(None, lines_naming(self._read(key), eraser)))[:_MOST_TOLD]
        ]

    def erase(self, eraser: Eraser) -> Sequence[str]:
        """Drop every list that names the person: it is still where it came from."""
        for key, _, _ in self._all():
            with _LOCK:
                if next(lines_naming(self._read(key), eraser), None) is not None:
                    self._files.remove(key)
        return ()

    def _all(self) -> list[tuple[str, float, int]]:
        with _LOCK:
            self._sweep()
            return self._files.all()

    def _wake(self) -> None:
        with _LOCK:
            self._timer = None
        self.watch()

    def _sweep(self) -> None:
        """A clock that was set back keeps nothing longer."""
        now = self._clock()
        for key, at, _ in self._files.all():
            if not -KEPT_S < now - at < KEPT_S:
                self._files.remove(key)

    def _make_room(self, owner: str, size: int) -> None:
        """Let the oldest of an owner's drafts go until one of this size fits. Raises WriteRefused (507)."""
        self._sweep()
        held = self._files.all()
        mine = sorted((one for one in held if self._is_of(one[0], owner)), key=lambda one: one[1])
        own = sum(one[2] for one in mine) + size
        room = MOST_BYTES - (sum(one[2] for one in held) + size - own)
        gone = []
        while mine and (len(mine) >= MOST or own > min(MOST_OWN_BYTES, room)):
            key, _, smaller = mine.pop(0)
            gone.append(key)
            own -= smaller
        if own > min(MOST_OWN_BYTES, room):
            raise WriteRefused(
                "There is no room for a list of this size now.",
                hint="Send it in several parts, or wait until other lists are taken over.",
            )
        for key in gone:
            self._files.remove(key)

    def _is_of(self, key: str, owner: str) -> bool:
        head = self._head(key)
        return head is not None and head.owner == owner

    def _read(self, key: str) -> tuple[DraftHead | None, bytes]:
        """What is written of a draft and its tables, packed; None where there is none, or a torn one."""
        content = self._files.read(key) if _KEY.fullmatch(key) else None
        if content is None:
            return None, b""
        head, _, packed = content.partition(b"\n")
        return head_of(head), packed

    def _head(self, key: str) -> DraftHead | None:
        return head_of(self._files.first_line(key))

    def _write(self, key: str, draft: KeptDraft, packed: bytes) -> None:
        head = DraftHead(draft.owner, dict(draft.form), draft.answers, draft.result)
        try:
            self._files.write(key, msgspec.json.encode(head) + b"\n" + packed)
        except OSError as error:
            raise WriteRefused(
                "The list cannot be kept until it is taken over: %(reason)s.",
                hint="See that there is room on the disk, and that the folder may be written to.",
                reason=error.strerror or error,
            ) from error
