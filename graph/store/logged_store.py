"""Quads on disk whose every change is first in a log: what is acknowledged survives, whatever happens next.

The engine itself acknowledges before anything is safe from a power cut. So the log is written and synced first;
a marker says up to where the engine has surely saved, and opening replays what comes after it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from graph.errors import store_closed
from graph.processes.native_memory import give_back
from graph.protocol import WAY_IN, Entry
from graph.rdf.quad_text import QuadText, parsed
from graph.store.change_log import ChangeLog
from graph.store.difference import (
    EMPTY,
    Contents,
    Difference,
    GraphName,
    contents_of,
    difference,
    make,
    make_entry,
    make_graphs,
)
from graph.store.disk_room import refusal
from graph.store.engine import engine_state, is_empty_store, open_engine, read_engine, room_for_saving, wait_for_engine
from graph.store.faults import refuse
from graph.store.ledger_survey import LedgerFiles, LedgerSurvey, survey_ledger
from graph.store.log_survey import ORIGIN
from graph.store.marker import Marker
from graph.store.transaction import add_pieces, change_in_pieces

_BULK, _VERY_MANY = 50_000, 400_000
_SAVE_AFTER_CHANGES = 500


class Ledger:
    """A quad store and its log, in one folder by name, or both in memory without one.

    One thread at a time may write (`log`, `make`); any number may read `quads` meanwhile.
    """

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

    def contents(self, graphs: Iterable[GraphName], most: int | None = None) -> list[ox.Quad]:
        """The quads of some graphs, of each all or so many."""
        return contents_of(self.quads, graphs, most)

    def has_graph(self, name: str) -> bool:
        """Whether there is a named graph, be it empty."""
        return bool(self.quads.contains_named_graph(ox.NamedNode(name)))

    def difference(
        self,
        add: Iterable[ox.Quad],
        remove: Iterable[ox.Quad],
        create: Iterable[str] = (),
        drop: Iterable[str] = (),
        *,
        keep_emptied: bool = False,
        text: QuadText | None = None,
        cleared: Contents = EMPTY,
    ) -> Difference:
        """What a change comes to here, as `graph.store.difference` says."""
        return difference(self.quads, add, remove, create, drop, keep_emptied=keep_emptied, text=text, cleared=cleared)

    def write_log(
        self, change: Difference, *, author: str, reason: str, part_of: int = 0, kind: str = "", about: str = ""
    ) -> int:
        """Log a change as the next revision, before it is made; gives its offset in the log, for `take_back`.

        Raises WriteRefused when it cannot be kept; then nothing was.
        """
        if self._failed:
            self._open_again()
        self._before = self.log.last
        moment = datetime.now(UTC).isoformat(timespec="seconds")
        number = self.revision + 1
        return self.log.append(
            Entry(
                number,
                moment,
                author,
                reason,
                change.add,
                change.remove,
                change.create,
                change.drop,
                part_of,
                kind,
                about,
                WAY_IN.get(),
            )
        )

    def make(self, change: Difference) -> int:
        """Make a change that is in the log; gives the new revision. Raises WriteRefused when the engine cannot."""
        try:
            if isinstance(change.add, QuadText):
                self._make_from_text(change, change.add)
            elif len(change.remove) >= _BULK or len(change.add) >= _VERY_MANY:
                self._make_in_pieces(change)
            else:
                make(self.quads, change)
        except (OSError, RuntimeError) as error:
            self._failed = True
            raise refusal(error) from error
        self.revision += 1
        self.log.settle()
        self._unsaved += 1 + len(change.add) // _BULK * _SAVE_AFTER_CHANGES
        if len(change.add) + len(change.remove) >= _BULK:
            give_back(of_engine_alone=True)
        if self._unsaved >= _SAVE_AFTER_CHANGES:
            with suppress(OSError):  # the log has everything; saving is tried again with the next change
                self.save()
        return self.revision

    def commit(self, change: Difference, *, author: str, reason: str) -> int:
        """Log a change, then make it; gives the new revision. Raises WriteRefused; then nothing was changed."""
        start = self.write_log(change, author=author, reason=reason)
        try:
            return self.make(change)
        except BaseException:
            self.log.take_back(start)
            raise

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

    def history(self) -> Iterator[Entry]:
        """All changes ever accepted, oldest first."""
        return self.log.entries()

    def entry(self, revision: int) -> Entry | None:
        """One change by its number; None for one that never was."""
        return self.log.entry(revision)

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

    def _make_from_text(self, change: Difference, text: QuadText) -> None:
        """Piece after piece, which readers wait for: they never see a part.

        Nor does whoever opens the folder after a crash: it is noted first that these graphs may be there in parts.
        """
        with self._opening:
            quads, graphs = self.quads, sorted(str(graph)[1:-1] for graph in text.graphs)
            quads.flush()
            self._note_before(loading=tuple(graphs))
            try:
                add_pieces(quads, text)
                make(quads, Difference(tuple(parsed(text.last)), change.remove, change.create, change.drop))
            except BaseException:
                with suppress(OSError):  # a full disk takes not even that: it is done when the engine is opened anew
                    _remove_graphs(quads, graphs)
                raise
        self._unsaved += _SAVE_AFTER_CHANGES

    def _make_in_pieces(self, change: Difference) -> None:
        """The same in several transactions, which readers wait for: one of so many costs many times more.

        It is noted first. What a crash leaves is made whole from the log; what never was is found out there too.
        """
        with self._opening:
            quads = self.quads
            quads.flush()
            self._note_before(partly=True)
            try:
                change_in_pieces(quads, change.add, change.remove)
            except BaseException:
                with suppress(OSError):  # a full disk takes not even that: it is done when the engine is opened anew
                    change_in_pieces(quads, change.remove, change.add)
                raise
            make_graphs(quads, change)
        self._unsaved += _SAVE_AFTER_CHANGES

    def _note_before(self, **values: Any) -> None:
        """Note what is about to be made, which must not be there in part."""
        self._note(end=self._before.end, revision=self.revision, digest=self._before.digest.hex(), **values)

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
        _remove_graphs(self._quads, self._saved.loading)
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


def _remove_graphs(store: ox.Store, names: Iterable[str]) -> None:
    for name in names:
        store.remove_graph(ox.NamedNode(name))
