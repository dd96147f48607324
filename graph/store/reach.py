"""A store in a folder as commands see it: through the service that has it open, or opened by themselves."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from graph.errors import ConfigError
from graph.protocol import Store
from graph.store.control import Action, ControlServer, Said, asked_of_service
from graph.store.embedded import EmbeddedStore
from graph.store.folder import check_folder, folder_of
from graph.store.folder_lock import FolderLock

LET_GO = "let-go"
_SNAPSHOT = "snapshot"
_STILL = "stand-still"


def needed_folder(url: str) -> Path:
    """The folder of a store address. Raises ConfigError for a store without one."""
    folder = folder_of(url)
    if folder is None:
        raise ConfigError(
            "The store %(url)s is no folder on this machine.", hint="Name one with --store oxigraph:PATH.", url=url
        )
    return folder


@contextmanager
def commands_can_reach(store: Store, actions: Mapping[str, Action] | None = None) -> Iterator[None]:
    """As long as this lasts, commands may ask the process for what only it can give; `actions`: further ones."""
    folder = store.folder
    if not isinstance(store, EmbeddedStore) or folder is None:
        yield
        return

    @contextmanager
    def take(_asked: Said) -> Iterator[Said]:
        with store.snapshot() as made:
            yield {"folder": made.name}

    @contextmanager
    def stand_still(_asked: Said) -> Iterator[Said]:
        with store.standing_still():
            yield {"still": True}

    try:
        server = ControlServer(folder, {_SNAPSHOT: take, _STILL: stand_still, **(actions or {})})
    except OSError:
        logging.getLogger(__name__).exception("Commands cannot reach the service: no socket in %s", folder)
        yield
        return
    try:
        yield
    finally:
        server.close()


@contextmanager
def snapshot_of(path: Path) -> Iterator[Path]:
    """A snapshot of a store, whether a service has it open or nobody. Raises ConfigError when neither can be."""
    check_folder(path)
    with asked_of_service(path, _SNAPSHOT) as answer:
        if answer is not None:
            yield path / str(answer["folder"])
            return
    with closing(EmbeddedStore(path)) as store, store.snapshot() as made:
        yield made


@contextmanager
def held_still(path: Path) -> Iterator[None]:
    """As long as this lasts, nobody changes a store, whether a service has it open or nobody."""
    with asked_of_service(path, _STILL) as answer:
        if answer is not None:
            yield
            return
    with closing(FolderLock(path)):
        yield


@contextmanager
def let_go_by_service(path: Path) -> Iterator[None]:
    """As long as this lasts, a service that had the store in a folder has it no more; then it begins anew."""
    with asked_of_service(path, LET_GO):
        yield


@contextmanager
def snapshot_if_served(path: Path) -> Iterator[Path | None]:
    """A snapshot from the service that has the store open; None when there is none."""
    with asked_of_service(path, _SNAPSHOT) as answer:
        yield None if answer is None else path / str(answer["folder"])
