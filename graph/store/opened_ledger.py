"""A log and the engine that follows it, as they are opened, exchanged for others, saved and closed.

A marker says up to where the engine has surely saved; opening makes again what the log has after it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from graph.errors import store_closed
from graph.store.change_log import ChangeLog
from graph.store.difference import make_entry
from graph.store.disk_room import refusal
from graph.store.engine import engine_state, is_empty_store, open_engine, read_engine, room_for_saving, wait_for_engine
from graph.store.faults import refuse
from graph.store.ledger_survey import LedgerFiles, LedgerSurvey, survey_ledger
from graph.store.log_survey import ORIGIN
from graph.store.marker import Marker


class OpenedLedger:
    """The engine and the log, in one folder by name, or both in memory without one."""

    def __init__(
        self,
        folder: Path | None,
        name: str,
        log: str,
        marker: str,
        *,
        survey: LedgerSurvey | None = None,
    ) -> None:
        """`survey`: what the folder was found to hold. Raises ConfigError for a damaged one, and changes nothing."""
        self._files = LedgerFiles(folder, name, log, marker) if folder else None
        found = survey or (survey_ledger(self._files) if self._files else LedgerSurvey())
        if found.fault:
            refuse(found.fault)
        self._path = folder / name if folder else None
        self._opening = threading.RLock()
        self.revision, self._unsaved, self._failed, self._before = 0, 0, False, ORIGIN
        self.beside: Callable[[], int] = int
        self._saved = found.marker or Marker()
        self._quads = open_engine(self._path, found.marker)
        try:
            self.log = ChangeLog(folder / log if folder else None, found.log)
        except BaseException:
            del self._quads
            raise
        self.log.spare = partial(room_for_saving, self._path)
        try:
            self._replay()
        except BaseException:
            self.log.close()
            del self._quads
            raise

    @property
    def quads(self) -> ox.Store:
        """The quads as they are. Ask anew each time: the engine may be opened again after a fault of the disk.

        Raises StoreUnavailable when the store has been closed, as for who still computes while the service ends.
        """
        with self._opening:
            if not hasattr(self, "_quads"):
                raise store_closed()
            return self._quads

    def save(self, *, always: bool = False) -> None:
        """Make the engine save, and note that opening need not replay what is logged so far."""
        is_saved = not self._unsaved and self._saved.beside == self.beside()
        if self._files is None or (is_saved and not always):
            return
        self.quads.flush()
        self._note(end=self.log.end, revision=self.revision, digest=self.log.digest.hex(), loading=(), partly=False)
        self._unsaved = 0

    def note_beside(self) -> None:
        """Note that there are persons now, before the next saving: whoever loses them shall not start without."""
        self._note_at_once(beside=self.beside())

    @property
    def derivation(self) -> str:
        """By which rules what is derived here follows; "" where nobody knows."""
        return self._saved.derivation

    def note_derivation(self, derivation: str) -> None:
        """Note it, once the log has all that follows by these rules."""
        self._note_at_once(derivation=derivation)

    @contextmanager
    def exchanged(self) -> Iterator[None]:
        """Let go of log and engine while others are put in their place; readers wait, then see these.

        Where a reader does not let go of the former engine in time, the new one is for reading only until a change
        opens it again.
        """
        with self._opening:
            self.save()
            del self._quads
            old = self.log
            try:
                yield
            finally:
                found = survey_ledger(self._files) if self._files else LedgerSurvey()
                self._saved = found.marker or Marker()
                self.log = ChangeLog(self._files.log if self._files else None, found.log)
                self.log.spare = partial(room_for_saving, self._path)
                self.revision = self.log.revision
                old.close()
                try:
                    self._take_engine()
                except (OSError, RuntimeError):
                    self._failed = True

    def close(self) -> None:
        """Save and let go of the folder."""
        if hasattr(self, "_quads"):
            with suppress(OSError, RuntimeError):
                self.save()
            self.log.close()
            del self._quads  # the engine gives its lock back with its last reference

    def _note_at_once(self, **values: Any) -> None:
        """Write the marker with these values different, though the engine has not saved since."""
        if self._files is not None:
            self._saved = replace(self._saved, **values)
            self._saved.write(self._files.marker)

    def _note(self, **values: Any) -> None:
        """Write the marker, with these values different: the engine has saved."""
        if self._files is None or self._path is None:
            return
        state: dict[str, Any] = {
            "engine": engine_state(self._path),
            "is_empty": is_empty_store(self.quads),
            "beside": self.beside(),
        }
        saved = replace(self._saved, **state, **values)
        saved.write(self._files.marker)
        self._saved = saved

    def _open_again(self) -> None:
        """Open an engine anew that met a fault of its disk: until then it only reads. Readers wait meanwhile.

        Raises WriteRefused when that fails too; reading goes on.
        """
        with self._opening:
            try:
                self.log.see_to_room()
                del self._quads
                self._take_engine()
            except (OSError, RuntimeError) as error:
                raise refusal(error) from error
        self._failed = False

    def _take_engine(self) -> None:
        """Open the engine, once nobody has the former one. Raises OSError, RuntimeError; then it can only be read."""
        try:
            self._quads = wait_for_engine(self._path)
        except (OSError, RuntimeError):
            if self._path is not None:
                self._quads = read_engine(self._path)
            raise
        self._replay()

    def _replay(self) -> None:
        """Make what the engine has not saved; all of it anew when a part of a change is in it that never was."""
        remove_graphs(self._quads, self._saved.loading)
        saved = self._saved
        if saved.partly and saved.end == self.log.end:
            self._quads.clear()
            saved = Marker()
        for _, entry in self.log.entries_from(saved.end):
            if entry.revision > saved.revision:
                make_entry(self._quads, entry)
        self.revision = self.log.revision
        self._unsaved += 1
        self.save()


def remove_graphs(store: ox.Store, names: Iterable[str]) -> None:
    """Remove these graphs with all that is in them."""
    for name in names:
        store.remove_graph(ox.NamedNode(name))
