"""What became different, in groups that a meeting talks about: who is new, what ended, which demands are met."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Literal, get_args

import pyoxigraph as ox

from graph.analysis import Analysis
from graph.cache.revisions import RevisionCache
from graph.model import MEMBERSHIP, Ref, Text
from graph.network.edges import goes_on
from graph.network.reading import Model
from graph.network.who import IN_NETWORK
from graph.protocol import Node
from graph.rdf.quad_text import QuadText
from graph.rdf.tie_conclusions import EVERYBODYS_CLASSES
from graph.terms import ADMS, FOAF, NETZ, NK, RDF, local_name, network_slug
from graph.text import NAMES, label, label_of_iri, name
from graph.upkeep.forms.dates import PRECISION_OF
from graph.upkeep.forms.former import REPLACED_BY
from graph.upkeep.since.net_change import NetChange, net_change, version_of
from graph.validate.added_text import AddedText
from graph.validate.views import index

Told = Literal[
    "new_actors",
    "new_groups",
    "new_memberships",
    "new_ties",
    "fulfilled",
    "new_demands",
    "new_plans",
    "ended_memberships",
    "ended",
    "renamed",
    "merged",
    "deleted",
    "confirmed",
    "new_findings",
    "new_others",
    "changed",
]
TOLD: tuple[Told, ...] = get_args(Told)
_TYPE, _STATUS = RDF + "type", ADMS + "status"
_EVIDENCE = frozenset({NETZ + "evidence", NETZ + "confidence"})
_BESIDE = frozenset({*(NETZ + one for one in ("Passage", "GapDecision", "Agenda", "PinnedMatter")), FOAF + "Document"})
"""What is told of where it is used, or on a page of its own."""
_UNTOLD = frozenset({_TYPE, *_EVIDENCE, *PRECISION_OF.values()})
_OF_STATE = frozenset({_STATUS, *PRECISION_OF})
"""What says that something ended or came true: told by that."""
_WISHES: Mapping[str, Told] = {"demanded": "new_demands", "planned": "new_plans"}


@dataclass(frozen=True, slots=True)
class ToldChange:
    """What became of one thing: it is `ref` now, or was when it went.

    `other`: what it was called before, or whom it goes on in. `properties`: what is different of it, where nothing else
    says that.
    """

    ref: Ref
    other: Text | None = None
    properties: tuple[str, ...] = ()


def told_since(analysis: Analysis, after: int) -> Mapping[Told, tuple[ToldChange, ...]]:
    """What became different after a change in the network of an analysis, made once for each state of the data."""
    store = analysis.store
    return _FOUND.get(
        analysis, after, lambda: told_changes(net_change(store, after), analysis.model, analysis.network_iri)
    )


def told_changes(change: NetChange, model: Model, network: str | None = None) -> dict[Told, tuple[ToldChange, ...]]:
    """The changes by their groups, in the order of `TOLD`; of one network (IRI) or of all. O(statements changed)."""
    teller = _Teller(change, model)
    found: defaultdict[Told, list[ToldChange]] = defaultdict(list)
    for iri in teller.subjects():
        if network is None or network in teller.networks(iri):
            for group, told in teller.tell(iri):
                found[group].append(told)
    return {one: tuple(sorted(found[one], key=_by_name)) for one in TOLD if one in found}


def _by_name(told: ToldChange) -> tuple[str, str]:
    return told.ref.label.in_language("de").casefold(), told.ref.iri


class _Teller:
    """Tells what became of each thing, by what was said of it and is said."""

    def __init__(self, change: NetChange, model: Model) -> None:
        self._model = model
        self._added, self._removed = _Side(change.added), _Side(change.removed)

    def subjects(self) -> Iterator[str]:
        """All that something was said of, in the order in which a text is read."""
        yield from self._added.iris()
        yield from (iri for iri in self._removed.iris() if not self._added.about(iri))

    def networks(self, iri: str) -> set[str]:
        """The networks that a thing lies in, or lay in."""
        index = self._model.index
        quads = (*self._added.about(iri), *self._removed.about(iri))
        said = {name(quad.object) for quad in quads if quad.predicate.value == IN_NETWORK}
        actor = self._model.actors.get(iri) or self._model.groups.get(iri)
        known = said | {*index.objects(iri, IN_NETWORK), *(actor.networks if actor else ())}
        own = network_slug(iri)
        return known or {one for one in self._model.networks if own and network_slug(one) == own}

    def tell(self, iri: str) -> Iterator[tuple[Told, ToldChange]]:
        """Each group that a thing belongs to, with what is told of it there."""
        before, now = self._types(self._removed, iri), self._types(self._added, iri)
        present = frozenset(self._model.index.objects(iri, _TYPE))
        if _BESIDE & (present | before) or not (present or before):
            return
        if not present:
            yield self._gone(iri)
        elif now and now >= present - self._derived(iri):
            yield self._new_group(iri), ToldChange(self._model.ref(iri))
        else:
            yield from self._changed(iri)

    def _derived(self, iri: str) -> frozenset[str]:
        """The kind of a tie follows from its class, and what everybody asks for from both; nobody states it anew."""
        tie = self._model.ties.get(iri)
        return EVERYBODYS_CLASSES | ({NETZ + tie.kind} if tie else set())

    def _gone(self, iri: str) -> tuple[Told, ToldChange]:
        said = self._removed.about(iri)
        literals = {path: _literals(said, path) for path in NAMES}
        ref = Ref(iri, label(literals) or label_of_iri(iri))
        kept = next((name(quad.object) for quad in self._added.about(iri) if quad.predicate.value == REPLACED_BY), "")
        return ("merged", ToldChange(ref, self._model.ref(kept).label)) if kept else ("deleted", ToldChange(ref))

    def _new_group(self, iri: str) -> Told:
        model = self._model
        tie, finding = model.ties.get(iri), model.findings.get(iri)
        if iri in model.actors:  # somebody entered who has ended is nobody new: they count nowhere
            return "new_actors" if goes_on(model.actors[iri]) else "new_others"
        if tie:
            of_kind: Told = "new_memberships" if tie.kind == MEMBERSHIP else "new_ties"
            return _WISHES.get(tie.state) or (of_kind if tie.state == "exists" else "new_others")
        if iri in model.groups:
            state = model.groups[iri].state
            return _WISHES.get(state) or ("new_others" if state == "ended" else "new_groups")
        return ("new_demands" if finding.is_demand else "new_findings") if finding else "new_others"

    def _changed(self, iri: str) -> Iterator[tuple[Told, ToldChange]]:
        ref, group, former = self._model.ref(iri), self._state_group(iri), self._former_name(iri)
        if group is not None:
            yield group, ToldChange(ref)
        if former is not None:
            yield "renamed", ToldChange(ref, former)
        said = frozenset(quad.predicate.value for part in (self._added, self._removed) for quad in part.about(iri))
        told = (_OF_STATE if group else frozenset()) | (frozenset(NAMES) if former else frozenset())
        if properties := said - _UNTOLD - told:
            yield "changed", ToldChange(ref, properties=tuple(sorted(properties)))
        elif not told and any(quad.predicate.value in _EVIDENCE for quad in self._added.about(iri)):
            yield "confirmed", ToldChange(ref)

    def _state_group(self, iri: str) -> Told | None:
        before, now = (self._state(said, iri) for said in (self._removed, self._added))
        if now == "ended":
            tie = self._model.ties.get(iri)
            return "ended_memberships" if tie and tie.kind == MEMBERSHIP else "ended"
        if now == "exists" and before in _WISHES:
            return "fulfilled"
        return None

    def _former_name(self, iri: str) -> Text | None:
        """What it was called, where it is called otherwise now."""
        for path in NAMES:
            gone = {one.language: one for one in _literals(self._removed.about(iri), path)}
            come = {one.language for one in _literals(self._added.about(iri), path)}
            if said := [one for language, one in gone.items() if language in come]:
                return label({path: said})
        return None

    @staticmethod
    def _types(said: _Side, iri: str) -> frozenset[str]:
        return frozenset(name(quad.object) for quad in said.about(iri) if quad.predicate.value == _TYPE)

    @staticmethod
    def _state(said: _Side, iri: str) -> str:
        codes = [name(quad.object) for quad in said.about(iri) if quad.predicate.value == _STATUS]
        return next((local_name(code) for code in sorted(codes) if code.startswith(NK)), "")


class _Side:
    """What came, or what went, by what it is said of: of a text it is looked up each time, as it is read."""

    def __init__(self, quads: Collection[ox.Quad]) -> None:
        self._of: Mapping[Node, Sequence[ox.Quad]]
        self._of = AddedText.of(quads) if isinstance(quads, QuadText) else index(quads, attrgetter("subject"))

    def about(self, iri: str) -> Sequence[ox.Quad]:
        """What is said of somebody or something."""
        return self._of.get(ox.NamedNode(iri), ())

    def iris(self) -> Iterator[str]:
        """All that something is said of, but for nameless nodes."""
        return (node.value for node in self._of if isinstance(node, ox.NamedNode))


def _literals(quads: Iterable[ox.Quad], path: str) -> list[ox.Literal]:
    return [q.object for q in quads if q.predicate.value == path and isinstance(q.object, ox.Literal)]


_FOUND: RevisionCache[Analysis, int, Mapping[Told, tuple[ToldChange, ...]]] = RevisionCache(
    lambda analysis, _: version_of(analysis.store), most=4, idle_s=600
)
