"""The marker beside a log: up to where the engine has surely saved, and what must be there when it is opened again."""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from secrets import token_hex


@dataclass(frozen=True, slots=True)
class Marker:
    """Up to the offset `end` of the log everything is in the engine and was acknowledged.

    `digest`: checksum of the log up to there, "" in a marker of an older version. `loading`: graphs that may be there
    in parts. `partly`: the engine may have a part of the change that follows, or of one that never was. `engine`:
    which folder of the engine, and how often it had been opened. `is_empty`: nothing was in it. `beside`: the last
    change of the persons' log. `derivation`: by which rules the derived graph follows (`graph.store.derivation`), ""
    where nobody knows: an older version leaves it out when it writes.
    """

    revision: int = 0
    end: int = 0
    digest: str = ""
    loading: tuple[str, ...] = ()
    partly: bool = False
    engine: tuple[str, int] = ("", 0)
    is_empty: bool = False
    beside: int = 0
    derivation: str = ""

    def write(self, path: Path) -> None:
        """Replace the file so that a power cut leaves the old one or the new one."""
        said = asdict(self)
        write_safely(path, json.dumps(said | {"check": _check(said)}))


def read_marker(path: Path) -> Marker | None:
    """The marker, None where there is no file. Raises ValueError for one that cannot be read."""
    if not path.exists():
        return None
    said = json.loads(path.read_text(encoding="ascii"))
    if not isinstance(said, dict):
        raise ValueError(path.name)  # noqa: TRY004 - one kind of error for whoever asks
    if "digest" in said and said.pop("check", None) != _check(said):
        raise ValueError(path.name)
    values = {field.name: said[field.name] for field in fields(Marker) if field.name in said}
    values |= {name: tuple(values[name]) for name in ("loading", "engine") if name in values}
    try:
        marker = Marker(**values)
        is_whole = marker.revision >= 0 and marker.end >= 0 and len(bytes.fromhex(marker.digest)) in (0, 32)
    except TypeError as error:
        raise ValueError(path.name) from error
    if "end" not in values or not is_whole:
        raise ValueError(path.name)
    return marker


def _check(said: Mapping[str, object]) -> int:
    return zlib.crc32(json.dumps(said).encode())


def write_safely(path: Path, text: str) -> None:
    """Replace a small file, its owner's alone, so that a power cut leaves the old one or the new one."""
    beside = path.with_name(path.name + ".new")
    _write(beside, text)
    beside.replace(path)


def write_once(path: Path, text: str) -> None:
    """Make a small file as a whole, where there is none: of two who do so at once, the first counts."""
    beside = path.with_name(f"{path.name}.{token_hex(4)}.new")
    try:
        _write(beside, text)
        with suppress(FileExistsError):
            os.link(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def _write(path: Path, text: str) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
