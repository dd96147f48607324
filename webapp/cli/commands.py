"""What each command does. The engine and the analysis are loaded by the command that needs them."""

from __future__ import annotations

import json
import os
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from graph.errors import ConfigError, DataError, DataInvalid
from graph.period import is_day
from graph.protocol import Store
from graph.settings import read_setting
from graph.store.folder import check_beside, folder_of
from graph.store.open import open_store
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
from webapp.cli.console import _, console_language, say, write_rows
from webapp.cli.persons import erase_person, list_persons, show_person
from webapp.cli.serve import serve
from webapp.cli.upkeep import backup, check, rebuild, restore
from webapp.http.content_types import FORMATS, GRAPHS, ROWS
from webapp.settings import read_limits

if TYPE_CHECKING:
    from graph.analysis import Analysis
    from graph.model import Unreadable
    from graph.validate.report import Violation

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
    "list_persons",
    "list_users",
    "load",
    "make_link",
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

MEASURE_COLUMNS = (
    "iri",
    "label",
    "degree",
    "weighted_degree",
    "betweenness",
    "component",
    "is_articulation",
    "demanded",
)
NAMED_MOST = 20
GAP_COLUMNS = ("id", "kind", "rule", "parties", "topic", "score", "strength", "reasons", "state")


def store_url(options: Namespace) -> str:
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


def load(options: Namespace) -> int:
    """Load files, all or none."""
    from graph.load.files import load_files, load_ontology  # noqa: PLC0415

    with opened(options, must_exist=False) as store:
        if store.revision == 0:
            load_ontology(store)
        files = [Path(name) for name in options.files]
        report = load_files(store, files, network=options.network, author="akteursnetz load")
    values = {"added": report.added, "files": report.files, "moved": report.moved}
    say(
        _("Neue Aussagen: %(added)d. Gelesene Dateien: %(files)d. Getrennt, weil sie Personen betreffen: %(moved)d.")
        % values
    )
    if report.unreadable:
        say(unreadable_lines(report.unreadable))
    return 0


def unreadable_lines(found: Sequence[Unreadable]) -> str:
    """What could not be read, one line each, of many the first."""
    from graph.rdf.values import in_words  # noqa: PLC0415
    from webapp.ui.terms import shorten  # noqa: PLC0415

    lines = [
        f"{_('Hinweis')}: {shorten(one.resource)} ({shorten(one.property)}: {one.value}): "
        + in_words(one.reason).in_language(console_language())
        for one in found[:NAMED_MOST]
    ]
    if len(found) > NAMED_MOST:
        lines.append(_("… und %(number)d weitere; alle nennt die Seite /daten.") % {"number": len(found) - NAMED_MOST})
    return "\n".join(lines)


