"""`/sachen.ics`: when what was decided is due, as a calendar that programs subscribe to."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from flask import Response, make_response, request
from flask.typing import ResponseReturnValue

from graph.matters.due import Due
from graph.period import moment_of
from webapp.pages.matters.due_words import address_of, due_in, on_one_line, title_of
from webapp.ui.context import get_analysis, networks_shown
from webapp.ui.language import gettext, say

if TYPE_CHECKING:
    from icalendar import Event

_TYPE = "text/calendar; charset=utf-8"


def due_calendar() -> ResponseReturnValue:
    """The days on which something is due in a network, or in all: one event of a whole day each."""
    from icalendar import Calendar  # noqa: PLC0415 - for programs that subscribe

    analysis = get_analysis()
    names = ", ".join(say(one.label) for one in networks_shown(analysis))
    found = Calendar()
    found.add("prodid", "-//Akteursnetz//Sachen//DE")
    found.add("version", "2.0")
    found.add("x-wr-calname", on_one_line(gettext("Fällige Beschlüsse: %(network)s", network=names)))
    for due in due_in(analysis):
        found.add_component(_event(due))
    return _as_file(found.to_ical())


def _event(due: Due) -> Event:
    from icalendar import Event  # noqa: PLC0415 - as above

    day, event = date.fromisoformat(due.day), Event()
    event.add("uid", f"{due.about.id}@{request.host.partition(':')[0]}")
    event.add("dtstamp", _said(due))
    event.add("dtstart", day)
    if day < date.max:
        event.add("dtend", day + timedelta(days=1))
    event.add("summary", title_of(due))
    event.add("url", address_of(due))
    event.add("transp", "TRANSPARENT")
    return event


def _said(due: Due) -> datetime:
    """When it was said, so that the file is the same as long as nothing changes; else the day it is due."""
    return moment_of(due.decision.time, datetime.combine(date.fromisoformat(due.day), time(), UTC))


def _as_file(content: bytes) -> Response:
    response = make_response(content)
    response.headers["Content-Type"] = _TYPE
    response.headers["Content-Disposition"] = 'inline; filename="sachen.ics"'
    return response
