"""Changes on a server: parted from persons, found out on a copy here, sent in one request, kept in a history here.

The server is the truth; the history is written when it has said yes. A change that fails half-way is
taken back there as far as the server lets us (`graph.store.remote.sender`).
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pyoxigraph as ox

from graph.errors import NetworkError, NotFound
from graph.period import today
from graph.persons.directory import Directory
from graph.persons.public_side import PublicSide
from graph.persons.writers import writers_of
from graph.protocol import WAY_IN, Applied, Change, Dataset, Entry, GraphName, Head, Limits
from graph.rdf.derived_links import pass_days
from graph.rdf.skolem import skolemise
from graph.store.change_log import ChangeLog
from graph.store.derivation import DAY_HAS_COME, DERIVED, heads_without_derived
from graph.store.incoming import Intake
from graph.store.logged_store import Ledger
from graph.store.model_revision import ModelRevisions, touches_model
from graph.store.person_ledger import PersonStore, shown
from graph.store.remote.copy import ServerCopy
from graph.store.remote.dry_run import DryRun
from graph.store.remote.lookups import CopyWindow, Lookups, Select, as_nquads
from graph.store.remote.sender import Sender
from graph.store.remote.server import Server
from graph.store.remote.upgrade import ANY_NETWORK, RulesOfServer, changes_of_upgrade
from graph.terms import BASE

DEFAULT = ox.NamedNode(BASE + "daten/graph/standard")
"""Where statements outside any graph go: servers differ in what a default graph is."""
_LOG = logging.getLogger(__name__)
_FOUND_THERE = "Data that were on the server before"


class RemoteWriter:
    """The one writer of a server's public graphs, with the history and the persons in a folder here."""

    def __init__(
        self, server: Server, ask: Select, graph_names: Callable[[], list[str]], copy: ServerCopy, *, is_atomic: bool
    ) -> None:
        folder = Path(server.address.folder)
        (folder / "persons").mkdir(parents=True, exist_ok=True, mode=0o700)
        self._server, self._ask, self._graph_names, self._copy = server, ask, graph_names, copy
        self._writing = threading.RLock()
        self.persons = Ledger(folder, "persons", "persons.log", "persons.applied")
        self._log = ChangeLog(folder / "changes.log")
        self._rules = RulesOfServer(folder / "derivation")
        self._revision, self._day, self._tried = self._log.revision, "", ""
        self._models = ModelRevisions()
        self._intake = self._new_intake()
        self._seen = PersonStore(self.persons).everybody_ever(self._public_side())
        self._sender = Sender(server, is_atomic=is_atomic)
        self._trial = DryRun(copy, lambda: self._revision, self._writing)

    @property
    def revision(self) -> int:
        """Number of the last change made through this service; 1 where the server had data before the first."""
        return self._revision

    @property
    def model_revision(self) -> int:
        """Number of the last of them that can have changed the model of the network."""
        return self._models.of(self._revision)

    def take_over(self) -> None:
        """Begin the history of a server that has data already, and bring what follows from them up to these rules."""
        with self._writing:
            if not self._revision and self._graph_names():
                self._keep((), (), Change(author="akteursnetz", reason=_FOUND_THERE, kind="taken-over"))
            if self._server.address.update and not self._rules.are_noted:
                self._derive_anew()

    def _derive_anew(self) -> None:
        """Do once what the embedded store does at a start; where the server refuses, the next start does it."""
        day = today().isoformat()
        try:
            if self._graph_names() and self._ask(ANY_NETWORK):
                window = self._window()
                for gained, lost, change in changes_of_upgrade(window, self._log, day):
                    self._send(list(gained), list(lost), set(), change, window)
        except NetworkError as error:
            _LOG.warning("What follows from the ties could not be brought up to date: %s", error)
            return
        self._rules.note(day)

    def apply(self, change: Change) -> Applied:
        """Make a change on the server, then note it here."""
        with self._writing:
            self._begin_day()
            if change.only_if is not None:
                change.only_if()
            try:
                return self._apply(change, self._window())
            except NetworkError:
                self._intake = self._new_intake()
                raise

    def update(
        self, text: str, *, author: str, reason: str, limits: Limits, dataset: Dataset, checked: bool
    ) -> Applied:
        """Carry out an update by what it adds and removes."""
        with self._writing:
            delta = self._trial.delta(text, dataset, limits)
            add, remove = (list(ox.parse(quads, format=ox.RdfFormat.N_QUADS)) for quads in (delta.add, delta.remove))
            change = Change(add=add, remove=remove, author=author, reason=reason, checked=checked, kind="update")
            return self.apply(change)

    def undo(self, revision: int, *, author: str, keep: Collection[ox.Quad] = ()) -> Applied:
        """Take back one change by a change of its own."""
        entry = self._log.entry(revision)
        if entry is not None:
            change = Change(
                add=entry.remove,
                remove=[quad for quad in entry.add if quad not in keep],
                author=author,
                reason=f"Change {revision} taken back",
                kind="undo",
                about=str(revision),
            )
            known, self._intake.directory = self._intake.directory, self._seen
            try:
                return self.apply(change)
            finally:
                self._intake.directory = known
        raise NotFound("There is no change %(revision)s.", hint="The history lists the changes.", revision=revision)

    def begin_day(self) -> None:
        """Let what ended yesterday have ended, on a server that this service writes to."""
        day = today().isoformat()
        if self._revision and day not in {self._day, self._tried} and self._writing.acquire(blocking=False):
            self._tried = day  # a server that is away is not asked again and again; the next change asks
            try:
                self._begin_day()
            finally:
                self._writing.release()

    def _begin_day(self) -> None:
        """Which day the server's derived graph is of nobody knows: whatever is over by now counts."""
        day = today().isoformat()
        if self._day == day:
            return
        window = self._window()
        gained, lost = pass_days(window.quads_for_pattern, "", day)
        add, remove = [quad for quad in gained if not window.holds(quad)], [quad for quad in lost if window.holds(quad)]
        if add or remove:
            self._send(add, remove, set(), Change(reason=DAY_HAS_COME, kind=DERIVED), window)
        self._day = day

    def history(self) -> Iterator[Entry]:
        """The changes made through this service, oldest first."""
        return (shown(entry, self._seen) for entry in self._log.entries())

    def heads(self, most: int, *, before: int | None = None) -> list[Head]:
        """The last of them, the newest first."""
        heads = heads_without_derived(self._log, most, before)
        return [replace(head, entry=shown(head.entry, self._seen)) for head in heads]

    def entry(self, revision: int) -> Entry | None:
        """One of them by its number."""
        entry = self._log.entry(revision)
        return None if entry is None else shown(entry, self._seen)

    def person_changes(self, most: int) -> list[str]:
        """When something changed about persons only."""
        return PersonStore(self.persons).changed_alone(most)

    def names_somebody(self, text: str) -> bool:
        """Whether a text contains the name of a known person, or is surely the name of one."""
        return self._intake.directory.names_somebody(text)

    def close(self) -> None:
        """Let go of the folder."""
        with self._writing:
            self._trial.close()
            self._log.close()
            self.persons.close()

    def _apply(self, change: Change, window: Lookups | CopyWindow) -> Applied:
        asked = skolemise([_in_named_graph(quad) for quad in change.add])
        unwanted = [*self._emptied(window, [*change.clear, *change.drop]), *map(_in_named_graph, change.remove)]
        window.fetch(quad.subject for quad in (*asked, *unwanted))
        parted = self._intake.part(window, asked, unwanted, day=self._day, writers=writers_of(change.author))
        window.fetch(quad.subject for quad in (*parted.add, *parted.remove))
        wanted = dict.fromkeys(parted.add)
        add = [quad for quad in wanted if not window.holds(quad)]
        remove = [quad for quad in dict.fromkeys(parted.remove) if quad not in wanted and window.holds(quad)]
        if change.checked:
            from graph.validate.change import check_change  # noqa: PLC0415 - half a second that a start need not take

            check_change(window, *parted.as_said(add, remove, self._intake.directory.persons))
        private = self.persons.difference(parted.keep, parted.forget)
        if private:
            self.persons.commit(private, author=change.author, reason=change.reason)
            self._seen.learn(list(private.add), PublicSide(window))
        if add or remove:
            ended = {_named(graph) for graph in (*change.clear, *change.drop)} - {quad.graph_name for quad in wanted}
            self._send(add, remove, ended, change, window)
        return Applied(self._revision, len(add), len(remove), len(private.add))

    def _send(
        self,
        add: Sequence[ox.Quad],
        remove: Sequence[ox.Quad],
        ended: set[ox.NamedNode],
        change: Change,
        window: Lookups | CopyWindow,
    ) -> None:
        self._sender.send(add, remove, ended)
        self._models.note(self._revision + 1, touched=touches_model([*add, *remove], window.quads_for_pattern))
        self._keep(add, remove, change)

    def _window(self) -> Lookups | CopyWindow:
        held = self._copy.quads
        return CopyWindow(held) if held is not None else Lookups(self._ask, empty=not self._graph_names())

    def _emptied(self, window: Lookups | CopyWindow, graphs: Sequence[GraphName]) -> Iterator[ox.Quad]:
        for graph in graphs:
            yield from window.quads_for_pattern(None, None, None, _named(graph))

    def _keep(self, add: Sequence[ox.Quad], remove: Sequence[ox.Quad], change: Change) -> None:
        """Note what really changed, and why."""
        time = datetime.now(UTC).isoformat(timespec="seconds")
        self._log.append(
            Entry(
                self._revision + 1,
                time,
                change.author,
                change.reason,
                tuple(add),
                tuple(remove),
                kind=change.kind,
                about=change.about,
                way=WAY_IN.get(),
            )
        )
        self._log.settle()
        self._revision += 1
        self._copy.follow(add, remove)
        self._trial.follow(self._revision, as_nquads(add), as_nquads(remove))

    def _new_intake(self) -> Intake:
        directory = Directory()
        directory.learn(list(self.persons.quads), self._public_side())
        return Intake(directory)

    def _public_side(self) -> PublicSide | None:
        """What the server says of things; nothing is asked as long as nobody is known."""
        return PublicSide(self._window()) if self.persons.revision else None


def _named(graph: GraphName) -> ox.NamedNode:
    return DEFAULT if isinstance(graph, ox.DefaultGraph) else graph


def _in_named_graph(quad: ox.Quad) -> ox.Quad:
    if isinstance(quad.graph_name, ox.DefaultGraph):
        return ox.Quad(quad.subject, quad.predicate, quad.object, DEFAULT)
    return quad
