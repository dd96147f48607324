"""As whom a command works: as the owner of the store that it is about, or it says whose that is."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from graph.errors import ConfigError
from graph.settings import read_setting
from graph.store.folder import folder_of
from graph.store.folder_owner import become_owner, check_ownership, owner_of


def go_on_as_owner(options: Namespace) -> None:
    """What a command leaves in a store is the owner's, also when an administrator gives it. Raises ConfigError.

    The service would not start with files of the administrator's in its store.
    """
    data = getattr(options, "data", None)
    folder = Path(data) / "store" if data else folder_of(options.store or read_setting("AKTEURSNETZ_STORE"))
    if folder is not None:
        become_owner(folder)
        check_ownership(folder)


def not_permitted(error: PermissionError) -> ConfigError:
    """What this user may not read or write, as a sentence that says whose it is."""
    path = Path(str(error.filename or "."))
    try:
        owner = owner_of(path)
    except OSError:
        return ConfigError(
            "%(file)s cannot be used: %(detail)s.",
            hint="Run the command as a user who may, or name another place.",
            file=path,
            detail=error.strerror or error,
        )
    return ConfigError(
        "%(file)s cannot be used: %(detail)s. It belongs to %(owner)s.",
        hint="Run the command as a user who may, or name another place.",
        file=path,
        detail=error.strerror or error,
        owner=owner,
    )
