"""`/api/v1/luecken`: the gap list, one gap with all answers to it, and answering it with a token."""

from __future__ import annotations

import json
from typing import Any

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from graph.errors import Conflict, UnsupportedMediaType
from graph.gaps.decisions import decision_as_row, fingerprint, make_decision, record
from graph.gaps.search import find_gap
from graph.model import Gap
from graph.saved.gap_runs import keep_run
from webapp.api.network import listed
from webapp.http.bodies import read_text
from webapp.http.errors import BadRequestError
from webapp.http.tokens import author, require_writer
from webapp.pages.gaps.export import line_as_row
from webapp.pages.gaps.filter import ALL, asked_filter, find_rows
from webapp.pages.gaps.view import make_lines, summarise_kinds
from webapp.ui.context import get_analysis, get_store

LARGEST_ANSWER = 20_000
FIELDS = ("answer", "author", "note", "responsible", "due", "fingerprint")


def list_gaps() -> ResponseReturnValue:
    """The gap list in the rows of the contract, with the filters of the page; without ?stand= in every state."""
    chosen, analysis = asked_filter(stand=ALL), get_analysis()
    found = [row.gap for row in chosen.passing(find_rows(analysis, chosen.suche))]
    return listed([line_as_row(line) for line in make_lines(analysis, found)])


def list_gap_kinds() -> ResponseReturnValue:
    """Each kind: how many gaps and answers, what was counted of the network, and what the data could not carry."""
    return listed(
        [
            {
                "kind": kind.kind,
                "label": kind.title,
                "open": kind.open,
                "answered": kind.progress.answered,
                "total": kind.progress.total,
                "notes": list(kind.notes),
                "figures": dict(kind.figures),
            }
            for kind in summarise_kinds(get_analysis())
        ]
    )


def show_gap(gap_id: str) -> ResponseReturnValue:
    """One gap, and every answer to it, the newest last."""
    return jsonify(**_gap_row(find_gap(get_analysis().gaps, gap_id)), revision=get_store().revision)


def keep_gap_run() -> ResponseReturnValue:
    """Write the gaps of ?netz= as a named graph, which needs the token; the answer says which graph."""
    require_writer()
    run = keep_run(get_analysis(), author=author())
    return jsonify(graph=run.graph, gaps=run.gaps, data_revision=run.data_revision, revision=run.revision), 201


def decide_gap(gap_id: str) -> ResponseReturnValue:
    """Answer a gap, which needs the token. `fingerprint`, when given, says which evidence the answer is about."""
    require_writer()
    found = find_gap(get_analysis().gaps, gap_id)
    sent = _read_answer()
    if sent["fingerprint"] not in ("", fingerprint(found)):
        raise Conflict("The gap rests on something else by now.", hint="Read it again, then answer.")
    decision = make_decision(
        found,
        sent["answer"],
        author=sent["author"] or author(),
        note=sent["note"],
        responsible=sent["responsible"],
        due=sent["due"],
    )
    applied = record(get_store(), found, decision)
    answered = _gap_row(find_gap(get_analysis().gaps, gap_id))
    return jsonify(**answered, revision=applied.revision, moved=applied.moved), 201


def _gap_row(found: Gap) -> dict[str, Any]:
    analysis = get_analysis()
    (line,) = make_lines(analysis, [found])
    history = [decision_as_row(decision) for decision in analysis.decisions.get(found.id, ())]
    return {**line_as_row(line), "fingerprint": fingerprint(found), "decisions": history}


def _read_answer() -> dict[str, str]:
    """The fields of the answer, "" for those not sent. Raises BadRequestError (400), UnsupportedMediaType (415)."""
    if request.mimetype != "application/json":
        raise UnsupportedMediaType(
            "An answer is not taken as %(type)s.", hint="Send it as application/json.", type=request.mimetype or "?"
        )
    try:
        sent = json.loads(read_text(LARGEST_ANSWER))
    except (ValueError, RecursionError) as error:
        raise BadRequestError("The body is no JSON.", hint="Send an object with answer and author.") from error
    if not isinstance(sent, dict) or not all(isinstance(value, str) for value in sent.values()):
        raise BadRequestError("An answer is an object of texts.", hint="Send an object with answer and author.")
    unknown = sorted(set(sent) - set(FIELDS))
    if unknown:
        raise BadRequestError(
            "An answer has no field %(name)s.", hint="Fields: %(known)s.", name=unknown[0], known=", ".join(FIELDS)
        )
    return {name: sent.get(name, "") for name in FIELDS}
