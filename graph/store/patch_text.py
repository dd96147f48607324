"""A change as text: RDF Patch, one transaction a change, so that any tool can replay the log.

    H revision "7" .
    H author "Koordination" .
    H kind "view-saved ag-sprache" .
    H create <g> .
    H sha256 "5f0c..." .
    TX .
    D <s> <p> "alt" <f> .
    A <s> <p> "neu" <g> .
    TC .

RDF Patch knows no empty graphs. So headers, which other tools pass over, name the graphs that exist from this
change on, be they empty (`create`), and those that no longer do (`drop`). `kind` says what the change is, and after a
blank which thing it is about. Headers of a later version are passed over. The last header is the entry's checksum
(`graph.store.chain`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

import pyoxigraph as ox

from graph.protocol import Entry
from graph.rdf.quad_text import written_in_parts
from graph.store.old_reasons import kind_of_reason

BODY = b"TX .\n"
END = b"TC .\n"
ADDED, REMOVED = b"A ", b"D "
"""Before the lines of what came, and of what went."""
Headers = Sequence[tuple[str, str]]
_SMALL, _PART = 1 << 16, 1 << 20
_MANY = (b"H create ", b"H drop ")


def head_text(entry: Entry) -> bytes:
    """The headers of an entry, without its checksum."""
    return "".join(f"H {key} {value} .\n" for key, value in _headers(entry)).encode()


def body_texts(entry: Entry) -> Iterator[bytes]:
    """What follows the headers, in parts: of a small change one."""
    waiting = BODY
    for mark, quads in ((REMOVED, entry.remove), (ADDED, entry.add)):
        for text in written_in_parts(quads):
            if len(waiting) > _SMALL:
                yield waiting
                waiting = b""
            waiting += _marked(mark, text)
    yield waiting + END


def read_entry(raw: bytes) -> Entry:
    """The entry with all its statements. Raises ValueError, KeyError or SyntaxError for what is none."""
    lines = raw.splitlines(keepends=True)
    headers = [_header(line) for line in lines if line.startswith(b"H ")]
    return entry_of(
        headers,
        _quads(line[2:] for line in lines if line.startswith(ADDED)),
        _quads(line[2:] for line in lines if line.startswith(REMOVED)),
    )


def head_of(file: BinaryIO) -> tuple[Headers, int]:
    """The headers of the entry that begins where a file stands, and the offset of what follows them.

    Raises ValueError where none begins there.
    """
    headers = []
    while (line := file.readline()) != BODY:
        if not line.startswith(b"H "):
            raise ValueError
        headers.append(_header(line))
    return headers, file.tell()


def entry_of(headers: Headers, add: Sequence[ox.Quad], remove: Sequence[ox.Quad]) -> Entry:
    """The entry that headers and statements make. Raises KeyError, ValueError for headers of none."""
    said = dict(headers)
    kind, _, about = (said["kind"] if "kind" in said else kind_of_reason(said.get("reason", ""))).partition(" ")
    return Entry(
        revision=int(said["revision"]),
        time=said.get("time", ""),
        author=said.get("author", ""),
        reason=said.get("reason", ""),
        add=add,
        remove=remove,
        create=tuple(value for key, value in headers if key == "create"),
        drop=tuple(value for key, value in headers if key == "drop"),
        part_of=int(said.get("part-of", "0")),
        kind=kind,
        about=about,
        way=said.get("way", ""),
    )


def read_head(raw: bytes) -> Entry:
    """The entry without statements and graphs, from a text that may end within it. Raises what `read_entry` raises."""
    lines = raw.partition(BODY)[0].splitlines(keepends=True)
    wanted = [line for line in lines if line.endswith(b" .\n") and not line.startswith(_MANY)]
    return entry_of([_header(line) for line in wanted if line.startswith(b"H ")], (), ())


def counts(raw: bytes) -> tuple[int, int]:
    """How many statements an entry adds and removes."""
    return raw.count(b"\nA "), raw.count(b"\nD ")


def counts_in(file: BinaryIO, start: int, end: int) -> tuple[int, int]:
    """The same of an entry in a file, read a part at a time."""
    file.seek(start)
    added = removed = 0
    held = b""
    while start < end and (block := file.read(min(_PART, end - start))):
        start += len(block)
        held += block
        more = counts(held)
        added, removed, held = added + more[0], removed + more[1], held[-len(ADDED) :]
    return added, removed


def _marked(mark: bytes, text: bytes) -> bytes:
    """Each line behind a mark: the engine writes many times faster than we could."""
    return mark + text.replace(b"\n", b"\n" + mark)[: -len(mark)] if text else b""


def _headers(entry: Entry) -> Iterator[tuple[str, ox.Literal | ox.NamedNode]]:
    yield "revision", ox.Literal(str(entry.revision))
    yield "time", ox.Literal(entry.time)
    yield "author", ox.Literal(entry.author)
    yield "reason", ox.Literal(entry.reason)
    if entry.kind:
        yield "kind", ox.Literal(f"{entry.kind} {entry.about}".rstrip())
    if entry.way:
        yield "way", ox.Literal(entry.way)
    if entry.part_of:
        yield "part-of", ox.Literal(str(entry.part_of))
    yield from (("create", ox.NamedNode(name)) for name in entry.create)
    yield from (("drop", ox.NamedNode(name)) for name in entry.drop)


def _header(line: bytes) -> tuple[str, str]:
    _, key, value = line.decode().split(" ", 2)
    (quad,) = ox.parse(f"<h:h> <h:h> {value}", format=ox.RdfFormat.N_TRIPLES)
    return key, "" if isinstance(quad.object, ox.Triple) else quad.object.value


def _quads(lines: Iterable[bytes]) -> tuple[ox.Quad, ...]:
    return tuple(ox.parse(b"".join(lines), format=ox.RdfFormat.N_QUADS))
