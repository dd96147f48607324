"""What is left of a statement when a person is erased: nothing, or the word "gelöscht" where their name stood."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyoxigraph as ox

from graph.persons.candidates import may_mention
from graph.persons.directory import Directory
from graph.persons.erasable import nodes_to_erase
from graph.persons.public_side import PublicSide
from graph.persons.recognition import AGENTS, iri_of
from graph.rdf.quad_text import parsed, written
from graph.rdf.skolem import is_skolem
from graph.terms import OWL

ERASED = "gelöscht"
_SAME = OWL + "sameAs"
_PARTS = re.compile(r"[^/#?]*[/#?]?")
_SCHEMES_OF_ADDRESSES = ("mailto:", "tel:", "sip:", "xmpp:")


@dataclass(slots=True)
class Eraser:
    """Whom to erase: their `nodes` (the IRI, their nameless nodes), and how texts call them and nobody else.

    IRIs that name them become others, the same everywhere; an address of theirs goes as a whole. `dropped` and
    `replaced` count the lines and texts that were rewritten.
    """

    nodes: frozenset[str]
    directory: Directory
    dropped: int = 0
    replaced: int = 0
    _renamed: dict[str, str] = field(default_factory=dict)

    def lines(self, body: bytes) -> Iterator[bytes]:
        """The lines of a change as they are to stand in the log: `A` or `D`, a blank, a statement."""
        may_concern = self._may_concern()
        for line in body.splitlines(keepends=True):
            if line[:2] not in {b"A ", b"D "} or not may_concern(line[2:-1]):
                yield line
                continue
            left = [self.quad(quad) for quad in parsed(line[2:])]
            text = written([quad for quad in left if quad is not None])
            self.dropped, self.replaced = self.dropped + (not text), self.replaced + (bool(text) and text != line[2:])
            if text:
                yield line[:2] + text

    def would_change(self, line: bytes) -> bool:
        """Whether something of a statement in N-Quads would go."""
        return b"".join(self.lines(b"A " + line)) != b"A " + line

    def nquads(self, text: bytes) -> bytes:
        """What is left of N-Quads that lie elsewhere."""
        return b"".join(
            line[2:] for line in self.lines(b"".join(b"A " + line for line in text.splitlines(keepends=True)))
        )

    def quad(self, quad: ox.Quad) -> ox.Quad | None:
        """What is left of a statement; None for nothing."""
        terms: list[Any] = [self._term(term) for term in quad]
        return None if None in terms else ox.Quad(*terms)

    def text(self, text: str) -> str:
        """A text, or "gelöscht" for one that names them."""
        is_theirs = self.directory.mentions(text)
        self.replaced += is_theirs
        return ERASED if is_theirs else text

    def iri(self, iri: str) -> str:
        """An IRI, or another in its place for one that names them."""
        if not self.directory.is_named_in(iri):
            return iri
        if iri not in self._renamed:
            self._renamed[iri] = f"{self._beginning(iri)}geloescht-{len(self._renamed) + 1}"
        return self._renamed[iri]

    def concerns(self, iri: str) -> bool:
        """Whether an IRI is theirs or names them."""
        return iri in self.nodes or self.directory.is_named_in(iri)

    def _beginning(self, iri: str) -> str:
        """As much of an IRI as names nobody, up to a slash."""
        beginning = ""
        for part in _PARTS.findall(iri):
            if self.directory.is_named_in(beginning + part):
                break
            beginning += part
        has_host = "://" not in beginning or len(beginning.partition("://")[2]) > 0
        return beginning if beginning.endswith(("/", "#", "?")) and has_host else "urn:"

    def _term(self, term: object) -> object:
        if iri_of(term) in self.nodes:
            return None
        if isinstance(term, ox.NamedNode):
            renamed = self.iri(term.value)
            if renamed != term.value and term.value.startswith(_SCHEMES_OF_ADDRESSES):
                return None
            return term if renamed == term.value else ox.NamedNode(renamed)
        if isinstance(term, ox.Triple):
            return None if any(self._term(part) != part for part in term) else term
        return self._literal(term) if isinstance(term, ox.Literal) else term

    def _literal(self, term: ox.Literal) -> ox.Literal:
        if self.directory.is_named_in(term.datatype.value):
            return ox.Literal(ERASED)
        return ox.Literal(ERASED, language=term.language) if self.directory.mentions(term.value) else term

    def _may_concern(self) -> Callable[[bytes], bool]:
        tokens = [_token(node) for node in self.nodes]
        names = may_mention(self.directory)
        return lambda line: any(token in line for token in tokens) or names(line)


def make_eraser(
    whom: str,
    read_lines: Callable[[], Iterable[bytes]],
    of_persons: Sequence[ox.Quad],
    public: PublicSide,
    authors: Collection[str] = (),
) -> Eraser:
    """What erases somebody, by an IRI or a name, out of all lines ever logged, which are read a few times over.

    `of_persons`: all that the persons' log ever added. A name that others have too stays where it may be theirs.
    Raises what `nodes_to_erase` does for who is no person.
    """
    nodes = nodes_to_erase(whom, of_persons, public, authors)
    quads = _about(nodes, read_lines) if nodes else []
    named = Directory(persons=set(nodes))
    named.learn([quad for quad in quads if iri_of(quad.subject) in nodes], public)
    if not nodes:
        named.names.own = public.words
        named.learn_name(whom)
    others = Directory()
    others.learn(
        [quad for quad in of_persons if iri_of(quad.subject) not in nodes and quad.predicate.value not in AGENTS],
        public,
    )
    left = Directory(names=named.names.without(others.names), contacts=named.contacts.without(others.contacts))
    return Eraser(frozenset(nodes), left)


def _about(nodes: set[str], read_lines: Callable[[], Iterable[bytes]]) -> list[ox.Quad]:
    """All statements about nodes; what belongs to them, and who is the same, is added to the nodes."""
    while True:
        tokens = [_token(node) for node in nodes]
        lines = dict.fromkeys(line for line in read_lines() if any(token in line for token in tokens))
        quads = list(parsed(b"".join(line + b"\n" for line in lines)))
        fresh = {end for quad in quads for end in _belonging(quad, nodes)} - nodes
        if not fresh:
            return quads
        nodes |= fresh


def _belonging(quad: ox.Quad, nodes: set[str]) -> Iterator[str]:
    subject, value = iri_of(quad.subject), iri_of(quad.object)
    if quad.predicate.value == _SAME and not nodes.isdisjoint({subject, value}):
        yield from {subject, value} - {""}
    elif subject in nodes and (isinstance(quad.object, ox.BlankNode) or is_skolem(value)):
        yield value


def _token(node: str) -> bytes:
    return (f"{node} " if node.startswith("_:") else f"<{node}>").encode()
