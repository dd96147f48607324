"""What a backup is made from: a snapshot in the store, or where its disk is full, its logs, which have everything."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from graph.errors import ConfigError
from graph.store.backup import FROM_LOGS
from graph.store.faults import cannot_write
from graph.store.folder import DISK_FULL, persons_files, public_files
from graph.store.reach import held_still, snapshot_of
from graph.store.rebuild import rebuild
from graph.store.snapshot import copy_beside


@contextmanager
def backup_source(path: Path, target: Path) -> Iterator[Path]:
    """A copy of a store, for as long as this lasts. Raises ConfigError when neither disk has room for one.

    On a full disk a snapshot, small as it is, cannot be made; `target` lies on another one as a rule.
    """
    with ExitStack() as made:
        try:
            source = made.enter_context(snapshot_of(path))
        except ConfigError as error:
            if error.template != DISK_FULL:
                raise
            source = made.enter_context(_made_from_logs(path, target))
        yield source


@contextmanager
def _made_from_logs(path: Path, target: Path) -> Iterator[Path]:
    """A store within `target`. Nobody changes the one it is made from, or erases anybody from it, until the end."""
    with ExitStack() as held:
        try:
            target.mkdir(mode=0o700, parents=True, exist_ok=True)
            copy = Path(held.enter_context(TemporaryDirectory(dir=target, prefix=FROM_LOGS))) / path.name
            held.enter_context(held_still(path))
            _copy_logs(path, copy)
            rebuild(copy)
        except (shutil.Error, OSError) as error:
            raise cannot_write(target, error) from error
        yield copy


def _copy_logs(path: Path, copy: Path) -> None:
    copy.mkdir(mode=0o700)
    for here, there in ((public_files(path), public_files(copy)), (persons_files(path), persons_files(copy))):
        for old, new in ((here.log, there.log), (here.marker, there.marker)):
            if old.exists():
                shutil.copy2(old, new)
    copy_beside(path, copy)
