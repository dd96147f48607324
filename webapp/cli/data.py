"""Commands about data: `load`, `validate`, `evidence check`, `generate`."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import DataError, Wording
from webapp.cli.console import _, console_language, filled, say
from webapp.cli.stores import opened, read_bytes
from webapp.cli.unrecognised import unrecognised_lines

if TYPE_CHECKING:
    from graph.load.files import LeftOutOfFile
    from graph.model import Unreadable
    from graph.validate.report import Violation

NAMED_MOST = 20


def load(options: Namespace) -> int:
    """Load files, all or none; leniently, what can be read of them: 1 when something was left out."""
    from graph.load.files import load_files, load_ontology  # noqa: PLC0415

    with opened(options, must_exist=False) as store:
        if store.revision == 0:
            load_ontology(store)
        files = [Path(name) for name in options.files]
        report = load_files(store, files, network=options.network, author="akteursnetz load", lenient=options.lenient)
        unrecognised = unrecognised_lines(store, report.described)
    values = {"added": report.added, "files": report.files, "moved": report.moved}
    say(
        _("Neue Aussagen: %(added)d. Gelesene Dateien: %(files)d. Getrennt, weil sie Personen betreffen: %(moved)d.")
        % values
    )
    if report.unreadable:
        say(unreadable_lines(report.unreadable))
    if unrecognised:
        say(unrecognised)
    if report.left_out:
        say(left_out_lines(report.left_out), sys.stderr)
    return 1 if report.left_out else 0


def left_out_lines(found: Sequence[LeftOutOfFile]) -> str:
    """What a lenient load left out, one line each, of many the first."""
    lines = [_("Weggelassen, weil es sich nicht lesen lässt: %(number)d") % {"number": len(found)}]
    for one in found[:NAMED_MOST]:
        where = (
            one.file
            if one.fault.line is None
            else _("%(file)s, Zeile %(line)d") % {"file": one.file, "line": one.fault.line}
        )
        detail = one.fault.detail
        lines.append(f"{where}: {filled(detail.template, detail.values) if isinstance(detail, Wording) else detail}")
    if len(found) > NAMED_MOST:
        lines.append(_("… und %(number)d weitere Stellen.") % {"number": len(found) - NAMED_MOST})
    return "\n".join(lines)


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
    """A violation in one sentence: how bad it is, of what, and which value."""
    severities = {"violation": _("Fehler"), "warning": _("Hinweis"), "info": _("Anmerkung")}
    where = f" ({row['path']}: {row['value']})" if row["path"] and row["value"] else ""
    return f"{severities[row['severity']]}: {row['label']}: {row['message']}{where}"


def violation_row(violation: Violation) -> dict[str, str]:
    """A violation as a row of JSON, in the language of the terminal."""
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
