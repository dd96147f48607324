"""`/vergleich/karte`: what is different between two days on one map, with the table that says the same."""

from __future__ import annotations

from flask import Response, render_template, request, url_for

from graph.analysis import Analysis
from graph.progress.difference import NetworkDifference
from graph.progress.former import first_day_recorded
from graph.scenarios.comparison import DayComparison, compare
from graph.text import slug_for, xml_text
from graph.upkeep.meetings import meetings
from webapp.http.errors import BadRequestError
from webapp.pages.compare.view import FigureRow, figure_rows
from webapp.pages.difference.days import days_in_address, days_meant, offered_days
from webapp.pages.difference.drawing import draw_both
from webapp.pages.difference.found import FoundDifference, find_difference, waiting_difference
from webapp.pages.difference.picture import picture_of_both
from webapp.pages.difference.rows import counts_of, sections_of
from webapp.pages.difference.sheet import make_sheet
from webapp.pages.difference.signs import CHANGE_SIGNS, OF_ACTORS, ON_PAGE, ON_PAPER
from webapp.pages.difference.words import CHANGE_WORDS, STAYED, STILL_WANTED, say_undrawn
from webapp.pages.map.download.caption import Caption
from webapp.pages.map.download.sheets import SHEETS, sheet_of, tiles_of
from webapp.pages.map.download.small import MEDIA_TYPE
from webapp.pages.map.model import DRAWN_MOST
from webapp.pages.map.routes import get_picture, network_label
from webapp.pages.progress.words import figure_in_words
from webapp.ui.attachment import attachment
from webapp.ui.context import get_analysis, get_store, network_slug, whole_store
from webapp.ui.meant_time import TIMES, say_meant_time
from webapp.ui.palette import HEADS

LONGEST_NAME = 120
ROWS = 5
"""Lines of one change that stand open."""


def show() -> str:
    """The map of both days and its table; without days to compare, the form to choose them."""
    analysis = get_analysis()
    days = days_meant(meetings(get_store(), analysis.network_iri))
    found = find_difference(analysis, days)
    told = found.difference
    held = compare(analysis, days.earlier, days.later) if told and days.time == "held" else None
    both = picture_of_both(analysis, get_picture(), told) if told else None
    return render_template(
        "difference/show.html",
        days=days,
        network_name=network_label(network_slug()),
        meant=say_meant_time(days.time),
        times=[(one, str(words), days_in_address(one, days.earlier, days.later)) for one, words in TIMES.items()],
        found=found,
        first_day=_first_day(found),
        told=told,
        sections=sections_of(analysis, told) if told else [],
        drawing=draw_both(both) if both else None,
        undrawn=say_undrawn(len(both.undrawn)) if both else "",
        drawn_most=DRAWN_MOST,
        offered=offered_days(analysis, days),
        gone=_gone(analysis, told) if told else frozenset(),
        colours=ON_PAGE,
        rows_open=ROWS,
        figures=_figures(told, held) if told else (),
        undated=held.undated if held else 0,
        signs=CHANGE_SIGNS,
        of_actors=OF_ACTORS,
        stayed=STAYED,
        still_wanted=STILL_WANTED,
        heads=HEADS,
    )


def export() -> Response:
    """The same map as SVG, with title, both days and legend; ?blatt= fits it to a sheet.

    Raises Forbidden (403) and NotFound (404) as `waiting_difference` does, BadRequestError (400).
    """
    analysis = get_analysis()
    days, told = waiting_difference(analysis)
    picture = get_picture()
    both = picture_of_both(analysis, picture, told)
    if both is None:
        raise BadRequestError(
            "This network has %(number)s actors; the map draws up to %(most)s.",
            hint="Choose one network in the address (netz=...), or read the table of the map.",
            number=picture.actor_count,
            most=DRAWN_MOST,
        )
    name = network_label(network_slug())
    ratio = SHEETS.get(request.args.get("blatt", ""), 0.0)
    sheet = make_sheet(both, counts_of(told), days, name, ratio)
    text = render_template(
        "difference/sheet.svg", sheet=sheet, colours=ON_PAPER, signs=CHANGE_SIGNS, of_actors=OF_ACTORS, heads=HEADS
    )
    file = slug_for(f"akteursnetz {network_slug()} {days.earlier} {days.later}", LONGEST_NAME)
    return attachment(xml_text(text).encode(), MEDIA_TYPE, f"{file}.svg")


def print_sheet() -> str:
    """The map on one sheet, as the map itself is printed. Raises as `export` does."""
    days, told = waiting_difference(get_analysis())
    counts = " · ".join(f"{CHANGE_WORDS[change]}: {number}" for change, number in counts_of(told).items())
    sheet, name = sheet_of(request.args.get("blatt", "")), network_label(network_slug())
    return render_template(
        "map/export/sheet.html",
        caption=Caption(f"{name}: {days.title}", "", say_meant_time(days.time), counts, ""),
        sheet=sheet,
        tiles=tiles_of(sheet),
        sheets={one: url_for("difference.print_sheet", **days.in_address, blatt=one) for one in SHEETS},
        drawing=url_for("difference.export", **days.in_address, blatt=sheet),
        map_link=url_for("difference.show", **days.in_address),
    )


def _figures(told: NetworkDifference, held: DayComparison | None) -> tuple[FigureRow, ...]:
    """Both days in numbers: those of the comparison of what held, or of progress."""
    if held:
        return figure_rows(held.before, held.after)
    before, after = told.earlier.figures, told.later.figures
    return tuple(FigureRow(figure_in_words(name), number, after[name]) for name, number in before.items())


def _first_day(found: FoundDifference) -> str:
    """The first day of which anything is known, where a day before it was asked for."""
    first = first_day_recorded(whole_store()) if found.unknown == "before" else ""
    return first if found.unknown_day < first else ""


def _gone(analysis: Analysis, told: NetworkDifference) -> frozenset[str]:
    """Whom the present data know no more: they have no page to lead to."""
    return frozenset(told.actors_and_groups.keys() - analysis.actors_ever.keys() - analysis.groups.keys())
