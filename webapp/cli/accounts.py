"""The commands `akteursnetz user` and `akteursnetz token`; they work while the service runs, too."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager

from graph.errors import ConfigError
from graph.settings import read_setting
from graph.store.folder import check_beside, folder_of
from graph.store.reach import needed_folder
from graph.upkeep.named_networks import code_of_network, names_in_folder
from webapp.accounts.accounts import Accounts
from webapp.accounts.fresh_start import begin_anew
from webapp.cli.console import _, say, write_rows
from webapp.settings import read_hosts

COLUMNS = ("name", "roles", "disabled", "password")


def add_user(options: Namespace) -> int:
    """Make an account and say how to sign in; or give one that exists a role in one more network, and say so."""
    with _opened(options) as accounts:
        network = _network(options, accounts)
        person, is_new = accounts.people.add(options.name, options.role, network)
        if is_new:
            _say_link(accounts, person.name)
        else:
            say(_("Das Konto %(name)s gab es schon: Es hat jetzt eine Rolle mehr.") % {"name": person.name})
    return 0


def set_role(options: Namespace) -> int:
    """Give another role."""
    with _opened(options) as accounts:
        accounts.people.set_role(options.name, options.role, _network(options, accounts))
    return 0


def list_users(options: Namespace) -> int:
    """Name everybody with their roles."""
    with _opened(options) as accounts:
        rows = [
            {
                "name": person.name,
                "roles": ", ".join(
                    f"{role} ({network})" if network else role for network, role in person.roles.items()
                ),
                "disabled": person.is_disabled,
                "password": person.has_password,
            }
            for person in accounts.people.list()
        ]
    write_rows(rows, COLUMNS, options.format)
    return 0


def disable_user(options: Namespace) -> int:
    """End an account at once."""
    with _opened(options) as accounts:
        accounts.people.disable(options.name)
    return 0


def delete_user(options: Namespace) -> int:
    """Leave nothing of an account."""
    with _opened(options) as accounts:
        accounts.people.delete(options.name)
    say(
        _("Gelöscht. Als Autor früherer Änderungen steht der Name noch in deren Liste: akteursnetz persons erase NAME.")
    )
    return 0


def begin_accounts_anew(options: Namespace) -> int:
    """Begin with no account, where their file is lost; what was closed stays closed."""
    kept = begin_anew(needed_folder(options.store or read_setting("AKTEURSNETZ_STORE")))
    if kept is not None:
        say(_("Die beschädigte Datei liegt in %(path)s.") % {"path": kept})
    say(_("Es gibt kein Konto mehr, geschlossene Netzwerke bleiben geschlossen. Der nächste Start nennt einen Link."))
    return 0


def enable_user(options: Namespace) -> int:
    """Let an account sign in again."""
    with _opened(options) as accounts:
        accounts.people.disable(options.name, is_disabled=False)
    return 0


def set_reading(options: Namespace) -> int:
    """Open a network to everybody or close it, where one is named; then name all that are closed."""
    if options.network and not options.reading:
        raise ConfigError("Who may read %(name)s?", hint="Add public or accounts.", name=options.network)
    with _opened(options) as accounts:
        if options.network:
            accounts.set_public(_network(options, accounts), is_public=options.reading == "public")
        closed = sorted(accounts.closed_networks())
    write_rows(
        [{"network": network, "reading": _("nur mit Konto")} for network in closed], ("network", "reading"), "table"
    )
    return 0


def make_link(options: Namespace) -> int:
    """Say a new link that signs somebody in once; with --reset, the former password opens nothing any more."""
    with _opened(options) as accounts:
        if options.reset:
            accounts.people.forget_password(options.name)
        _say_link(accounts, options.name)
    return 0


def add_token(options: Namespace) -> int:
    """Make a token and say it."""
    rights = [right.strip() for right in options.rights.split(",") if right.strip()]
    with _opened(options) as accounts:
        say(accounts.tokens.add(options.name, options.label, rights, options.days))
    return 0


def _network(options: Namespace, accounts: Accounts) -> str:
    """The code of the network that is meant: a slip would close nothing, and look as if it had."""
    if not options.network or options.even_if_unknown:
        return str(options.network)
    folder = needed_folder(options.store or read_setting("AKTEURSNETZ_STORE"))
    return code_of_network(options.network, names_in_folder(folder), accounts.named_networks())


@contextmanager
def _opened(options: Namespace) -> Iterator[Accounts]:
    url = options.store or read_setting("AKTEURSNETZ_STORE")
    folder = folder_of(url)
    if folder is not None and not folder.exists():
        check_beside(folder)
    if folder is None or not folder.is_dir():
        raise ConfigError(
            "There is no store at %(path)s.", hint="Start the service once, then name its store with --store.", path=url
        )
    accounts = Accounts(folder)
    try:
        yield accounts
    finally:
        accounts.close()


def _say_link(accounts: Accounts, name: str) -> None:
    hosts = read_hosts()
    address = (
        f"https://{hosts[0]}{read_setting('AKTEURSNETZ_PREFIX').rstrip('/')}" if hosts else "http://127.0.0.1:8000"
    )
    say(
        _("Anmelden, einmal und innerhalb von zwei Tagen: %(url)s")
        % {"url": f"{address}/anmelden/{accounts.links.make(name)}"}
    )
