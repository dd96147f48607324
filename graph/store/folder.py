"""The folder of an embedded store: made when it is new, and opened only when it is one that we can read."""

from __future__ import annotations

import json
from contextlib import ExitStack
from pathlib import Path
from typing import NoReturn

from graph.errors import ConfigError
from graph.store.logged_store import Ledger, write_safely

FORMAT = 1


def open_ledgers(path: Path | None) -> tuple[Ledger, Ledger]:
    """The public quads and those about persons, in a folder or in memory.

    Raises ConfigError for a folder that cannot be written to, is open elsewhere, is damaged, of a newer version
    or no store.
    """
    if path is not None:
        _prepare(path)
    return _open(path)


def _prepare(path: Path) -> None:
    """Make a new folder, or see that this one is a store we can read."""
    if path.exists() and not path.is_dir():
        _refuse("%(path)s is a file, not a folder for a store.", "Give the path of a folder.", path)
    try:
        path.mkdir(parents=True, exist_ok=True)
        version = path / "version.json"
        if version.exists():
            _check_version(path, version.read_text(encoding="utf-8"))
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


def _check_version(path: Path, text: str) -> None:
    try:
        version = int(json.loads(text)["format"])
    except (ValueError, KeyError, TypeError):
        _refuse("%(path)s/version.json is damaged.", "Restore the store from a backup.", path)
    if version > FORMAT:
        _refuse(
            "The store in %(path)s was made by a newer version of this program.",
            "Update the program, or choose another folder.",
            path,
        )


def _open(path: Path | None) -> tuple[Ledger, Ledger]:
    try:
        with ExitStack() as opened:
            public = Ledger(path, "graph", "changes.log", "applied")
            opened.callback(public.close)
            persons = Ledger(path, "persons", "persons.log", "persons.applied", part_of=public.revision)
            opened.pop_all()
            return public, persons
    except (ValueError, KeyError, SyntaxError) as error:
        raise ConfigError(
            "The change log of the store in %(path)s is damaged: %(detail)s.",
            hint="Restore the store from a backup.",
            path=path,
            detail=error,
        ) from error
    except OSError as error:
        if "/LOCK" in str(error):
            _refuse(
                "The store in %(path)s is open in another process.",
                "Stop the other one first, or use another folder with --store.",
                path,
            )
        if "No space left" in str(error):
            _refuse("The disk with the store in %(path)s is full.", "Make room; then start again.", path)
        raise ConfigError(
            "The store in %(path)s cannot be opened: %(detail)s.",
            hint="Restore it from a backup, or choose another folder.",
            path=path,
            detail=error,
        ) from error


def _refuse(message: str, hint: str, path: Path | None) -> NoReturn:
    raise ConfigError(message, hint=hint, path=path)
