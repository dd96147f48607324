"""Commands of whoever runs the service: accounts, tokens, backups, persons, each with its options."""

from __future__ import annotations

import argparse

from webapp.cli.console import _
from webapp.cli.options import LIST_FORMATS, Commands, add_command

ROLES = ("lesen", "beitragen", "koordinieren", "analyse", "verwalten")


def add_operation_commands(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add them to the parser, in the order in which the help lists them."""
    _add_user(commands)
    _add_access(commands)
    _add_token(commands)
    _add_upkeep(commands)
    _add_persons(commands)


def _add_user(commands: Commands[argparse.ArgumentParser]) -> None:
    text = _("Konten: anlegen, auflisten, Rollen geben, sperren, neue Links zum Anmelden.")
    steps = commands.add_parser("user", help=text, description=text).add_subparsers(required=True, metavar=_("WAS"))
    command = add_command(steps, "add", "add_user", _("Legt ein Konto an und nennt den Link zum Anmelden."))
    command.add_argument("name", metavar="NAME")
    command.add_argument("--role", required=True, metavar="ROLLE", help=", ".join(ROLES))
    _add_network(command)
    command = add_command(
        steps, "role", "set_role", _("Gibt in einem Netzwerk oder in allen eine andere Rolle, oder entzieht sie.")
    )
    command.add_argument("name", metavar="NAME")
    command.add_argument("--role", required=True, metavar="ROLLE", help=", ".join(ROLES) + _('; "" entzieht sie'))
    _add_network(command)
    command = add_command(steps, "list", "list_users", _("Nennt alle Konten."))
    command.add_argument("--format", choices=LIST_FORMATS, default="table")
    for name, run, what in (
        ("disable", "disable_user", _("Sperrt ein Konto; seine Sitzungen und Schlüssel enden sofort.")),
        ("enable", "enable_user", _("Hebt die Sperre eines Kontos auf.")),
        ("delete", "delete_user", _("Löscht ein Konto mit allem, was dazu gehört.")),
    ):
        add_command(steps, name, run, what).add_argument("name", metavar="NAME")
    command = add_command(steps, "link", "make_link", _("Macht einen neuen Link zum Anmelden, der einmal gilt."))
    command.add_argument("name", metavar="NAME")
    command.add_argument("--reset", action="store_true", help=_("das bisherige Passwort gilt nicht mehr"))
    text = _("Beginnt ohne Konten, wenn ihre Datei verloren ist; geschlossene Netzwerke bleiben geschlossen.")
    add_command(steps, "begin-anew", "begin_accounts_anew", text)


def _add_network(command: argparse.ArgumentParser) -> None:
    command.add_argument("--network", default="", metavar="SLUG", help=_("nur in diesem Netzwerk (sonst in allen)"))
    _add_even_if_unknown(command)


def _add_even_if_unknown(command: argparse.ArgumentParser) -> None:
    command.add_argument("--even-if-unknown", action="store_true", help=_("auch wenn es das Netzwerk noch nicht gibt"))


def _add_access(commands: Commands[argparse.ArgumentParser]) -> None:
    text = _("Wer ein Netzwerk lesen darf: alle (public) oder nur Konten mit einer Rolle darin (accounts).")
    command = add_command(commands, "access", "set_reading", text)
    command.add_argument(
        "network", metavar="SLUG", nargs="?", default="", help=_("ohne: nennt, was nicht öffentlich ist")
    )
    command.add_argument("reading", choices=("public", "accounts"), nargs="?")
    _add_even_if_unknown(command)


def _add_token(commands: Commands[argparse.ArgumentParser]) -> None:
    text = _("Schlüssel für Programme.")
    steps = commands.add_parser("token", help=text, description=text).add_subparsers(required=True, metavar=_("WAS"))
    command = add_command(steps, "add", "add_token", _("Macht einen Schlüssel und nennt ihn, einmal."))
    command.add_argument("name", metavar="NAME")
    command.add_argument("--rights", default="read", help="read, propose, write, protocol, long, unchecked, metrics")
    command.add_argument("--days", type=int, default=90, metavar="N", help=_("wie viele Tage er gilt"))
    command.add_argument("--label", default="", metavar="TEXT", help=_("wofür er ist"))


def _add_upkeep(commands: Commands[argparse.ArgumentParser]) -> None:
    add_command(commands, "check", "check", _("Prüft den ganzen Speicher, ohne etwas zu ändern; auch im Betrieb."))
    command = add_command(commands, "rebuild", "rebuild", _("Baut den Speicher aus seinen Protokollen neu auf."))
    command.add_argument(
        "--up-to-damage", action="store_true", help=_("gibt auf, was im Protokoll hinter einem Schaden steht")
    )
    command = add_command(commands, "backup", "backup", _("Sichert den Speicher und prüft die Kopie; auch im Betrieb."))
    command.add_argument("target", metavar=_("ORDNER"), help=_("Ordner, in dem die Sicherungen liegen"))
    command.add_argument("--keep", type=_above_nothing, metavar="N", help=_("behält die letzten N Sicherungen"))
    command = add_command(commands, "restore", "restore", _("Spielt eine Sicherung ein; auch im Betrieb."))
    command.add_argument("backup", metavar=_("SICHERUNG"), help=_("eine Sicherung, oder der Ordner mit der neuesten"))


def _add_persons(commands: Commands[argparse.ArgumentParser]) -> None:
    text = _("Personen: wer gespeichert ist, Auskunft, Löschen.")
    steps = commands.add_parser("persons", help=text, description=text).add_subparsers(required=True, metavar="list")
    command = add_command(steps, "list", "list_persons", _("Nennt alle Personen; auch im Betrieb."))
    command.add_argument("--due", action="store_true", help=_("nur die, deren Frist abgelaufen ist"))
    command.add_argument("--format", choices=LIST_FORMATS, default="table")
    command = add_command(steps, "show", "show_person", _("Auskunft: alles über eine Person."))
    command.add_argument("whom", metavar="PERSON", help=_("ihre IRI oder ihr Name"))
    command.add_argument("--format", choices=("table", "json"), default="table")
    command = add_command(steps, "erase", "erase_person", _("Löscht eine Person, auch aus allen Protokollen."))
    command.add_argument("whom", metavar="PERSON", help=_("ihre IRI oder ihr Name"))
    command.add_argument(
        "--backups", action="append", metavar=_("ORDNER"), help=_("nennt die Sicherungen in diesem Ordner")
    )
    command.add_argument("--yes", action="store_true", help=_("löscht, ohne zu fragen"))


def _above_nothing(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number
