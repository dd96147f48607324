"""Deleting an entry: what hangs on it, what goes with it because it is nothing without it, and what forbids it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256

import pyoxigraph as ox

from graph.errors import Conflict, DataInvalid
from graph.model import SPOKEN, Ref
from graph.network.tie_kinds import tie_kinds
from graph.protocol import Change, Store
from graph.rdf.tie_classes import TieClass
from graph.terms import NETZ, PROV
from graph.text import name
from graph.upkeep.forms.entry import ResourceEntry, read_entry, statements_to
from graph.upkeep.forms.form_for import class_of, form_for
from graph.upkeep.forms.former import no_entry
from graph.upkeep.forms.names import labels_of
from graph.upkeep.forms.shape_statements import shape_statements

EVIDENCE = NETZ + "evidence"
_OF_OTHERS = frozenset({EVIDENCE, PROV + "wasQuotedFrom"})
_MOST, _AT_LEAST = 5_000, 2


@dataclass(slots=True)
class Deletion:
    """What deleting comes to. `with_it` goes too, `mentions` lose a statement, `blocked_by` need the entry."""

    entry: ResourceEntry
    label: Ref
    with_it: list[Ref] = field(default_factory=list)
    mentions: list[Ref] = field(default_factory=list)
    blocked_by: list[Ref] = field(default_factory=list)
    remove: list[ox.Quad] = field(default_factory=list)

    @property
    def fingerprint(self) -> str:
        """What tells all that goes from what would go at another time: somebody may have tied something to it since."""
        lines = sorted({str(quad) for quad in self.remove})
        return sha256("\n".join(lines).encode()).hexdigest()[:24]


def deletion_of(store: Store, iri: str) -> Deletion:
    """What goes if an entry is deleted. Raises NotFound (404) for one that is not there. O(what hangs on it)."""
    entry = read_entry(store, iri)
    if not entry.is_there:
        raise no_entry(store, iri)
    walk = _Walk(store)
    walk.delete(entry)
    named = labels_of(store, [iri, *walk.gone, *walk.mentioned, *walk.blocking])
    refs = {one: Ref(one, named[one]) for one in named}
    with_it = [refs[one] for one in walk.gone if one != iri]
    mentioned = [refs[one] for one in walk.mentioned if one not in walk.gone]
    blocking = [refs[one] for one in walk.blocking if one not in walk.gone]
    return Deletion(entry, refs[iri], with_it, mentioned, blocking, list(dict.fromkeys(walk.remove)))


def change_of_deletion(store: Store, found: Deletion, *, author: str, reason: str, fingerprint: str = "") -> Change:
    """The change that deletes. Raises DataInvalid (422) where something needs the entry."""
    if found.blocked_by:
        raise DataInvalid(
            "Something needs this entry: %(names)s.",
            hint="Change or delete that first.",
            names=", ".join(one.label.in_language("de") for one in found.blocked_by[:5]),
        )
    return Change(
        remove=found.remove,
        author=author,
        reason=reason,
        checked=True,
        kind="entry-deleted",
        about=found.label.label.in_language("de"),
        only_if=partial(_check_unchanged, store, found.entry.iri, fingerprint) if fingerprint else None,
    )


def _check_unchanged(store: Store, iri: str, fingerprint: str) -> None:
    """Raise Conflict (409) where something else would go than what somebody saw."""
    if not read_entry(store, iri).is_there or deletion_of(store, iri).fingerprint != fingerprint:
        raise Conflict(
            "Something else hangs on this entry since you opened the page.",
            hint="Read what would go now, then delete it.",
        )


class _Walk:
    """Follows what hangs on an entry, and on what goes with it."""

    def __init__(self, store: Store) -> None:
        self._store, self._kinds = store, tie_kinds(store)
        self.gone: dict[str, None] = {}
        self.mentioned: dict[str, None] = {}
        self.blocking: dict[str, None] = {}
        self.remove: list[ox.Quad] = []

    def delete(self, entry: ResourceEntry) -> None:
        """Take all its statements, and look at who names it."""
        if entry.iri in self.gone:
            return
        if len(self.gone) == _MOST:
            raise DataInvalid(
                "More than %(most)s entries hang on this one.",
                hint="End it on a day instead; then all of it stays on record.",
                most=_MOST,
            )
        self.gone[entry.iri] = None
        self.remove += entry.quads
        for quad in entry.of(EVIDENCE):
            self._spoken(name(quad.object))
        for quad in statements_to(self._store, entry.iri):
            if isinstance(quad.subject, ox.NamedNode) and quad.subject.value not in self.gone:
                self._loses(read_entry(self._store, quad.subject.value), quad)

    def _loses(self, other: ResourceEntry, quad: ox.Quad) -> None:
        """Another entry without this statement: gone itself, in want of it, or the same without it."""
        kind = self._kind(other)
        if kind is not None and quad.predicate.value in self._ends(kind) and _falls_apart(other, kind, self.gone):
            self.delete(other)
            return
        self.remove.append(quad)
        if other.types:  # without a kind it is only the former address of what was merged: nobody reads it
            (self.blocking if self._needs(other, quad) else self.mentioned)[other.iri] = None

    def _kind(self, entry: ResourceEntry) -> TieClass | None:
        by_iri, statements = self._kinds.by_iri(), shape_statements(self._store)
        classes = (upper for one in entry.types for upper in statements.above(one))
        return next((by_iri[one] for one in classes if one in by_iri), None)

    @staticmethod
    def _ends(kind: TieClass) -> frozenset[str]:
        return kind.ends | {NETZ + "party"}

    def _needs(self, other: ResourceEntry, quad: ox.Quad) -> bool:
        """Whether it is the last value of a field that cannot be empty."""
        class_iri = class_of(self._store, other.types)
        one = form_for(self._store, class_iri).field(quad.predicate.value) if class_iri else None
        left = {held.object for held in other.of(quad.predicate.value)} - {ox.NamedNode(iri) for iri in self.gone}
        return one is not None and len(left) < one.at_least

    def _spoken(self, passage: str) -> None:
        """What somebody said goes with the only entry that rests on it; what a document says stays."""
        entry = read_entry(self._store, passage)
        documents = [name(quad.object) for quad in entry.of(PROV + "wasQuotedFrom")]
        users = {name(quad.subject) for quad in statements_to(self._store, passage)} - self.gone.keys()
        if not users and any(SPOKEN in one for one in documents):
            self.remove += entry.quads


def _falls_apart(tie: ResourceEntry, kind: TieClass, gone: dict[str, None]) -> bool:
    """Whether a tie without what is gone connects nobody any more."""
    ends = {path: {name(q.object) for q in tie.of(path)} - gone.keys() for path in kind.ends}
    if kind.source == kind.target:
        handed = bool(kind.handed_from) and bool(tie.of(kind.handed_from))
        if handed and not (ends[kind.handed_from] and ends[kind.handed_to]):
            return True
        return len(set().union(*ends.values())) < _AT_LEAST
    return any(tie.of(path) and not ends[path] for path in (kind.source, kind.target))
