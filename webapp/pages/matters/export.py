"""The matters as a table for other programs: CSV, XLSX, JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import msgspec
from flask import request

from graph.analysis import Analysis
from graph.export.spreadsheets import Cell, as_csv, as_xlsx
from graph.gaps.answers import Decision
from graph.matters.matter import Matter
from graph.matters.rows import MatterJson, matter_as_json
from graph.text import JOINT
from webapp.http.json_answers import Listed, encode
from webapp.pages.gaps.answer_cells import answer_cells
from webapp.pages.gaps.rows import last_decision
from webapp.pages.matters.view import CHOSEN, chosen_matters
from webapp.ui.context import get_analysis, get_store
from webapp.ui.language import gettext, language, say
from webapp.ui.links import matter_url
from webapp.ui.wording import audience_label, confidence_label, readable


def write_matters(form: str, analysis: Analysis) -> bytes:
    """The file of this form: the matters that ?sache= names, or all."""
    matters = chosen_matters(analysis) if request.args.get(CHOSEN) else analysis.matters
    return _WRITERS[form](matters)


def matters_as_json(matters: Sequence[Matter]) -> Listed[MatterJson]:
    """The matters in the contract's form, with the revision they are true for."""
    return Listed([matter_as_json(matter, language()) for matter in matters], get_store().revision)


def _as_json(matters: Sequence[Matter]) -> bytes:
    return msgspec.json.format(encode(matters_as_json(matters)), indent=1)


def _as_csv(matters: Sequence[Matter]) -> bytes:
    return as_csv(_table(matters))


def _as_xlsx(matters: Sequence[Matter]) -> bytes:
    return as_xlsx({gettext("Sachen"): _table(matters)})


_WRITERS: Mapping[str, Callable[[Sequence[Matter]], bytes]] = {"csv": _as_csv, "xlsx": _as_xlsx, "json": _as_json}


def _table(matters: Sequence[Matter]) -> list[list[Cell]]:
    analysis = get_analysis()
    rows = (_cells(matter, last_decision(analysis, matter)) for matter in matters)
    return [list(_cells(None, None)), *(list(row.values()) for row in rows)]


def _cells(matter: Matter | None, decision: Decision | None) -> dict[str, Cell]:
    """One line by the headings of its columns; without a matter only the headings matter."""
    one = matter
    return {
        gettext("Sache"): say(one.title) if one else "",
        gettext("Rang"): (one.rank if one else None) or "",
        gettext("Angeheftet"): (one.pinned if one else None) or "",
        gettext("Zu entscheiden"): say(one.question) if one else "",
        gettext("Wer handelt"): audience_label(one.audience) if one else "",
        gettext("Gefordert von"): JOINT.join(say(ref.label) for ref in one.demanded_by) if one else "",
        gettext("Genannt von"): JOINT.join(say(ref.label) for ref in one.named_by) if one else "",
        gettext("Forderungen"): JOINT.join(say(ref.label) for ref in one.demands) if one else "",
        gettext("Offen seit"): one.since if one else "",
        gettext("Sicherheit"): confidence_label(one.confidence) if one else "",
        gettext("Beteiligte"): JOINT.join(say(ref.label) for ref in one.parties) if one else "",
        gettext("Heute eingetragen"): JOINT.join(say(ref.label) for ref in one.recorded) if one else "",
        gettext("Möglichkeiten"): JOINT.join(map(say, one.options)) if one else "",
        gettext("Könnte es aufgreifen"): say(one.convenor.actor.label) if one and one.convenor else "",
        gettext("Gewicht"): one.score if one else 0.0,
        gettext("Warum dieser Rang"): JOINT.join(say(reason.text) for reason in one.reasons) if one else "",
        gettext("Lücken"): len(one.gaps) if one else 0,
        gettext("Belege"): JOINT.join(f"„{readable(passage.quote)}“" for passage in one.evidence) if one else "",
        **answer_cells(one, decision),
        gettext("Adresse"): matter_url(one.id) if one else "",
        gettext("Kennung"): one.id if one else "",
    }
