"""Who is known, all about one of them, and leaving no trace of them: for pages, and for commands beside a service."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path

from graph.errors import ConfigError
from graph.protocol import Store
from graph.store.control import Action, Said, asked_of_service
from graph.store.embedded import EmbeddedStore, EraseBeside
from graph.store.erasure import Erased
from graph.store.folder import check_folder
from graph.store.person_records import list_persons, person_record

LIST, SHOW, ERASE = "persons-list", "persons-show", "persons-erase"


def persons_of(store: Store) -> EmbeddedStore:
    """The store, if it keeps persons in a folder of its own. Raises ConfigError for one on a server."""
    if not isinstance(store, EmbeddedStore):
        raise ConfigError(
            "Persons of a store on another server cannot be shown here.", hint="Use a store in a folder: oxigraph:PATH."
        )
    return store


def erase_person(store: Store, whom: str, *, author: str = "", also: Sequence[EraseBeside] = ()) -> Erased:
    """Leave no byte of a person, neither on disk nor in memory. Raises NotFound, ConfigError. O(all changes).

    `also`: what erases them from what others keep beside the store.
    """
    return persons_of(store).erase(whom, author=author, also=also)


def person_actions(store: Store, also: Sequence[EraseBeside] = ()) -> Mapping[str, Action]:
    """What commands may ask of the service that has the store open."""
    return {
        LIST: _action(lambda _asked: {"persons": [asdict(line) for line in list_persons(persons_of(store))]}),
        SHOW: _action(lambda asked: {"record": person_record(persons_of(store), str(asked["whom"])).as_json()}),
        ERASE: _action(lambda asked: _said(_erased(store, asked, also))),
    }


def ask_about_persons(path: Path, action: str, also: Sequence[EraseBeside] = (), **asked: str) -> Said:
    """What a store in a folder answers, whether a service has it open or nobody. Raises ConfigError, NotFound."""
    check_folder(path)
    with asked_of_service(path, action, **asked) as answer:
        if answer is not None:
            return answer
    with closing(EmbeddedStore(path)) as store, person_actions(store, also)[action](asked) as said:
        return said


def _erased(store: Store, asked: Said, also: Sequence[EraseBeside]) -> Erased:
    return erase_person(store, str(asked["whom"]), author=str(asked["author"]), also=also)


def _action(answer: Callable[[Said], Said]) -> Action:
    @contextmanager
    def act(asked: Said) -> Iterator[Said]:
        yield answer(asked)

    return act


def _said(erased: Erased) -> Said:
    return {
        "dropped": erased.dropped,
        "replaced": erased.replaced,
        "copies": [str(path) for path in erased.copies],
        "files": [str(path) for path in erased.files],
        "removed": [str(path) for path in erased.removed],
        "accounts": list(erased.accounts),
    }
