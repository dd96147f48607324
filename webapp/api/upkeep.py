"""`/api/v1/offenes`, `/sitzungen`, `/aenderungen/seit`: what waits, when a network meets, what changed since."""

from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue

from graph.errors import NotFound
from graph.upkeep.meetings import meetings
from graph.upkeep.open_work.lists import SUMMED
from webapp.api.network import listed
from webapp.api.rows import ref
from webapp.api.schemas import MeetingJson, OpenListJson, OpenPointJson, OpenWorkJson, SinceItemJson, SinceJson
from webapp.http.json_answers import answer_json
from webapp.pages.changes.since import SinceGroup, day_meant, groups_since
from webapp.pages.data.open_work import ORDER, OpenLine, OpenSection, rows_of, section_of, work_here
from webapp.pages.data.routes import age_in_address
from webapp.ui.context import get_analysis, get_store
from webapp.ui.language import say


def open_points() -> ResponseReturnValue:
    """What waits for a coordinator, list by list: what is old, unproven, incomplete, unreadable, or there twice."""
    age, wanted = age_in_address(), request.args.get("liste", "")
    if wanted and wanted not in ORDER:
        raise NotFound("There is no list %(name)s.", hint="Lists: %(known)s", name=wanted, known=", ".join(ORDER))
    analysis, work = work_here(age)
    names = (wanted,) if wanted else ORDER
    sections = [section_of(work, analysis, name, age, rows_of(work, name)) for name in names]
    found = OpenWorkJson(
        total=work.total,
        lists=[_list_row(one) for one in sections],
        items=[_point_row(one, line) for one in sections for line in one.lines],
        revision=get_store().revision,
    )
    return answer_json(found)


def list_meetings() -> ResponseReturnValue:
    """The meetings whose day is known, the latest first; those to come, too."""
    found = meetings(get_store(), get_analysis().network_iri)
    return listed([MeetingJson(ref(one.ref), one.day, one.network) for one in found])


def changes_since() -> ResponseReturnValue:
    """What has become different since a day, else since the last meeting; nothing without either."""
    day = day_meant()
    return listed([_group_row(one) for one in groups_since(day)] if day else [])


def _list_row(section: OpenSection) -> OpenListJson:
    return OpenListJson(section.name, section.heading, section.meaning, section.number, section.name in SUMMED)


def _point_row(section: OpenSection, line: OpenLine) -> OpenPointJson:
    other = ref(line.other) if line.other else None
    forms = [action.url for action in line.actions]
    return OpenPointJson(section.name, ref(line.ref), other, line.kind, line.note, line.day, forms)


def _group_row(group: SinceGroup) -> SinceJson:
    items = [SinceItemJson(ref(one.ref), say(one.other), list(one.properties)) for one in group.shown]
    return SinceJson(group.name, group.heading, group.number, items)
