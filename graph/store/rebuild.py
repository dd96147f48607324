"""Engine, marker and index of a store are made anew from its logs, which are the truth (decision 23)."""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pyoxigraph as ox

from graph.protocol import Entry
from graph.store.change_log import ChangeLog
from graph.store.difference import make_entry
from graph.store.engine import engine_state, is_empty_store
from graph.store.exchange import finish_exchange
from graph.store.faults import Fault, refuse
from graph.store.folder import check_folder, persons_files, persons_lost, public_files
from graph.store.folder_lock import FolderLock
from graph.store.ledger_survey import LedgerFiles
from graph.store.log_survey import LogSurvey, survey_log
from graph.store.marker import Marker, read_marker

_NEW, _OLD = ".new", ".old"
_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """The last change of both logs; `kept`: copies of what was damaged."""

    changes: int
    persons: int
    kept: tuple[Path, ...] = ()


def rebuild(path: Path, *, up_to_damage: bool = False) -> Rebuilt:
    """Make everything that a store has beside its logs anew. O(statements ever added).

    `up_to_damage`: a damaged public log is kept beside, and what comes before the damage counts. The persons' log is
    never shortened: names would become public. Raises ConfigError, with nothing changed, for a damaged log.
    """
    check_folder(path)
    with closing(FolderLock(path)):
        finish_exchange(path)
        public, persons = public_files(path), persons_files(path)
        known = known_marker(public)
        found = survey_log(public.log, public.index, known_marker(public), whole=True)
        if found.fault and not up_to_damage:
            refuse(found.fault)
        last = None if found.fault else found.last.revision
        about = survey_log(persons.log, persons.index, known_marker(persons), part_of=last, whole=True)
        fault = about.fault or persons_lost(path, about, known)
        if fault:
            refuse(replace(fault, mend="persons"))
        kept = (_copy_beside(public.log),) if found.fault else ()
        make_engine(persons, about)
        changes = make_engine(public, found, beside=about.last.revision)
        if found.fault:
            changes = _begin_after(public, found.fault, max(known.revision if known else 0, about.last.part_of))
    return Rebuilt(changes, about.last.revision, kept)


def known_marker(files: LedgerFiles) -> Marker | None:
    """The marker, None as well for one that cannot be read: it is going to be written anew."""
    try:
        return read_marker(files.marker)
    except ValueError:
        return None


def make_engine(files: LedgerFiles, found: LogSurvey, *, beside: int = 0) -> int:
    """Fill a new engine from the log, put it in the place of the old one, write the marker; gives the last change."""
    new = files.engine.with_name(files.engine.name + _NEW)
    log = ChangeLog(files.log, replace(found, fault=None))
    try:
        fill_engine(new, log)
        state = Marker(log.revision, log.end, log.digest.hex(), beside=beside)
    finally:
        log.close()
    _put_in_place(new, files.engine)
    store = ox.Store(files.engine)
    is_empty = is_empty_store(store)
    del store
    replace(state, engine=engine_state(files.engine), is_empty=is_empty).write(files.marker)
    return state.revision


def fill_engine(folder: Path, log: ChangeLog) -> None:
    """Make all changes of a log in a new folder for the engine: many that only add in one go."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    store, added = ox.Store(folder), list[Entry]()
    for entry in log.entries():
        if entry.remove or entry.drop:
            _make_all(store, added)
            make_entry(store, entry)
            continue
        added.append(entry)
        if len(added) >= _AT_ONCE:
            _make_all(store, added)
    _make_all(store, added)
    store.flush()


def _make_all(store: ox.Store, entries: list[Entry]) -> None:
    add = tuple(quad for entry in entries for quad in entry.add)
    create = tuple(name for entry in entries for name in entry.create)
    make_entry(store, Entry(0, "", add=add, create=create))
    entries.clear()


def _put_in_place(new: Path, old: Path) -> None:
    """Whatever happens on the way, the store is refused until it has been rebuilt again."""
    away = old.with_name(old.name + _OLD)
    shutil.rmtree(away, ignore_errors=True)
    if old.exists():
        old.rename(away)
    new.rename(old)
    shutil.rmtree(away, ignore_errors=True)


def _copy_beside(log: Path) -> Path:
    stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H%M%SZ")
    copy = log.with_name(f"{log.name}.damaged-{stamp}")
    if log.exists():
        shutil.copy2(log, copy)
    return copy


def _begin_after(files: LedgerFiles, fault: Fault, last: int) -> int:
    """The numbers of the changes that are lost are never given again, and the list says why they are missing."""
    marker = known_marker(files) or Marker()
    number = max(last, marker.revision) + 1
    log = ChangeLog(files.log)
    try:
        moment = datetime.now(UTC).isoformat(timespec="seconds")
        log.append(Entry(number, moment, "akteursnetz rebuild", f"Rebuilt after damage: {fault}"))
        log.settle()
        replace(marker, revision=number, end=log.end, digest=log.digest.hex()).write(files.marker)
    finally:
        log.close()
    return number
