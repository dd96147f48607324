"""Results of queries, kept while the data stay as they are.

The cache of whole answers stands before it and knows only a GET that is equal in every header. One query is asked for
more than that: by POST, with a token, and by the map of its result for the page, its data, its table, each filter and
each file. Of the ten queries of such a visit seven are found here, each in 3 ms instead of 60 to 150 (2,000 actors).
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable

from graph.protocol import Answer

MAX_BYTES = 64 * 1024 * 1024
MAX_RESULT_BYTES = 4 * 1024 * 1024

_ENTRY_BYTES = 500


class ResultCache:
    """The last answers that were asked for, as many as fit; for any number of threads.

    Only answers of the newest revision seen are kept. `hits` and `misses` count the look-ups.
    """

    def __init__(self, max_bytes: int = MAX_BYTES, max_result_bytes: int = MAX_RESULT_BYTES) -> None:
        self._max_bytes, self._max_result_bytes = max_bytes, max_result_bytes
        self._lock = threading.Lock()
        self._answers: OrderedDict[Hashable, tuple[Answer, int]] = OrderedDict()
        self._revision = 0
        self.size = self.hits = self.misses = 0

    def clear(self) -> None:
        """Forget all answers."""
        with self._lock:
            self._answers.clear()
            self.size = 0

    def get(self, revision: int, key: Hashable) -> Answer | None:
        """The answer that was put under a key at a revision, if it is still here."""
        with self._lock:
            answer, _ = self._answers.get(key, (None, 0))
            if answer is None or answer.revision != revision:
                self.misses += 1
                return None
            self._answers.move_to_end(key)
            self.hits += 1
            return answer

    def put(self, key: Hashable, answer: Answer, key_bytes: int = 0) -> None:
        """Keep an answer, unless it is large or older than others here; `key_bytes` is what the key takes."""
        size = len(answer.body) + key_bytes + _ENTRY_BYTES
        with self._lock:
            if answer.revision > self._revision:
                self._revision = answer.revision
                self._answers.clear()
                self.size = 0
            if size > self._max_result_bytes or answer.revision < self._revision:
                return
            _, before = self._answers.pop(key, (None, 0))
            self._answers[key] = answer, size
            self.size += size - before
            while self.size > self._max_bytes:
                _, (_, gone) = self._answers.popitem(last=False)
                self.size -= gone
