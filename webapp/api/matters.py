"""`/api/v1/sachen`: what is to be decided, each cause once; one with its gaps; answering it with a token."""

from __future__ import annotations

from flask.typing import ResponseReturnValue
from msgspec.structs import asdict

from graph.analysis import Analysis
from graph.gaps.rows import decision_as_json
from graph.matters.answering import record_matter
from graph.matters.matter import Matter
from graph.matters.rows import matter_with_gaps
from graph.scenarios.closing import closing_of
from webapp.api.gaps import sent_answer
from webapp.api.schemas import ClosingJson, MatterDecidedJson, MatterHistoryJson
from webapp.http.json_answers import answer_json
from webapp.http.tokens import require_writer
from webapp.pages.matters.export import matters_as_json
from webapp.pages.matters.view import find_matter
from webapp.ui.context import get_analysis, get_store
from webapp.ui.language import language


def list_matters() -> ResponseReturnValue:
    """What is to be decided: one row for each cause, the weightiest first, with the ids of the gaps beneath."""
    return answer_json(matters_as_json(get_analysis().matters))


def show_matter(matter_id: str) -> ResponseReturnValue:
    """One matter with the gaps that follow from it, and every answer to it, the newest last."""
    return answer_json(_matter_history(matter_id, get_store().revision))


def decide_matter(matter_id: str) -> ResponseReturnValue:
    """Answer a matter and its open gaps, which needs the token. `fingerprint`, when given, says on which evidence."""
    require_writer()
    found = find_matter(get_analysis(), matter_id)
    applied = record_matter(get_store(), found, sent_answer(found))
    answered = _matter_history(matter_id, applied.revision)
    return answer_json(MatterDecidedJson(**asdict(answered), moved=applied.moved), 201)


def _matter_history(matter_id: str, revision: int) -> MatterHistoryJson:
    analysis = get_analysis()
    found = find_matter(analysis, matter_id)
    history = [decision_as_json(decision) for decision in analysis.decisions.get(found.id, ())]
    fields = asdict(matter_with_gaps(found, language()))
    return MatterHistoryJson(
        **fields,
        fingerprint=found.fingerprint,
        if_done=_if_done(analysis, found),
        decisions=history,
        revision=revision,
    )


def _if_done(analysis: Analysis, matter: Matter) -> ClosingJson | None:
    closing = closing_of(analysis, matter)
    return closing and ClosingJson(sorted(closing.closed), sorted(closing.opened), sorted(closing.done))
