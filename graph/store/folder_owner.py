"""Whose the folder of a store is: whoever else writes into it leaves files that its service cannot read.

A store is its owner's alone. An administrator who asks something about it goes on as that owner.
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

    Nothing is done for anybody else. To be called before anything is opened, and before there are threads. Raises
    ConfigError when the owner could not go on: a program in the administrator's home is closed to others.
    """
    if os.geteuid() != _ROOT:
        return
    owner = _nearest(path).stat()
    if owner.st_uid == _ROOT:
        return
    try:
        os.initgroups(pwd.getpwuid(owner.st_uid).pw_name, owner.st_gid)
    except KeyError:  # a number that this machine has no name for, as in a container
        os.setgroups([])
    os.setgid(owner.st_gid)
    os.setuid(owner.st_uid)
    if not all(os.access(program, os.R_OK) for program in (os.__file__, __file__)):
        raise ConfigError(
            "The store in %(path)s belongs to %(owner)s, who cannot read this program.",
            hint="Install the program where every user can read it, or use a store of your own.",
            path=path,
            owner=owner_of(_nearest(path)),
        )


def check_ownership(path: Path) -> None:
    """Raise ConfigError, which says whose it is, where another user's folder or file keeps this one out. O(files)."""
    there = _nearest(path)
    if _is_kept_from_us(there, os.R_OK | os.X_OK):
        raise ConfigError(
            "The store in %(path)s belongs to %(owner)s.",
            hint="Run the command as this user: runuser -u %(owner)s -- akteursnetz …",
            path=path,
            owner=owner_of(there),
        )
    for file in _files_in(path):
        if _is_kept_from_us(file, os.R_OK | os.W_OK):
            raise ConfigError(
                "%(file)s belongs to %(other)s, but the store to %(owner)s, who cannot read it.",
                hint="Nothing is lost. As administrator: chown -R %(owner)s: %(path)s",
                file=file,
                other=owner_of(file),
                owner=owner_of(path),
                path=path,
            )


def owner_of(path: Path) -> str:
    """The name of the user whose it is; the number of one without a name."""
    number = path.lstat().st_uid
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)


def _nearest(path: Path) -> Path:
    """The path, or the first folder above it that is there and can be looked at."""
    for one in (path.absolute(), *path.absolute().parents):
        try:
            one.stat()
        except OSError:
            continue
        return one
    return Path("/")


def _files_in(path: Path) -> Iterator[Path]:
    for folder, folders, files in os.walk(path):
        yield from (Path(folder, name) for name in (*files, *folders))


def _is_kept_from_us(path: Path, what_for: int) -> bool:
    """Whether it is another's and closed to us; no, when it has gone: a service at work makes and removes files."""
    try:
        return path.lstat().st_uid != os.geteuid() and not os.access(path, what_for)
    except FileNotFoundError:
        return False
