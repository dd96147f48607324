"""The store in a folder of this machine: the public graph, the persons apart from it, and both change logs.

graph/  changes.log  applied            the public quads
persons/  persons.log  persons.applied  those about persons
version.json                            which format the folder has, and what it has to be found with
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pyoxigraph as ox

from graph.cache.collecting import collected_afterwards
from graph.cache.revisions import forget_all
from graph.errors import ConfigError, DataInvalid, NotFound, StoreUnavailable, WriteRefused
from graph.period import today
from graph.persons.directory import Directory
from graph.persons.erasable import nobody_known
from graph.persons.eraser import Eraser
from graph.persons.public_side import PublicSide
from graph.persons.recognition import iri_of, may_make_known, persons_in
from graph.persons.writers import writers_of
from graph.protocol import (
    Answer,
    Applied,
    Capabilities,
    Change,
    Condition,
    Dataset,
    Delta,
    Entry,
    GraphName,
    Head,
    Limits,
    Row,
    Step,
    Term,
)
from graph.rdf.derived_links import derive_anew, pass_days
from graph.rdf.quad_text import written_in_parts
from graph.rdf.serialise import graph_of_store
from graph.sparql.fixed_queries import construct_triples, iterate_rows, select_rows
from graph.sparql.guard import check_query, check_update
from graph.sparql.sandbox.pool import StoreDump
from graph.sparql.sandbox.question import AdHocQuery
from graph.sparql.sandbox.sandbox import Sandbox
from graph.store.backup_note import time_of_backup
from graph.store.beside import Beside
from graph.store.change_log import free_bytes
from graph.store.derivation import (
    DAY_HAS_COME,
    DERIVED,
    DERIVED_ANEW,
    day_of_derivation,
    derivation,
    heads_without_derived,
)
from graph.store.difference import Difference
from graph.store.engine import damage_named
from graph.store.erasure import (
    Erased,
    copies_of,
    erase_beside,
    files_naming,
    find_eraser,
    prepare_erasure,
    ready_erasure,
    remove_passing,
)
from graph.store.exchange import begun_exchange, discard_exchange, finish_exchange, tell_exchange
from graph.store.folder import cannot_open, open_ledgers
from graph.store.incoming import Intake, Parted
from graph.store.logged_store import Ledger
from graph.store.model_revision import ModelRevisions, touches_model
from graph.store.moved_model import MOVED, WHY, said_too_much, was_moved
from graph.store.no_person import NO_PERSON, Release, release_of
from graph.store.person_ledger import PersonStore, shown
from graph.store.recent_changes import MOST, MOST_STEPS, RecentChanges
from graph.store.snapshot import remove_snapshots, snapshot
from graph.terms import BASE, DERIVED_GRAPH

PERSON_ERASED = "A person was erased"
NOT_A_PERSON = "An entry was no person"
_LARGE = 50_000
EraseBeside = Callable[[Eraser], Sequence[str]]
"""Takes a person out of what others keep beside the store; gives the names of accounts that name them."""
_DERIVED = ox.NamedNode(DERIVED_GRAPH)
_LOG = logging.getLogger(__name__)


class EmbeddedStore:
    """A store in a folder that no other process has open, or in memory without a path.

    `plain`: as long as no network is in it, it takes everything as any SPARQL server would
    (see `graph.store.incoming`).
    """

    def __init__(
        self, path: Path | None, *, url: str = "memory:", default_graph: str = "union", plain: bool = False
    ) -> None:
        self.url, self.folder = url, path
        self._union = default_graph == "union"
        self._writing = threading.RLock()
        self._path, self._day = path, today().isoformat()
        self._public, private, self._lock = open_ledgers(path)
        self.persons, self._intake = PersonStore(private), Intake(Directory(), plain=plain)
        self.made_of_this: list[EmbeddedStore] = []
        self._models, self._recent = ModelRevisions(), RecentChanges(self.revision)
        self._sandbox = Sandbox(self._arrays, self._writing)
        try:
            with damage_named(path):
                self._take_up()
        except BaseException:
            self.close()
            raise

    def _take_up(self) -> None:
        """Make of what the folder holds what this version needs. Nothing of it is a change of the data."""
        self._know_anew()
        if self._path is not None:
            remove_snapshots(self._path)
            self._tell_erasure(self._path)
            self._derive_anew()

    @property
    def public(self) -> Ledger:
        """The public statements with their log."""
        return self._public

    @property
    def revision(self) -> int:
        """Number of the last accepted change of the public graph."""
        return self._public.revision

    @property
    def model_revision(self) -> int:
        """Number of the last change that can have changed the model of the network."""
        return self._models.of(self.revision)

    def delta_since(self, revision: int) -> Delta | None:
        """What has changed since a revision, as long as it is remembered: the last few thousand statements."""
        made, steps = self.revision, self._recent.since(revision)
        steps = self._steps_of_log(revision) if steps is None else steps
        if steps is None:
            return None
        done = tuple(step for step in steps if step.revision <= made)
        return Delta(done, self._public.quads, made, self._recent.last)

    def mark_of(self, revision: int) -> str | None:
        """The checksum of the log up to this change; None for one that never was."""
        return self._public.log.digest_of(revision)

    @property
    def capabilities(self) -> Capabilities:
        """Everything: limits are kept by the kernel, updates are one transaction."""
        return Capabilities(engine="Oxigraph")

    def select(self, query: str) -> list[Row]:
        """Rows of one of our own queries over the union of all graphs."""
        return select_rows(self._public.quads, query)

    def rows(self, query: str) -> Iterator[Iterable[Term]]:
        """The same for variables that are always bound, one row at a time."""
        return iterate_rows(self._public.quads, query)

    def construct(self, query: str) -> list[ox.Triple]:
        """Triples of one of our own queries over the union of all graphs."""
        return construct_triples(self._public.quads, query)

    def answer(
        self,
        query: str,
        media_types: Sequence[str],
        *,
        limits: Limits | None = None,
        dataset: Dataset | None = None,
        abandoned: Callable[[], bool] | None = None,
        asker: str = "",
    ) -> Answer:
        """Answer what a user wrote, in a process of its own. FROM in the query takes the place of the union."""
        outline = check_query(query, base=BASE)
        union = self._union and not outline.names_dataset
        question = AdHocQuery(
            query,
            media_types,
            union,
            dataset or Dataset(),
            limits or Limits(),
            graphs=(*outline.graphs, *self._wanted(dataset or Dataset())),
            is_repeatable=outline.is_repeatable,
        )
        return self._sandbox.answer(question, abandoned, asker)

    def _wanted(self, dataset: Dataset) -> tuple[str, ...]:
        """The graphs of the protocol's parameters that have to be there; in a plain store absent ones are empty."""
        chosen = (*dataset.default_graphs, *dataset.named_graphs)
        return () if not chosen or self._intake.is_plain(self._public.quads) else chosen

    def graph_names(self) -> list[str]:
        """The named graphs that exist, empty ones too, in alphabetical order."""
        return sorted(name.value for name in self._public.quads.named_graphs() if isinstance(name, ox.NamedNode))

    def read_graph(self, graph: GraphName, media_types: Sequence[str]) -> Answer:
        """One graph, written by the engine itself. Raises NotFound, NotAcceptable."""
        revision = self.revision
        if isinstance(graph, ox.NamedNode) and not self._public.has_graph(graph.value):
            raise NotFound(
                "There is no graph %(graph)s.", hint="The service description lists the graphs.", graph=graph.value
            )
        return graph_of_store(self._public.quads, graph, media_types, revision)

    def apply(self, change: Change) -> Applied:
        """Make a change in one step; persons, derived links and the shapes are seen to here."""
        is_large = len(change.add) + len(change.remove) >= _LARGE
        with self._writing, collected_afterwards() if is_large else nullcontext():
            self._begin_day()
            if change.only_if is not None:
                change.only_if()
            remove = [*self._contents(change), *change.remove]
            parted = self._intake.part(
                self._public.quads, change.add, remove, day=self._day, writers=writers_of(change.author)
            )
            try:
                return self._apply(change, parted)
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

    def names_somebody(self, text: str) -> bool:
        """Whether a text contains the name of a known person, or is surely the name of one."""
        return self._intake.directory.names_somebody(text)

    def naming_nobody(self, quads: Sequence[ox.Quad]) -> list[ox.Quad]:
        """Those of these quads that are about nobody whom the store has ever known. O(quads)."""
        return self._seen.split(quads).public

    def warm(self) -> None:
        """Start the process that answers ad-hoc queries before somebody asks one."""
        self._sandbox.warm()

    def dump(self) -> bytes:
        """All public quads as N-Quads."""
        return self._public.quads.dump(format=ox.RdfFormat.N_QUADS) or b""

    def condition(self) -> Condition:
        """How it is now: one statement read, the disk asked, the index counted on. O(changes since the last time)."""
        try:
            next(iter(self._public.quads), None)
        except (OSError, RuntimeError) as error:
            raise StoreUnavailable(
                "The store cannot be read: %(detail)s.",
                hint="Stop the service, then run: akteursnetz check.",
                detail=error,
            ) from error
        return Condition(
            self._public.log.fault(),
            self._public.log.statements(),
            self._sandbox.seats.taken,
            free_bytes(self._path) if self._path else None,
            time_of_backup(self._path) if self._path else None,
        )

    @contextmanager
    def snapshot(self) -> Iterator[Path]:
        """Everything in the folder as it is now, linked into a folder that lasts as long as the context.

        Writers wait until it is made, readers do not. Raises ConfigError for a store in memory or a full disk.
        """
        if self._path is None:
            raise ConfigError("A store in memory has nothing to copy.", hint="Use oxigraph:PATH (a folder).")
        with ExitStack() as made:
            with self._writing:
                try:
                    folder = made.enter_context(snapshot(self._path, self._public, self.persons.ledger))
                except OSError as error:
                    raise cannot_open(self._path, error) from error
            yield folder

    @contextmanager
    def standing_still(self) -> Iterator[None]:
        """As long as this lasts, writers wait."""
        with self._writing:
            yield

    def known_persons(self) -> Directory:
        """Whoever is known now."""
        with self._writing:
            return self._directory()

    def would_keep_apart(self, change: Change) -> list[ox.Quad]:
        """What is public now and would be no longer, as a change makes somebody known. Nothing is changed.

        O(what the change adds), and O(statements) for one that tells of somebody.
        """
        with self._writing:
            known, public = self._intake.directory, self._public.quads
            if not may_make_known(change.add, known.persons):
                return []
            return self._intake.displaced_by(self._directory(), public, change.add, writers_of(change.author))

    def of_persons(self, change: Change) -> list[ox.Quad]:
        """What a change itself says of persons, or no longer says: of those who are known, and of those it brings."""
        quads = [*change.add, *change.remove]
        persons = self._intake.directory.persons
        persons = persons | persons_in(quads, persons, PublicSide(self._public.quads).types_of)
        return [quad for quad in quads if iri_of(quad.subject) in persons or iri_of(quad.object) in persons]

    def releasing(self, iri: str) -> Release:
        """What would become of an entry that is no person's, before it is done."""
        with self._writing:
            return release_of(iri, self.persons.ledger.quads, self.persons.ever(), PublicSide(self._public.quads))

    def release(self, iri: str, *, author: str = "") -> Applied:
        """Take back that something is a person: what its entry alone moved apart is public again.

        `kept_apart`: how much stays with the persons, as it names others. Raises NotFound for who is no person.
        """
        with self._writing:
            if iri not in self._directory().persons:
                raise nobody_known(iri)
            release = self.releasing(iri)
            self._intake.directory = release.others
            change = Change(author=author, reason=NOT_A_PERSON, kind=NO_PERSON, about=iri)
            try:
                parted = self._intake.part(self._public.quads, release.back, [], day=self._day, back=True)
                apart = set(parted.keep)
                public = self._public.difference(parted.add, parted.remove)
                gone = [quad for quad in (*release.gone, *release.back) if quad not in apart]
                applied = self._write(public, self.persons.ledger.difference(parted.keep, gone), change, is_note=True)
            finally:
                self._know_anew()
            return replace(applied, kept_apart=len(apart))

    def erase(self, whom: str, *, author: str = "", also: Sequence[Beside] = ()) -> Erased:
        """Leave no byte of a person, by an IRI or a name: logs and engines are made anew without them.

        Readers wait while the new ones are put in place, writers all the time. The change that says so names nobody.
        `also`: what erases them from whatever others keep beside the store, and names the accounts that name them. What
        fails in there fails before the logs are exchanged: the person is known then, and can be erased again.
        Raises NotFound for nobody known, DataInvalid (422) for what is no person, Conflict (409) for a name of several,
        ConfigError for a store in memory or a full disk. O(logs).
        """
        if self._path is None:
            raise ConfigError("A store in memory forgets everybody at its end.", hint="Stop the service.")
        with self._writing:
            try:
                return self._erase(self._path, whom, author, also)
            except OSError as error:
                raise cannot_open(self._path, error) from error

    def _erase(self, path: Path, whom: str, author: str, also: Sequence[Beside]) -> Erased:
        eraser = find_eraser(path, whom, PublicSide(self._public.quads))
        with _discarded_on_failure(path):
            prepare_erasure(path, eraser)
            damaged = erase_beside(path, eraser)
            accounts = [name for one in also for name in one.erase(eraser)]
            _check_found(eraser, whom)
            remove_passing(path, damaged)
            ready_erasure(path, eraser.text(author))
        self._exchange(path)
        remove_passing(path, erase_beside(path, eraser))  # once more: what came meanwhile
        for one in also:
            one.erase(eraser)
        files = files_naming(path, eraser)
        return Erased(eraser.dropped, eraser.replaced, copies_of(path), files, damaged, tuple(accounts))

    def _exchange(self, path: Path) -> None:
        """Put the prepared ledgers in place, and forget whom those before knew."""
        self._sandbox.close()
        with self._public.exchanged(), self.persons.ledger.exchanged():
            finish_exchange(path)
        forget_all(self)
        self._sandbox = Sandbox(self._arrays, self._writing)
        self._know_anew()
        self._tell_erasure(path)

    def _tell_erasure(self, path: Path) -> None:
        """Let the log say that somebody was erased, where it does not yet."""
        author = begun_exchange(path)
        if author is not None:
            self._write(
                Difference(),
                Difference(),
                Change(author=author, reason=PERSON_ERASED, kind="person-erased"),
                is_note=True,
            )
            tell_exchange(path)

    def _derive_anew(self) -> None:
        """Bring what an older version derived up to these rules, once; where the disk refuses, the next start does."""
        if self._public.derivation == derivation(self._day) or self._intake.is_plain(self._public.quads):
            return
        since = day_of_derivation(self._public.derivation)
        if since is None:
            self._write_derived(*derive_anew(self._public.quads.quads_for_pattern, self._day), DERIVED_ANEW)
            self._move_model()
        else:
            self._write_derived(*pass_days(self._public.quads.quads_for_pattern, since, self._day), DAY_HAS_COME)

    def _move_model(self) -> None:
        """Take away once what an older version said of memberships that are to come."""
        gone = said_too_much(self._public.quads.quads_for_pattern)
        if gone and not was_moved(self._public.log):
            try:
                self._write(self._public.difference((), gone), Difference(), Change(reason=WHY, kind=MOVED))
            except (WriteRefused, OSError) as error:
                _LOG.warning("What an older version wrote could not be changed: %s", error)

    def begin_day(self) -> None:
        """Let what ended yesterday have ended; it waits for no writer, whose change begins the day as well."""
        if self._day != today().isoformat() and self._writing.acquire(blocking=False):
            try:
                self._begin_day()
            finally:
                self._writing.release()

    def _begin_day(self) -> None:
        before, self._day = self._day, today().isoformat()
        if before != self._day and not self._intake.is_plain(self._public.quads):
            self._write_derived(*pass_days(self._public.quads.quads_for_pattern, before, self._day), DAY_HAS_COME)

    def _write_derived(self, gained: Iterable[ox.Quad], lost: Iterable[ox.Quad], reason: str) -> None:
        try:
            self._write(self._public.difference(gained, lost), Difference(), Change(reason=reason, kind=DERIVED))
            self._public.note_derivation(derivation(self._day))
        except (WriteRefused, OSError) as error:
            _LOG.warning("What follows from the ties could not be brought up to date: %s", error)

    def close(self) -> None:
        """End the query process and let go of the folder, and of what was made of this store."""
        for one in self.made_of_this:
            one.close()
        self._sandbox.close()
        with self._writing:
            self._public.close()
            self.persons.ledger.close()
            self._lock.close()

    def _steps_of_log(self, revision: int) -> tuple[Step, ...] | None:
        """The changes after a revision as the log has them; None for too many."""
        heads = self._public.log.heads(MOST_STEPS + 1)
        news = [head for head in heads if head.entry.revision > revision]
        is_too_much = len(news) > MOST_STEPS or sum(head.added + head.removed for head in news) > MOST
        if is_too_much or not all(head.is_readable for head in news):
            return None
        entries = [entry for head in reversed(news) if (entry := self._public.entry(head.entry.revision))]
        return tuple(Step(one.revision, one.add, one.remove, one.create, one.drop) for one in entries)

    def _directory(self, side: PublicSide | None = None) -> Directory:
        """The persons known now."""
        return self.persons.directory(side or PublicSide(self._public.quads))

    def _everybody_ever(self, side: PublicSide | None = None) -> Directory:
        """Whoever was known at any time and was not erased: for what is shown of earlier changes, and for undo."""
        return self.persons.everybody_ever(side or PublicSide(self._public.quads))

    def _know_anew(self) -> None:
        """Ask the statements about persons again who is known and who ever was."""
        side = PublicSide(self._public.quads)
        self._intake.directory, self._seen = self._directory(side), self._everybody_ever(side)

    def _arrays(self) -> StoreDump:
        empty = tuple(name for name in self.graph_names() if not self._public.contents([ox.NamedNode(name)], most=1))
        return StoreDump(self.revision, self.dump(), empty)

    def _contents(self, change: Change) -> list[ox.Quad]:
        """What is in the graphs to be cleared or dropped, with what of it lies with the persons."""
        graphs = [*change.clear, *change.drop]
        return self._public.contents(graphs) + self.persons.ledger.contents(graphs) if graphs else []

    def _apply(self, change: Change, parted: Parted) -> Applied:
        cleared = [graph for graph in (*change.clear, *change.drop) if graph != _DERIVED]  # what follows stays there
        public = self._public.difference(
            parted.add,
            parted.remove,
            self._public_names(change),
            [graph.value for graph in change.drop if isinstance(graph, ox.NamedNode) and graph != _DERIVED],
            keep_emptied=parted.plain,
            text=parted.text,
            cleared=cleared,
        )
        private = self.persons.ledger.difference(parted.keep, parted.forget, cleared=cleared)
        if change.checked and not parted.plain:
            from graph.validate.change import check_change  # noqa: PLC0415 - half a second that a start need not take

            check_change(self._public.quads, *parted.as_said(public.add, public.remove, self._intake.directory.persons))
        applied = self._write(public, private, change)
        if private.remove:
            self._intake.directory = self._directory()
        return applied

    def _write(self, public: Difference, private: Difference, change: Change, *, is_note: bool = False) -> Applied:
        """Log both parts, then make both: whatever fails before the public part is made, nothing was changed.

        `is_note`: it is logged although it changes no statement.
        """
        with ExitStack() as on_failure:
            if private:
                self._log(
                    self.persons.ledger, private, change, on_failure, self.revision + 1 if public or is_note else 0
                )
            if public or is_note:
                self._log(self._public, public, change, on_failure)
                touched = touches_model(chain(public.add, public.remove), self._public.quads.quads_for_pattern)
                self._models.note(self.revision + 1, touched=touched)
                self._recent.note(Step(self.revision + 1, public.add, public.remove, public.create, public.drop))
                self._public.make(public)
            on_failure.pop_all()
        if private:
            self.persons.ledger.make(private)
            self._seen.learn(list(private.add), PublicSide(self._public.quads))
            if self.persons.ledger.revision == 1:
                self._public.note_beside()
        if public or is_note:
            add, remove = written_in_parts(public.add), written_in_parts(public.remove)
            self._sandbox.follow(self.revision, add, remove, public.create, public.drop)
        return Applied(self.revision, len(public.add), len(public.remove), len(private.add))

    def _log(
        self, ledger: Ledger, difference: Difference, change: Change, on_failure: ExitStack, part_of: int = 0
    ) -> None:
        start = ledger.write_log(
            difference,
            author=change.author,
            reason=change.reason,
            part_of=part_of,
            kind=change.kind,
            about=change.about,
        )
        on_failure.callback(ledger.log.take_back, start)

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

    def _undo(self, entry: Entry, change: Change, keep: Collection[ox.Quad]) -> Applied:
        """The persons that the change brought are unknown again, and what names anybody who was ever known stays apart.

        Whoever takes a change back need not know that it is what keeps a name from being public.
        """
        parts = self.persons.ledger.log.parts_of(entry.revision)
        back = [quad for part in parts for quad in part.remove]
        self._intake.directory = self._seen
        brought = [quad for quad in entry.add if quad not in keep]
        parted = self._intake.part(
            self._public.quads, entry.remove, brought, day=self._day, back=True, writers=self._writers(entry)
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
        )
        private = self.persons.ledger.difference([*parted.keep, *back], [*parted.forget, *gone])
        applied = self._write(public, private, change, is_note=bool(private))
        self._intake.directory = self._directory()
        return replace(applied, kept_apart=len(apart.difference(back)))

    def _public_names(self, change: Change) -> list[str]:
        """The graphs that a change makes, without those that name somebody. Raises DataInvalid for these alone."""
        names = [graph.value for graph in change.create]
        public = [name for name in names if not self._intake.directory.is_named_in(name)]
        if len(public) < len(names) and not change.add:
            raise DataInvalid("A graph is not called after a person.", hint="Choose a name that names nobody.")
        return public


@contextmanager
def _discarded_on_failure(path: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        discard_exchange(path)
        raise


def _check_found(eraser: Eraser, whom: str) -> None:
    if not eraser.dropped + eraser.replaced:
        raise nobody_known(whom)


def _undoing(revision: int, author: str) -> Change:
    return Change(author=author, reason=f"Change {revision} taken back", kind="undo", about=str(revision))


def _parsed(nquads: bytes) -> list[ox.Quad]:
    return list(ox.parse(nquads, format=ox.RdfFormat.N_QUADS))
