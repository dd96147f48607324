"""Which lines of a long text may be about persons: only these become quads, for the rules of `graph.persons.directory`.

More lines than needed do no harm; one too few would. So every line counts that names a node, a property or a word
that the rules look at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain

import pyoxigraph as ox

from graph.persons.directory import FAMILY_NAMES, HELD_BY, HOLDS, PERSON_CLASSES, Directory
from graph.rdf.quad_text import QuadText, parsed
from graph.rdf.skolem import is_skolem
from graph.terms import OA, RDF

_CLASSES = frozenset(f"<{iri}>".encode() for iri in PERSON_CLASSES)
_PROPERTIES = frozenset(f"<{iri}>".encode() for iri in (*FAMILY_NAMES, HELD_BY, HOLDS))
_TYPE = f"<{RDF}type>".encode()
_TRIPLE_TERM = b"<<"
_EXACT = OA + "exact"


def telling_properties() -> frozenset[bytes]:
    """Properties of all lines that `learn_and_split` has to be given."""
    return _PROPERTIES | {_TYPE}


def learn_and_split(directory: Directory, text: QuadText, telling: QuadText) -> tuple[bool, list[ox.Quad]]:
    """Whether a directory learns anything from a text, and which of its statements are private.

    The same as `learn` and `split` say of all its quads. `telling`: at least its lines with `telling_properties`.
    """
    lines = dict.fromkeys(line for line in telling.lines() if _tells(line))
    if not lines and not directory.persons and not directory.names:
        return False, []
    ends = {*_ends(lines), *(_token(person) for person in directory.persons)}
    lines.update(dict.fromkeys(text.lines(_touches(ends))))
    is_news = directory.learn(_quads(lines))
    lines.update(dict.fromkeys(text.lines(partial(_may_mention, directory))))
    return is_news, _with_belongings(directory, text, lines, ends)


def _with_belongings(
    directory: Directory, text: QuadText, lines: dict[bytes, None], known: set[bytes]
) -> list[ox.Quad]:
    """Nameless nodes and passages that private statements lead to bring further lines, until none is new."""
    while True:
        private = directory.split(_quads(lines)).private
        fresh = {node for quad in private for node in _leads_to(quad)} - known
        if not fresh:
            return private
        known |= fresh
        lines.update(dict.fromkeys(text.lines(_touches(fresh))))


def _leads_to(quad: ox.Quad) -> Iterator[bytes]:
    value = quad.object
    if isinstance(value, ox.BlankNode) or (isinstance(value, ox.NamedNode) and is_skolem(value.value)):
        yield str(value).encode()
    if quad.predicate.value == _EXACT:
        yield str(quad.subject).encode()


def _tells(line: bytes) -> bool:
    _, predicate, rest = line.split(b" ", 2)
    return predicate in _PROPERTIES or (predicate == _TYPE and rest.split(b" ", 1)[0] in _CLASSES)


def _touches(nodes: set[bytes]) -> Callable[[bytes], bool]:
    """Whether a line has one of these as subject or object."""

    def touches(line: bytes) -> bool:
        subject, _, rest = line.split(b" ", 2)
        return subject in nodes or rest.split(b" ", 1)[0] in nodes

    return touches


def _may_mention(directory: Directory, line: bytes) -> bool:
    """Whether a literal mentions somebody; one with escapes, and a triple term, always may."""
    if _TRIPLE_TERM in line:
        return True
    start = line.find(b'"')
    if start < 0 or not directory.names:
        return False
    return b"\\" in line or directory.mentions(line[start + 1 : line.rfind(b'"')].decode())


def _ends(lines: Iterable[bytes]) -> Iterator[bytes]:
    for line in lines:
        subject, _, rest = line.split(b" ", 2)
        yield from (subject, rest.split(b" ", 1)[0])


def _token(person: str) -> bytes:
    return (person if person.startswith("_:") else f"<{person}>").encode()


def _quads(lines: Iterable[bytes]) -> list[ox.Quad]:
    return list(parsed(b"".join(chain.from_iterable((line, b"\n") for line in lines))))
