"""The gap list as a table for other programs: CSV, XLSX, JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import msgspec
from msgspec.structs import asdict

from graph.export.spreadsheets import Cell, as_csv, as_xlsx
from graph.gaps.rows import DecisionJson, GapJson, decision_as_json, gap_as_json
from graph.model import GapKind
from graph.text import JOINT
from webapp.http.json_answers import Listed, encode
from webapp.pages.gaps.answer_cells import answer_cells
from webapp.pages.gaps.rows import gap_title
from webapp.pages.gaps.view import GapLine, GapNote
from webapp.ui.context import get_store
from webapp.ui.language import gettext, language, say
from webapp.ui.links import gap_url
from webapp.ui.wording import confidence_label, gap_kind_label, readable, strength_label


def write_gaps(form: str, lines: Sequence[GapLine], notes: Sequence[GapNote]) -> bytes:
    """The file of this form; in CSV, which is one table, without the notes."""
    return _WRITERS[form](lines, notes)


class AnsweredGapJson(GapJson, kw_only=True):
    """A gap with the last answer to it, null where there is none; `overdue`: the day named there is over."""

    decision: DecisionJson | None
    overdue: bool


class GapNoteJson(msgspec.Struct):
    """What was not computed, and why, or a rule that was left out: the list is short of it."""

    kind: GapKind
    text: str


class GapListJson(Listed[AnsweredGapJson]):
    """The gap list, with notes on what is missing in it."""

    notes: list[GapNoteJson]


def list_as_json(lines: Sequence[GapLine], notes: Sequence[GapNote]) -> GapListJson:
    """Gaps and notes in the contract's form, with the revision they are true for."""
    said = [GapNoteJson(note.kind, note.text) for note in notes]
    return GapListJson([line_as_json(line) for line in lines], get_store().revision, said)


def line_as_json(line: GapLine) -> AnsweredGapJson:
    """A gap in the contract's form, with the last answer to it."""
    decision = decision_as_json(line.decision) if line.decision else None
    return AnsweredGapJson(**asdict(gap_as_json(line.gap, language())), decision=decision, overdue=line.is_overdue)


def _as_json(lines: Sequence[GapLine], notes: Sequence[GapNote]) -> bytes:
    return msgspec.json.format(encode(list_as_json(lines, notes)), indent=1)


def _as_csv(lines: Sequence[GapLine], _notes: Sequence[GapNote]) -> bytes:
    return as_csv(_table(lines))


def _as_xlsx(lines: Sequence[GapLine], notes: Sequence[GapNote]) -> bytes:
    left_out = [[gettext("Art"), gettext("Anmerkung")], *([gap_kind_label(note.kind), note.text] for note in notes)]
    return as_xlsx({gettext("Lücken"): _table(lines), **({gettext("Nicht enthalten"): left_out} if notes else {})})


_WRITERS: Mapping[str, Callable[[Sequence[GapLine], Sequence[GapNote]], bytes]] = {
    "csv": _as_csv,
    "xlsx": _as_xlsx,
    "json": _as_json,
}


def _table(lines: Sequence[GapLine]) -> list[list[Cell]]:
    rows = [_cells(line) for line in lines]
    head = rows[0] if rows else _cells(None)
    return [list(head), *(list(row.values()) for row in rows)]


def _cells(line: GapLine | None) -> dict[str, Cell]:
    """One line by the headings of its columns; without a gap only the headings matter."""
    gap, decision = (line.gap, line.decision) if line else (None, None)
    return {
        gettext("Gegenstand"): gap_title(gap) if gap else "",
        gettext("Art"): gap_kind_label(gap.kind) if gap else "",
        gettext("Regel"): say(gap.title) if gap else "",
        gettext("Beteiligte"): JOINT.join(say(party.label) for party in gap.parties) if gap else "",
        gettext("Thema"): say(gap.topic.label) if gap and gap.topic else "",
        gettext("Stärke des Hinweises"): strength_label(gap.strength) if gap else "",
        gettext("Sicherheit"): confidence_label(gap.confidence) if gap else "",
        gettext("Wert"): gap.score if gap else "",
        gettext("Begründung"): " ".join(say(reason.text) for reason in gap.reasons) if gap else "",
        gettext("Empfehlung"): say(gap.recommendation) if gap else "",
        gettext("Danach eintragen"): say(gap.enter) if gap else "",
        gettext("Gefordert von"): JOINT.join(say(ref.label) for ref in gap.demanded_by) if gap else "",
        gettext("Offen seit"): gap.since if gap else "",
        gettext("Belege"): JOINT.join(f"„{readable(passage.quote)}“" for passage in gap.evidence) if gap else "",
        **answer_cells(gap, decision),
        gettext("Adresse"): gap_url(gap.id) if gap else "",
        gettext("Kennung"): gap.id if gap else "",
    }