def validate(options: Namespace) -> int:
    """Say what is wrong with the data; 1 when there is a violation."""
    from graph.validate.report import validate_files, validate_store  # noqa: PLC0415 - brings pyshacl and rdflib

    if options.files:
        found = validate_files([Path(name) for name in options.files])
    else:
        with opened(options) as store:
            found = validate_store(store)
    rows = [violation_row(violation) for violation in found]
    if options.format == "json":
        say(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        say("\n".join(sentence_of(row) for row in rows) or _("Alles in Ordnung."))
    return 1 if any(row["severity"] == "violation" for row in rows) else 0


def sentence_of(row: dict[str, str]) -> str:
    severities = {"violation": _("Fehler"), "warning": _("Hinweis"), "info": _("Anmerkung")}
    where = f" ({row['path']}: {row['value']})" if row["path"] and row["value"] else ""
    return f"{severities[row['severity']]}: {row['label']}: {row['message']}{where}"


def violation_row(violation: Violation) -> dict[str, str]:
    language = console_language()
    return {
        "focus": violation.focus.iri,
        "label": violation.focus.label.in_language(language) or violation.focus.iri,
        "path": violation.path,
        "message": violation.message.in_language(language),
        "severity": violation.severity,
        "value": violation.value,
        "shape": violation.shape,
    }


def query(options: Namespace) -> int:
    """Answer one query in the sandbox, like the service does, or show its text."""
    from webapp.ui.terms import shorten  # noqa: PLC0415

    if options.show:
        sys.stdout.write(shown_text(options.query))
        return 0
    with opened(options) as store:
        text = query_text(options, store)
        types = [ROWS["json"], GRAPHS["turtle"]]
        if options.format != "table":
            types = [FORMATS[options.format], *([GRAPHS["turtle"]] if options.format in ROWS else [])]
        answer = store.answer(text, types, limits=read_limits())
    if options.format != "table" or answer.media_type.startswith(GRAPHS["turtle"]):
        sys.stdout.write(answer.body.decode())
        return 0
    found = json.loads(answer.body)
    if "boolean" in found:
        say(_("Ja") if found["boolean"] else _("Nein"))
        return 0
    columns = found["head"]["vars"]
    rows = [
        {name: shorten(term["value"]) if term["type"] == "uri" else term["value"] for name, term in binding.items()}
        for binding in found["results"]["bindings"]
    ]
    write_rows(rows, columns, "table")
    return 0


def shown_text(asked: str) -> str:
    """A query from standard input, of a file, or a shipped question, with what it includes in place."""
    from graph.query.named import find_query  # noqa: PLC0415
    from graph.query.parts import with_parts  # noqa: PLC0415

    if asked == "-":
        return sys.stdin.read()
    if Path(asked).is_file():
        return with_parts(read_bytes(Path(asked)).decode("utf-8"))
    return find_query(asked).text


def query_text(options: Namespace, store: Store) -> str:
    """The same, a shipped question bound to the options."""
    if options.query == "-" or Path(options.query).is_file():
        return shown_text(options.query)
    from graph.network.model_reader import network_iri  # noqa: PLC0415
    from graph.query.named import find_query  # noqa: PLC0415

    named = find_query(options.query)
    values = {"network": network_iri(store, options.network), "date": options.at}
    known = {parameter.name for parameter in named.parameters}
    return named.bind(**{name: value for name, value in values.items() if name in known and value})


@contextmanager
def analysed(options: Namespace) -> Iterator[Analysis]:
    from graph.analysis import analysis_for  # noqa: PLC0415 - brings networkx
    from graph.resume.resume import resume  # noqa: PLC0415

    if options.at is not None and not is_day(options.at):
        raise DataInvalid("%(day)s is no day.", hint="Write it as 2026-12-31.", day=options.at)
    with opened(options) as store:
        resume(store)
        states = tuple(state.strip() for state in options.states.split(",") if state.strip())
        yield analysis_for(store, options.network, states=states, at=options.at)


def gaps(options: Namespace) -> int:
    """List what the network lacks."""
    from graph.gaps.rows import gap_as_json  # noqa: PLC0415
    from graph.model import GAP_KINDS  # noqa: PLC0415

    with analysed(options) as analysis:
        if options.write:
            return write_run(analysis, options)
        results = analysis.search_gaps((options.kind,) if options.kind else GAP_KINDS, top=options.top).values()
        found = [gap for result in results for gap in result.gaps]
        rows = [msgspec.to_builtins(gap_as_json(gap, console_language())) for gap in found[: options.top]]
    write_rows(rows, GAP_COLUMNS, options.format)
    for note in (note for result in results for note in result.notes):
        say(note.in_language(console_language()), sys.stderr)
    return 0


def write_run(analysis: Analysis, options: Namespace) -> int:
    """Keep the gaps of this run in a graph of their own."""
    from graph.model import GAP_KINDS  # noqa: PLC0415
    from graph.saved.gap_runs import keep_run  # noqa: PLC0415

    kinds = (options.kind,) if options.kind else GAP_KINDS
    run = keep_run(analysis, kinds=kinds, top=options.top, author="akteursnetz gaps")
    say(_("Geschriebene Lücken: %(number)d, im Graphen %(graph)s") % {"number": run.gaps, "graph": run.graph})
    return 0


def measures(options: Namespace) -> int:
    """Network and actors as JSON; the actors alone as CSV; one after the other as tables."""
    with analysed(options) as analysis:
        network, actors = network_values(analysis), actor_rows(analysis)
    if options.format == "json":
        say(json.dumps({"network": network, "actors": actors}, ensure_ascii=False, indent=2))
        return 0
    if options.format == "table":
        write_rows(
            [{"measure": name, "value": value} for name, value in network.items()], ("measure", "value"), "table"
        )
        say("")
    write_rows(actors, MEASURE_COLUMNS, options.format)
    return 0


def network_values(analysis: Analysis) -> dict[str, object]:
    """The measures of the whole network as plain values."""
    from graph.network.edges import counting_ties  # noqa: PLC0415

    found = analysis.measures
    counted = {name: len(getattr(found, name)) for name in ("articulation_points", "bridges")}
    return {
        "nodes": found.nodes,
        "pairs": found.pairs,
        "existing_ties": len(counting_ties(analysis.ties, at=analysis.at)),
        "ties": found.ties,
        "density": found.density,
        "components": list(found.components),
        "isolates": len(analysis.unconnected),
        **counted,
        "sectors": dict(found.sectors),
        "is_estimate": found.is_estimate,
    }


def actor_rows(analysis: Analysis) -> list[dict[str, object]]:
    """The measures of each actor as plain values, the strongest brokers first."""
    names, language = [name for name in MEASURE_COLUMNS if name != "label"], console_language()
    return [
        {
            **{name: getattr(row, name) for name in names},
            "label": analysis.model.ref(row.iri).label.in_language(language),
        }
        for row in analysis.measures.actors
    ]


def export(options: Namespace) -> int:
    """Write the network into a file."""
    from graph.export.formats import find_format  # noqa: PLC0415
    from graph.model import STATES  # noqa: PLC0415 - the model loads with the first file
    from webapp.pages.map.download.files import write_file  # noqa: PLC0415

    form = find_format(options.format)
    options.states = options.states or ",".join(STATES if form.is_drawn else STATES[:1])
    with analysed(options) as analysis:
        try:
            write_file(form, analysis, Path(options.file), console_language(), is_complete=options.complete)
        except OSError as error:
            raise ConfigError(
                "%(path)s cannot be written: %(reason)s.",
                hint="Choose another place.",
                path=options.file,
                reason=os.strerror(error.errno or 0),
            ) from error
    say(_("Geschrieben: %(path)s") % {"path": options.file})
    return 0


def check_evidence(options: Namespace) -> int:
    """0 when every passage of this document stands where it says, else 1 with the wrong ones named."""
    from graph.network.evidence import check_passages, coverage, document_with, passages_in  # noqa: PLC0415

    content = read_bytes(Path(options.file))
    text = content.decode("utf-8", errors="replace")
    with opened(options) as store:
        document = document_with(store, content)
        passages = passages_in(store, document)
    if not passages:
        raise DataError(
            "There is no passage in the store that %(file)s could be compared with.",
            hint="Give the store that holds the coded data with --store.",
            file=options.file,
        )
    if document is None:
        say(_("Kein Dokument des Speichers hat genau diesen Inhalt; verglichen werden alle Stellen."))
    wrong = check_passages(passages, text)
    for mismatch in wrong:
        say(str(mismatch))
    values = {"wrong": len(wrong), "total": len(passages), "share": 100 * coverage(passages, text).share}
    say(_("%(wrong)d von %(total)d Stellen falsch; zitiert sind %(share).1f %% der Buchstaben.") % values)
    return 1 if wrong else 0


def generate(options: Namespace) -> int:
    """Write a synthetic network, and what was left out of it."""
    from graph.load.generator.generate import generate as write_network  # noqa: PLC0415 - brings numpy
    from graph.load.generator.generate import write_truth  # noqa: PLC0415

    made = write_network(
        Path(options.file),
        actors=options.actors,
        seed=options.seed,
        degree=options.degree,
        silo_left=options.silo_left,
    )
    if options.truth:
        write_truth(Path(options.truth), made.truth)
    values = {"path": options.file, "statements": made.statements, "actors": made.actors}
    say(_("Geschrieben: %(path)s (%(statements)d Aussagen über %(actors)d Akteure)") % values)
    return 0


def read_bytes(path: Path) -> bytes:
    """The content of a file. Raises DataError when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise DataError(
            "%(file)s cannot be read: %(detail)s.", hint="Check the path.", file=path, detail=reason
        ) from error
