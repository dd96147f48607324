"""A person taken out of a store so that no byte of them is left: logs, engines, indexes and what lies beside.

Both logs are written anew without them, and both engines are made from these in a folder within the store's own. What
lies beside the logs is seen to next: as long as the logs name the person, an erasure that failed can be begun again.
Only then do the new logs take the place of what was there, which is removed. A crash on the way leaves a store that
still knows the person, or is finished when the store is opened next.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from glob import escape
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from graph.persons.eraser import Eraser, make_eraser
from graph.persons.public_side import PublicSide
from graph.rdf.quad_text import parsed
from graph.store.beside import Mention
from graph.store.exchange import READY, WORKSHOP
from graph.store.folder import persons_files, public_files
from graph.store.log_survey import survey_log
from graph.store.marker import write_safely
from graph.store.rebuild import make_engine
from graph.store.rewritten_log import heads_in, rewrite_log, statement_lines, statements_ever_added
from graph.store.snapshot import remove_snapshots
from graph.terms import local_name
from graph.text import name as text_of

_EXAMPLES = 5
_LONGEST = 120
_JSON_FOLDERS = ("places",)
_MADE_ANEW = ("*.resume", "*.new")
"""What a next start makes again; `*.new` is what a killed process left of a file."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased: statements that went, and texts and addresses in which "gelöscht" stands now.

    `copies`: older copies of the store that still have the person; `files`: other files that name them; `removed`:
    files that could not be read, so that nobody can say whom they named; `accounts`: names of accounts that name them.
    """

    dropped: int
    replaced: int
    copies: tuple[Path, ...] = ()
    files: tuple[Path, ...] = ()
    removed: tuple[Path, ...] = ()
    accounts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WhatGoes:
    """What an erasure would take: whole statements and texts in which "gelöscht" would stand, some of each in words.

    `beside`: what others keep beside the store that names the person.
    """

    statements: int
    texts: int
    examples: tuple[str, ...] = ()
    beside: tuple[Mention, ...] = ()


def find_eraser(path: Path, whom: str, public: PublicSide) -> Eraser:
    """What erases somebody from the logs of a store. Raises NotFound, DataInvalid, Conflict. O(logs)."""
    logs = _logs(path)
    lines, of_persons = lambda: statement_lines(*logs), statements_ever_added(logs[0])
    return make_eraser(whom, lines, of_persons, public, {head.author for head in heads_in(*logs)})


def what_goes(path: Path, eraser: Eraser) -> WhatGoes:
    """What the eraser would take out of the logs, each statement once. Nothing is changed. O(logs)."""
    lines = dict.fromkeys(b"A " + line + b"\n" for line in statement_lines(*_logs(path)))
    gone, left = list[str](), list[str]()
    for line in lines:
        after = b"".join(eraser.lines(line))
        if after != line:
            (left if after else gone).append(in_words(line[2:]))
    said = (text for head in heads_in(*_logs(path)) for text in (head.author, head.reason, head.about))
    left += filter(eraser.directory.mentions, said)
    examples = (*gone[:_EXAMPLES], *left[:_EXAMPLES])
    return WhatGoes(len(gone), len(left), examples)


def prepare_erasure(path: Path, eraser: Eraser) -> None:
    """Make both ledgers anew beside those that are there. Raises OSError on a full disk; nothing is changed.

    They take their place once they are said to be ready.
    """
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
    except BaseException:
        shutil.rmtree(workshop, ignore_errors=True)
        raise


def ready_erasure(path: Path, author: str) -> None:
    """Say that what was prepared is whole: from now on the exchange is finished, by whoever opens the store next."""
    write_safely(path / WORKSHOP / READY, author)


def erase_beside(path: Path, eraser: Eraser) -> tuple[Path, ...]:
    """Take the person out of files beside the ledgers: keys that are theirs or name them.

    Gives the files that nobody can read. Doing it again does no harm.
    """
    files = [file for name in _JSON_FOLDERS for file in sorted((path / name).glob("*.json"))]
    return tuple(file for file in files if not _erase_from_json(file, eraser))


def remove_passing(path: Path, damaged: Iterable[Path]) -> None:
    """Remove what is made anew and may have the person: results, copies for a moment, files that nobody can read.

    A backup that is being made ends with an error. A damaged file counted as none before, too.
    """
    remove_snapshots(path)
    for made in (*damaged, *(made for pattern in _MADE_ANEW for made in path.glob(pattern))):
        if made.is_dir():
            shutil.rmtree(made)
        else:
            made.unlink(missing_ok=True)


def copies_of(path: Path) -> tuple[Path, ...]:
    """Older copies that lie beside the store or in it: of restores, of damaged logs and of damaged accounts."""
    places = {path.absolute(), path.resolve()}
    patterns = (".before-*", ".restoring")
    beside = (copy for place in places for end in patterns for copy in place.parent.glob(f"{escape(place.name)}{end}"))
    within = (copy for pattern in ("*.damaged-*", "*.old") for copy in path.glob(pattern))
    return tuple(sorted((*beside, *within)))


def files_naming(path: Path, eraser: Eraser) -> tuple[Path, ...]:
    """Text files of a store that are nobody's to rewrite and name the person: rules that somebody wrote."""
    files = (file for file in sorted(path.glob("rules/**/*")) if file.is_file())
    names = eraser.directory.mentions
    return tuple(file for file in files if names(file.read_text(encoding="utf-8", errors="replace")))


def named_beside(path: Path, eraser: Eraser) -> tuple[Mention, ...]:
    """What names the person in files beside the logs: places, rules, and older copies, which may all have them."""
    places = (file for name in _JSON_FOLDERS for file in sorted((path / name).glob("*.json")))
    return (
        *(Mention("place", key) for file in places for key in _keys_in(_read_json(file)) if eraser.concerns(key)),
        *(Mention("rule", file.name) for file in files_naming(path, eraser)),
        *(Mention("copy", str(copy)) for copy in copies_of(path)),
    )


def _keys_in(content: Any) -> Iterator[str]:
    if isinstance(content, dict):
        for key, value in content.items():
            yield key
            yield from _keys_in(value)


def _read_json(file: Path) -> Any:
    """What a file says; None for one that nobody can read."""
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None


def _erase_from_json(file: Path, eraser: Eraser) -> bool:
    """Whether the file could be read; what could is without the person now."""
    content = _read_json(file)
    if content is None:
        return False
    left = _without(content, eraser)
    if left != content:
        eraser.replaced += 1
        write_safely(file, json.dumps(left, ensure_ascii=False))
    return True


def _without(content: Any, eraser: Eraser) -> Any:
    if isinstance(content, dict):
        return {key: _without(value, eraser) for key, value in content.items() if not eraser.concerns(key)}
    return content


def _logs(path: Path) -> tuple[Path, Path]:
    return persons_files(path).log, public_files(path).log


def in_words(line: bytes) -> str:
    """A statement in N-Quads as somebody reads it, shortened."""
    quad = next(parsed(line))
    return f"{local_name(text_of(quad.subject))} · {local_name(quad.predicate.value)} · {text_of(quad.object)}"[
        :_LONGEST
    ]


def text_in_words(line: bytes) -> str:
    """What a statement in N-Quads says, without of what where that is a text."""
    value = next(parsed(line)).object
    return value.value[:_LONGEST] if isinstance(value, ox.Literal) else in_words(line)


def _sync(folder: Path) -> None:
    for path in (folder, *_all_in(folder)):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _all_in(folder: Path) -> Iterator[Path]:
    yield from folder.rglob("*")
