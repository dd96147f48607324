"""`/api/v1/vergleich`: what is different between two days, the same things as on their map."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from webapp.api.rows import refs
from webapp.api.schemas import ChangedThingJson, ChangedThingsJson, DifferenceJson
from webapp.http.json_answers import answer_json
from webapp.pages.difference.found import waiting_difference
from webapp.pages.difference.rows import ChangedRow, ChangeSection, sections_of
from webapp.ui.context import get_analysis, get_store
from webapp.ui.meant_time import say_meant_time


def show_difference() -> ResponseReturnValue:
    """What is different between two days, by what was recorded at their ends or by what held on them.

    Without days, since the last meeting. What was recorded is told to who may look back at former states.
    """
    analysis = get_analysis()
    days, found = waiting_difference(analysis)
    changes = [_section(one) for one in sections_of(analysis, found)]
    meant = say_meant_time(days.time)
    return answer_json(DifferenceJson(days.earlier, days.later, days.time, meant, changes, get_store().revision))


def _section(one: ChangeSection) -> ChangedThingsJson:
    return ChangedThingsJson(one.change, one.heading, len(one.rows), [_row(row) for row in one.rows])


def _row(row: ChangedRow) -> ChangedThingJson:
    return ChangedThingJson(row.iri, row.name, refs(row.parties), row.kind, row.before, row.after)
