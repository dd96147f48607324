"""The folder of an embedded store: made when it is new, and opened only when it is one that we can read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import replace
from glob import escape
from pathlib import Path
from stat import S_IMODE, S_ISDIR, S_ISREG
from typing import NoReturn

from graph.errors import ConfigError
from graph.store.engine import damaged_engine, is_damage, room_for_saving
from graph.store.exchange import finish_exchange
from graph.store.faults import Fault, refuse
from graph.store.folder_lock import FolderLock, in_use
from graph.store.ledger_survey import LedgerFiles, LedgerSurvey, survey_ledger
from graph.store.log_survey import LogSurvey
from graph.store.logged_store import Ledger
from graph.store.marker import Marker, write_safely
from graph.store.noted import VERSION_FILE, read_version

FORMAT = 1
DISK_FULL = "The disk with the store in %(path)s is full."


def public_files(path: Path) -> LedgerFiles:
    """The parts of the public ledger."""
    return LedgerFiles(path, "graph", "changes.log", "applied")


def persons_files(path: Path) -> LedgerFiles:
    """The parts of the persons' ledger."""
    return LedgerFiles(path, "persons", "persons.log", "persons.applied")


def open_ledgers(path: Path | None) -> tuple[Ledger, Ledger, FolderLock]:
    """The public quads and those about persons, in a folder or in memory; the lock is to be given back at the end.

    Raises ConfigError for a folder that cannot be written to, is open elsewhere, is damaged, of a newer version
    or no store.
    """
    if path is None:
        return *_open(None), FolderLock(None)
    _prepare(path)
    lock = FolderLock(path)
    try:
        _close_to_others(path)
        finish_exchange(path)
        return *_open(path), lock
    except BaseException:
        lock.close()
        raise


@contextmanager
def opened_ledgers(path: Path) -> Iterator[tuple[Ledger, Ledger]]:
    """Both ledgers as they are: a copy of an older version is not brought up to date, or it would be another one."""
    public, private, lock = open_ledgers(path)
    with closing(lock), closing(private), closing(public):
        yield public, private


def survey_folder(path: Path, *, whole: bool = False) -> tuple[LedgerSurvey, LedgerSurvey]:
    """What both ledgers hold, each by itself and compared with the other; nothing is changed."""
    public = survey_ledger(public_files(path), whole=whole)
    persons = survey_ledger(persons_files(path), part_of=public.log.last.revision, whole=whole)
    fault = persons.fault or persons_lost(path, persons.log, public.marker)
    if fault and fault.mend == "log":
        fault = replace(fault, mend="persons")
    persons = replace(persons, fault=fault)
    return public, persons


def persons_lost(path: Path, persons: LogSurvey, marker: Marker | None) -> Fault | None:
    """Whether the public ledger knows of more changes about persons than are there."""
    if marker is None or persons.last.revision >= marker.beside:
        return None
    values = {"file": path / "persons.log", "number": marker.beside, "last": persons.last.revision}
    return Fault("%(file)s ends with change %(last)s, though change %(number)s was accepted.", "persons", values)


def check_folder(path: Path) -> None:
    """See that there is a store which we can read. Raises ConfigError."""
    version = path / VERSION_FILE
    if not version.exists():
        check_beside(path)
        _refuse("There is no store at %(path)s.", "Name the folder with --store oxigraph:PATH.", path)
    _check_version(path)


def _prepare(path: Path) -> None:
    """Make a new folder, or see that this one is a store we can read."""
    if path.exists() and not path.is_dir():
        _refuse("%(path)s is a file, not a folder for a store.", "Give the path of a folder.", path)
    try:
        if not path.exists() or not any(path.iterdir()):
            check_beside(path)
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        version = path / VERSION_FILE
        if version.exists():
            _check_version(path)
            version.touch()
        elif any(path.iterdir()):
            _refuse("The folder %(path)s holds other files and is no store.", "Give an empty or a new folder.", path)
        else:
            (path / "persons").mkdir(mode=0o700)
            write_safely(version, json.dumps({"format": FORMAT}))
    except OSError as error:
        raise ConfigError(
            "The store in %(path)s cannot be written to: %(detail)s.",
            hint="Give a folder that this user may write to.",
            path=path,
            detail=error.strerror or error,
        ) from error


