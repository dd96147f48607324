"""The command `akteursnetz`: what can be asked for, and with which options.

Exit codes: 0 done, 1 something was found that should not be (violations, wrong passages), 2 could not run.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence

from graph.cache.collecting import staying
from graph.errors import NetworkError, is_text_too_long, text_too_long
from graph.paths import check_installation
from graph.processes.native_memory import limit_arenas
from graph.protocol import WAY_IN
from webapp.cli.commands import find_command
from webapp.cli.console import _, say_error
from webapp.cli.network_options import add_network_commands
from webapp.cli.operation_options import add_operation_commands
from webapp.cli.options import Commands, add_command, list_settings
from webapp.cli.settings_file import read_settings_file

COLLECTED_AFTER = 20_000
"""New objects between two looks of the garbage collector. A model is hundreds of thousands that stay: at Python's 700
a quarter of the time of making it went into looking through it again and again."""
_FOR_OTHERS = ("export", "generate", "report")
"""Commands that write files which others may read."""


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
        with staying():
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
        epilog=list_settings(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(required=True, metavar=_("BEFEHL"))
    _add_serve(commands)
    add_network_commands(commands)
    add_operation_commands(commands)
    return parser


def _add_serve(commands: Commands[argparse.ArgumentParser]) -> None:
    command = add_command(commands, "serve", "serve", _("Startet den Dienst und nennt seine Adresse."))
    command.epilog, command.formatter_class = list_settings(), argparse.RawDescriptionHelpFormatter
    command.add_argument("--host", default="127.0.0.1", help=_("Adresse, an der der Dienst hört"))
    command.add_argument("--port", type=int, default=8000, help=_("Port (0: ein freier)"))
    command.add_argument("--listening", type=int, action="append", default=[], help=argparse.SUPPRESS)
    command.add_argument("--data", metavar="ORDNER", help=_("Ordner für den Speicher, statt --store"))
    command.add_argument("--empty", action="store_true", help=_("beginnt mit nichts, auch ohne Magdeburg"))
    command.add_argument(
        "--default-graph", choices=("union", "own"), help=_("was eine Abfrage ohne GRAPH sieht (mit --empty: own)")
    )


if __name__ == "__main__":
    sys.exit(main())
