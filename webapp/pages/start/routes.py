"""`/`: what this is, five numbers, what is demanded, and the ways in."""

from __future__ import annotations

from typing import Any

from flask import make_response, render_template, url_for
from flask.typing import ResponseReturnValue

from graph.matters.sections import sections_of
from graph.network.unrecognised import unrecognised
from graph.period import today
from graph.upkeep.meetings import last_meeting, meetings
from graph.upkeep.open_work.lists import open_work
from webapp.accounts.reading import reader
from webapp.pages.data.open_words import change_in_words, sum_in_words
from webapp.pages.data.unrecognised_words import unrecognised_sentence
from webapp.pages.map.model import SMALL_MOST
from webapp.pages.measures.key_figures import key_figures
from webapp.pages.proposals.waiting import number_waiting
from webapp.pages.start.main_topics import main_topics
from webapp.pages.start.sectors import best_connected, sector_shares
from webapp.ui import forms
from webapp.ui.context import get_analysis, get_settings, network_slug, networks_shown
from webapp.ui.data_day import data_day
from webapp.ui.freshness import keep_out_of_caches
from webapp.ui.language import say
from webapp.ui.links import map_url
from webapp.ui.page import may_edit
from webapp.ui.same_pages import render_unless_as_before
from webapp.ui.wording import say_date

SHOWN_MATTERS = 3
LAST_CHECKED = "2026-11-23"
ARBITRATION = "https://www.schlichtungsstelle-bgg.de"


def show() -> ResponseReturnValue:
    """The start page."""
    analysis = get_analysis()
    sections = sections_of(analysis.matters)
    is_asked = not analysis.actors and forms.may_write_everywhere()
    work = open_work(analysis) if analysis.actors and may_edit() else None
    decides = bool(reader().name) and reader().may_somewhere("write")
    is_small = 0 < len(analysis.actors) <= SMALL_MOST
    page = render_unless_as_before(
        "start/index.html",
        long=("lists", "sectors"),
        figures=key_figures(analysis),
        lists=lists_of_figures(),
        has_small_map=is_small,
        best_connected=best_connected(analysis) if is_small else (),
        main_topics=main_topics(analysis) if is_small else (),
        networks=networks_shown(analysis),
        sectors=sector_shares(analysis.actors.values()),
        data_day=data_day(analysis) if analysis.actors else "",
        matters=sections.first(SHOWN_MATTERS),
        is_anything_asked=bool(sections.asked),
        matters_total=len(sections.for_the_group),
        demand_notes=[say(note) for note in analysis.recorded["demanded"].notes],
        unreadable=len(analysis.model.unreadable),
        is_empty=not analysis.actors,
        waiting=number_waiting(network_slug()) if decides else 0,
        has_work=work is not None,
        sum_words=sum_in_words(work.total) if work else "",
        change=change_in_words(analysis, work) if work else "",
        meeting=last_meeting(meetings(analysis.store, analysis.network_iri), today().isoformat()) if work else None,
        unrecognised="" if analysis.actors else unrecognised_sentence(unrecognised(analysis.store)),
        is_writable=is_asked,
        token=forms.form_token() if is_asked else "",
    )
    return keep_out_of_caches(make_response(page)) if is_asked or decides else page


def lists_of_figures(**at: Any) -> dict[str, str]:
    """The list behind each of the five numbers, by the number's name in the API; `fassung` asks for a former state."""
    return {
        "actors": url_for("actors.index", **at),
        "groups": url_for("groups.index", **at),
        "existing_ties": map_url(ansicht="tabelle", stand="exists", **at),
        "open_demands": url_for("gaps.index", art="demanded", _anchor="liste", **at),
        "unconnected_actors": url_for("actors.index", verbindung="ohne", **at),
    }


def accessibility() -> ResponseReturnValue:
    """The accessibility statement."""
    settings = get_settings()
    return render_template(
        "start/accessibility.html",
        operator=settings.operator,
        contact=settings.contact,
        checked=say_date(LAST_CHECKED),
        arbitration=ARBITRATION,
    )
