"""The engine's folder: whether it is the one that the marker was written for, and opening it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

from graph.errors import ConfigError
from graph.store.faults import Fault, refuse
from graph.store.marker import Marker

_RELEASE_S = 10.0
_MERGING_S = 2.0
_PAUSE_S = 0.02


def engine_state(folder: Path) -> tuple[str, int]:
    """Which folder it is and how often it has been opened, as the engine counts; ("", 0) where there is no engine."""
    try:
        manifest = (folder / "CURRENT").read_text(encoding="ascii").strip()
        identity = folder / "IDENTITY"
        name = identity.read_text(encoding="ascii") if identity.exists() else ""
        return name, int(manifest.removeprefix("MANIFEST-"))
    except (OSError, ValueError):
        return "", 0


def engine_fault(folder: Path, marker: Marker | None, changes: int) -> Fault | None:
    """What is wrong with the folder, as far as it can be seen from outside; None for nothing."""
    if changes and not (folder / "CURRENT").exists():
        values = {"file": folder, "number": changes}
        return Fault("%(file)s is missing or empty, though the log has changes up to no. %(number)s.", "engine", values)
    if marker is None or not marker.engine[1]:
        return None
    name, opened = engine_state(folder)
    if marker.engine[0] != name or opened < marker.engine[1]:
        values = {"file": folder}
        return Fault("%(file)s is not as it was left: it was damaged, or put there from elsewhere.", "engine", values)
    return None


def open_engine(folder: Path | None, marker: Marker | None) -> ox.Store:
    """The engine's store. Raises ConfigError for a damaged one, OSError when it cannot be had now."""
    if folder is None:
        return ox.Store()
    try:
        store = ox.Store(folder)
        is_empty = is_empty_store(store)
    except (RuntimeError, FileNotFoundError) as error:
        raise damaged_engine(folder, error) from error
    except OSError as error:
        if is_damage(error):
            raise damaged_engine(folder, error) from error
        raise
    if is_empty and marker is not None and marker.digest and not marker.is_empty:
        del store
        refuse(Fault("%(file)s is empty, though there were statements in it.", "engine", {"file": folder}))
    return store


def is_damage(error: BaseException) -> bool:
    """Whether an error of the engine says that what it read is not what was written."""
    return isinstance(error, RuntimeError | OSError) and "orruption" in str(error)


@contextmanager
def damage_named(folder: Path | None) -> Iterator[None]:
    """Raise ConfigError with what to do for an engine that turns out to be damaged when it is read."""
    try:
        yield
    except (RuntimeError, OSError) as error:
        if folder is None or not is_damage(error):
            raise
        raise damaged_engine(folder, error) from error


def is_empty_store(store: ox.Store) -> bool:
    """Whether there is no statement and no named graph. O(1)."""
    return next(iter(store), None) is None and next(iter(store.named_graphs()), None) is None


def room_for_saving(folder: Path | None) -> int:
    """Bytes that the engine takes when it is opened anew: it writes what it had not saved, before it lets go of it.

    Saving is followed by merging, which writes it once more: of 3.5 MB, 9.2 MB of room were too little, 10.2 enough.
    """
    if folder is None:
        return 0
    return 4 * sum(file.stat().st_size for file in folder.glob("*.log"))


def wait_for_engine(folder: Path | None) -> ox.Store:
    """The engine, once the last reader has let go of it as it was before."""
    last = time.monotonic() + _RELEASE_S
    while True:
        try:
            return ox.Store(folder)
        except OSError as error:
            if "/LOCK" not in str(error) or time.monotonic() > last:
                raise
            time.sleep(_PAUSE_S)


def read_engine(folder: Path) -> ox.Store:
    """The engine for reading only, which somebody else still has: what that one is just merging, it looks for again."""
    last = time.monotonic() + _MERGING_S
    while True:
        try:
            return ox.Store.read_only(str(folder))
        except (OSError, RuntimeError):
            if time.monotonic() > last:
                raise
            time.sleep(_PAUSE_S)


def damaged_engine(folder: Path, error: Exception) -> ConfigError:
    """What is wrong, and that the log has everything."""
    return ConfigError(
        "%(file)s is damaged: %(detail)s.",
        hint="Nothing was changed. The log has everything: akteursnetz rebuild makes the rest anew.",
        file=folder,
        detail=error,
    )
