"""Which lines of a long text may be about persons: only these become quads, for the rules of `graph.persons.directory`.

More lines than needed do no harm; one too few would. So every line counts that names a node, a property or a word
that the rules look at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

import pyoxigraph as ox

from graph.persons.contacts import CONTACTS
from graph.persons.directory import Directory, Memo
from graph.persons.likeness import likeness
from graph.persons.public_side import PublicSide
from graph.persons.recognition import AGENTS, CALLED, CONTACT_CLASSES, PERSON_CLASSES, TELLING_ALONE
from graph.rdf.quad_text import QuadText, parsed
from graph.rdf.skolem import is_skolem
from graph.terms import OA, RDF, RDFS

_CLASSES = frozenset(f"<{iri}>".encode() for iri in PERSON_CLASSES | CONTACT_CLASSES)
_ALONE = frozenset(f"<{iri}>".encode() for iri in TELLING_ALONE)
_BY_NAME = frozenset(f"<{iri}>".encode() for iri in CALLED | AGENTS)
_TYPES = frozenset((f"<{RDF}type>".encode(), b"<http://www.wikidata.org/prop/direct/P31>"))
_OF_THINGS = frozenset(f"<{iri}>".encode() for iri in CONTACTS | {RDFS + "subClassOf"})
_TRIPLE_TERM = b"<<"
_EXACT = OA + "exact"


def telling_properties() -> frozenset[bytes]:
    """Properties of all lines that `learn_and_split` has to be given, with those that tell of things."""
    return _ALONE | _BY_NAME | _TYPES | _OF_THINGS


def learn_and_split(
    directory: Directory, text: QuadText, telling: QuadText, public: PublicSide | None = None
) -> tuple[bool, list[ox.Quad]]:
    """Whether a directory learns anything from a text, and which of its statements are private.

    The same as `learn` and `split` say of all its quads. `telling`: at least its lines with `telling_properties`.
    """
    lines = dict.fromkeys(line for line in telling.lines() if _tells(line))
    if not lines and not directory:
        return False, []
    ends = {*_ends(lines), *(_token(person) for person in directory.persons)}
    lines.update(dict.fromkeys(text.lines(_touches(ends))))
    is_news = directory.learn(_quads(lines), public)
    while True:
        if directory.tells_texts:
            lines.update(dict.fromkeys(text.lines(may_mention(directory))))
        private = _with_belongings(directory, text, lines, ends)
        if not directory.learn_contacts(private, public):  # a number that a nameless node of theirs has
            return is_news, private
        is_news = True


def private_in(directory: Directory, text: QuadText) -> list[ox.Quad]:
    """Which statements of a text are private, as `split` says of all its quads; nothing is learned of it."""
    if not directory:
        return []
    lines = dict.fromkeys(text.lines(_tells))
    known = {*_ends(lines), *map(_token, directory.persons)}
    lines.update(dict.fromkeys(text.lines(_touches(known))))
    if directory.tells_texts:
        lines.update(dict.fromkeys(text.lines(may_mention(directory))))
    return _with_belongings(directory, text, lines, known)


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
    if predicate in _BY_NAME:
        return rest.startswith(b'"') and (b"\\" in rest or likeness(_text_in(rest)) == "certain")
    return predicate in _ALONE or (predicate in _TYPES and rest.split(b" ", 1)[0] in _CLASSES)


def _text_in(rest: bytes) -> str:
    """The text of a line's literal, which has no escapes."""
    return rest[1 : rest.rfind(b'"')].decode()


def _touches(nodes: set[bytes]) -> Callable[[bytes], bool]:
    """Whether a line has one of these as subject or object; a triple term always may."""

    def touches(line: bytes) -> bool:
        if _TRIPLE_TERM in line:
            return True
        subject, _, rest = line.split(b" ", 2)
        return subject in nodes or rest.split(b" ", 1)[0] in nodes

    return touches


def may_mention(directory: Directory) -> Callable[[bytes], bool]:
    """Whether a term of a line names somebody; a triple term, and a text with escapes, always may."""

    def names(term: object) -> bool:
        text = term.decode() if isinstance(term, bytes) else ""
        return directory.is_named_in(text[1:-1]) if text.startswith("<") else directory.mentions(text)

    asked = Memo(names).__getitem__

    def mentions(line: bytes) -> bool:
        if _TRIPLE_TERM in line or b"\\" in line:
            return True
        subject, predicate, rest = line.split(b" ", 2)
        value, _, graph = rest.rstrip(b" .").rpartition(b" ")
        if rest.startswith(b'"'):
            end = rest.rfind(b'"')
            value, tail = rest[: end + 1], rest[end + 1 :].rstrip(b" .")
            kind, _, graph = tail.partition(b" ")
            if kind.startswith(b"^^") and asked(kind[2:]):
                return True
        elif not value:
            value, graph = graph, b""
        return asked(value) or asked(subject) or asked(predicate) or (bool(graph) and asked(graph))

    return mentions


def _ends(lines: Iterable[bytes]) -> Iterator[bytes]:
    for line in lines:
        subject, _, rest = line.split(b" ", 2)
        yield from (subject, rest.split(b" ", 1)[0])


def _token(person: str) -> bytes:
    return (person if person.startswith("_:") else f"<{person}>").encode()


def _quads(lines: Iterable[bytes]) -> list[ox.Quad]:
    return list(parsed(b"".join(chain.from_iterable((line, b"\n") for line in lines))))
