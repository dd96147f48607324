"""`/api/v1/luecken`: the gap list, one gap with all answers to it, and answering it with a token."""

from __future__ import annotations

from flask.typing import ResponseReturnValue
from msgspec.structs import asdict

from graph.analysis import Analysis
from graph.errors import Conflict
from graph.gaps.answers import Decision
from graph.gaps.decisions import Decidable, make_decision, record
from graph.gaps.rows import decision_as_json
from graph.gaps.search import find_gap
from graph.model import Gap
from graph.saved.gap_runs import keep_run
from graph.scenarios.closing import closed_if_done
from graph.upkeep.meetings import day_of_meeting
from graph.upkeep.resolutions import Resolution
from webapp.api.network import listed
from webapp.api.rows import ref
from webapp.api.schemas import (
    AnswerInput,
    BetweenJson,
    GapDecidedJson,
    GapHistoryJson,
    GapKindJson,
    GapRunJson,
    GapsBetweenJson,
    MeetingResultsJson,
    ResolutionJson,
)
from webapp.http.bodies import read_json_body
from webapp.http.json_answers import answer_json
from webapp.http.tokens import author, author_of, require_writer
from webapp.pages.gaps.between import count_between
from webapp.pages.gaps.export import line_as_json, list_as_json
from webapp.pages.gaps.filter import ALL, filter_in_address, find_rows, name_values
from webapp.pages.gaps.resolutions import outcome_label, results_here, title_of
from webapp.pages.gaps.view import make_lines, make_notes, summarise_kinds
from webapp.ui.context import get_analysis, get_store

LARGEST_ANSWER = 20_000


def list_gaps() -> ResponseReturnValue:
    """The gap list in the rows of the contract, with the filters of the page; without ?stand= in every state.

    `notes` name what was not computed and the rules that were left out, of the kind asked for.
    """
    chosen, analysis = filter_in_address(stand=ALL), get_analysis()
    found = [row.gap for row in chosen.passing(find_rows(analysis, chosen.suche))]
    return answer_json(list_as_json(make_lines(analysis, found), make_notes(analysis, chosen.art)))


def list_gap_kinds() -> ResponseReturnValue:
    """Each kind: how many gaps and answers, what was counted of the network, and what the data could not carry."""
    return listed(
        [
            GapKindJson(
                kind=kind.kind,
                label=kind.title,
                open=kind.open,
                answered=kind.progress.answered,
                total=kind.progress.total,
                notes=list(kind.notes),
                figures=dict(kind.figures),
            )
            for kind in summarise_kinds(get_analysis())
        ]
    )


def list_resolutions() -> ResponseReturnValue:
    """What became of what meetings decided, and what was put off to them, the latest first."""
    analysis = get_analysis()
    return listed(
        [
            MeetingResultsJson(
                one.day,
                ref(one.meeting) if one.meeting else None,
                [_resolution(analysis, found) for found in one.decided],
                [_resolution(analysis, found) for found in one.put_off],
            )
            for one in results_here(analysis)
        ]
    )


def list_gaps_between() -> ResponseReturnValue:
    """Between which sectors and which groups gaps and ties lie, with the filters of the page."""
    chosen, analysis = filter_in_address(stand=ALL), get_analysis()
    tables = count_between(analysis, find_rows(analysis, chosen.suche), chosen, name_values(analysis))
    cells = [
        BetweenJson(table.name, cell.one, cell.other, cell.gaps, cell.existing, cell.expected, cell.demanded)
        for table in tables
        for cell in table.cells()
    ]
    notes = {table.name: list(table.notes) for table in tables}
    return answer_json(GapsBetweenJson(cells, get_store().revision, notes))


def show_gap(gap_id: str) -> ResponseReturnValue:
    """One gap, and every answer to it, the newest last."""
    return answer_json(_gap_history(find_gap(get_analysis().gaps, gap_id), get_store().revision))


def keep_gap_run() -> ResponseReturnValue:
    """Write the gaps of ?netz= as a named graph, which needs the token; the answer says which graph."""
    require_writer()
    run = keep_run(get_analysis(), author=author(), closed_if_done=closed_if_done)
    return answer_json(GapRunJson(run.graph, run.gaps, run.data_revision, run.revision, run.matters), 201)


def decide_gap(gap_id: str) -> ResponseReturnValue:
    """Answer a gap, which needs the token. `fingerprint`, when given, says which evidence the answer is about."""
    require_writer()
    found = find_gap(get_analysis().gaps, gap_id)
    applied = record(get_store(), found, sent_answer(found))
    answered = _gap_history(find_gap(get_analysis().gaps, gap_id), applied.revision)
    return answer_json(GapDecidedJson(**asdict(answered), moved=applied.moved), 201)


def sent_answer(found: Decidable) -> Decision:
    """The answer in the body of a request, to what it says it is about. Raises Conflict (409), DataInvalid (422)."""
    sent = read_json_body(LARGEST_ANSWER, AnswerInput, "answer")
    if sent.fingerprint not in ("", found.fingerprint):
        raise Conflict("The gap rests on something else by now.", hint="Read it again, then answer.")
    return make_decision(
        found,
        sent.answer,
        author=author_of(sent.author),
        note=sent.note,
        responsible=sent.responsible,
        due=sent.due,
        day=day_of_meeting(get_store(), found.network, sent.meeting, sent.day),
        until=sent.until,
        referred_to=sent.referred_to,
        meeting=sent.meeting,
    )


def _resolution(analysis: Analysis, found: Resolution) -> ResolutionJson:
    return ResolutionJson(
        about=found.decision.gap_id,
        title=title_of(analysis, found),
        outcome=found.outcome,
        label=outcome_label(found),
        state=found.state,
        decision=decision_as_json(found.decision),
    )


def _gap_history(found: Gap, revision: int) -> GapHistoryJson:
    analysis = get_analysis()
    (line,) = make_lines(analysis, [found])
    history = [decision_as_json(decision) for decision in analysis.decisions.get(found.id, ())]
    return GapHistoryJson(
        **asdict(line_as_json(line)), fingerprint=found.fingerprint, decisions=history, revision=revision
    )
