"""What a backup says about itself, and whether its files are still those that were written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any, NoReturn

from graph.errors import ConfigError
from graph.store.folder import FORMAT as STORE_FORMAT

FORMAT = 1
MANIFEST = "manifest.json"
_PRODUCT = "akteursnetz"


def read_manifest(backup: Path) -> dict[str, Any]:
    """What a backup says about itself. Raises ConfigError for one that is damaged, foreign or newer."""
    try:
        said = json.loads((backup / MANIFEST).read_text(encoding="utf-8"))
        if not isinstance(said, dict) or said.get("product") != _PRODUCT:
            refuse_folder(
                "%(path)s is no backup of this program, and holds none.", "Name the folder of a backup.", backup
            )
        if int(said["format"]) > FORMAT or int(said["store_format"]) > STORE_FORMAT:
            refuse_folder("%(path)s was made by a newer version of this program.", "Update the program first.", backup)
        seal = said.pop("sha256")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise damaged(backup, MANIFEST) from error
    if seal != _digest_of(said):
        raise damaged(backup, MANIFEST)
    return said


def write_manifest(folder: Path, about: Mapping[str, object]) -> None:
    """Say of a new backup what is in it, and of each of its files the checksum."""
    said: dict[str, Any] = {
        "product": _PRODUCT,
        "format": FORMAT,
        "store_format": STORE_FORMAT,
        **about,
        "files": {str(path.relative_to(folder)): _digest_of_file(path) for path in files_in(folder)},
    }
    (folder / MANIFEST).write_text(
        json.dumps(said | {"sha256": _digest_of(said)}, ensure_ascii=False, indent=1), encoding="utf-8"
    )


def check_files(backup: Path, said: dict[str, Any]) -> None:
    """Compare all files with what was said of them. Raises ConfigError for the first that differs.

    A link would have its target copied into the store, whatever that is.
    """
    for path in sorted(backup.rglob("*")):
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            refuse_folder(
                "%(path)s is no plain file, as all of a backup are.",
                "Nothing was touched. Take a backup as it was made.",
                path,
            )
    there = {str(path.relative_to(backup)): path for path in files_in(backup)}
    wrong = sorted(there.keys() ^ said["files"].keys())
    for name in wrong or said["files"]:
        if wrong or _digest_of_file(there[name]) != said["files"][name]:
            raise damaged(backup, name)


def files_in(folder: Path) -> list[Path]:
    """All files of a backup but the one that tells of them, in the order of their names."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and path != folder / MANIFEST)


def size_of(folder: Path) -> int:
    """Bytes that the files of a backup take."""
    return sum(path.stat().st_size for path in files_in(folder))


def damaged(backup: Path, name: str) -> ConfigError:
    """The error of a backup whose file is not what was written."""
    return ConfigError(
        "The backup %(path)s is damaged: %(name)s is not what was written.",
        hint="Nothing was touched. Take an older backup.",
        path=backup,
        name=name,
    )


def refuse_folder(message: str, hint: str, path: Path) -> NoReturn:
    """Raise ConfigError about a folder."""
    raise ConfigError(message, hint=hint, path=path)


def _digest_of_file(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _digest_of(said: dict[str, Any]) -> str:
    return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
