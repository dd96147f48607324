"""Whether an engine holds what its log says, without holding either in memory.

A change in the log names only what it really changed. So the sum of a number for each statement that came, less those
that went, is the sum over the statements that are there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox

from graph.rdf.quad_text import parsed
from graph.store.chain import raw_entries
from graph.store.change_log import ChangeLog
from graph.store.difference import make_entry

_RANGE = 1 << 128


def holds_what_log_says(store: ox.Store, log_path: Path, log: ChangeLog) -> bool:
    """Compare an engine with its log, all of it. O(statements ever added).

    Where the sums differ, an engine that is made from the log decides: two spellings of one number are one there.
    """
    here = sum_of(store.dump(format=ox.RdfFormat.N_QUADS) or b"")
    if here == _sum_of_log(log_path, log.end):
        return True
    with TemporaryDirectory(prefix="akteursnetz-check-") as folder:
        made = ox.Store(folder)
        for entry in log.entries():
            make_entry(made, entry)
        is_same = here == sum_of(made.dump(format=ox.RdfFormat.N_QUADS) or b"")
        is_same = is_same and set(made.named_graphs()) == set(store.named_graphs())
        del made
    return is_same


def sum_of(nquads: bytes) -> int:
    """A number for a set of statements, whatever their order."""
    return _summed(nquads.splitlines())


def _sum_of_log(path: Path, end: int) -> int:
    total = 0
    with path.open("rb") as file:
        for _, raw in raw_entries(file, 0, end):
            lines = raw.splitlines()
            total += _summed(_as_kept(line[2:] for line in lines if line.startswith(b"A ")))
            total -= _summed(_as_kept(line[2:] for line in lines if line.startswith(b"D ")))
    return total % _RANGE


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
