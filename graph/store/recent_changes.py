"""The last changes of a store, so that whoever has read it once need not read all of it again."""

from __future__ import annotations

import threading
from collections import deque

from graph.protocol import Step

MOST = 20_000
"""Statements that are remembered: more than anybody changes by hand; what follows a larger change reads anew."""

MOST_STEPS = 500
"""Changes that are read from the log, where they are not remembered."""


class RecentChanges:
    """The steps since the start, or since the last one that was too large to be followed."""

    def __init__(self, revision: int, most: int = MOST) -> None:
        self._from, self._last, self._most, self._held = revision, revision, most, 0
        self.first = 0
        """What is of an earlier revision cannot be followed, not from the log either."""
        self._steps: deque[Step] = deque()
        self._lock = threading.Lock()

    def note(self, step: Step) -> None:
        """To be said by the writer before the revision begins; said again of one that failed, it takes its place."""
        size = len(step.add) + len(step.remove)
        with self._lock:
            self._last = step.revision
            if self._steps and self._steps[-1].revision == step.revision:
                failed = self._steps.pop()
                self._held -= len(failed.add) + len(failed.remove)
            if size > self._most:
                self._steps.clear()
                self._from, self._held = step.revision, 0
                return
            self._steps.append(step)
            self._held += size
            while self._held > self._most:
                gone = self._steps.popleft()
                self._from, self._held = gone.revision, self._held - len(gone.add) - len(gone.remove)

    def begin_anew(self, revision: int) -> None:
        """All statements are about to be exchanged, as this revision will tell: nothing before it can be followed."""
        with self._lock:
            self._steps.clear()
            self._from, self._last, self._held, self.first = revision, revision, 0, revision

    def last(self) -> int:
        """The revision that the last step makes, or was to make: what is read while it is another is of several."""
        return self._last

    def since(self, revision: int) -> tuple[Step, ...] | None:
        """The steps after a revision, the oldest first; None when one of them is not remembered."""
        with self._lock:
            if revision < self._from:
                return None
            return tuple(step for step in self._steps if step.revision > revision)
