"""What was merged is taken apart: each gets back what it brought; of what came since a person says whose it is."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice

import pyoxigraph as ox

from graph.errors import DataInvalid, NotFound
from graph.network.model_reader import read_model
from graph.protocol import Applied, Change, Entry, Store
from graph.store.keeper import as_shown, keeper_of_persons
from graph.terms import DERIVED_GRAPH, RDF
from graph.text import NAMES, label, label_of_iri
from graph.text import name as text_of
from graph.upkeep.forms.entry import statements_to
from graph.upkeep.forms.former import REPLACED_BY
from graph.upkeep.history import LOOKED_AT
from graph.upkeep.merging.mentions import check_mentions, mentions_of, renamed
from graph.upkeep.standing_changes import heads_backwards


@dataclass(frozen=True, slots=True)
class Later:
    """Something that names the merged entry and came after the merge: a tie, a finding, by IRI and name."""

    iri: str
    label: str


@dataclass(frozen=True, slots=True)
class Parting:
    """A merge that can be taken apart: `gone` was merged into `kept` by the change `revision`; `later` came since."""

    revision: int
    gone: str
    gone_name: str
    kept: str
    kept_name: str
    later: tuple[Later, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """That the change `revision` merged an entry, called `gone_name` then, into another at a time."""

    revision: int
    gone_name: str
    time: str


def plan_parting(store: Store, revision: int) -> Parting:
    """What taking a merge apart has to know. Raises NotFound for a change that is no merge, or is apart already.

    O(changes since the merge).
    """
    entry = store.entry(revision)
    found = next(iter(_redirects(entry)), None) if entry is not None and entry.kind == "merge" else None
    if entry is None or found is None or not _stands(store, found):
        raise NotFound(
            "Change %(number)s merged no two entries that are one today.",
            hint="Look at the list of changes.",
            number=revision,
        )
    gone, kept = text_of(found.subject), text_of(found.object)
    gone_name = _name_before(store, entry, gone)
    model = read_model(store)
    shown = tuple(Later(iri, model.ref(iri).label.in_language("de")) for iri in _came_later(store, revision, kept))
    kept_name = model.ref(kept).label.in_language("de")
    return Parting(revision, gone, gone_name, kept, kept_name, shown)


def merged_into(store: Store, kept: str) -> list[Merged]:
    """What was merged into an entry and can be parted, the last first. O(changes looked at) where anything was."""
    term = ox.NamedNode(kept)
    waiting = {quad.subject for quad in statements_to(store, kept) if quad.predicate.value == REPLACED_BY}
    found: list[Merged] = []
    for head in islice(heads_backwards(store), LOOKED_AT) if waiting else ():
        entry = store.entry(head.entry.revision) if head.is_readable and head.entry.kind == "merge" else None
        for quad in _redirects(entry):
            if entry is not None and quad.object == term and quad.subject in waiting:
                waiting.remove(quad.subject)
                name = _name_before(store, entry, text_of(quad.subject))
                found.append(Merged(entry.revision, name, entry.time))
        if not waiting:
            break
    return found


def _name_before(store: Store, entry: Entry, gone: str) -> str:
    """What an entry was called before a change took it away."""
    named: dict[str, list[ox.Literal]] = {}
    for quad in as_shown(store, entry.remove):
        if text_of(quad.subject) == gone and quad.predicate.value in NAMES and isinstance(quad.object, ox.Literal):
            named.setdefault(quad.predicate.value, []).append(quad.object)
    return (label(named) or label_of_iri(gone)).in_language("de")


def part(store: Store, parting: Parting, to_gone: Collection[str], *, author: str) -> Applied:
    """Take a merge apart; of what came later, `to_gone` belongs to the one that comes back. One change.

    Raises Conflict (409) where something else was said of them meanwhile.
    """
    if not {one.iri for one in parting.later}.issuperset(to_gone):
        raise DataInvalid("Only what came since the merge is divided.", hint="Open the page of the merge again.")
    both = (parting.gone, parting.kept)
    seen = frozenset(quad for iri in both for quad in mentions_of(getattr(store, "whole", store), iri))
    came, went = _moved(store, parting.revision)
    now = set(mentions_of(store, parting.kept)) | set(mentions_of(store, parting.gone))
    now |= {quad for proven in _proven(came, parting) for quad in mentions_of(store, proven)}
    theirs = [quad for quad in now if isinstance(quad.subject, ox.NamedNode) and quad.subject.value in to_gone]
    moved = set(came)
    theirs = [quad for quad in theirs if quad not in moved]
    change = Change(
        add=[*_coming_back(went, parting, now), *renamed(theirs, parting.kept, parting.gone)],
        remove=[*(quad for quad in came if quad in now), *theirs],
        author=author,
        reason=f"Parted {parting.gone_name} from {parting.kept_name}",  # not checked: what was there may come back
        kind="part",
        about=parting.kept_name,
        only_if=partial(check_mentions, store, both, seen),
    )
    return store.apply(change)


def _proven(came: Collection[ox.Quad], parting: Parting) -> set[str]:
    """The ties that the merge gave the evidence of another, which said the same and went."""
    pair = {ox.NamedNode(parting.gone), ox.NamedNode(parting.kept)}
    return {text_of(quad.subject) for quad in came if quad.subject not in pair and quad.object not in pair}


def _coming_back(went: Collection[ox.Quad], parting: Parting, now: Collection[ox.Quad]) -> Iterator[ox.Quad]:
    """The statements that the merge took and that are put back: none of a tie that was deleted or changed since.

    Ties between the two, and memberships that both had, went as a whole and come back as such.
    """
    pair = {ox.NamedNode(parting.gone), ox.NamedNode(parting.kept)}
    between = {one.subject for one in went if one.predicate.value == RDF + "type"} - pair
    for quad, today in zip(went, renamed(went, parting.gone, parting.kept), strict=True):
        if quad.subject in pair or quad.subject in between or quad.object in between or today in now:
            yield quad


def _moved(store: Store, revision: int) -> tuple[list[ox.Quad], list[ox.Quad]]:
    """What the merge added and what it removed, of public statements and of those about persons."""
    keeper = keeper_of_persons(store)
    entries = [store.entry(revision), *(keeper.persons.ledger.log.parts_of(revision) if keeper else ())]
    derived = ox.NamedNode(DERIVED_GRAPH)
    moved = [one for one in entries if one is not None]
    came = [quad for one in moved for quad in one.add if quad.graph_name != derived]
    went = [quad for one in moved for quad in one.remove if quad.graph_name != derived]
    return came, went


def _redirects(entry: Entry | None) -> Iterator[ox.Quad]:
    for quad in entry.add if entry else ():
        if quad.predicate == ox.NamedNode(REPLACED_BY):
            yield quad


def _stands(store: Store, redirect: ox.Quad) -> bool:
    query = f"SELECT ?o WHERE {{ {redirect.subject} {redirect.predicate} ?o }}"
    return any(row["o"] == redirect.object for row in store.select(query))


def _came_later(store: Store, revision: int, kept: str) -> list[str]:
    """What names the merged entry and was written after the merge, in the order in which it came."""
    now, term = set(mentions_of(store, kept)), ox.NamedNode(kept)
    entries = (store.entry(number) for number in range(revision + 1, store.revision + 1))
    came = (quad for entry in entries if entry is not None for quad in entry.add)
    named = (quad.subject for quad in came if quad.object == term and quad in now)
    return list(dict.fromkeys(one.value for one in named if isinstance(one, ox.NamedNode)))
