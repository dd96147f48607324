"""A store at one moment, as a folder within its own: in less than a second, whatever its size.

The files of the engine never change, so they are linked. So are the logs, which only grow: the marker says up to
where they count. The copy is to be made from that (`copy_store`); nobody opens a snapshot itself.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from errno import EBUSY
from pathlib import Path
from secrets import token_hex

from graph.store.folder import persons_files, public_files
from graph.store.ledger_survey import LedgerFiles
from graph.store.logged_store import Ledger
from graph.store.marker import read_marker
from graph.store.noted import VERSION_FILE
from graph.store.parts import parts_in

PREFIX = ".snapshot-"
_PIECE = 1 << 20
_MOST_TRIES = 20


@contextmanager
def snapshot(path: Path, public: Ledger, persons: Ledger) -> Iterator[Path]:
    """A folder with everything, removed at the end. Nobody writes meanwhile: the caller has the writer's lock.

    Raises OSError when there is no room.
    """
    folder = path / f"{PREFIX}{token_hex(8)}"
    folder.mkdir(mode=0o700)
    try:
        for ledger, files in ((public, public_files), (persons, persons_files)):
            _link(ledger, files(path), files(folder))
        copy_beside(path, folder)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def remove_snapshots(path: Path) -> None:
    """Remove what a killed process left."""
    for folder in path.glob(f"{PREFIX}*"):
        shutil.rmtree(folder, ignore_errors=True)


def copy_store(source: Path, target: Path) -> None:
    """Copy a snapshot, or a store that nobody has open, into a new folder. Raises OSError when there is no room."""
    target.mkdir(mode=0o700, parents=True)
    for here, there in ((public_files(source), public_files(target)), (persons_files(source), persons_files(target))):
        marker = read_marker(here.marker)
        is_snapshot = marker is not None and not marker.engine[1] and marker.digest
        _copy_log(here.log, there.log, marker.end if marker and is_snapshot else None)
        for engine_file in (file for file in sorted(here.engine.glob("*")) if file.is_file()):
            there.engine.mkdir(mode=0o700, exist_ok=True)
            shutil.copy2(engine_file, there.engine)
        if marker is not None:
            shutil.copy2(here.marker, there.marker)
    copy_beside(source, target)


def copy_beside(source: Path, target: Path) -> None:
    """Copy what lies beside the statements, and what is noted of it: what is noted goes before it goes from there.

    So a copy is whole when the note is the same before and after.
    """
    note = source / VERSION_FILE
    for _ in range(_MOST_TRIES):
        noted = note.read_bytes()
        shutil.copy2(note, target)
        for path, part in parts_in(source):
            _remove(target / path.name)
            part.copy(path, target / path.name)
        if note.read_bytes() == noted:
            return
    raise OSError(EBUSY, "others change it all the time", str(note))


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _link(ledger: Ledger, here: LedgerFiles, there: LedgerFiles) -> None:
    ledger.save(always=True)
    ledger.quads.backup(there.engine)
    try:
        os.link(here.log, there.log)
    except OSError:  # not every file system can
        _copy_log(here.log, there.log, ledger.log.end)
    marker = read_marker(here.marker)
    if marker is not None:  # the engine's copy is a folder of its own
        replace(marker, engine=("", 0)).write(there.marker)


def _copy_log(source: Path, target: Path, end: int | None) -> None:
    if not source.exists():
        return
    target.touch(mode=0o600)
    rest = source.stat().st_size if end is None else end
    with source.open("rb") as reading, target.open("wb") as writing:
        while rest and (text := reading.read(min(_PIECE, rest))):
            writing.write(text)
            rest -= len(text)
