"""The store in a folder of this machine: the public graph, the persons apart from it, and both change logs.

graph/  changes.log  applied            the public quads
persons/  persons.log  persons.applied  those about persons
version.json                            which format the folder has, and what it has to be found with
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from graph.errors import ConfigError, StoreUnavailable
from graph.protocol import Capabilities, Condition
from graph.store.backup_note import time_of_backup
from graph.store.disk_room import free_bytes
from graph.store.engine import damage_named
from graph.store.folder import cannot_open
from graph.store.local.erasing import Erasing
from graph.store.local.persons import KnowingPersons
from graph.store.local.reading import Reading
from graph.store.local.writing import Writing
from graph.store.snapshot import remove_snapshots, snapshot


class EmbeddedStore(Reading, Writing, KnowingPersons, Erasing):
    """A store in a folder that no other process has open, or in memory without a path.

    `plain`: as long as no network is in it, it takes everything as any SPARQL server would
    (see `graph.store.incoming`).
    """

    def __init__(
        self, path: Path | None, *, url: str = "memory:", default_graph: str = "union", plain: bool = False
    ) -> None:
        self.url, self.folder = url, path
        super().__init__(path, default_graph=default_graph, plain=plain)
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
    def capabilities(self) -> Capabilities:
        """Everything: limits are kept by the kernel, updates are one transaction."""
        return Capabilities(engine="Oxigraph")

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
