"""Everything a store has about each person, for whoever may see it: Article 15 of the GDPR, and what is due to go.

Why somebody is kept and until when stands with the person, among the statements that no query sees.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import pyoxigraph as ox

from graph.errors import DataInvalid, NotFound
from graph.persons.directory import HOLDING, Directory, person_names
from graph.persons.eraser import Eraser
from graph.persons.public_side import PublicSide
from graph.persons.recognition import AGENTS, iri_of, literal_persons
from graph.protocol import Applied, Change
from graph.rdf.skolem import is_skolem
from graph.store.beside import Beside, Mention
from graph.store.embedded import EmbeddedStore
from graph.store.erasure import named_beside
from graph.terms import BASE, FOAF, NETZ, SCHEMA, XSD
from graph.text import name as text_of

PURPOSE, KEEP_UNTIL = NETZ + "purpose", NETZ + "keepUntil"
WORKS_FOR = SCHEMA + "worksFor"
NAME, FUNCTION, MAIL, PHONE = FOAF + "name", SCHEMA + "jobTitle", SCHEMA + "email", SCHEMA + "telephone"
"""What is said of a contact person, whether a list said it or a form."""
_GRAPH = BASE + "graph/personen"
_LONGEST_PURPOSE = 500


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person in a list. `iri` is "" for one who is named in texts only; `keep_until` is ISO, "" for none.

    `works_for`: the IRI of whom they can be asked about, "" for nobody. Of a number or a box without a name that is all
    there is to know it by.
    """

    iri: str
    name: str
    purpose: str = ""
    keep_until: str = ""
    works_for: str = ""

    @property
    def whom(self) -> str:
        """What they are asked for by."""
        return self.iri or self.name

    def is_due(self, today: date) -> bool:
        """Whether the day until which they were to be kept is over."""
        return bool(self.keep_until) and self.keep_until < today.isoformat()


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that is said, and since when by whom; `author` and `time` are "" where the log does not tell."""

    subject: str
    predicate: str
    value: str
    graph: str
    time: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """All about one person: `statements` about them, `texts` of others that name them, how many `changes` did.

    `beside`: what lies beside the store and names them, older copies too, which may have them.
    """

    person: PersonLine
    statements: tuple[Statement, ...]
    texts: tuple[Statement, ...]
    changes: int
    beside: tuple[Mention, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The same for a file."""
        return asdict(self)


def list_persons(store: EmbeddedStore) -> list[PersonLine]:
    """Everybody who is known, by name. O(statements about persons)."""
    quads = list(store.persons.ledger.quads)
    directory = store.known_persons()
    names = person_names(quads)
    purpose, until, works_for = (_values(quads, one) for one in (PURPOSE, KEEP_UNTIL, WORKS_FOR))
    nodes = {iri for iri in directory.persons if not is_skolem(iri) and not iri.startswith("_:")}
    lines = [PersonLine(iri, *(said.get(iri, "") for said in (names, purpose, until, works_for))) for iri in nodes]
    known = {line.name for line in lines}
    lines += [PersonLine("", name) for name in set(literal_persons(quads)) - known]
    return sorted(lines, key=lambda line: (line.name.casefold(), line.iri))


def person_record(store: EmbeddedStore, whom: str, also: Sequence[Beside] = ()) -> PersonRecord:
    """All about one person, by IRI or by name. Raises NotFound. O(changes about persons, labels).

    `also`: what others keep beside the store.
    """
    line = _line_of(store, whom)
    quads = list(store.persons.ledger.quads)
    own = _own(quads, line.iri) if line.iri else []
    directory = _directory_of(line, own, PublicSide(store.public.quads))
    held, mine = {quad for quad in quads if quad.predicate in HOLDING}, set(own)
    others = [quad for quad in quads if quad not in mine and not (quad in held and not _is_of(quad, line, directory))]
    named = directory.split(others).private
    since = _since(store)
    return PersonRecord(
        line,
        tuple(_statements(own, since)),
        tuple(_statements(named, since)),
        len({since[quad][0] for quad in (*own, *named) if quad in since}),
        tuple(_beside(store, Eraser(frozenset({line.iri} - {""}), directory), also)),
    )


def _is_of(quad: ox.Quad, line: PersonLine, directory: Directory) -> bool:
    """Whether a statement about a post and its holder is about this person, and not about another one."""
    ends = (quad.subject, quad.object)
    return any(iri_of(end) == line.iri or directory.mentions(text_of(end)) for end in ends)


