"""`/akteure`: the table of actors, and a profile for each."""

from __future__ import annotations

from dataclasses import replace

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.pages.actors import view
from webapp.pages.actors.columns import COLUMNS, find_column
from webapp.pages.merging.merged import ways_to_part
from webapp.ui.contact_lines import contact_lines
from webapp.ui.context import get_analysis, get_model, list_networks
from webapp.ui.freshness import keep_out_of_caches
from webapp.ui.language import say
from webapp.ui.links import iri_of, slug_of
from webapp.ui.localities import code_of, find_locality, has_localities
from webapp.ui.paging import cut, page_in_address
from webapp.ui.same_pages import render_unless_as_before


def index() -> ResponseReturnValue:
    """The table; ?suche= ?sektor= ?gruppe= ?stadtteil= filter it, ?sortierung= and ?richtung=ab sort it, ?seite= turns.

    ?verbindung=ohne leaves those of whom no existing tie is recorded, whom the start page counts.
    """
    rows = view.list_rows(get_analysis())
    is_unconnected = request.args.get("verbindung") == "ohne"
    text, sector, group = (request.args.get(name, "").strip() for name in ("suche", "sektor", "gruppe"))
    among = frozenset(get_analysis().unconnected) if is_unconnected else None
    locality = find_locality(get_analysis(), request.args.get("stadtteil", ""))
    if locality:
        among = locality.actors if among is None else locality.actors & among
    matching = view.filter_rows(rows, text=text, among=among)
    found = view.filter_rows(matching, sector=sector, group=group)
    column, descending = find_column(request.args.get("sortierung", "")), request.args.get("richtung") == "ab"
    page = cut(view.sort_rows(found, column, descending=descending), page_in_address())
    return render_unless_as_before(
        "actors/index.html",
        long=("cells", "sectors", "groups", "text"),
        page=replace(page, rows=()),  # they find what else they show in this state of the network
        actors=[row.actor for row in page.rows],
        cells=[view.show_cells(row) for row in page.rows],
        total=len(rows),
        text=text,
        is_unconnected=is_unconnected,
        district=locality and (code_of(locality), say(locality.label)),
        has_districts=has_localities(get_analysis()),
        sectors=view.sector_choices(view.filter_rows(matching, sector="", group=group), sector),
        groups=view.group_choices(get_analysis(), view.filter_rows(matching, sector=sector, group=""), group),
        columns=COLUMNS,
        column=column,
        descending=descending,
        former=view.former_actors(get_analysis()),
    )


def show(slug: str) -> ResponseReturnValue:
    """The profile of one actor; a bare last segment leads to it, an unknown one to the nearest names."""
    analysis = get_analysis()
    actor = analysis.actors_ever.get(iri_of(slug))
    if actor is not None:
        profile = view.make_profile(analysis, actor, list_networks())
        contacts = contact_lines(actor.iri)
        page = make_response(
            render_unless_as_before(
                "actors/show.html", profile=profile, actor=actor, contacts=contacts, merged=ways_to_part(actor.iri)
            )
        )
        return page if contacts is None else keep_out_of_caches(page)
    if iri_of(slug) in analysis.groups:
        return redirect(url_for("groups.show", slug=slug))
    if iri_of(slug) in {**get_model().actors, **get_model().groups}:
        return redirect(url_for("actors.show", slug=slug, netz=None))
    if unique := find_by_last_segment([*analysis.actors_ever, *analysis.groups], slug):
        return redirect(url_for("actors.show", slug=slug_of(unique)))
    nearest = view.nearest_actors(analysis, slug.rpartition("/")[2].replace("-", " "))
    return render_template("errors/unknown_actor.html", wanted=slug, nearest=nearest), 404


def find_by_last_segment(iris: list[str], segment: str) -> str | None:
    """The one IRI that ends in this segment, or None when there is none or more than one."""
    found = {iri for iri in iris if slug_of(iri).rpartition("/")[2] == segment}
    return found.pop() if len(found) == 1 else None
