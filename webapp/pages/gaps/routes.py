"""`/luecken`: what the network lacks, each with its reason, its passage and what was answered."""

from __future__ import annotations

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from graph.errors import no_such_format
from graph.export.spreadsheets import LIST_TYPES, as_csv, as_xlsx
from graph.gaps.search import find_gap
from graph.matters.sections import FOR_A_MEETING, sections_of
from graph.terms import network_slug
from webapp.pages.gaps.between import as_rows, count_between
from webapp.pages.gaps.decision_view import DecisionInput, blank_input, make_answers
from webapp.pages.gaps.export import write_gaps
from webapp.pages.gaps.filter import OVERDUE, filter_in_address, find_rows, make_choices, name_values
from webapp.pages.gaps.grouping import group_rows
from webapp.pages.gaps.matrix import make_matrices
from webapp.pages.gaps.resolutions import make_meeting_sections
from webapp.pages.gaps.rows import gap_title
from webapp.pages.gaps.view import make_lines, make_notes, make_sections, progress_of, summarise_kinds
from webapp.ui.attachment import attachment
from webapp.ui.context import get_analysis
from webapp.ui.form_pages import form_page
from webapp.ui.language import gettext
from webapp.ui.paging import cut, page_in_address

BETWEEN_TYPES = ("csv", "xlsx")


def index() -> ResponseReturnValue:
    """The list; the fields of GapFilter filter it, ?seite= turns its pages."""
    chosen, analysis = filter_in_address(), get_analysis()
    found, names = find_rows(analysis, chosen.suche), name_values(analysis)
    passing = chosen.passing(found)
    page = cut(group_rows(analysis, passing), page_in_address())
    is_overview = chosen.is_empty and page.number == 1
    matters = sections_of(analysis.matters if is_overview else ())
    return render_template(
        "gaps/index.html",
        sections=make_sections(page.rows, passing),
        page=page,
        found=len(passing),
        total=len(analysis.gaps),
        progress=progress_of(make_lines(analysis, analysis.gaps)),
        kinds=summarise_kinds(analysis) if is_overview else (),
        important=matters.first(FOR_A_MEETING),
        is_anything_asked=bool(matters.asked),
        decisions_total=len(matters.for_the_group),
        meetings=make_meeting_sections(analysis) if is_overview else (),
        matrices=make_matrices(count_between(analysis, found, chosen, names)),
        between_exports=BETWEEN_TYPES,
        chosen=chosen,
        names=names,
        choices=make_choices(found, chosen, names),
        exports=tuple(LIST_TYPES),
        overdue=OVERDUE,
    )


def export(form: str) -> ResponseReturnValue:
    """The same list as a table, with the same filters; all of it, not one page. Raises NotAcceptable (406)."""
    if form not in LIST_TYPES:
        raise no_such_format(form, LIST_TYPES)
    chosen, analysis = filter_in_address(), get_analysis()
    passing = [row.gap for row in chosen.passing(find_rows(analysis, chosen.suche))]
    return attachment(
        write_gaps(form, make_lines(analysis, passing), make_notes(analysis, chosen.art)),
        LIST_TYPES[form],
        f"luecken.{form}",
    )


def export_between(form: str) -> ResponseReturnValue:
    """The tables of who gaps and ties lie between, with the filters of the page. Raises NotAcceptable (406)."""
    if form not in BETWEEN_TYPES:
        raise no_such_format(form, BETWEEN_TYPES)
    chosen, analysis = filter_in_address(), get_analysis()
    rows = as_rows(count_between(analysis, find_rows(analysis, chosen.suche), chosen, name_values(analysis)))
    return attachment(
        as_csv(rows) if form == "csv" else as_xlsx({gettext("Lücken"): rows}),
        LIST_TYPES[form],
        f"luecken-zwischen.{form}",
    )


def show(gap_id: str) -> ResponseReturnValue:
    """One gap, with everything that is known of it, and the form to answer it."""
    return answer_page(gap_id)


def answer_page(gap_id: str, asked: DecisionInput | None = None) -> Response:
    """The page of a gap; with what was entered, when it could not be taken."""
    analysis = get_analysis()
    gap = find_gap(analysis.gaps, gap_id)
    networks = (network_slug(gap.network),)
    return form_page(
        "gaps/show.html",
        networks=networks,
        gap=gap,
        title=gap_title(gap),
        matter=analysis.matter_of_gap.get(gap.id),
        given=make_answers(analysis, gap),
        asked=asked or blank_input(networks),
        is_overdue=make_lines(analysis, [gap])[0].is_overdue,
    )
