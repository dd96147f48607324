"""Commands that answer from a store: `query`, `measures`, `gaps`, `matters`, `export`."""

from __future__ import annotations

import json
import os
import sys
from argparse import Namespace
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from graph.errors import ConfigError
from graph.protocol import Store
from webapp.cli.console import _, console_language, say, write_rows
from webapp.cli.stores import analysed, opened, read_bytes
from webapp.http.media_types import FORMATS, GRAPHS, ROWS
from webapp.settings import read_limits

if TYPE_CHECKING:
    from graph.analysis import Analysis


GAP_COLUMNS = ("parties", "kind", "rule", "topic", "score", "strength", "reasons", "state", "id")
MATTER_COLUMNS = ("rank", "title", "question", "audience", "demanded_by", "since", "score", "pinned", "state", "id")


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
        return sys.stdin.read().removeprefix("\ufeff")
    if Path(asked).is_file():
        return with_parts(read_bytes(Path(asked)).decode("utf-8-sig"))
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


def matters(options: Namespace) -> int:
    """List what is to be decided as the page has it: what is pinned on top, what was answered at the end."""
    from graph.matters.rows import matter_as_json  # noqa: PLC0415
    from graph.matters.sections import sections_of  # noqa: PLC0415

    with analysed(options) as analysis:
        found = sections_of(analysis.matters).in_order[: options.top]
        rows = [msgspec.to_builtins(matter_as_json(matter, console_language())) for matter in found]
    write_rows(rows, MATTER_COLUMNS, options.format)
    return 0


def write_run(analysis: Analysis, options: Namespace) -> int:
    """Keep the gaps of this run in a graph of their own."""
    from graph.model import GAP_KINDS  # noqa: PLC0415
    from graph.saved.gap_runs import keep_run  # noqa: PLC0415
    from graph.scenarios.closing import closed_if_done  # noqa: PLC0415

    kinds = (options.kind,) if options.kind else GAP_KINDS
    run = keep_run(analysis, kinds=kinds, top=options.top, author="akteursnetz gaps", closed_if_done=closed_if_done)
    say(_("Geschriebene Lücken: %(number)d, im Graphen %(graph)s") % {"number": run.gaps, "graph": run.graph})
    if run.matters:
        say(_("Geschriebene Sachen: %(number)d") % {"number": run.matters})
    return 0


def measures(options: Namespace) -> int:
    """Network and actors as JSON; the actors alone as CSV; one after the other as tables."""
    with analysed(options) as analysis:
        network, actors, columns = network_values(analysis), actor_rows(analysis), measure_columns()
    if options.format == "json":
        say(json.dumps({"network": network, "actors": actors}, ensure_ascii=False, indent=2))
        return 0
    if options.format == "table":
        write_rows(
            [{"measure": name, "value": value} for name, value in network.items()], ("measure", "value"), "table"
        )
        say("")
    write_rows(actors, columns, options.format)
    return 0


def network_values(analysis: Analysis) -> dict[str, object]:
    """Every figure of the start page and of the page on measures by its name in the API, and what only a program reads.

    `components` are all sizes here, those of single actors too; `isolates` counts as the pages do.
    """
    from webapp.pages.measures.key_figures import key_figures, network_figures  # noqa: PLC0415

    found = analysis.measures
    figures = {figure.name: figure.value for figure in (*key_figures(analysis), *network_figures(analysis))}
    return {
        "nodes": found.nodes,
        **figures,
        "ties": found.ties,
        "components": list(found.components),
        "sectors": dict(found.sectors),
        "is_estimate": found.is_estimate,
    }


def measure_columns() -> tuple[str, ...]:
    """The columns of the table of actors: who it is, and every measure that the model has of an actor."""
    from graph.measures.centrality import ActorMeasures  # noqa: PLC0415 - networkx loads with the first file

    return ("label", *(one.name for one in fields(ActorMeasures) if one.name != "iri"), "iri")


def actor_rows(analysis: Analysis) -> list[dict[str, object]]:
    """The measures of each actor as plain values, the strongest brokers first."""
    language = console_language()
    return [
        {**asdict(row), "label": analysis.model.ref(row.iri).label.in_language(language)}
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
