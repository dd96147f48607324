"""A list becomes a network, or changes one: in one step of the log, checked, with one way back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from graph.errors import Conflict, DataInvalid, NotFound
from graph.load.lists.answers import Answers
from graph.load.lists.answers_json import what_is_remembered
from graph.load.lists.arrangement import Arrangement
from graph.load.lists.entries import ListReading
from graph.load.lists.folded import forget_names
from graph.load.spreadsheet.cell_text import plain_text
from graph.load.spreadsheet.statements import NewNetwork
from graph.network.network_list import networks
from graph.period import today
from graph.persons.likeness import likeness
from graph.protocol import Change, ChangeKind, Store
from graph.terms import CODES_GRAPH, DCT, NETZ, NK, OWN_SLUGS, RDF, SKOS, XSD, network_slug
from graph.text import slug_for
from graph.upkeep.forms.sources import Source, public_side, said_by
from graph.upkeep.lists.compare import take
from graph.upkeep.lists.fields import Said, Values, forget_nodes
from graph.upkeep.lists.gone import check_gone, deleted, ended
from graph.upkeep.lists.names import network_root
from graph.upkeep.lists.present import forget_present
from graph.upkeep.lists.quotes import Quotes
from graph.upkeep.lists.remembered import remembering
from graph.upkeep.lists.statements import Statements
from graph.upkeep.lists.taken import Taken

_STATED = ox.NamedNode(NK + "stated")
_LARGE = 30_000
"""Things from which on the statements of a new network are kept as text: 12,000 rows. It takes a third
longer at most."""
_HAS_CODES = f"SELECT ?s WHERE {{ GRAPH <{CODES_GRAPH}> {{ ?s ?p ?o }} }} LIMIT 1"


def change_of_list(
    store: Store,
    network: NewNetwork | str,
    reading: ListReading,
    answers: Answers,
    author: str,
    *,
    file: str = "",
    only_if: int | None = None,
    taken: Taken | None = None,
) -> Change | None:
    """The change by which a list becomes a new network or changes one, by its code; None for no news. O(rows).

    `file`: what the list is called, of a new network its own file where nothing is given. `only_if`: the revision that
    the preview showed. `taken`: what `take` has found of it, which saves doing it again while the store is as it was.
    Whoever lets go of a long list before applying the change has a quarter of the memory for it.

    Raises DataInvalid (422) for a list with faults or open questions, Conflict (409) when there is a network of this
    name already or the data have become different since the preview, NotFound (404) for a network that there is not.
    Applying it raises DataInvalid (422) for what the shapes refuse.
    """
    _check(reading, answers)
    seen = store.revision
    if only_if is not None and seen != only_if:
        raise _changed_meanwhile()
    slug = _new_slug(store, network) if isinstance(network, NewNetwork) else _known_slug(store, network)
    label = _public_name(store, file or (network.file if isinstance(network, NewNetwork) else ""))
    if taken is None or (taken.slug, taken.revision) != (slug, seen):
        taken = take(store, slug, reading, answers, known_below=taken.known_below if taken else "")
    kind, about = _kind_of(network, label)
    said = public_side(store, Source(author=author, day=today().isoformat())) if kind == "new-network" else None
    is_large = len(taken.things) >= _LARGE
    if is_large:
        forget_names()  # before anything is said: 60 MB of 100,000 rows
    found = _Change(store, network_root(slug), answers, taken, label or slug, said)
    statements = found.statements(reading, network if isinstance(network, NewNetwork) else None)
    if is_large:
        forget_nodes()
    if statements.begins:
        forget_present(store)
    if not statements:
        return None
    return Change(
        add=statements.all_to_add(_ontology(store) if isinstance(network, NewNetwork) else ()),
        remove=statements.remove,
        author=author,
        reason=f"Imported from {label}" if label else f"New network {about}",
        checked=True,
        kind=kind,
        about=about,
        only_if=_refusing_others(store, seen),
    )


def _public_name(store: Store, file: str) -> str:
    """What a file is called where everybody reads it; one that is called after a person is just a list."""
    stem = file.rpartition(".")[0] or file
    return "Liste" if file and (likeness(stem) == "certain" or store.names_somebody(stem)) else plain_text(file)


def _check(reading: ListReading, answers: Answers) -> None:
    if reading.faults:
        raise DataInvalid("The list has faults.", hint="Mend them first; nothing was stored.")
    if not reading.is_complete:
        raise DataInvalid("There are questions left that only you can answer.", hint="Answer them first.")
    check_gone(answers)


def _kind_of(network: NewNetwork | str, label: str) -> tuple[ChangeKind, str]:
    if label or isinstance(network, str):
        return "import", label or str(network)
    return "new-network", network.name


@dataclass(frozen=True, slots=True)
class _Change:
    """What a list changes: `label` is what it is called; `said`: who typed it and when, where it is no file."""

    store: Store
    root: str
    answers: Answers
    taken: Taken
    label: str
    said: Source | None = None

    def statements(self, reading: ListReading, network: NewNetwork | None) -> Statements:
        """All that comes and goes; nothing where the list says what is there already."""
        taken = self.taken
        is_large = network is not None and self.said is None and len(taken.things) >= _LARGE
        graph = ox.NamedNode(f"{self.root}graph/tabelle")
        found = Statements(graph, begins=is_large, made=taken.names.made)
        quotes = Quotes(taken.present, self.root, reading, self.store.names_somebody)
        for subject, said in _frame(network, taken) if network else ():
            found.say(subject, [said])
        found.take(taken, quotes)
        self._let_go(found)
        found.add += taken.contacts.add
        found.remove += taken.contacts.remove
        if found:
            found.quote(quotes)
            called = said_by(self.said).de if self.said else self.label
            found.say(quotes.document, quotes.of_document(called, taken.list_node))
        if self.said:
            self._vouch(found, quotes.document, self.said)
        self._remember(found, reading.arrangements)
        return found

    def _vouch(self, found: Statements, document: str, said: Source) -> None:
        """What somebody types is what they say, as in a form, and never what a document says."""
        day = ox.Literal(said.day, datatype=ox.NamedNode(XSD + "date"))
        found.say(document, [(SKOS + "prefLabel", ox.Literal(said_by(said).en, language="en")), (DCT + "created", day)])
        found.add = [_as_external(quad) if quad.object == _STATED else quad for quad in found.add]

    def _let_go(self, found: Statements) -> None:
        if self.answers.gone == "end":
            come, gone = ended(self.taken.present, self.taken.gone, self.answers.ended_on)
            for subject, said in come:
                found.say(subject, [said])
            found.remove += gone
        elif self.answers.gone == "delete":
            found.remove += deleted(self.store, self.taken.gone)

    def _remember(self, found: Statements, arrangements: Sequence[Arrangement]) -> None:
        """How the list was understood: with what it changes, or where somebody answered something."""
        taken = self.taken
        come, gone = remembering(self.store, taken.list_node, self.answers, arrangements, _left_standing(taken))
        if found or taken.before.was_read or what_is_remembered(self.answers, arrangements) != Answers():
            found.add += come
            found.remove += gone


def _as_external(quad: ox.Quad) -> ox.Quad:
    return ox.Quad(quad.subject, quad.predicate, ox.NamedNode(NK + "external"), quad.graph_name)


def _left_standing(taken: Taken) -> dict[tuple[str, str], Values]:
    """What the list says where the network's value stands all the same: known of now, and no news the next time."""
    left = dict(taken.before.kept)
    for one in taken.settled:
        of = one.thing.iri, one.field.written_to
        if one.change.has_choice and not one.is_changed:
            left[of] = one.listed
        elif one.is_changed:
            left.pop(of, None)
    return left


