"""`/stadtteile`: who works in which district; ?thema= and ?gruppe= filter, ?nach=plz parts by postcode."""

from __future__ import annotations

from collections.abc import Container, Sequence

from flask import render_template, request

from graph.analysis import Analysis
from graph.errors import NetworkError
from graph.model import Ref
from graph.places.localities import By
from graph.places.plan import CityPlan, read_plan
from webapp.pages.districts.drawing import PlanDrawing, draw, line_offset
from webapp.pages.districts.places import (
    Place,
    places_of,
    topics_by_place,
    without_place,
)
from webapp.pages.topics.view import list_topics
from webapp.ui.context import get_analysis, get_store
from webapp.ui.language import gettext, say, translate
from webapp.ui.links import iri_of
from webapp.ui.localities import by_district, by_postcode
from webapp.ui.paging import cut, page_in_address
from webapp.ui.sorting import label_key, sort_key

OPEN_MOST = 40
"""Up to so many names the list stands open: as long as a page is short."""


def show() -> str:
    """The page; a plan that cannot be drawn is named in a sentence, and the list is there all the same."""
    analysis = get_analysis()
    by, topic, group = _asked_by(analysis), _known("thema", analysis.model.topics), _known("gruppe", analysis.groups)
    places = places_of(analysis, by, topic, group)
    plan, problem = _plan()
    drawing = draw(plan, places) if plan and places else None
    page = cut(places, page_in_address())
    return render_template(
        "districts/index.html",
        by=by,
        has_both=bool(by_district(analysis) and by_postcode(analysis)),
        topic=topic,
        group=group,
        filtered=_filtered(analysis, topic, group),
        places=places,
        empty=_empty(places, drawing),
        page=page,
        is_open=sum(len(place.actors) + len(place.groups) for place in page.rows) <= OPEN_MOST,
        without=without_place(analysis, by, topic, group),
        topics=list_topics(analysis),
        groups=_groups(analysis),
        table=topics_by_place(analysis, by, page.first - 1, page.last),
        plan=plan,
        drawing=drawing,
        problem=problem,
        line_offset=line_offset,
        most_named=OPEN_MOST,
    )


def _filtered(analysis: Analysis, topic: str, group: str) -> str:
    """Whom the filters leave, in a sentence; "" without any."""
    topic, group = (say(analysis.model.ref(iri).label) if iri else "" for iri in (topic, group))
    if topic and group:
        both = {"topic": topic, "group": group}
        return gettext("Gezeigt ist, wer am Thema „%(topic)s“ arbeitet und zu „%(group)s“ gehört.", **both)
    if topic:
        return gettext("Gezeigt ist, wer am Thema „%(topic)s“ arbeitet.", topic=topic)
    return gettext("Gezeigt ist, wer zu „%(group)s“ gehört.", group=group) if group else ""


def _empty(places: Sequence[Place], drawing: PlanDrawing | None) -> list[str]:
    """The places where nobody is, by name: also those that the plan alone knows."""
    names = {place.label for place in places if not place.number} | set(drawing.unnamed if drawing else ())
    return sorted(names, key=sort_key)


def _asked_by(analysis: Analysis) -> By:
    """By what the plan is parted: as asked, else by districts where entries name any."""
    asked = request.args.get("nach", "")
    if asked != "stadtteil" and not by_district(analysis) and by_postcode(analysis):
        return "plz"
    return "plz" if asked == "plz" else "stadtteil"


def _known(name: str, known: Container[str]) -> str:
    """The IRI that a parameter names, "" for none that there is."""
    iri = iri_of(request.args.get(name, "")) if request.args.get(name) else ""
    return iri if iri in known else ""


def _plan() -> tuple[CityPlan | None, str]:
    try:
        return read_plan(get_store()), ""
    except NetworkError as error:
        hint = translate(error.hint_template, error.values)
        return None, f"{translate(error.template, error.values)} {hint}"


def _groups(analysis: Analysis) -> list[Ref]:
    refs = (Ref(group.iri, group.label) for group in analysis.groups.values() if analysis.members.get(group.iri))
    return sorted(refs, key=label_key)
