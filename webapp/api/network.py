"""`/api/v1/`: JSON for everything the pages show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from flask import Response, request
from flask.typing import ResponseReturnValue

from graph.analysis import pending_results
from graph.errors import NotFound
from graph.network.model_reader import topics as read_topics
from graph.progress.former import are_states_pending
from webapp.api.rows import actor_row, group_row, profile, ref, tie_row, unreadable_row
from webapp.api.schemas import ComputingJson, FigureJson
from webapp.http.json_answers import Listed, answer_json
from webapp.pages.actors.view import filter_rows, list_rows, make_profile
from webapp.pages.data.view import unreadable_lines
from webapp.pages.groups.view import list_rows as list_groups
from webapp.pages.measures.key_figures import key_figures as figures_of_start
from webapp.pages.measures.key_figures import network_figures
from webapp.ui.context import get_analysis, get_model, get_store, list_networks
from webapp.ui.freshness import keep_out_of_caches
from webapp.ui.links import iri_of

Item = TypeVar("Item")


def listed(items: Sequence[Item]) -> Response:
    """The shape of every list: its items, and the revision of the data they are true for."""
    return answer_json(Listed(list(items), get_store().revision))


def actors() -> ResponseReturnValue:
    """Actors, filtered like the table: ?suche= ?sektor= ?gruppe=."""
    text, sector, group = (request.args.get(name, "").strip() for name in ("suche", "sektor", "gruppe"))
    rows = filter_rows(list_rows(get_analysis()), text=text, sector=sector, group=group)
    return listed([actor_row(row) for row in rows])


def actor(slug: str) -> ResponseReturnValue:
    """One actor or group with ties, gaps, findings and evidence."""
    analysis = get_analysis()
    found = analysis.actors_ever.get(iri_of(slug)) or analysis.groups.get(iri_of(slug))
    if found is None:
        raise NotFound("There is no actor called %(slug)s.", hint="/api/v1/akteure lists all of them.", slug=slug)
    return answer_json(profile(make_profile(analysis, found, list_networks()), get_store().revision))


def groups() -> ResponseReturnValue:
    """Groups with their numbers."""
    return listed([group_row(row) for row in list_groups(get_analysis())])


def ties() -> ResponseReturnValue:
    """Ties in every state; ?art=Interface and ?stand=demanded filter them."""
    kind, state = request.args.get("art"), request.args.get("stand")
    found = [tie for tie in get_analysis().ties if kind in (None, tie.kind) and state in (None, tie.state)]
    return listed([tie_row(tie) for tie in found])


def key_figures() -> ResponseReturnValue:
    """All figures of the network."""
    analysis = get_analysis()
    found = [*figures_of_start(analysis), *network_figures(analysis)]
    return listed([FigureJson(figure.name, figure.label, figure.value, figure.meaning) for figure in found])


def topics() -> ResponseReturnValue:
    """Topics and action fields."""
    found = sorted(read_topics(get_store()).values(), key=lambda topic: topic.iri)
    return listed([ref(topic) for topic in found])


def networks() -> ResponseReturnValue:
    """The networks of the store."""
    return listed([ref(network) for network in list_networks()])


def unreadable() -> ResponseReturnValue:
    """Statements of all networks whose value could not be read, each with what is wrong and how to mend it."""
    return listed([unreadable_row(line) for line in unreadable_lines(get_model())])


def computing() -> ResponseReturnValue:
    """What is being computed after a change; the API itself waits for the right results, pages show the former."""
    store = get_store()
    progress = ("progress",) if are_states_pending(store) else ()
    return keep_out_of_caches(answer_json(ComputingJson(store.revision, (*pending_results(store), *progress))))
