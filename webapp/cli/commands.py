"""What each command does, by the name that `main` has for it: the module of a command is loaded with it alone."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from importlib import import_module

_MODULES = {
    "accounts": (
        "add_token",
        "add_user",
        "begin_accounts_anew",
        "delete_user",
        "disable_user",
        "enable_user",
        "list_users",
        "make_link",
        "set_reading",
        "set_role",
    ),
    "answers": ("export", "gaps", "matters", "measures", "query"),
    "data": ("check_evidence", "generate", "load", "validate"),
    "imports": ("import_list",),
    "paper": ("report",),
    "persons": ("erase_person", "list_persons", "show_person"),
    "serve": ("serve",),
    "upkeep": ("backup", "check", "rebuild", "restore"),
}


def find_command(name: str) -> Callable[[Namespace], int]:
    """The command of this name."""
    module = next(module for module, names in _MODULES.items() if name in names)
    command: Callable[[Namespace], int] = getattr(import_module(f"webapp.cli.{module}"), name)
    return command
