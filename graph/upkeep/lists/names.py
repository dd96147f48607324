"""Who and what the names in a list stand for: whom the network has already, or an address of their own.

By identifier in the whole store, by name in the network itself: two towns have a "Jobcenter" each. No address is made
of a name that names a person.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property

import pyoxigraph as ox

from graph.load.lists.entries import ListReading
from graph.load.lists.folded import same_name
from graph.terms import BASE, NK, RDF, SCHEMA, SKOS, TOPICS_GRAPH, network_slug
from graph.text import slug_for
from graph.upkeep.lists.before import Before
from graph.upkeep.lists.fields import Said
from graph.upkeep.lists.free_addresses import FreeAddresses
from graph.upkeep.lists.present import IDENTIFIER, Present

_MOST_STEPS = 10
ACTOR, GROUP = "", "gruppe/"
"""Where actors and groups have their addresses, below that of the network."""


class Names:
    """Gives each name one IRI; `made` are the topics and places that had to be made, with what is said of them."""

    def __init__(
        self,
        present: Present,
        network: str,
        root: str,
        reading: ListReading,
        names_somebody: Callable[[str], bool],
        *,
        before: Before,
        taken_among: Callable[[Collection[str]], Collection[str]],
    ) -> None:
        """`before`: the list as it was read, by whose names they are known who are called otherwise now.

        `names_somebody`: whether a text names a person. `taken_among`: of which of many IRIs anything is said.
        """
        self.present, self.network, self.root = present, network, root
        self._before = before
        self._names_somebody, self._merged = names_somebody, reading.merged
        self._own = _by_name(present, [iri for iri, nets in present.everyone.items() if network in nets])
        self._alone = _by_name(present, [iri for iri, nets in present.everyone.items() if not nets])
        self._by_id = _by_id(present, network)
        self._minted, self._foreseen = dict[tuple[str, str], str](), dict[tuple[str, str], str]()
        self._addresses = FreeAddresses(taken_among, {network})
        self.made: dict[str, list[Said]] = {}

    def taken_as(self, name: str) -> str:
        """The name under which a name of the list is taken."""
        for _ in range(_MOST_STEPS):
            if name not in self._merged or self._merged[name] == name:
                break
            name = self._merged[name]
        return name

    def party(self, name: str, known_id: str = "", *, is_group: bool) -> str:
        """The actor or group that a name or an identifier stands for, with an address of its own if nobody has it.

        The name of the network, where no actor has it, is the network: it may stand at an end of a tie.
        """
        if held := self.known(name, known_id, is_group=is_group):
            return held
        if same_name(name) in self.of_network:
            return self.network
        return self.mint(GROUP if is_group else ACTOR, self.taken_as(name))

    @cached_property
    def of_network(self) -> frozenset[str]:
        """What the network itself is called, as names are compared; nothing of one that there is not."""
        if self.network not in self.present.statements:
            return frozenset()
        return frozenset(map(same_name, (self.present.label(self.network), *self.present.names(self.network))))

    def known(self, name: str, known_id: str = "", *, is_group: bool) -> str:
        """The actor or group that there is already; "" for none."""
        if known_id and (found := self.by_id(known_id)):
            return found
        called = self.taken_as(name)
        own = self._called(self._own, called, is_group=is_group) or self._called(self._alone, called, is_group=is_group)
        return own or self._called_before(called, is_group=is_group)

    def former_name(self, iri: str, name: str) -> str:
        """The name that the list gave somebody, where a row says it again; "" for any other."""
        return next((one for one in self._before.name_of(iri) if same_name(one) == same_name(name)), "")

    def is_one(self, name: str, other: str) -> bool:
        """Whether two names are of one whom the list called by one of them before."""
        called = self._before.called
        both = {self.known(one, is_group=is_group) for one in (name, other) for is_group in (False, True)}
        return len(both) == 1 and any(both & {*called.get(same_name(one), ())} for one in (name, other))

    def label(self, iri: str) -> str:
        """What a topic or place is called, a new one too."""
        made = (term.value for name, term in self.made.get(iri, ()) if name == SKOS + "prefLabel")
        return next(made, "") or self.present.label(iri)

    def any_called(self, name: str) -> str:
        """Who has or gets this name, in the network or elsewhere; "" for nobody."""
        minted = (self._minted.get((folder, same_name(name)), "") for folder in (ACTOR, GROUP))
        own = self._called(self._own, name, is_group=False) or next(filter(None, minted), "")
        return own or next(iter(self._everyone.get(same_name(name), ())), "")

    def by_id(self, known_id: str) -> str:
        """What has this IRI, or this identifier in the network; "" for nothing."""
        return known_id if known_id in self.present.statements else self._by_id.get(known_id, "")

    def topic(self, name: str) -> str:
        """The topic of this name: one of the network, one that all share, or a new one."""
        return self._known_topics.get(same_name(name)) or self._make("thema/", name, SKOS + "Concept")

    def is_topic(self, name: str) -> bool:
        """Whether there is a topic of this name already."""
        return same_name(name) in self._known_topics

    def place(self, name: str) -> str:
        """The place of this name in the network, or a new one."""
        return self._known_places.get(same_name(name)) or self._make("ort/", name, SCHEMA + "Place")

    def mint(self, folder: str, name: str) -> str:
        """One new address for each name; two names that look the same as addresses are numbered."""
        known = self._minted.get((folder, same_name(name)))
        if known is None:
            plain = self._foreseen.pop((folder, name), "") or self._plain_address(folder, name)
            self._foreseen = self._foreseen or {}  # an emptied one keeps its room
            known = self._minted[folder, same_name(name)] = self._addresses.give(plain)
        return known

    def foresee(self, parties: Iterable[tuple[str, bool]]) -> None:
        """Ask at once about the addresses of all whom the network does not know by name; of each: whether a group."""
        named = dict.fromkeys((self.taken_as(name), is_group) for name, is_group in parties)
        new = [(GROUP if is_group else ACTOR, name) for name, is_group in named if same_name(name) not in self._own]
        self._foreseen = {one: self._plain_address(*one) for one in new}
        self._addresses.foresee(self._foreseen.values())

    def foresee_slugs(self, folder: str, slugs: Iterable[str]) -> None:
        """The same of addresses of these slugs."""
        self._addresses.foresee(self._at(folder, slug) for slug in slugs)

    def unused(self, folder: str, slug: str) -> str:
        """The address of this slug, or a numbered one where something has it."""
        return self._addresses.give(self._at(folder, slug))

    def _at(self, folder: str, slug: str) -> str:
        return f"{self.root}{folder}{slug or 'eintrag'}"

    def _plain_address(self, folder: str, name: str) -> str:
        """The address of a name, where nothing has it yet."""
        slug = "" if self._names_somebody(name) else slug_for(name)
        return self._at(folder, slug)

    def _make(self, folder: str, name: str, kind: str) -> str:
        iri = self.mint(folder, name)
        self.made.setdefault(
            iri, [(RDF + "type", ox.NamedNode(kind)), (SKOS + "prefLabel", ox.Literal(name, language="de"))]
        )
        return iri

    def _called(self, index: Mapping[str, list[str]], name: str, *, is_group: bool) -> str:
        found = index.get(same_name(name))
        if not found:
            return ""
        alike = [iri for iri in found if (iri in self.present.groups) == is_group]
        return next(iter(alike or found), "")

    def _called_before(self, name: str, *, is_group: bool) -> str:
        """Whom the list called so when it was read, and who is in the network still."""
        before = self._before.called.get(same_name(name))
        if not before:
            return ""
        everyone = self.present.everyone
        found = [iri for iri in before if self.network in everyone.get(iri, ())]
        return self._called({same_name(name): found}, name, is_group=is_group)

    @cached_property
    def _everyone(self) -> Mapping[str, list[str]]:
        return _by_name(self.present, self.present.everyone)

    @cached_property
    def _known_places(self) -> Mapping[str, str]:
        return self._labels(iri for iri in self.present.of_type({SCHEMA + "Place"}) if self._is_own(iri))

    @cached_property
    def _known_topics(self) -> Mapping[str, str]:
        topics = [iri for iri in self.present.of_type({SKOS + "Concept"}) if not iri.startswith(NK)]
        shared = (iri for iri in topics if self._graphs(iri) == {TOPICS_GRAPH})
        return self._labels(shared) | dict(self._labels(iri for iri in topics if self._is_own(iri)))

    def _labels(self, iris: Iterable[str]) -> dict[str, str]:
        return {same_name(name): iri for iri in sorted(iris, reverse=True) for name in self.present.names(iri)[::-1]}

    def _graphs(self, iri: str) -> set[str]:
        return {graph for _, graph in self.present.held(iri, RDF + "type")}

    def _is_own(self, iri: str) -> bool:
        return network_slug(self.root) in {network_slug(graph) for graph in self._graphs(iri)}


def network_root(slug: str) -> str:
    """Below which address the things of a network lie."""
    return f"{BASE}{slug}/"


def _by_name(present: Present, iris: Iterable[str]) -> dict[str, list[str]]:
    """Actors and groups by every name they have; who has it for their own name comes first."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    names = {
        iri: [same_name(name) for name in present.names(iri)] or [same_name(present.label(iri))] for iri in sorted(iris)
    }
    for of_all in (False, True):
        for iri, called in names.items():
            for name in called[1:] if of_all else called[:1]:
                found[name].append(iri)
    return dict(found)


def _by_id(present: Present, network: str) -> dict[str, str]:
    """What lies in the network by the identifier that a list gave it."""
    root = network_slug(network)
    return {
        term.value: iri
        for iri, found in present.statements.items()
        for term, graph in found.get(IDENTIFIER, ())
        if isinstance(term, ox.Literal) and network_slug(graph) == root
    }
