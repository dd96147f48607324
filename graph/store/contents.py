"""Whether an engine holds what its log says, without holding either in memory.

A change in the log names only what it really changed. So the sum of a number for each statement that came, less those
that went, is the sum over the statements that are there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, BinaryIO, cast

import pyoxigraph as ox

from graph.rdf.quad_text import parsed
from graph.sparql.sandbox.frames import LineFrames
from graph.store.change_log import ChangeLog
from graph.store.difference import make_entry
from graph.store.patch_text import ADDED, REMOVED

_RANGE, _LINES = 1 << 128, 50_000


def holds_what_log_says(store: ox.Store, log_path: Path, log: ChangeLog) -> bool:
    """Compare an engine with its log, all of it. O(statements ever added).

    Where the sums differ, an engine that is made from the log decides: two spellings of one number are one there.
    """
    here = _sum_of(store)
    if here == _sum_of_log(log_path, log.end):
        return True
    with TemporaryDirectory(prefix="akteursnetz-check-") as folder:
        made = ox.Store(folder)
        for entry in log.entries():
            make_entry(made, entry)
        is_same = here == _sum_of(made)
        is_same = is_same and set(made.named_graphs()) == set(store.named_graphs())
        del made
    return is_same


def _sum_of(store: ox.Store) -> int:
    """A number for a set of statements, whatever their order."""
    sums: list[int] = []
    lines = LineFrames(lambda part: sums.append(_summed(part.splitlines())))
    store.dump(cast("IO[bytes]", lines), format=ox.RdfFormat.N_QUADS)
    lines.send_rest()
    return sum(sums) % _RANGE


def _sum_of_log(path: Path, end: int) -> int:
    """The same of what came and did not go; all lines of a mark are statements, whichever entry they stand in."""
    total = 0
    with path.open("rb") as file:
        lines = _lines_until(file, end)
        while part := list(islice(lines, _LINES)):
            total += _summed(_as_kept(line[2:] for line in part if line.startswith(ADDED)))
            total -= _summed(_as_kept(line[2:] for line in part if line.startswith(REMOVED)))
    return total % _RANGE


def _lines_until(file: BinaryIO, end: int) -> Iterator[bytes]:
    """The lines before an offset, without their ends."""
    for line in file:
        end -= len(line)
        if end < 0:
            return
        yield line[:-1]


def _as_kept(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The lines as the engine writes them: of some types it keeps the value and not the spelling ("01" as "1")."""
    typed = []
    for line in lines:
        if b'"^^<' in line:
            typed.append(line)
        else:
            yield line
    if typed:
        engine = ox.Store()
        engine.bulk_extend(parsed(b"\n".join(typed)))
        yield from (engine.dump(format=ox.RdfFormat.N_QUADS) or b"").splitlines()


def _summed(lines: Iterable[bytes]) -> int:
    return sum(int.from_bytes(blake2b(line, digest_size=16).digest()) for line in lines) % _RANGE
