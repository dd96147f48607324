"""Ad-hoc SPARQL, bounded: what users wrote runs in child processes that the kernel ends at their limits.

A replica process (`replica.py`) holds a copy of the store in memory, is told of every change and
forks the children (`worker.py`). Each sees the data of one revision and answers one request after the
other. Here is who has to wait for a child, what is asked of it, and what is kept of its answers.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable

from graph.errors import QueryLimit, QueryTimeout, store_closed
from graph.protocol import Answer, Dataset, Limits
from graph.sparql.data_update import opposite_of
from graph.sparql.guard import check_update
from graph.sparql.outline import Outline
from graph.sparql.sandbox.children import Abandoned, Child, ChildGoneError
from graph.sparql.sandbox.copy_apart import CopyApart
from graph.sparql.sandbox.pool import MAX_CHILDREN, Pool, no_replica
from graph.sparql.sandbox.question import AdHocQuery, Status, Trial, UpdateQuestion
from graph.sparql.sandbox.result_cache import ResultCache
from graph.sparql.sandbox.seats import QUICK_S, Seats, Visit
from graph.sparql.sandbox.store_dump import StoreDump
from graph.terms import BASE

_ATTEMPTS = 3


class Sandbox:
    """Processes apart from ours as the store sees them. `writing` is the store's writer lock."""

    def __init__(self, arrays: Callable[[], StoreDump], writing: threading.RLock) -> None:
        self.results = ResultCache()
        self._pool = Pool(arrays, writing)
        self.seats = Seats(MAX_CHILDREN)  # threads are counted in webapp/http/slots.py

    @property
    def process_id(self) -> int | None:
        """The running replica's, or None."""
        return self._pool.process_id

    def warm(self) -> None:
        """Start the replica now, so that the first query need not wait for it."""
        self._pool.warm()

    def copy_apart(self, least: int, restated: bytes) -> CopyApart | None:
        """A process that answers our own queries on the newest revision, `least` or later; None without a replica."""
        return self._pool.copy_apart(least, restated)

    def follow(
        self,
        revision: int,
        add: Iterable[bytes],
        remove: Iterable[bytes],
        create: tuple[str, ...] = (),
        drop: tuple[str, ...] = (),
        *,
        number: int = 0,
    ) -> None:
        """Tell the replica of a change: parts of N-Quads, and named graphs that begin empty or end.

        The parts are asked for where there is one to be told; `number`: of their statements.

        A graph ends with its last quad of `remove`, unless `add` or `create` says otherwise.
        """
        self._pool.follow(revision, add, remove, create, drop, number=number)

    def begin_anew(self) -> None:
        """Forget all answers and end all processes: the statements are about to be exchanged for others."""
        self._pool.begin_anew()
        self.results.clear()

    def close(self) -> None:
        """End all processes; none begins any more, and who still asks is told so (StoreUnavailable)."""
        self._pool.close()

    def answer(self, question: AdHocQuery, abandoned: Abandoned | None = None, asker: str = "") -> Answer:
        """The complete result, or an error that names the limit the query went over."""
        key = question.key() if question.is_repeatable else None
        kept = self.results.get(self._pool.revision, key) if key is not None else None
        if kept is not None:
            return kept
        child, status, body = self._ask_in_turn(question, abandoned, asker)
        answer = Answer(status["media_type"], body, child.revision)
        if key is not None:
            self.results.put(key, answer, len(question.query))
        return answer

    def try_update(self, text: str, *, dataset: Dataset, limits: Limits, outline: Outline | None = None) -> Trial:
        """What an update would change, with nothing changed yet. The caller holds the writer lock.

        It waits for no free child: there is one writer. INSERT DATA and DELETE DATA are not tried out on the data.
        `outline` is what `guard.check_update` gave, when that has been asked already.
        """
        outline = outline or check_update(text, base=BASE)
        opposite = opposite_of(text) if outline.only_data else None
        trial = UpdateQuestion(text, dataset, limits, outline.graphs, opposite, outline.is_repeatable)
        _, status, body = self._ask(trial, self._pool.take if trial.opposite is None else self._pool.take_clerk)
        end = status["added"]
        return Trial(body[:end], body[end:], tuple(status["create"]), tuple(status["drop"]), self._pool.revision)

    def _ask_in_turn(
        self, question: AdHocQuery, abandoned: Abandoned | None, asker: str
    ) -> tuple[Child, Status, bytes]:
        """Ask a child as soon as there is a seat; once more from the start when it had to leave the last one."""
        name = hash(question.query)
        visit = self.seats.arrive(asker, name)
        while True:
            turn = _Turn(self.seats, visit, abandoned)
            with self.seats.sit(visit, question.limits.waiting_s, abandoned):
                begin = time.monotonic()
                try:
                    return self._ask(question, self._pool.take, turn)
                except QueryTimeout:
                    if not turn.was_cut:
                        raise
                    visit.is_long = True
                finally:
                    self.seats.learn(name, is_long=turn.was_cut or time.monotonic() - begin > QUICK_S)

    def _ask(
        self, asked: AdHocQuery | UpdateQuestion, take: Callable[[], Child], abandoned: Abandoned | None = None
    ) -> tuple[Child, Status, bytes]:
        for _ in range(_ATTEMPTS):
            child = take()
            try:
                return child, *child.ask(asked, abandoned)
            except ChildGoneError:
                self._pool.give_up(child)
            except QueryLimit as error:
                if self._pool.is_closed:  # it was ended with the store
                    raise store_closed() from error
                raise
            finally:
                self._pool.give_back(child)
        raise no_replica()


class _Turn:
    """Whether a query has to end: because its client has left, or because others need the seat (`was_cut`)."""

    def __init__(self, seats: Seats, visit: Visit, abandoned: Abandoned | None) -> None:
        self._seats, self._visit, self._abandoned = seats, visit, abandoned
        self.was_cut = False

    def __call__(self) -> bool:
        if self._abandoned is not None and self._abandoned():
            return True
        self.was_cut = self._seats.must_leave(self._visit)
        return self.was_cut
