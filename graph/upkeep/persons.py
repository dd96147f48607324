"""Who is known, all about one of them, and leaving no trace of them: for pages, and for commands beside a service."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, replace
from pathlib import Path

from graph.errors import ConfigError
from graph.persons.erasable import nobody_known
from graph.persons.public_side import PublicSide
from graph.processes.native_memory import give_back
from graph.protocol import Store
from graph.store.beside import Beside
from graph.store.control import Action, Said, asked_of_service
from graph.store.embedded import EmbeddedStore
from graph.store.erasure import Erased, WhatGoes, find_eraser, named_beside, what_goes
from graph.store.folder import check_folder
from graph.store.person_records import list_persons, person_record

LIST, SHOW, GOING, ERASE = "persons-list", "persons-show", "persons-going", "persons-erase"


def persons_of(store: Store) -> EmbeddedStore:
    """The store, if it keeps persons in a folder of its own. Raises ConfigError for one on a server."""
    if not isinstance(store, EmbeddedStore):
        raise ConfigError(
            "Persons of a store on another server cannot be shown here.", hint="Use a store in a folder: oxigraph:PATH."
        )
    return store


def erase_person(store: Store, whom: str, *, author: str = "", also: Sequence[Beside] = ()) -> Erased:
    """Leave no byte of a person, neither on disk nor in memory. Raises NotFound, ConfigError. O(all changes).

    `also`: what erases them from what others keep beside the store. Memory that is free goes back to the system.
    """
    erased = persons_of(store).erase(whom, author=author, also=also)
    give_back()
    return erased


def what_would_go(store: Store, whom: str, also: Sequence[Beside] = ()) -> WhatGoes:
    """What erasing somebody would take, to be shown before. Raises what `erase_person` raises; nothing is changed."""
    held = persons_of(store)
    if held.folder is None:
        raise ConfigError("A store in memory forgets everybody at its end.", hint="Stop the service.")
    eraser = find_eraser(held.folder, whom, PublicSide(held.public.quads))
    beside = [*(mention for one in also for mention in one.tell(eraser)), *named_beside(held.folder, eraser)]
    going = replace(what_goes(held.folder, eraser), beside=tuple(beside))
    if not going.statements + going.texts + len(going.beside):
        raise nobody_known(whom)
    return going


def person_actions(store: Store, also: Sequence[Beside] = ()) -> Mapping[str, Action]:
    """What commands may ask of the service that has the store open."""
    return {
        LIST: _action(lambda _asked: {"persons": [asdict(line) for line in list_persons(persons_of(store))]}),
        SHOW: _action(lambda asked: {"record": person_record(persons_of(store), str(asked["whom"]), also).as_json()}),
        GOING: _action(lambda asked: asdict(what_would_go(store, str(asked["whom"]), also))),
        ERASE: _action(lambda asked: _said(_erased(store, asked, also))),
    }


def ask_about_persons(path: Path, action: str, also: Sequence[Beside] = (), **asked: str) -> Said:
    """What a store in a folder answers, whether a service has it open or nobody. Raises ConfigError, NotFound."""
    check_folder(path)
    with asked_of_service(path, action, **asked) as answer:
        if answer is not None:
            return answer
    with closing(EmbeddedStore(path)) as store, person_actions(store, also)[action](asked) as said:
        return said


def _erased(store: Store, asked: Said, also: Sequence[Beside]) -> Erased:
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
