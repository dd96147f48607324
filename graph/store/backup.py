"""Copies of a store that have been opened and compared before anybody is told that there is one.

A backup is a folder: the store as it is on disk, its public statements and those about persons as N-Quads beside, and
`manifest.json` with the checksum of each file. Whoever may read it reads persons: the folder is its owner's alone.
"""

from __future__ import annotations

import gzip
import os
import re
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack, closing, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyoxigraph as ox

from graph.errors import ConfigError
from graph.store.check import check_contents
from graph.store.faults import cannot_write
from graph.store.folder import opened_ledgers, unfinished_restore
from graph.store.folder_lock import FolderLock
from graph.store.manifest import (
    MANIFEST,
    check_files,
    damaged,
    files_in,
    read_manifest,
    refuse_folder,
    size_of,
    write_manifest,
)
from graph.store.noted import sync_folder
from graph.store.snapshot import copy_store

STORE = "store"
_NAME = re.compile(r"akteursnetz-(\d{6,})-\d{4}-\d\d-\d\dT\d{6}Z")
_UNFINISHED = ".unfinished"
FROM_LOGS = ".from-logs-"
"""How the name of a folder begins that a backup of a store on a full disk is made from."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that has been verified: where it lies and what it holds. `removed`: older ones that went for it."""

    folder: Path
    revision: int
    statements: int
    size: int
    made: str
    removed: tuple[Path, ...] = ()


def make_backup(source: Path, target: Path, *, keep: int | None = None) -> Backup:
    """Copy a snapshot into a new folder within `target`, open and compare the copy, then say that it is one.

    `keep`: how many backups stay there; the oldest go once the new one is whole. Raises ConfigError, with nothing
    left of the new one, when there is no room or the copy is not what the log says. O(statements ever added).
    """
    unfinished = target / _UNFINISHED
    try:
        target.mkdir(mode=0o700, parents=True, exist_ok=True)
        with closing(_locked(target)):
            try:
                for path in filter(_is_left_over, target.iterdir()):
                    if path not in source.parents:
                        shutil.rmtree(path, ignore_errors=True)
                unfinished.mkdir(mode=0o700)
                copy_store(source, unfinished / STORE)
                folder = target / _next_name(target)
                _verify_and_describe(unfinished)
                _sync(unfinished)
                _check_source(source)
                unfinished.rename(folder)
            except BaseException:
                shutil.rmtree(unfinished, ignore_errors=True)
                raise
            removed = _remove_oldest(target, folder, keep)
    except (shutil.Error, OSError) as error:
        _check_source(source)
        raise cannot_write(target, error) from error
    said = read_manifest(folder)
    return Backup(folder, said["revision"], said["statements"], size_of(folder), said["made"], removed)


def restore(
    backup: Path,
    target: Path,
    *,
    let_go: Callable[[Path], AbstractContextManager[object]] = nullcontext,
    adjust: Callable[[Path, Path], None] | None = None,
) -> tuple[Backup, Path | None]:
    """Put a verified backup in the place of a store; gives what it is, and where the store of before lies now.

    `let_go`: in its context nobody has the store open; it is entered when all that takes long has been done. `adjust`:
    what else is to be done to the new folder in the light of the one that it replaces, right before it does.

    Raises ConfigError, with nothing touched, for a backup that is damaged, foreign or of a newer version, and for a
    store that is open.
    """
    said = read_manifest(backup)
    check_files(backup, said)
    _check_place(target)
    new = target.with_name(f"{target.name}.restoring")
    try:
        shutil.rmtree(new, ignore_errors=True)
        new.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(backup / STORE, new)
        _compare(new, said, backup)
        _sync(new)
        with let_go(target), closing(_hold(target)):
            if adjust is not None:
                adjust(new, store_of_before(target) or target)
                _sync(new)
            before = _swap(new, target)
        return Backup(backup, said["revision"], said["statements"], size_of(backup), said["made"]), before
    except (shutil.Error, OSError) as error:
        raise ConfigError(
            "The backup %(path)s cannot be restored: %(detail)s.",
            hint="The store is as it was. Make room beside it, then try again.",
            path=backup,
            detail=getattr(error, "strerror", None) or error,
        ) from error
    finally:
        shutil.rmtree(new, ignore_errors=True)


def newest_backup(folder: Path) -> Path:
    """The folder itself when it is a backup, else the last that was made in it. Raises ConfigError for none."""
    if (folder / MANIFEST).exists():
        return folder
    found = backups_in(folder)
    if not found:
        refuse_folder("%(path)s is no backup of this program, and holds none.", "Name the folder of a backup.", folder)
    return found[-1]


def backups_in(folder: Path) -> list[Path]:
    """The backups in a folder, in the order in which they were made, whatever the clock said."""
    if not folder.is_dir():
        return []
    found = [(int(match[1]), path) for path in folder.iterdir() if (match := _NAME.fullmatch(path.name))]
    return [path for _, path in sorted(found) if (path / MANIFEST).exists()]


