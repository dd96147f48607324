"""The store, or the analysis, that a command is about: opened by its options, closed again."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import ConfigError, DataError, DataInvalid
from graph.period import is_day
from graph.protocol import Store
from graph.settings import read_setting
from graph.store.folder import check_beside, folder_of
from graph.store.open import open_store

if TYPE_CHECKING:
    from graph.analysis import Analysis


def store_url(options: Namespace) -> str:
    """The address of the store: of the options, or of the environment."""
    return options.store or read_setting("AKTEURSNETZ_STORE")


@contextmanager
def opened(options: Namespace, *, must_exist: bool = True) -> Iterator[Store]:
    """The store of the options, closed again; reading from a store that was never made is an error."""
    url = store_url(options)
    folder = folder_of(url)
    if must_exist and folder is not None and not folder.exists():
        check_beside(folder)
        raise ConfigError(
            "There is no store at %(path)s.",
            hint="Start with: akteursnetz serve, or load a file with: akteursnetz load FILE.",
            path=folder,
        )
    store = open_store(url)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def analysed(options: Namespace) -> Iterator[Analysis]:
    """The analysis of the network, day and states of the options. Raises DataInvalid for what is no day."""
    from graph.analysis import analysis_for  # noqa: PLC0415 - brings networkx
    from graph.resume.resume import resume  # noqa: PLC0415

    if options.at is not None and not is_day(options.at):
        raise DataInvalid("%(day)s is no day.", hint="Write it as 2026-12-31.", day=options.at)
    with opened(options) as store:
        resume(store)
        states = tuple(state.strip() for state in options.states.split(",") if state.strip())
        yield analysis_for(store, options.network, states=states, at=options.at)


def read_bytes(path: Path) -> bytes:
    """The content of a file. Raises DataError when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise DataError(
            "%(file)s cannot be read: %(detail)s.", hint="Check the path.", file=path, detail=reason
        ) from error
