"""What each command does, by the name that `main` has for it. The engine is loaded by the command that needs it."""

from __future__ import annotations

from webapp.cli.accounts import (
    add_token,
    add_user,
    begin_accounts_anew,
    delete_user,
    disable_user,
    enable_user,
    list_users,
    make_link,
    set_reading,
    set_role,
)
from webapp.cli.answers import export, gaps, matters, measures, query
from webapp.cli.data import check_evidence, generate, load, validate
from webapp.cli.imports import import_list
from webapp.cli.persons import erase_person, list_persons, show_person
from webapp.cli.serve import serve
from webapp.cli.upkeep import backup, check, rebuild, restore

__all__ = [
    "add_token",
    "add_user",
    "backup",
    "begin_accounts_anew",
    "check",
    "check_evidence",
    "delete_user",
    "disable_user",
    "enable_user",
    "erase_person",
    "export",
    "gaps",
    "generate",
    "import_list",
    "list_persons",
    "list_users",
    "load",
    "make_link",
    "matters",
    "measures",
    "query",
    "rebuild",
    "restore",
    "serve",
    "set_reading",
    "set_role",
    "show_person",
    "validate",
]