def unfinished_restore(path: Path) -> list[Path]:
    """What lies beside the place of a store when a restore was ended before it was done: copies, the newest first."""
    beside = path.absolute().parent
    before = sorted(beside.glob(f"{escape(path.name)}.before-*"), reverse=True)
    return [copy for copy in (path.absolute().with_name(f"{path.name}.restoring"), *before) if copy.is_dir()]


def check_beside(path: Path) -> None:
    """Raise ConfigError where there was a store: a new one in its place would hide that."""
    copies = unfinished_restore(path)
    if copies:
        raise ConfigError(
            "The store at %(path)s is gone, and %(copy)s lies beside it: a restore was not finished.",
            hint="Finish it: akteursnetz restore BACKUP. For a new store, move what lies beside it elsewhere first.",
            path=path,
            copy=copies[0],
        )


def _close_to_others(path: Path) -> None:
    """Persons and accounts are the owner's alone, in a store of an older version too."""
    for file in (path, *path.rglob("*")):
        mode = file.lstat().st_mode
        if mode & 0o077 and (S_ISDIR(mode) or S_ISREG(mode)):
            with suppress(PermissionError):  # of another owner
                file.chmod(S_IMODE(mode) & 0o700)


def _check_version(path: Path) -> None:
    try:
        version = read_version(path)
    except ValueError:
        _refuse("%(path)s/version.json is damaged.", "Restore the store from a backup.", path)
    if version > FORMAT:
        _refuse(
            "The store in %(path)s was made by a newer version of this program.",
            "Update the program, or choose another folder.",
            path,
        )


def _open(path: Path | None) -> tuple[Ledger, Ledger]:
    try:
        found = survey_folder(path) if path else (LedgerSurvey(), LedgerSurvey())
        for survey in found:
            if survey.fault:
                refuse(survey.fault)
        with ExitStack() as opened:
            public = Ledger(path, "graph", "changes.log", "applied", survey=found[0])
            opened.callback(public.close)
            persons = Ledger(path, "persons", "persons.log", "persons.applied", survey=found[1])
            opened.pop_all()
    except (ValueError, KeyError, SyntaxError) as error:
        raise ConfigError(
            "The change log of the store in %(path)s is damaged: %(detail)s.",
            hint="Restore the store from a backup.",
            path=path,
            detail=error,
        ) from error
    except (OSError, RuntimeError) as error:
        raise cannot_open(path, error) from error
    public.beside = lambda: persons.revision
    return public, persons


def cannot_open(path: Path | None, error: OSError | RuntimeError) -> ConfigError:
    """What keeps a store from being used, as a sentence; the engine may find damage whenever it reads or writes."""
    if path is not None and is_damage(error):
        return damaged_engine(path, error)
    if "/LOCK" in str(error):
        return in_use(path)
    if "No space left" in str(error):
        return ConfigError(
            DISK_FULL,
            hint="Make room for %(number)s MB, then try again.",
            path=path,
            number=_room_needed(path),
        )
    if "Permission denied" in str(error):  # by the engine as a RuntimeError
        return ConfigError(
            "The store in %(path)s cannot be opened: %(detail)s.",
            hint="Nothing is lost: give it back to the user of the service, with chown -R and chmod -R u+rwX.",
            path=path,
            detail=error,
        )
    return ConfigError(
        "The store in %(path)s cannot be opened: %(detail)s.",
        hint="Restore it from a backup, or choose another folder.",
        path=path,
        detail=error,
    )


def _room_needed(path: Path | None) -> int:
    """Megabytes that the engines take to save what they had not, and a little for their own files."""
    return 4 + sum(room_for_saving(path / name) for name in ("graph", "persons")) // 1_000_000 if path else 4


def _refuse(message: str, hint: str, path: Path | None) -> NoReturn:
    raise ConfigError(message, hint=hint, path=path)


def folder_of(url: str) -> Path | None:
    """The folder that a store address names; None for memory, a server, or what is no address."""
    scheme, _, rest = url.partition(":")
    return Path(rest) if scheme == "oxigraph" and rest else None
