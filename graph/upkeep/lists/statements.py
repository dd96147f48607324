"""The statements that come and go when a list is taken over, each thing with the row that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

import pyoxigraph as ox

from graph.load.lists.entries import RowPlace
from graph.rdf.packed_texts import PIECE, PackedTexts
from graph.rdf.quad_text import of_pieces
from graph.rdf.quad_text import written as as_lines
from graph.terms import NETZ, OWL
from graph.upkeep.lists.fields import NAME, ListField, Said, Values, plain, written
from graph.upkeep.lists.present import IN_NETWORK
from graph.upkeep.lists.quotes import Quotes
from graph.upkeep.lists.taken import Settled, Taken
from graph.upkeep.lists.thing import Thing
from graph.upkeep.lists.titles import new_titles

EVIDENCE = NETZ + "evidence"


@dataclass(slots=True)
class Statements:
    """Collects what comes, in one graph, and what goes, from wherever it stands; `quoted` are rows to be quoted.

    Of a graph that `begins` much is kept as packed text: as objects a million statements are half a gigabyte.
    `made`: what is said of topics and places that had to be made.
    """

    graph: ox.NamedNode
    begins: bool = False
    made: Mapping[str, Sequence[Said]] = field(default_factory=dict)
    add: list[ox.Quad] = field(default_factory=list)
    remove: list[ox.Quad] = field(default_factory=list)
    quoted: dict[RowPlace, None] = field(default_factory=dict)
    _pieces: PackedTexts = field(default_factory=PackedTexts)
    _values: set[str] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self._pieces or self.add or self.remove)

    def all_to_add(self, beside: Sequence[ox.Quad]) -> Sequence[ox.Quad]:
        """All that comes, with what comes beside it."""
        rest = [*beside, *self.add]
        if not self._pieces:
            return rest
        self._pieces.append(as_lines(rest))
        return of_pieces(self._pieces, {self.graph, *(quad.graph_name for quad in rest)})

    def say(self, subject: str, said: Iterable[Said]) -> None:
        """Add statements about a subject."""
        node = ox.NamedNode(subject)
        self.add += [ox.Quad(node, _property(name), value, self.graph) for name, value in said]
        if self.begins and len(self.add) >= PIECE:
            self._pieces.append(as_lines(self.add))
            self._values.update(filter(self.made.__contains__, map(_value_of, self.add)))
            self.add = []

    def take(self, taken: Taken, quotes: Quotes) -> None:
        """All that the list says and the network does not."""
        for thing in taken.things.values():
            if thing.is_new:
                self.say(thing.iri, _of_new(thing))
                self._rest_on(thing, _own_first(thing.rows, thing, taken), quotes)
        for one in taken.settled:
            if one.is_changed:
                self._replace(one, taken)
                self._rest_on(one.thing, _own_first(one.thing.said_by[one.field], one.thing, taken), quotes)
        for iri, title in new_titles(taken).items():
            self.remove += taken.present.quads_of(iri, NAME)
            self.say(iri, written(NAME, frozenset({title})))
        for thing in taken.joining:
            self.say(thing.iri, [(IN_NETWORK, ox.NamedNode(taken.names.network))])
            self._rest_on(thing, _own_first(thing.rows, thing, taken), quotes)
        for somebody, other in taken.different:
            self.say(somebody, [(OWL + "differentFrom", ox.NamedNode(other))])
        self._say_what_is_new_to_all()

    def quote(self, quotes: Quotes) -> None:
        """The passages of all rows that something rests on."""
        for place in self.quoted:
            self.say(quotes.iri(place), quotes.passage(place))

    def _rest_on(self, thing: Thing, rows: Iterable[RowPlace], quotes: Quotes) -> None:
        """Say the first of these rows that can be quoted to be what something rests on."""
        place = next(filter(quotes.is_quotable, rows), None)
        if place is not None:
            self.say(thing.iri, [(EVIDENCE, ox.NamedNode(quotes.iri(place)))])
            self.quoted[place] = None

    def _replace(self, one: Settled, taken: Taken) -> None:
        old = list(taken.present.quads_of(one.thing.iri, one.field))
        name = old[0].predicate.value if old and len({quad.predicate for quad in old}) == 1 else ""
        if one.field.is_many:
            old = [quad for quad in old if not _says(quad.object, one.field, one.result)]
            new = one.result - taken.present.values(one.thing.iri, one.field)
        else:
            new = one.result
        self.remove += old
        self.say(one.thing.iri, written(one.field, new, name if name in one.field.properties else ""))

    def _say_what_is_new_to_all(self) -> None:
        """Topics and places that had to be made, as far as something speaks of them now."""
        if not self.made:
            return
        named = self._values.union(filter(self.made.__contains__, map(_value_of, self.add)))
        for iri, said in self.made.items():
            if iri in named:
                self.say(iri, said)


def _own_first(rows: Iterable[RowPlace], thing: Thing, taken: Taken) -> list[RowPlace]:
    """The rows that are about something before those that only name it, as the whole of somebody else."""
    return sorted(rows, key=lambda place: taken.main.get(place) != thing.iri)


@cache
def _property(name: str) -> ox.NamedNode:
    return ox.NamedNode(name)


def _of_new(thing: Thing) -> Iterator[Said]:
    yield from thing.stated()
    for one, values in thing.of_new():
        yield from written(one, values)


def _says(term: object, field: ListField, values: Values) -> bool:
    """Whether a statement says one of these values."""
    text = _value(term)
    return (plain(text) if field.values == "wording" else text) in values


def _value_of(quad: ox.Quad) -> str:
    return _value(quad.object)


def _value(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""
