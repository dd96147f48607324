"""Whose the folder of a store is: whoever else writes into it leaves files that its service cannot read.

A store is its owner's alone. An administrator who asks something about it is made that owner first.
"""

from __future__ import annotations

import os
import pwd
from collections.abc import Iterator
from pathlib import Path

from graph.errors import ConfigError

_ROOT = 0


def become_owner(path: Path) -> None:
    """Go on as the owner of the folder, or of the one it would be made in, where an administrator runs this process.

    Nothing is done for anybody else. To be called before anything is opened, and before there are threads.
    """
    there = next((one for one in (path.absolute(), *path.absolute().parents) if one.exists()), None)
    if os.geteuid() != _ROOT or there is None:
        return
    owner = there.stat()
    if owner.st_uid == _ROOT:
        return
    try:
        os.initgroups(pwd.getpwuid(owner.st_uid).pw_name, owner.st_gid)
    except KeyError:  # a number that this machine has no name for, as in a container
        os.setgroups([])
    os.setgid(owner.st_gid)
    os.setuid(owner.st_uid)


def check_ownership(path: Path) -> None:
    """Raise ConfigError, which says whose it is, for a folder or a file in it that this user may not use. O(files)."""
    if not path.is_dir():
        return
    owner = _name_of(path.stat().st_uid)
    if path.stat().st_uid != os.geteuid() and not os.access(path, os.R_OK | os.X_OK):
        raise ConfigError(
            "The store in %(path)s belongs to %(owner)s.",
            hint="Run the command as this user: runuser -u %(owner)s -- akteursnetz …",
            path=path,
            owner=owner,
        )
    for file in _files_in(path):
        if not _is_usable(file):
            raise ConfigError(
                "%(file)s belongs to %(other)s, and the store to %(owner)s: it cannot be read.",
                hint="Nothing is lost. As administrator: chown -R %(owner)s: %(path)s",
                file=file,
                other=_name_of(file.lstat().st_uid),
                owner=owner,
                path=path,
            )


def _files_in(path: Path) -> Iterator[Path]:
    for folder, folders, files in os.walk(path):
        yield from (Path(folder, name) for name in (*files, *folders))


def _is_usable(path: Path) -> bool:
    """Whether it can be read and written to, or has gone meanwhile: a service that is at work makes and removes files."""
    return os.access(path, os.R_OK | os.W_OK | (os.X_OK if path.is_dir() else 0)) or not path.exists()


def _name_of(number: int) -> str:
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)
