"""Quads on disk whose every change is first in a log: what is acknowledged survives, whatever happens next.

The engine itself acknowledges before anything is safe from a power cut. So the log is written and synced first;
a marker says up to where the engine has surely saved, and opening replays what comes after it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pyoxigraph as ox

from graph.changelog import ChangeLog, Entry

_BULK = 50_000
_SAVE_AFTER_CHANGES = 500


class Ledger:
    """A quad store and its log, in one folder by name, or both in memory without one."""

    def __init__(self, folder: Path | None, name: str, log: str, marker: str) -> None:
        self.quads = ox.Store(folder / name) if folder else ox.Store()
        self._marker = folder / marker if folder else None
        self.log = ChangeLog(folder / log if folder else None)
        self.revision = 0
        self._unsaved = 0
        with ExitStack() as opened:
            opened.callback(self.log.close)
            self._replay()
            opened.pop_all()

    def effective(self, add: Iterable[ox.Quad], remove: Iterable[ox.Quad]) -> tuple[list[ox.Quad], list[ox.Quad]]:
        """What of a change is one: quads to add that are not there yet, and to remove that are, each once."""
        wanted = dict.fromkeys(add)
        unwanted = (quad for quad in dict.fromkeys(remove) if quad not in wanted)
        if not self.quads:
            return list(wanted), []
        return [quad for quad in wanted if quad not in self.quads], [quad for quad in unwanted if quad in self.quads]

    def commit(self, add: Sequence[ox.Quad], remove: Sequence[ox.Quad], *, author: str, reason: str) -> int:
        """Log a change, then make it; gives the new revision."""
        time = datetime.now(UTC).isoformat(timespec="seconds")
        self.log.append(Entry(self.revision + 1, time, author, reason, tuple(add), tuple(remove)))
        self.revision += 1
        _change(self.quads, add, remove)
        self._unsaved += 1 + len(add) // _BULK * _SAVE_AFTER_CHANGES
        if self._unsaved >= _SAVE_AFTER_CHANGES:
            self.save()
        return self.revision

    def save(self) -> None:
        """Make the engine save, and note that opening need not replay what is logged so far."""
        if self._marker is None or not self._unsaved:
            return
        self.quads.flush()
        write_safely(self._marker, json.dumps({"revision": self.revision, "end": self.log.end}))
        self._unsaved = 0

    def history(self) -> Iterator[Entry]:
        """All changes ever accepted, oldest first."""
        return self.log.entries()

    def close(self) -> None:
        """Save and let go of the folder."""
        if hasattr(self, "quads"):
            self.save()
            self.log.close()
            del self.quads  # the engine gives its lock back with its last reference

    def _replay(self) -> None:
        start = self._saved_end()
        for entry in self.log.entries(start):
            if entry.revision > self.revision:
                _change(self.quads, entry.add, entry.remove)
                self.revision = entry.revision
                self._unsaved += 1
        self.save()

    def _saved_end(self) -> int:
        if self._marker is None or not self._marker.exists():
            return 0
        saved = json.loads(self._marker.read_text(encoding="ascii"))
        self.revision = saved["revision"]
        return int(saved["end"])


def write_safely(path: Path, text: str) -> None:
    """Replace a small file so that a power cut leaves the old one or the new one."""
    beside = path.with_name(path.name + ".new")
    with beside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def _change(store: ox.Store, add: Sequence[ox.Quad], remove: Sequence[ox.Quad]) -> None:
    """Change a store in one transaction, as far as readers see. Doing it twice does no harm."""
    if remove:
        store.update(_update_text("DELETE", remove) + ";\n" + _update_text("INSERT", add))
        _drop_empty_graphs(store, remove)
    elif len(add) >= _BULK:
        store.bulk_extend(add)
    else:
        store.extend(add)


def _update_text(operation: str, quads: Iterable[ox.Quad]) -> str:
    return f"{operation} DATA {{\n" + "\n".join(map(_in_graph, quads)) + "\n}"


def _in_graph(quad: ox.Quad) -> str:
    if isinstance(quad.graph_name, ox.DefaultGraph):
        return f"{quad.triple} ."
    return f"GRAPH {quad.graph_name} {{ {quad.triple} }}"


def _drop_empty_graphs(store: ox.Store, removed: Iterable[ox.Quad]) -> None:
    for graph in {quad.graph_name for quad in removed}:
        if next(store.quads_for_pattern(None, None, None, graph), None) is None:
            store.remove_graph(graph)