def _frame(network: NewNetwork, taken: Taken) -> Iterator[tuple[str, Said]]:
    """What is said of a new network itself."""
    iri = taken.names.network
    yield iri, (RDF + "type", ox.NamedNode(NETZ + "Network"))
    yield iri, (SKOS + "prefLabel", ox.Literal(network.name, language="de"))
    yield iri, (NETZ + "confidence", _STATED)
    if network.place:
        yield iri, (DCT + "spatial", ox.NamedNode(taken.names.place(network.place)))


def _new_slug(store: Store, network: NewNetwork) -> str:
    """The code of a new network. Raises DataInvalid for a name that makes none or names somebody, Conflict if taken."""
    slug = slug_for(network.name)
    if not slug:
        raise DataInvalid("The network needs a name.", hint="Enter what it is called.")
    if slug in OWN_SLUGS:
        raise DataInvalid(
            "A network cannot be called %(name)s: the service uses this word in its own addresses.",
            hint="Choose another name, for example with the name of the town.",
            name=network.name,
        )
    if slug in {network_slug(known.iri) for known in networks(store)}:
        raise Conflict(
            "There is a network called %(name)s already.",
            hint="Choose another name, or read the list into that network.",
            name=network.name,
        )
    if store.names_somebody(network.name):
        raise DataInvalid("A network is not called after a person.", hint="Choose a name that names nobody.")
    return slug


def _known_slug(store: Store, slug: str) -> str:
    known = {network_slug(one.iri) or one.iri for one in networks(store)}
    if slug not in known:
        raise NotFound(
            "There is no network called %(name)s.",
            hint="The networks here are: %(known)s.",
            name=slug,
            known=", ".join(sorted(known)) or "none",
        )
    return slug


def _refusing_others(store: Store, seen: int) -> Callable[[], None]:
    def check() -> None:
        if store.revision != seen:
            raise _changed_meanwhile()

    return check


def _changed_meanwhile() -> Conflict:
    return Conflict(
        "The data have become different since the list was compared with them.", hint="Look at the preview again."
    )


def _ontology(store: Store) -> list[ox.Quad]:
    """The vocabulary, where a store does not have it yet."""
    from graph.load.files import read_ontology  # noqa: PLC0415 - only a first network needs the files

    return [] if store.select(_HAS_CODES) else read_ontology()
