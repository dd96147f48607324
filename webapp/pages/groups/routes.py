"""`/gruppen`: the groups of a network, and a page for each."""

from __future__ import annotations

from flask import make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp.pages.actors.routes import find_by_last_segment
from webapp.pages.actors.view import nearest_actors
from webapp.pages.groups import view
from webapp.pages.merging.merged import ways_to_part
from webapp.ui.contact_lines import contact_lines
from webapp.ui.context import get_analysis, get_model
from webapp.ui.freshness import keep_out_of_caches
from webapp.ui.links import iri_of, slug_of
from webapp.ui.paging import cut, page_in_address
from webapp.ui.same_pages import render_unless_as_before


def index() -> ResponseReturnValue:
    """The list of groups; ?seite= turns its pages."""
    return render_template("groups/index.html", page=cut(view.list_rows(get_analysis()), page_in_address()))


def show(slug: str) -> ResponseReturnValue:
    """The page of one group; a bare last segment leads to it."""
    analysis = get_analysis()
    group = analysis.groups.get(iri_of(slug))
    if group is not None:
        shown, contacts = view.make_page(analysis, group), contact_lines(group.iri)
        merged = ways_to_part(group.iri)
        page = make_response(
            render_unless_as_before("groups/show.html", page=shown, group=group, contacts=contacts, merged=merged)
        )
        return page if contacts is None else keep_out_of_caches(page)
    if iri_of(slug) in analysis.actors_ever:
        return redirect(url_for("actors.show", slug=slug))
    if iri_of(slug) in {**get_model().actors, **get_model().groups}:
        return redirect(url_for("groups.show", slug=slug, netz=None))
    if unique := find_by_last_segment(list(analysis.groups), slug):
        return redirect(url_for("groups.show", slug=slug_of(unique)))
    nearest = nearest_actors(analysis, slug.rpartition("/")[2].replace("-", " "))
    return render_template("errors/unknown_actor.html", wanted=slug, nearest=nearest), 404
