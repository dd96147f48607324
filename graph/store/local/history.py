"""Which changes there were, as everybody may read them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pyoxigraph as ox

from graph.protocol import Delta, Entry, Head, Step
from graph.store.derivation import heads_without_derived
from graph.store.local.parts import StoreParts
from graph.store.person_ledger import shown
from graph.store.recent_changes import MOST, MOST_STEPS


class History(StoreParts):
    """Tells of changes, and what has changed since one."""

    @property
    def model_revision(self) -> int:
        """Number of the last change that can have changed the model of the network."""
        return self._models.of(self.revision)

    def delta_since(self, revision: int) -> Delta | None:
        """What has changed since a revision, as long as it is remembered: the last few thousand statements."""
        made, steps = self.revision, self._recent.since(revision)
        if steps is None and revision >= self._recent.first:
            steps = self._steps_of_log(revision)
        if steps is None:
            return None
        done = tuple(step for step in steps if step.revision <= made)
        return Delta(done, self._public.quads, made, self._recent.last)

    def mark_of(self, revision: int) -> str | None:
        """The checksum of the log up to this change; None for one that never was."""
        return self._public.log.digest_of(revision)

    def history(self) -> Iterator[Entry]:
        """All changes of the public graph, oldest first."""
        return (shown(entry, self._seen) for entry in self._public.history())

    def heads(self, most: int, *, before: int | None = None) -> list[Head]:
        """The last changes of the public graph, the newest first."""
        heads = heads_without_derived(self._public.log, most, before)
        return [replace(head, entry=shown(head.entry, self._seen)) for head in heads]

    def entry(self, revision: int) -> Entry | None:
        """One change of the public graph by its number."""
        entry = self._public.entry(revision)
        return None if entry is None else shown(entry, self._seen)

    def about_persons(self, revision: int) -> list[ox.Quad]:
        """What a change did with statements about persons: each that came or went."""
        parts = self.persons.ledger.log.parts_of(revision)
        return [quad for part in parts for quad in (*part.add, *part.remove)]

    def person_changes(self, most: int) -> list[str]:
        """When something changed about persons only."""
        return self.persons.changed_alone(most)

    def _steps_of_log(self, revision: int) -> tuple[Step, ...] | None:
        """The changes after a revision as the log has them; None for too many."""
        heads = self._public.log.heads(MOST_STEPS + 1)
        news = [head for head in heads if head.entry.revision > revision]
        is_too_much = len(news) > MOST_STEPS or sum(head.added + head.removed for head in news) > MOST
        if is_too_much or not all(head.is_readable for head in news):
            return None
        entries = [entry for head in reversed(news) if (entry := self._public.entry(head.entry.revision))]
        return tuple(Step(one.revision, one.add, one.remove, one.create, one.drop) for one in entries)
