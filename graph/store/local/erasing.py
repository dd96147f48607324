"""A person taken out of the open store; `graph.store.erasure` says how that is done on disk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from graph.cache.revisions import forget_all
from graph.errors import ConfigError, WriteRefused
from graph.persons.erasable import nobody_known
from graph.persons.eraser import Eraser
from graph.persons.public_side import PublicSide
from graph.protocol import Change
from graph.store.beside import Beside
from graph.store.difference import Difference
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
from graph.store.folder import cannot_open
from graph.store.local.committing import Committing

PERSON_ERASED = "A person was erased"


class Erasing(Committing):
    """Erases somebody from the folder, and opens it again without them."""

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
        self._sandbox.begin_anew()
        self._recent.begin_anew(self.revision + 1)
        with self._public.exchanged(), self.persons.ledger.exchanged():
            finish_exchange(path)
        forget_all(self)
        self._know_anew()
        with suppress(WriteRefused):  # a reader has not let go yet: the note stays, and the next start tells of it
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
