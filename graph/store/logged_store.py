"""Quads on disk whose every change is first in a log: what is acknowledged survives, whatever happens next.

The engine itself acknowledges before anything is safe from a power cut. So the log is written and synced first, then
the change is made; what was not saved is made again from the log (`opened_ledger.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pyoxigraph as ox

from graph.processes.native_memory import give_back
from graph.protocol import WAY_IN, Entry
from graph.rdf.quad_text import QuadText, parsed
from graph.store.difference import (
    EMPTY,
    VERY_MANY,
    Contents,
    Difference,
    GraphName,
    contents_of,
    difference,
    make,
    make_graphs,
)
from graph.store.disk_room import refusal
from graph.store.opened_ledger import OpenedLedger, remove_graphs
from graph.store.text_news import known_graphs, lines_in
from graph.store.transaction import add_pieces, change_in_pieces

_BULK = 50_000
_SAVE_AFTER_CHANGES = 500


class Ledger(OpenedLedger):
    """A quad store and its log.

    One thread at a time may write (`log`, `make`); any number may read `quads` meanwhile.
    """

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
        gone: QuadText | None = None,
    ) -> Difference:
        """What a change comes to here, as `graph.store.difference` says."""
        return difference(
            self.quads, add, remove, create, drop, keep_emptied=keep_emptied, text=text, cleared=cleared, gone=gone
        )

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
            elif len(change.remove) >= _BULK or len(change.add) >= VERY_MANY:
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

    def history(self) -> Iterator[Entry]:
        """All changes ever accepted, oldest first."""
        return self.log.entries()

    def entry(self, revision: int) -> Entry | None:
        """One change by its number; None for one that never was."""
        return self.log.entry(revision)

    def _make_from_text(self, change: Difference, text: QuadText) -> None:
        """Piece after piece, which readers wait for: they never see a part.

        Nor does whoever opens the folder after a crash: it is noted first that these graphs may be there in parts. Of
        graphs that exist it is noted that the engine may have a part of the change.
        """
        with self._opening:
            quads, known = self.quads, known_graphs(self.quads, text)
            begin = sorted(str(graph)[1:-1] for graph in text.graphs.difference(known))
            quads.flush()
            self._note_before(loading=tuple(begin), partly=bool(known))
            try:
                add_pieces(quads, text)
                make(quads, Difference(tuple(parsed(text.last)), change.remove, change.create, change.drop))
            except BaseException:
                with suppress(OSError):  # a full disk takes not even that: it is done when the engine is opened anew
                    remove_graphs(quads, begin)
                    for quad in lines_in(text, known):
                        quads.remove(quad)
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
