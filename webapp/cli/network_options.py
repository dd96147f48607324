"""Commands that read networks in, ask them and write them: each with its options."""

from __future__ import annotations

import argparse

from graph.export.formats import BY_NAME
from graph.model import LANGUAGES
from webapp.cli.console import _
from webapp.cli.options import LIST_FORMATS, Commands, add_command, add_selection

GRAPH_FORMATS = ("turtle", "ntriples", "jsonld", "rdfxml")
QUERY_FORMATS = ("table", "csv", "tsv", "json", "xml", *GRAPH_FORMATS)
PAPER_FORMATS = ("docx", "pdf", "html")
GAP_KINDS = ("rule", "demanded", "fit", "fragile", "predicted")


def add_network_commands(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add them to the parser, in the order in which the help lists them."""
    _add_load(commands)
    _add_import(commands)
    _add_validate(commands)
    _add_query(commands)
    _add_measures(commands)
    _add_gaps(commands)
    _add_matters(commands)
    _add_export(commands)
    _add_report(commands)
    _add_evidence(commands)
    _add_generate(commands)


def _add_load(commands: Commands[argparse.ArgumentParser]) -> None:
    command = add_command(commands, "load", "load", _("Lädt RDF-Dateien, alle oder keine."))
    command.add_argument("files", nargs="+", metavar="DATEI")
    command.add_argument("--network", metavar="SLUG", help=_("Netzwerk, zu dem die Angaben gehören"))
    command.add_argument(
        "--lenient",
        action="store_true",
        help=_("lässt weg, was sich nicht lesen lässt, und nennt es mit Datei und Zeile"),
    )


def _add_import(commands: Commands[argparse.ArgumentParser]) -> None:
    text = _("Liest eine Liste ein (XLSX, XLS, ODS, CSV); dieselbe noch einmal ist eine Änderung des Netzwerks.")
    command = add_command(commands, "import", "import_list", text)
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
    command = add_command(commands, "validate", "validate", _("Prüft Dateien oder den Speicher gegen die Formen."))
    command.add_argument("files", nargs="*", metavar="DATEI")
    command.add_argument("--format", choices=("text", "json"), default="text")


def _add_query(commands: Commands[argparse.ArgumentParser]) -> None:
    command = add_command(commands, "query", "query", _("Stellt eine SPARQL-Abfrage: Datei, Name einer Frage oder -."))
    command.add_argument("query", metavar=_("DATEI|NAME|-"))
    command.add_argument("--show", action="store_true", help=_("zeigt ihren Text, wie er in jedem Werkzeug läuft"))
    command.add_argument("--format", choices=QUERY_FORMATS, default="table")
    add_selection(command)


def _add_measures(commands: Commands[argparse.ArgumentParser]) -> None:
    command = add_command(commands, "measures", "measures", _("Kennzahlen des Netzwerks und seiner Akteure."))
    command.add_argument("--format", choices=LIST_FORMATS, default="table")
    add_selection(command)


def _add_gaps(commands: Commands[argparse.ArgumentParser]) -> None:
    command = add_command(commands, "gaps", "gaps", _("Was fehlt, mit Begründung und Beleg."))
    command.add_argument("--kind", choices=GAP_KINDS, help=_("nur diese Art von Lücke"))
    command.add_argument("--top", type=int, metavar="N", help=_("nur die ersten N"))
    command.add_argument(
        "--write", action="store_true", help=_("schreibt sie als benannten Graphen in den Speicher, mit den Sachen")
    )
    command.add_argument("--format", choices=LIST_FORMATS, default="table")
    add_selection(command)


def _add_matters(commands: Commands[argparse.ArgumentParser]) -> None:
    command = add_command(commands, "matters", "matters", _("Was zu entscheiden ist, jede Sache einmal."))
    command.add_argument("--top", type=int, metavar="N", help=_("nur die ersten N"))
    command.add_argument("--format", choices=LIST_FORMATS, default="table")
    add_selection(command)


def _add_export(commands: Commands[argparse.ArgumentParser]) -> None:
    command = add_command(commands, "export", "export", _("Schreibt das Netzwerk in eine Datei für andere Programme."))
    command.add_argument("file", metavar="DATEI")
    command.add_argument("--format", choices=list(BY_NAME), required=True)
    command.add_argument(
        "--complete",
        action="store_true",
        help=_("auch, was bei mehr als 300 Akteuren lange dauert: Lücken, Vermittlung und die Plätze auf der Karte"),
    )
    add_selection(command, states="")  # what is drawn shows every state, as the map does; the rest what exists


def _add_report(commands: Commands[argparse.ArgumentParser]) -> None:
    text = _("Schreibt das Papier für die Lenkungsgruppe eines Netzwerks in eine Datei.")
    command = add_command(commands, "report", "report", text)
    command.add_argument("file", nargs="?", default="", metavar="DATEI", help=_("sonst nach Netzwerk und Tag benannt"))
    command.add_argument("--format", choices=PAPER_FORMATS, required=True)
    command.add_argument("--network", metavar="SLUG", help=_("das Netzwerk, z. B. magdeburg (sonst das einzige)"))
    command.add_argument(
        "--since", metavar="DATUM", help=_("Änderungen seit diesem Tag (sonst seit der letzten Sitzung)")
    )
    command.add_argument("--lang", choices=tuple(LANGUAGES), help=_("Sprache des Papiers"))
    command.add_argument(
        "--address", default="", metavar="URL", help=_("Adresse des Dienstes, zu dem die Verweise führen (sonst keine)")
    )


def _add_evidence(commands: Commands[argparse.ArgumentParser]) -> None:
    text = _("Vergleicht jede zitierte Stelle mit der Quelldatei.")
    evidence = commands.add_parser("evidence", help=text, description=text)
    steps = evidence.add_subparsers(required=True, metavar="check")
    command = add_command(steps, "check", "check_evidence", text)
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
