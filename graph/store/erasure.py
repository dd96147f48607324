"""A person taken out of a store so that no byte of them is left: logs, engines, indexes and what lies beside.

Both logs are written anew without them, and both engines are made from these in a folder within the store's own. When
all of it is on the disk it takes the place of what was there, which is removed. A crash on the way leaves the store as
it was, or is finished when the store is opened next.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.persons.eraser import Eraser, make_eraser
from graph.store.exchange import READY, WORKSHOP
from graph.store.folder import persons_files, public_files
from graph.store.log_survey import survey_log
from graph.store.marker import write_safely
from graph.store.rebuild import make_engine
from graph.store.rewritten_log import rewrite_log, statement_lines, statements_ever_added

_JSON_FOLDERS = ("places",)


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased: statements that went, and texts and addresses in which "gelöscht" stands now.

    `copies`: older copies of the store that still have the person; `files`: other files that name them.
    """

    dropped: int
    replaced: int
    copies: tuple[Path, ...] = ()
    files: tuple[Path, ...] = ()


def find_eraser(path: Path, whom: str) -> Eraser:
    """What erases somebody from the logs of a store. O(logs)."""
    logs = (persons_files(path).log, public_files(path).log)
    return make_eraser(whom, lambda: statement_lines(*logs), statements_ever_added(logs[0]))


def prepare_erasure(path: Path, eraser: Eraser) -> None:
    """Make both ledgers anew beside those that are there. Raises OSError on a full disk; nothing is changed."""
    workshop = path / WORKSHOP
    shutil.rmtree(workshop, ignore_errors=True)
    workshop.mkdir(mode=0o700)
    try:
        persons, public = persons_files(workshop), public_files(workshop)
        rewrite_log(persons_files(path).log, persons.log, eraser)
        rewrite_log(public_files(path).log, public.log, eraser)
        about = survey_log(persons.log, persons.index, None, whole=True)
        make_engine(persons, about)
        make_engine(public, survey_log(public.log, public.index, None, whole=True), beside=about.last.revision)
        _sync(workshop)
        write_safely(workshop / READY, "")
    except BaseException:
        shutil.rmtree(workshop, ignore_errors=True)
        raise


def erase_beside(path: Path, eraser: Eraser) -> None:
    """Take the person out of files beside the ledgers: keys that are theirs or name them."""
    for file in (file for name in _JSON_FOLDERS for file in sorted((path / name).glob("*.json"))):
        content = json.loads(file.read_text(encoding="utf-8"))
        left = _without(content, eraser)
        if left != content:
            write_safely(file, json.dumps(left, ensure_ascii=False))


def copies_of(path: Path) -> tuple[Path, ...]:
    """Older copies that lie beside the store or in it: of restores, and of damaged logs."""
    beside = path.resolve().parent.glob(f"{path.resolve().name}.before-*")
    return tuple(sorted((*beside, *path.glob("changes.log.damaged-*"), *path.glob("*.old"))))


def files_naming(path: Path, eraser: Eraser) -> tuple[Path, ...]:
    """Text files of a store that are nobody's to rewrite and name the person: rules that somebody wrote."""
    files = (file for file in sorted(path.glob("rules/**/*")) if file.is_file())
    names = eraser.directory.mentions
    return tuple(file for file in files if names(file.read_text(encoding="utf-8", errors="replace")))


def _without(content: Any, eraser: Eraser) -> Any:
    if isinstance(content, dict):
        return {key: _without(value, eraser) for key, value in content.items() if not eraser.concerns(key)}
    return content


def _sync(folder: Path) -> None:
    for path in (folder, *_all_in(folder)):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _all_in(folder: Path) -> Iterator[Path]:
    yield from folder.rglob("*")
