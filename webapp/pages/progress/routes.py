"""`/fortschritt`: what was open, decided, overdue and done from meeting to meeting; indicators; two days compared."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue

from graph.analysis import Analysis
from graph.cache.beside import patience
from graph.errors import no_such_format
from graph.export.spreadsheets import LIST_TYPES
from graph.matters.indicators import INDICATOR
from graph.period import shown_day
from graph.progress.figures import TOPICS
from graph.progress.indicators import IndicatorOfField, indicators_of, with_former_counts
from graph.progress.meetings import MOST, SHOWN, MeetingProgress, progress_of
from graph.terms import SCHEMA
from graph.upkeep.forms.form_for import kinds_of_entries
from webapp.http.errors import BadRequestError
from webapp.http.slots import slot
from webapp.pages.progress import decided
from webapp.pages.progress.export import write_progress
from webapp.pages.progress.indicators import field_sections
from webapp.pages.progress.table import make_table
from webapp.ui.attachment import attachment
from webapp.ui.context import get_analysis, get_store, networks_shown, whole_store
from webapp.ui.meant_time import say_meant_time
from webapp.ui.page import may_look_back, may_read_all
from webapp.ui.wording import say_date

TOLD_AT_ONCE = TOPICS.index("gaps")
"""Topics that stand open: what a meeting decides on. The others open for who asks."""
PATIENCE_S = 20.0
"""What a file and a program wait for former states; what takes longer is said to be pending."""


@dataclass(frozen=True, slots=True)
class ProgressCourse:
    """What the page, its files and the API tell: the states over the meetings, and the indicators."""

    progress: MeetingProgress
    indicators: list[IndicatorOfField]
    unknown_days: frozenset[str]


def show() -> ResponseReturnValue:
    """The page."""
    analysis, shown = get_analysis(), meetings_asked()
    course = course_of(analysis, shown)
    progress, lines = course.progress, decided.decided_lines(analysis)
    last = progress.states[-2].day if len(progress.states) > 1 else ""
    return render_template(
        "progress/index.html",
        progress=progress,
        told_at_once=TOLD_AT_ONCE,
        table=make_table(analysis, progress, looks_back=may_look_back()),
        reads_former=may_read_all(),
        earlier=min(progress.earlier, MOST - shown),
        more=min(shown + progress.earlier, MOST),
        decided=lines,
        shown_decided=decided.SHOWN,
        fields=field_sections(course.indicators, shown_day().isoformat()),
        unknown_days=[say_date(day) for day in sorted(course.unknown_days)],
        kind_of_indicator=_kind_of(INDICATOR),
        kind_of_value=_kind_of(SCHEMA + "Observation"),
        networks=networks_shown(analysis),
        exports=tuple(LIST_TYPES),
        last=last,
        meant=say_meant_time("held"),
        today=shown_day().isoformat(),
    )


def export(form: str) -> ResponseReturnValue:
    """The figures over the meetings as a table; a workbook has decisions and indicators too. NotAcceptable (406)."""
    if form not in LIST_TYPES:
        raise no_such_format(form, LIST_TYPES)
    analysis = get_analysis()
    course = waiting_course(analysis)
    table = make_table(analysis, course.progress, looks_back=False)
    return attachment(
        write_progress(form, table, decided.decided_lines(analysis), course.indicators),
        LIST_TYPES[form],
        f"fortschritt.{form}",
    )


def waiting_course(analysis: Analysis) -> ProgressCourse:
    """The same for a file or a program, which waits a while for former states."""
    with slot():
        analysis.compute()  # neither says of a figure that it is a former one
        with patience(PATIENCE_S):
            return course_of(analysis, meetings_asked())


def course_of(analysis: Analysis, shown: int) -> ProgressCourse:
    """The states of a network over its meetings, as far as this reader may be told of former ones."""
    record = whole_store() if may_read_all() else None
    progress = progress_of(analysis, record, shown_day(), shown=shown)
    found, days = indicators_of(analysis), [one.day for one in progress.states[:-1]]
    if record is None:
        return ProgressCourse(progress, found, frozenset())
    return ProgressCourse(progress, *with_former_counts(found, record, days))


def meetings_asked() -> int:
    """How many meetings are to be told (?sitzungen=). Raises BadRequestError (400)."""
    text = request.args.get("sitzungen", "").strip() or str(SHOWN)
    if not text.isdecimal() or not 0 < int(text[:6]) <= MOST:
        raise BadRequestError(
            "%(name)s is a number from 1 to %(most)s.", hint="Change the address.", name="sitzungen", most=MOST
        )
    return int(text[:6])


def _kind_of(class_iri: str) -> str:
    """The word by which addresses name the form of a class, "" where it has none."""
    return next((word for word, one in kinds_of_entries(get_store()).items() if one == class_iri), "")
