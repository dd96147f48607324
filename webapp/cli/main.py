"""The command `akteursnetz`: what can be asked for, and with which options.

Exit codes: 0 done, 1 something was found that should not be (violations, wrong passages), 2 could not run.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence

from graph.errors import NetworkError, is_text_too_long, text_too_long
from graph.export.formats import BY_NAME
from graph.paths import check_installation
from graph.processes.native_memory import limit_arenas
from graph.protocol import WAY_IN
from graph.settings import SETTINGS
from webapp.cli.commands import find_command
from webapp.cli.console import _, say_error
from webapp.cli.settings_file import read_settings_file

GRAPH_FORMATS = ("turtle", "ntriples", "jsonld", "rdfxml")
QUERY_FORMATS = ("table", "csv", "tsv", "json", "xml", *GRAPH_FORMATS)
LIST_FORMATS = ("table", "csv", "json")
COLLECTED_AFTER = 20_000
"""New objects between two looks of the garbage collector. A model is hundreds of thousands that stay: at Python's 700
a quarter of the time of making it went into looking through it again and again."""
_FOR_OTHERS = ("export", "generate")
"""Commands that write files which others may read."""
ROLES = ("lesen", "beitragen", "koordinieren", "analyse", "verwalten")
GAP_KINDS = ("rule", "demanded", "fit", "fragile", "predicted")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code; every foreseen failure is one sentence on standard error."""
    options = _make_parser().parse_args(arguments)
    gc.set_threshold(COLLECTED_AFTER)
    limit_arenas()
    WAY_IN.set("command")
    from webapp.cli import ownership  # noqa: PLC0415 - so that --help needs no engine

    if options.run not in _FOR_OTHERS:
        os.umask(0o077)  # what a store, its copies and its engine write is their owner's alone
    try:
        read_settings_file(os.environ)
        command = find_command(options.run)  # while its files can be read: they may be ours alone
        if options.run != "generate":
            ownership.go_on_as_owner(options)
        check_installation()
        return command(options)
    except NetworkError as error:
        say_error(error)
        return 2
    except PermissionError as error:
        say_error(ownership.not_permitted(error))
        return 2
    except MemoryError as error:
        if not is_text_too_long(error):
            raise
        say_error(text_too_long())
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader of our output has left
        return 0
    except KeyboardInterrupt:
        return 130


