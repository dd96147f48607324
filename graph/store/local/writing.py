"""Changes of anybody: made, tried out first, taken back."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import nullcontext
from dataclasses import replace

import pyoxigraph as ox

from graph.cache.collecting import collected_afterwards
from graph.errors import DataInvalid, NotFound
from graph.persons.writers import writers_of
from graph.processes.headway import note
from graph.protocol import Applied, Change, Dataset, Entry, Limits
from graph.rdf.quad_text import TextQuads
from graph.sparql.guard import check_update
from graph.store.difference import Contents, opposite_of
from graph.store.incoming import Parted
from graph.store.local.deriving import Deriving
from graph.store.local.history import History
from graph.store.long_undo import brought_by
from graph.store.same_blank_nodes import called_as_before
from graph.terms import BASE, DERIVED_GRAPH

_LARGE = 50_000
_DERIVED = ox.NamedNode(DERIVED_GRAPH)


class Writing(Deriving, History):
    """Makes changes, each in one step."""

    def apply(self, change: Change) -> Applied:
        """Make a change in one step; persons, derived links and the shapes are seen to here."""
        is_large = len(change.add) + len(change.remove) >= _LARGE
        with self._writing, collected_afterwards() if is_large else nullcontext():
            self._begin_day()
            note("checking")
            if change.only_if is not None:
                change.only_if()
            ledgers = (self._public, self.persons.ledger)
            graphs = (*change.clear, *change.drop)
            cleared: list[Contents] = [{graph: one.contents([graph]) for graph in graphs} for one in ledgers]
            held = [quad for one in cleared for quads in one.values() for quad in quads]
            add = called_as_before(change.add, held if change.clear else (), [one.quads for one in ledgers])
            parted = self._intake.part(
                self._public.quads, add, [*held, *change.remove], day=self._day, writers=writers_of(change.author)
            )
            try:
                return self._apply(change, parted, *cleared)
            except BaseException:
                self._intake.directory = self._directory()
                raise

    def update(
        self,
        text: str,
        *,
        author: str = "",
        reason: str = "",
        limits: Limits | None = None,
        dataset: Dataset | None = None,
        checked: bool = True,
    ) -> Applied:
        """Try an update out in a process of its own, then make the difference that it made there.

        One update after the other, from reading to writing: none is lost between. Readers do not wait.
        """
        outline = check_update(text, base=BASE)
        with self._writing:
            delta = self._sandbox.try_update(
                text, dataset=dataset or Dataset(), limits=limits or Limits(), outline=outline
            )
            change = Change(
                add=_parsed(delta.add),
                remove=_parsed(delta.remove),
                create=[ox.NamedNode(name) for name in delta.create],
                drop=[ox.NamedNode(name) for name in delta.drop],
                author=author,
                reason=reason,
                checked=checked,
                kind="update",
            )
            return self.apply(change)

    def undo(self, revision: int, *, author: str = "", keep: Collection[ox.Quad] = ()) -> Applied:
        """Take back one change by a change of its own, but for what is to be kept; what it did with persons as well."""
        with self._writing:
            self._begin_day()
            entry = self._public.entry(revision)
            if entry is None:
                raise NotFound(
                    "There is no change %(revision)s.", hint="The history lists the changes.", revision=revision
                )
            return self._undo(entry, _undoing(revision, author), keep)

    def _apply(self, change: Change, parted: Parted, cleared: Contents, cleared_apart: Contents) -> Applied:
        """Make a change; what was in the graphs to be cleared or dropped, in public and with the persons, was read."""
        public = self._public.difference(
            parted.add,
            parted.remove,
            self._public_names(change),
            [graph.value for graph in change.drop if isinstance(graph, ox.NamedNode) and graph != _DERIVED],
            keep_emptied=parted.plain,
            text=parted.text,
            cleared=_but_derived(cleared),
        )
        private = self.persons.ledger.difference(parted.keep, parted.forget, cleared=_but_derived(cleared_apart))
        if change.checked and not parted.plain:
            from graph.validate.change import check_change  # noqa: PLC0415 - half a second that a start need not take

            check_change(self._public.quads, *parted.as_said(public.add, public.remove, self._intake.directory.persons))
        applied = self._write(public, private, change)
        if private.remove:
            self._intake.directory = self._directory()
        return applied

    def _undo(self, entry: Entry, change: Change, keep: Collection[ox.Quad]) -> Applied:
        """The persons that the change brought are unknown again, and what names anybody who was ever known stays apart.

        Whoever takes a change back need not know that it is what keeps a name from being public.
        """
        parts = self.persons.ledger.log.parts_of(entry.revision)
        back = [quad for part in parts for quad in part.remove]
        if self._is_long_and_last(entry) and not keep:
            gone = [quad for part in parts for quad in part.add]
            private = self.persons.ledger.difference(back, gone)
            applied = self._write(opposite_of(self._public.quads, entry), private, change, is_note=bool(private))
            self._intake.directory = self._directory()
            return applied
        self._intake.directory = self._seen
        brought = brought_by(entry, keep, self._public.quads, self.persons.ledger.quads)
        parted = self._intake.part(
            self._public.quads, entry.remove, brought.judged, day=self._day, back=True, writers=self._writers(entry)
        )
        apart = set(parted.keep)
        gone = [quad for part in parts for quad in part.add if quad not in apart]
        stays = {quad.graph_name.value for quad in entry.add if isinstance(quad.graph_name, ox.NamedNode)}
        public = self._public.difference(
            parted.add,
            parted.remove,
            {*entry.drop, *stays} - {*entry.create},
            entry.create,
            keep_emptied=parted.plain,
            gone=brought.public,
        )
        private = self.persons.ledger.difference([*parted.keep, *back], [*parted.forget, *brought.apart, *gone])
        applied = self._write(public, private, change, is_note=bool(private))
        self._intake.directory = self._directory()
        return replace(applied, kept_apart=len(apart.difference(back)))

    def _is_long_and_last(self, entry: Entry) -> bool:
        """Whether all that a long change brought is there as it came: then nothing need be worked out, quad by quad."""
        return entry.revision == self.revision and isinstance(entry.add, TextQuads) and not entry.remove

    def _public_names(self, change: Change) -> list[str]:
        """The graphs that a change makes, without those that name somebody. Raises DataInvalid for these alone."""
        names = [graph.value for graph in change.create]
        public = [name for name in names if not self._intake.directory.is_named_in(name)]
        if len(public) < len(names) and not change.add:
            raise DataInvalid("A graph is not called after a person.", hint="Choose a name that names nobody.")
        return public

    def _writers(self, entry: Entry) -> set[str]:
        """Who wrote what an entry took or brought: its author, and those of what it took back."""
        found = set(writers_of(entry.author))
        while entry.kind == "undo" and entry.about.isdecimal():
            before = self.entry(int(entry.about))
            if before is None:
                break
            entry = before
            found.update(writers_of(entry.author))
        return found


def _undoing(revision: int, author: str) -> Change:
    return Change(author=author, reason=f"Change {revision} taken back", kind="undo", about=str(revision))


def _parsed(nquads: bytes) -> list[ox.Quad]:
    return list(ox.parse(nquads, format=ox.RdfFormat.N_QUADS))


def _but_derived(cleared: Contents) -> Contents:
    """What follows from ties stays in its graph."""
    return {graph: quads for graph, quads in cleared.items() if graph != _DERIVED}
