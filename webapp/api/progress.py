"""`/api/v1/fortschritt`, `/indikatoren`: the figures over the meetings, and how fields come along."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from graph.period import shown_day
from graph.progress.indicators import IndicatorOfField
from graph.progress.meetings import StateOfDay
from webapp.api.network import listed
from webapp.api.rows import ref, refs
from webapp.api.schemas import IndicatorJson, IndicatorValueJson, ProgressJson, StateOfDayJson
from webapp.http.json_answers import answer_json
from webapp.pages.progress.routes import waiting_course
from webapp.ui.context import get_analysis, get_store
from webapp.ui.language import say


def show_progress() -> ResponseReturnValue:
    """The figures at the end of the day of each of the last meetings, and now; the state of now is the last one.

    Of a day of which nothing is known `figures` is empty, and `unknown` says why.
    """
    progress = waiting_course(get_analysis()).progress
    states = [_state(one) for one in progress.states]
    return answer_json(ProgressJson(states, progress.earlier, get_store().revision))


def list_indicators() -> ResponseReturnValue:
    """The indicators of a network with all their values; what is counted has one for each meeting and for today."""
    return listed([_indicator(one) for one in waiting_course(get_analysis()).indicators])


def _state(one: StateOfDay) -> StateOfDayJson:
    meetings = refs([meeting.ref for meeting in one.meetings])
    return StateOfDayJson(one.day, meetings, dict(one.figures or {}), one.unknown)


def _indicator(found: IndicatorOfField) -> IndicatorJson:
    one = found.indicator
    return IndicatorJson(
        indicator=ref(one.ref),
        field=ref(found.field) if found.field else None,
        state=one.state,
        unit=one.unit,
        target=one.target,
        due=one.due,
        reached=found.reached(shown_day().isoformat()),
        counted=say(one.counted.label) if one.counted else "",
        values=[IndicatorValueJson(value.day, value.value) for value in one.values],
    )
