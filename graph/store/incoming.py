"""What becomes of statements before they are public: persons go apart, and what follows from ties is added.

A *plain* store does neither, as any SPARQL server, as long as no network is in it. When one is made, the rules
begin for everything that is there already.

The store below is asked through `Quads` only: the engine's own store is one, so is a window on a remote one.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from graph.errors import Forbidden
from graph.persons.candidates import learn_and_split, telling_properties
from graph.persons.directory import Directory
from graph.persons.own_words import said_with_own_words
from graph.persons.public_side import PublicSide
from graph.persons.recognition import iri_of
from graph.protocol import Quads
from graph.rdf.derived_links import derive, derived_beside, holds_ties, refresh, rules_with, source_properties
from graph.rdf.party_rules import PartyRules, properties_saying_who_is_party
from graph.rdf.quad_text import QuadText, joined, text_of
from graph.terms import DERIVED_GRAPH, NETZ, RDF

_TYPE, _NETWORK = ox.NamedNode(RDF + "type"), ox.NamedNode(NETZ + "Network")
_DERIVED = ox.NamedNode(DERIVED_GRAPH)


@dataclass(frozen=True, slots=True)
class Parted:
    """What a change comes to: `add` and `remove` in public, `keep` and `forget` with the persons.

    `remove` and `forget` may name quads that are not there. `plain` is how the store is afterwards. `text` is to be
    added as well: what came as a text stays one.
    """

    add: list[ox.Quad]
    remove: list[ox.Quad]
    keep: list[ox.Quad]
    forget: list[ox.Quad]
    plain: bool
    text: QuadText | None = None

    def as_said(
        self, add: Sequence[ox.Quad], remove: Sequence[ox.Quad], persons: Collection[str]
    ) -> tuple[Sequence[ox.Quad], Sequence[ox.Quad]]:
        """What comes and goes to be judged: a text kept apart, as it names a person, is said all the same.

        Else nobody could be entered as a person who is named in a text that must be there.
        """
        texts = [quad for quad in self.keep if isinstance(quad.object, ox.Literal)]
        apart = dict.fromkeys(quad for quad in texts if iri_of(quad.subject) not in persons)
        if not apart:
            return add, remove
        said = add.with_last(list(apart)) if isinstance(add, QuadText) else [*add, *apart]
        return said, [quad for quad in remove if quad not in apart]


class Intake:
    """The rules for what comes in. `plain`: they hold only while there is a network; otherwise always."""

    def __init__(self, directory: Directory, *, plain: bool = False) -> None:
        self.directory = directory
        self._may_be_plain = plain

    def is_plain(self, public: Quads) -> bool:
        """Whether the store takes everything as it is."""
        return self._may_be_plain and not any(public.quads_for_pattern(None, _TYPE, _NETWORK, None))

    def part(
        self,
        public: Quads,
        add: Sequence[ox.Quad],
        remove: Sequence[ox.Quad],
        *,
        day: str,
        back: bool = False,
        writers: Collection[str] = (),
    ) -> Parted:
        """What these quads to be added and removed come to in a store that holds `public`, on a day; `writers` sign.

        The directory learns the persons among them: build it anew when the change is refused in the end.
        Raises Forbidden for statements in the derived graph that do not follow from the ties, except when an earlier
        change is taken `back`. To remove such a statement does nothing as long as it follows.
        """
        self.directory.writers = writers
        if not self._may_be_plain:
            return self._by_the_rules(public, _said(public, add, back=back), remove, day, back=back)
        before, after = self.is_plain(public), self._is_plain_after(public, add, remove)
        if after:
            derived = [] if before else list(public.quads_for_pattern(None, None, None, _DERIVED))
            text = add if isinstance(add, QuadText) else None
            return Parted([] if text else list(add), [*remove, *derived], [], list(remove), plain=True, text=text)
        add = _said(public, add, back=back)
        if before and not _is_all_there_is(public, add):
            return self._begin(public, add, remove, day)
        return self._by_the_rules(public, add, remove, day, back=back)

    def displaced_by(
        self, known: Directory, public: Quads, add: Sequence[ox.Quad], writers: Collection[str]
    ) -> list[ox.Quad]:
        """What would be public no longer if these quads came; `known`: a directory of its own, which learns them."""
        if self.is_plain(public):
            return []
        stated = [quad for quad in _said(public, add, back=False) if quad.graph_name != _DERIVED]
        known.writers, side = writers, PublicSide(public, stated)
        return no_longer_public(known, public, side) if known.learn(stated, side) else []

    def _is_plain_after(self, public: Quads, add: Sequence[ox.Quad], remove: Sequence[ox.Quad]) -> bool:
        may_make = not isinstance(add, QuadText) or add.holds([str(_NETWORK).encode()])
        if may_make and any(quad.predicate == _TYPE and quad.object == _NETWORK for quad in add):
            return False
        gone = set(remove)
        return all(quad in gone for quad in public.quads_for_pattern(None, _TYPE, _NETWORK, None))

    def _by_the_rules(
        self, public: Quads, add: Sequence[ox.Quad], remove: Sequence[ox.Quad], day: str, *, back: bool
    ) -> Parted:
        if isinstance(add, QuadText) and _DERIVED not in add.graphs:
            return self._text_by_the_rules(public, add, remove, day)
        stated = [quad for quad in add if quad.graph_name != _DERIVED]
        side = PublicSide(public, stated)
        displaced = no_longer_public(self.directory, public, side) if self.directory.learn(stated, side) else []
        split = self.directory.split(stated)
        gone = [*(quad for quad in remove if quad.graph_name != _DERIVED), *displaced]
        gained, lost = refresh(public.quads_for_pattern, split.public, gone, day)
        if not back and len(stated) < len(add):
            _refuse_what_does_not_follow(public, add, gained, lost)
        return Parted([*split.public, *gained], [*gone, *lost], [*split.private, *displaced], list(remove), plain=False)

    def _text_by_the_rules(self, public: Quads, text: QuadText, remove: Sequence[ox.Quad], day: str) -> Parted:
        """The same for a text with nothing in the derived graph: only lines that a rule may be about become quads."""
        find, looked_at, rules, is_usual = public.quads_for_pattern, *_lines_that_matter(public, text)
        side = PublicSide(public, looked_at)
        is_news, private = learn_and_split(self.directory, text, looked_at, side)
        displaced = no_longer_public(self.directory, public, side) if is_news else []
        if displaced:  # with names that were public so far
            _, private = learn_and_split(self.directory, text, looked_at, side)
        gone = [*(quad for quad in remove if quad.graph_name != _DERIVED), *displaced]
        stays, sources = text.without(private), looked_at.about(source_properties(rules)).without(private)
        keep = [*private, *displaced]
        if not gone and (is_usual or not _holds_what_follows(public, rules)):
            follows, others = derived_beside(find, sources, rules, day)
            gained, lost = refresh(find, list(others), gone, day) if others else (set(), set())
            if not lost:  # else another tie of the text may say the same
                stays = stays.followed_by(follows)
                return Parted(list(gained), [], keep, list(remove), plain=False, text=stays)
        gained, lost = refresh(find, list(sources), gone, day)
        return Parted(list(gained), [*gone, *lost], keep, list(remove), plain=False, text=stays)

    def _begin(self, public: Quads, add: Sequence[ox.Quad], remove: Sequence[ox.Quad], day: str) -> Parted:
        """The change that makes the first network: the rules are for what was there before as well."""
        held, gone = dict.fromkeys(public), set(remove)
        stays = dict.fromkeys([*(quad for quad in held if quad not in gone), *add])
        stated = [quad for quad in stays if quad.graph_name != _DERIVED]
        self.directory.learn(stated, PublicSide(public, add))
        split = self.directory.split(stated)
        wanted = dict.fromkeys([*split.public, *derive(split.public, day)])
        come = [quad for quad in wanted if quad not in held or quad in gone]  # a graph that is emptied first, for one
        return Parted(come, [quad for quad in held if quad not in wanted], split.private, list(remove), plain=False)


def no_longer_public(directory: Directory, public: Quads, side: PublicSide) -> list[ox.Quad]:
    """What is public no longer, now that somebody is known; among it are names, which other texts may mention."""
    quads = list(public)
    while True:
        displaced = directory.split(quads).private
        if not directory.learn(displaced, side):
            return displaced


def _is_all_there_is(public: Quads, add: Sequence[ox.Quad]) -> bool:
    """Whether a first network comes as a text and nothing is there yet: then the rules are for the text alone."""
    is_text = isinstance(add, QuadText) and _DERIVED not in add.graphs
    return is_text and not any(True for _ in public.quads_for_pattern(None, None, None, None))


def _said(public: Quads, add: Sequence[ox.Quad], *, back: bool) -> Sequence[ox.Quad]:
    """What is to be added, with what it says of persons in words of its own; what comes back was judged before."""
    said = [] if back else said_with_own_words(public, add)
    if not said:
        return add
    return joined([add, text_of(said)]) if isinstance(add, QuadText) else [*add, *said]


def _holds_what_follows(public: Quads, rules: PartyRules) -> bool:
    find = public.quads_for_pattern
    return any(True for _ in find(None, None, None, _DERIVED)) or holds_ties(find, rules)


def _lines_that_matter(public: Quads, text: QuadText) -> tuple[QuadText, PartyRules, bool]:
    """The lines that a rule may be about, and who counts as a party once they are there: they may say so themselves.

    And whether that is as it was before.
    """
    find = public.quads_for_pattern
    before = rules_with(find)
    lines = text.about(telling_properties() | source_properties(before))
    rules = rules_with(find, lines.about(properties_saying_who_is_party()))
    if rules == before:
        return lines, rules, True
    return text.about(telling_properties() | source_properties(rules)), rules, False


def _refuse_what_does_not_follow(
    public: Quads, add: Sequence[ox.Quad], gained: set[ox.Quad], lost: set[ox.Quad]
) -> None:
    claimed = {quad for quad in add if quad.graph_name == _DERIVED} - gained
    for quad in claimed:
        if quad in lost or not any(public.quads_for_pattern(quad.subject, quad.predicate, quad.object, _DERIVED)):
            raise Forbidden(
                "The graph %(graph)s is kept by the service and takes no statements.",
                hint="State the tie itself, in a graph of your own: what follows from it is added for you.",
                graph=DERIVED_GRAPH,
            )