def copies_in(folder: Path) -> list[Path]:
    """All that may be a copy of a store in a folder: backups, whole or not, and what is left of one that was ended."""
    if (folder / MANIFEST).exists():
        return [folder]
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if _is_left_over(path) or _NAME.fullmatch(path.name))


def _is_left_over(path: Path) -> bool:
    """Whether it is what a backup is made of, and its process may have been killed over."""
    return path.name == _UNFINISHED or path.name.startswith(FROM_LOGS)


def _locked(target: Path) -> FolderLock:
    try:
        return FolderLock(target)
    except ConfigError as error:
        raise ConfigError(
            "Another backup is being made in %(path)s.", hint="Wait for it, or name another folder.", path=target
        ) from error


def _check_source(source: Path) -> None:
    """Raise ConfigError when the snapshot is gone: whoever erases a person removes what still has them."""
    if not (source / "version.json").exists():
        raise ConfigError(
            "The backup was given up: meanwhile a person was erased, or the service began anew.",
            hint="Nothing is left of it. Start it again.",
        )


def _check_place(target: Path) -> None:
    """Raise ConfigError for a folder with anything but a store."""
    if not _is_free(target) and not (target / "version.json").exists():
        refuse_folder(
            "The folder %(path)s holds other files and is no store.", "Give an empty or a new folder.", target
        )


def _hold(target: Path) -> ExitStack | FolderLock:
    """The lock of a store that is going to be replaced, where there is one. Raises ConfigError when it is open."""
    return ExitStack() if _is_free(target) else FolderLock(target)


def _is_free(target: Path) -> bool:
    return not target.exists() or (target.is_dir() and not any(target.iterdir()))


def _verify_and_describe(folder: Path) -> None:
    """Open a copy of the copy, compare it with its log, write what it holds as N-Quads, then the manifest."""
    with TemporaryDirectory(dir=folder, prefix=".verify-") as scratch:
        copy = Path(scratch) / STORE
        shutil.copytree(folder / STORE, copy)
        faults = check_contents(copy)
        if faults:
            raise ConfigError(
                "The copy is not sound, so it is no backup: %(detail)s",
                hint="Run akteursnetz check: it says what is wrong with the store.",
                detail=str(faults[0]),
            )
        with opened_ledgers(copy) as (public, private):
            statements = _write_nquads(public.quads, folder / "public.nq.gz")
            persons = _write_nquads(private.quads, folder / "persons.nq.gz")
            revision, about = public.revision, private.revision
    write_manifest(
        folder,
        {
            "made": datetime.now(UTC).isoformat(timespec="seconds"),
            "revision": revision,
            "persons_revision": about,
            "statements": statements,
            "persons_statements": persons,
        },
    )


def _write_nquads(store: ox.Store, path: Path) -> int:
    """Sorted: the same statements give the same file."""
    lines = sorted((store.dump(format=ox.RdfFormat.N_QUADS) or b"").splitlines(keepends=True))
    path.touch(mode=0o600)
    path.write_bytes(gzip.compress(b"".join(lines), compresslevel=6, mtime=0))
    return len(lines)


def _compare(copy: Path, said: dict[str, Any], backup: Path) -> None:
    """Open what has been copied: checksums say that it is what was written, this that it can be used."""
    faults = check_contents(copy)
    with opened_ledgers(copy) as (public, private):
        is_same = (public.revision, private.revision) == (said["revision"], said["persons_revision"])
    if faults or not is_same:
        raise damaged(backup, STORE)


def _swap(new: Path, target: Path) -> Path | None:
    """Gives the store of before: where a restore was ended between the two steps, the one that it had put aside."""
    before, is_moved = store_of_before(target), target.exists()
    if is_moved:
        stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H%M%SZ")
        before = target.with_name(f"{target.name}.before-{stamp}")
        while before.exists():  # two within a second
            before = before.with_name(f"{before.name}-2")
        target.rename(before)
    try:
        new.rename(target)
    except OSError:
        if before is not None and is_moved:
            before.rename(target)
        raise
    sync_folder(target.absolute().parent)
    return before


def store_of_before(target: Path) -> Path | None:
    """The store that a restore replaces: the one in its place, or what an unfinished one had put aside."""
    if not _is_free(target):
        return target
    return next((copy for copy in unfinished_restore(target) if ".before-" in copy.name), None)


def _next_name(target: Path) -> str:
    """Numbered, so that their order does not hang on the clock."""
    numbers = [int(match[1]) for path in target.iterdir() if (match := _NAME.fullmatch(path.name))]
    stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H%M%SZ")
    return f"akteursnetz-{max(numbers, default=0) + 1:06}-{stamp}"


def _remove_oldest(target: Path, newest: Path, keep: int | None) -> tuple[Path, ...]:
    found = [path for path in backups_in(target) if path != newest]
    old = found[: max(0, len(found) + 1 - keep)] if keep else []
    for path in old:
        shutil.rmtree(path)
    return tuple(old)


def _sync(folder: Path) -> None:
    for path in [*files_in(folder), *(path for path in folder.rglob("*") if path.is_dir()), folder]:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
