"""What all commands are described with: their store, what is analysed, what the environment may set."""

from __future__ import annotations

import argparse

from graph.settings import SETTINGS
from webapp.cli.console import _

LIST_FORMATS = ("table", "csv", "json")
Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse names this type nowhere else


def add_command(commands: Commands[argparse.ArgumentParser], name: str, run: str, text: str) -> argparse.ArgumentParser:
    """A command with its help, the function that runs it, and the store it works on."""
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


def list_settings() -> str:
    """What the environment may set, a line each."""
    lines = [f"  {one.variable:28} {_(one.meaning)}" + (f" [{one.default}]" if one.default else "") for one in SETTINGS]
    return "\n".join([_("Umgebungsvariablen:"), *lines])