def _make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="akteursnetz",
        description=_("Wissensgraph für Netzwerke von Akteuren."),
        epilog=_list_settings(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(required=True, metavar=_("BEFEHL"))
    _add_serve(commands)
    _add_load(commands)
    _add_import(commands)
    _add_validate(commands)
    _add_query(commands)
    _add_measures(commands)
    _add_gaps(commands)
    _add_matters(commands)
    _add_export(commands)
    _add_evidence(commands)
    _add_generate(commands)
    _add_user(commands)
    _add_access(commands)
    _add_token(commands)
    _add_upkeep(commands)
    _add_persons(commands)
    return parser


def _list_settings() -> str:
    """What the environment may set, a line each."""
    lines = [f"  {one.variable:28} {_(one.meaning)}" + (f" [{one.default}]" if one.default else "") for one in SETTINGS]
    return "\n".join([_("Umgebungsvariablen:"), *lines])


Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse names this type nowhere else


def _add_command(
    commands: Commands[argparse.ArgumentParser], name: str, run: str, text: str
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=text, description=text)
    command.set_defaults(run=run)
    command.add_argument("--store", metavar="URL", help=_("Speicher, z. B. oxigraph:var/store oder memory:"))
    return command


def add_selection(command: argparse.ArgumentParser, states: str = "exists") -> None:
    """The options that choose what is analysed."""
    command.add_argument("--network", metavar="SLUG", help=_("nur dieses Netzwerk, z. B. magdeburg (sonst alle)"))
    command.add_argument("--at", metavar="DATUM", help=_("nur was an diesem Tag gilt, z. B. 2016-11-30"))
    command.add_argument(
        "--states", default=states, help=_("Stände, durch Komma getrennt: exists,planned,demanded,ended,unclear")
    )


def _add_serve(commands: Commands[argparse.ArgumentParser]) -> None:
    command = _add_command(commands, "serve", "serve", _("Startet den Dienst und nennt seine Adresse."))
    command.epilog, command.formatter_class = _list_settings(), argparse.RawDescriptionHelpFormatter
    command.add_argument("--host", default="127.0.0.1", help=_("Adresse, an der der Dienst hört"))
    command.add_argument("--port", type=int, default=8000, help=_("Port (0: ein freier)"))
    command.add_argument("--listening", type=int, action="append", default=[], help=argparse.SUPPRESS)
    command.add_argument("--data", metavar="ORDNER", help=_("Ordner für den Speicher, statt --store"))
    command.add_argument("--empty", action="store_true", help=_("beginnt mit nichts, auch ohne Magdeburg"))
    command.add_argument(
        "--default-graph", choices=("union", "own"), help=_("was eine Abfrage ohne GRAPH sieht (mit --empty: own)")
    )


def _add_load(commands: Commands[argparse.ArgumentParser]) -> None:
    command = _add_command(commands, "load", "load", _("Lädt RDF-Dateien, alle oder keine."))
    command.add_argument("files", nargs="+", metavar="DATEI")
    command.add_argument("--network", metavar="SLUG", help=_("Netzwerk, zu dem die Angaben gehören"))
    command.add_argument(
        "--lenient",
        action="store_true",
        help=_("lässt weg, was sich nicht lesen lässt, und nennt es mit Datei und Zeile"),
    )


def _add_import(commands: Commands[argparse.ArgumentParser]) -> None:
    text = _("Liest eine Liste ein (XLSX, XLS, ODS, CSV); dieselbe noch einmal ist eine Änderung des Netzwerks.")
    command = _add_command(commands, "import", "import_list", text)
    command.add_argument("file", metavar="DATEI")
    command.add_argument(
        "second", nargs="?", metavar="DATEI2", help=_("Verbindungen, wenn sie für sich stehen (Kanten)")
    )
    command.add_argument("--network", default="", metavar="SLUG", help=_("in dieses Netzwerk, z. B. magdeburg"))
    command.add_argument("--name", default="", metavar="NAME", help=_("als neues Netzwerk dieses Namens"))
    command.add_argument("--dry-run", action="store_true", help=_("sagt nur, was geschähe"))
    command.add_argument("--mapping", metavar="DATEI", help=_("Antworten zu Spalten, Wörtern und Namen, als JSON"))
    command.add_argument("--write-mapping", metavar="DATEI", help=_("schreibt, wie die Liste verstanden wird"))
    command.add_argument(
        "--gone", choices=("leave", "end", "delete"), default="", help=_("was nicht mehr in der Liste steht")
    )
    command.add_argument(
        "--hide", action="store_true", help=_("auch wenn Ansprechpersonen vieles Öffentliche verbergen")
    )
    command.add_argument("--ended-on", default="", metavar="DATUM", help=_("der Tag zu --gone end, z. B. 2026-12-31"))


def _add_validate(commands: Commands[argparse.ArgumentParser]) -> None:
    command = _add_command(commands, "validate", "validate", _("Prüft Dateien oder den Speicher gegen die Formen."))
    command.add_argument("files", nargs="*", metavar="DATEI")
    command.add_argument("--format", choices=("text", "json"), default="text")


def _add_query(commands: Commands[argparse.ArgumentParser]) -> None:
    command = _add_command(commands, "query", "query", _("Stellt eine SPARQL-Abfrage: Datei, Name einer Frage oder -."))
    command.add_argument("query", metavar=_("DATEI|NAME|-"))
    command.add_argument("--show", action="store_true", help=_("zeigt ihren Text, wie er in jedem Werkzeug läuft"))
    command.add_argument("--format", choices=QUERY_FORMATS, default="table")
    add_selection(command)


def _add_measures(commands: Commands[argparse.ArgumentParser]) -> None:
    command = _add_command(commands, "measures", "measures", _("Kennzahlen des Netzwerks und seiner Akteure."))
    command.add_argument("--format", choices=LIST_FORMATS, default="table")
    add_selection(command)


def _add_gaps(commands: Commands[argparse.ArgumentParser]) -> None:
    command = _add_command(commands, "gaps", "gaps", _("Was fehlt, mit Begründung und Beleg."))
    command.add_argument("--kind", choices=GAP_KINDS, help=_("nur diese Art von Lücke"))
    command.add_argument("--top", type=int, metavar="N", help=_("nur die ersten N"))
    command.add_argument(
        "--write", action="store_true", help=_("schreibt sie als benannten Graphen in den Speicher, mit den Sachen")
    )
    command.add_argument("--format", choices=LIST_FORMATS, default="table")
    add_selection(command)


def _add_matters(commands: Commands[argparse.ArgumentParser]) -> None:
    command = _add_command(commands, "matters", "matters", _("Was zu entscheiden ist, jede Sache einmal."))
    command.add_argument("--top", type=int, metavar="N", help=_("nur die ersten N"))
    command.add_argument("--format", choices=LIST_FORMATS, default="table")
    add_selection(command)


def _add_export(commands: Commands[argparse.ArgumentParser]) -> None:
    command = _add_command(commands, "export", "export", _("Schreibt das Netzwerk in eine Datei für andere Programme."))
    command.add_argument("file", metavar="DATEI")
    command.add_argument("--format", choices=list(BY_NAME), required=True)
    command.add_argument(
        "--complete",
        action="store_true",
        help=_("auch, was bei mehr als 300 Akteuren lange dauert: Lücken, Vermittlung und die Plätze auf der Karte"),
    )
    add_selection(command, states="")  # what is drawn shows every state, as the map does; the rest what exists


def _add_evidence(commands: Commands[argparse.ArgumentParser]) -> None:
    text = _("Vergleicht jede zitierte Stelle mit der Quelldatei.")
    evidence = commands.add_parser("evidence", help=text, description=text)
    steps = evidence.add_subparsers(required=True, metavar="check")
    command = _add_command(steps, "check", "check_evidence", text)
    command.add_argument("file", metavar=_("QUELLE"), help=_("die Textdatei, aus der zitiert wird"))


def _add_generate(commands: Commands[argparse.ArgumentParser]) -> None:
    text = _("Schreibt ein erfundenes Netzwerk mit eingebauten Lücken, für Messungen.")
    command = commands.add_parser("generate", help=text, description=text)
    command.set_defaults(run="generate")
    command.add_argument("file", metavar="DATEI", help=_("wohin: .ttl, .nt oder .nq"))
    command.add_argument("--actors", type=int, required=True, metavar="N", help=_("wie viele Akteure"))
    command.add_argument(
        "--seed", type=int, default=0, metavar="S", help=_("Startwert: derselbe gibt dasselbe Netzwerk")
    )
    command.add_argument(
        "--degree", type=float, default=10.0, metavar="D", help=_("Schnittstellen je Akteur im Mittel")
    )
    command.add_argument(
        "--silo-left", type=float, default=0.0, metavar="A", help=_("Anteil der Beziehungen, der in Silozellen bleibt")
    )
    command.add_argument("--truth", metavar="DATEI", help=_("JSON-Datei für das, was fehlt"))


def _add_user(commands: Commands[argparse.ArgumentParser]) -> None:
    text = _("Konten: anlegen, auflisten, Rollen geben, sperren, neue Links zum Anmelden.")
    steps = commands.add_parser("user", help=text, description=text).add_subparsers(required=True, metavar=_("WAS"))
    command = _add_command(steps, "add", "add_user", _("Legt ein Konto an und nennt den Link zum Anmelden."))
    command.add_argument("name", metavar="NAME")
    command.add_argument("--role", required=True, metavar="ROLLE", help=", ".join(ROLES))
    _add_network(command)
    command = _add_command(
        steps, "role", "set_role", _("Gibt in einem Netzwerk oder in allen eine andere Rolle, oder entzieht sie.")
    )
    command.add_argument("name", metavar="NAME")
    command.add_argument("--role", required=True, metavar="ROLLE", help=", ".join(ROLES) + _('; "" entzieht sie'))
    _add_network(command)
    command = _add_command(steps, "list", "list_users", _("Nennt alle Konten."))
    command.add_argument("--format", choices=LIST_FORMATS, default="table")
    for name, run, what in (
        ("disable", "disable_user", _("Sperrt ein Konto; seine Sitzungen und Schlüssel enden sofort.")),
        ("enable", "enable_user", _("Hebt die Sperre eines Kontos auf.")),
        ("delete", "delete_user", _("Löscht ein Konto mit allem, was dazu gehört.")),
    ):
        _add_command(steps, name, run, what).add_argument("name", metavar="NAME")
    command = _add_command(steps, "link", "make_link", _("Macht einen neuen Link zum Anmelden, der einmal gilt."))
    command.add_argument("name", metavar="NAME")
    command.add_argument("--reset", action="store_true", help=_("das bisherige Passwort gilt nicht mehr"))
    text = _("Beginnt ohne Konten, wenn ihre Datei verloren ist; geschlossene Netzwerke bleiben geschlossen.")
    _add_command(steps, "begin-anew", "begin_accounts_anew", text)


def _add_network(command: argparse.ArgumentParser) -> None:
    command.add_argument("--network", default="", metavar="SLUG", help=_("nur in diesem Netzwerk (sonst in allen)"))
    _add_even_if_unknown(command)


def _add_even_if_unknown(command: argparse.ArgumentParser) -> None:
    command.add_argument("--even-if-unknown", action="store_true", help=_("auch wenn es das Netzwerk noch nicht gibt"))


def _add_access(commands: Commands[argparse.ArgumentParser]) -> None:
    text = _("Wer ein Netzwerk lesen darf: alle (public) oder nur Konten mit einer Rolle darin (accounts).")
    command = _add_command(commands, "access", "set_reading", text)
    command.add_argument(
        "network", metavar="SLUG", nargs="?", default="", help=_("ohne: nennt, was nicht öffentlich ist")
    )
    command.add_argument("reading", choices=("public", "accounts"), nargs="?")
    _add_even_if_unknown(command)


def _add_token(commands: Commands[argparse.ArgumentParser]) -> None:
    text = _("Schlüssel für Programme.")
    steps = commands.add_parser("token", help=text, description=text).add_subparsers(required=True, metavar=_("WAS"))
    command = _add_command(steps, "add", "add_token", _("Macht einen Schlüssel und nennt ihn, einmal."))
    command.add_argument("name", metavar="NAME")
    command.add_argument("--rights", default="read", help="read, propose, write, protocol, long, unchecked, metrics")
    command.add_argument("--days", type=int, default=90, metavar="N", help=_("wie viele Tage er gilt"))
    command.add_argument("--label", default="", metavar="TEXT", help=_("wofür er ist"))


def _add_upkeep(commands: Commands[argparse.ArgumentParser]) -> None:
    _add_command(commands, "check", "check", _("Prüft den ganzen Speicher, ohne etwas zu ändern; auch im Betrieb."))
    command = _add_command(commands, "rebuild", "rebuild", _("Baut den Speicher aus seinen Protokollen neu auf."))
    command.add_argument(
        "--up-to-damage", action="store_true", help=_("gibt auf, was im Protokoll hinter einem Schaden steht")
    )
    command = _add_command(
        commands, "backup", "backup", _("Sichert den Speicher und prüft die Kopie; auch im Betrieb.")
    )
    command.add_argument("target", metavar=_("ORDNER"), help=_("Ordner, in dem die Sicherungen liegen"))
    command.add_argument("--keep", type=_above_nothing, metavar="N", help=_("behält die letzten N Sicherungen"))
    command = _add_command(commands, "restore", "restore", _("Spielt eine Sicherung ein; auch im Betrieb."))
    command.add_argument("backup", metavar=_("SICHERUNG"), help=_("eine Sicherung, oder der Ordner mit der neuesten"))


def _add_persons(commands: Commands[argparse.ArgumentParser]) -> None:
    text = _("Personen: wer gespeichert ist, Auskunft, Löschen.")
    steps = commands.add_parser("persons", help=text, description=text).add_subparsers(required=True, metavar="list")
    command = _add_command(steps, "list", "list_persons", _("Nennt alle Personen; auch im Betrieb."))
    command.add_argument("--due", action="store_true", help=_("nur die, deren Frist abgelaufen ist"))
    command.add_argument("--format", choices=LIST_FORMATS, default="table")
    command = _add_command(steps, "show", "show_person", _("Auskunft: alles über eine Person."))
    command.add_argument("whom", metavar="PERSON", help=_("ihre IRI oder ihr Name"))
    command.add_argument("--format", choices=("table", "json"), default="table")
    command = _add_command(steps, "erase", "erase_person", _("Löscht eine Person, auch aus allen Protokollen."))
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


if __name__ == "__main__":
    sys.exit(main())