def _line_of(store: EmbeddedStore, whom: str) -> PersonLine:
    line = next((one for one in list_persons(store) if whom in (one.iri, one.name)), None)
    if line is None:
        raise NotFound("Nobody is known as %(whom)s.", hint="akteursnetz persons list names everybody.", whom=whom)
    return line


def _directory_of(line: PersonLine, own: Sequence[ox.Quad], public: PublicSide) -> Directory:
    """How texts call one person."""
    directory = Directory(persons={line.iri} if line.iri else set())
    said = [quad for quad in own if iri_of(quad.subject) == line.iri and quad.predicate.value not in AGENTS]
    directory.learn(said, public)
    directory.learn_contacts(own, public)
    if not line.iri:
        directory.names.own = public.words
        directory.learn_name(line.name)
    return directory


def _beside(store: EmbeddedStore, eraser: Eraser, also: Sequence[Beside]) -> Iterator[Mention]:
    for one in also:
        yield from one.tell(eraser)
    if store.folder is not None:
        yield from named_beside(store.folder, eraser)


def describe_person(store: EmbeddedStore, iri: str, *, purpose: str, keep_until: str, author: str) -> Applied:
    """Keep why somebody is kept and until when ("" for open). Raises NotFound, DataInvalid (422)."""
    line = _line_of(store, iri)
    purpose = " ".join(purpose.split())
    if len(purpose) > _LONGEST_PURPOSE:
        raise DataInvalid(
            "The purpose has more than %(most)s characters.", hint="Say it shorter.", most=_LONGEST_PURPOSE
        )
    if not line.iri:
        raise DataInvalid("Who is named in texts only has no entry.", hint="Enter the person first.")
    node = ox.NamedNode(line.iri)
    old = [
        quad
        for predicate in (PURPOSE, KEEP_UNTIL)
        for quad in store.persons.ledger.quads.quads_for_pattern(node, ox.NamedNode(predicate), None)
    ]
    new = [ox.Quad(node, ox.NamedNode(PURPOSE), ox.Literal(purpose), ox.NamedNode(_GRAPH))] if purpose else []
    if keep_until:
        day = ox.Literal(_day(keep_until), datatype=ox.NamedNode(XSD + "date"))
        new.append(ox.Quad(node, ox.NamedNode(KEEP_UNTIL), day, ox.NamedNode(_GRAPH)))
    return store.apply(Change(add=new, remove=[quad for quad in old if quad not in new], author=author))


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError as error:
        raise DataInvalid("%(day)s is no day.", hint="Write it as 2026-12-31.", day=text) from error


def _own(quads: Iterable[ox.Quad], iri: str) -> list[ox.Quad]:
    """What is said of a person and of the nameless nodes that belong to them, and what others say of them."""
    held, nodes, found = list(quads), {iri}, dict[ox.Quad, None]()
    while True:
        about = [quad for quad in held if iri_of(quad.subject) in nodes or iri_of(quad.object) == iri]
        found |= dict.fromkeys(about)
        fresh = {
            iri_of(quad.object)
            for quad in about
            if isinstance(quad.object, ox.BlankNode) or is_skolem(iri_of(quad.object))
        } - nodes
        if not fresh:
            return list(found)
        nodes |= fresh


def _values(quads: Iterable[ox.Quad], predicate: str) -> dict[str, str]:
    return {iri_of(quad.subject): text_of(quad.object) for quad in quads if quad.predicate.value == predicate}


def _since(store: EmbeddedStore) -> dict[ox.Quad, tuple[int, str, str]]:
    """The change that last brought each statement about persons: its number, time and author."""
    return {
        quad: (entry.revision, entry.time, entry.author)
        for entry in store.persons.ledger.history()
        for quad in entry.add
    }


def statements_of(quads: Iterable[ox.Quad]) -> list[Statement]:
    """Quads as they are shown, without the changes that brought them."""
    return list(_statements(quads, {}))


def _statements(quads: Iterable[ox.Quad], since: dict[ox.Quad, tuple[int, str, str]]) -> Iterator[Statement]:
    for quad in sorted(quads, key=str):
        _, time, author = since.get(quad, (0, "", ""))
        graph = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
        yield Statement(text_of(quad.subject), quad.predicate.value, text_of(quad.object), graph, time, author)
