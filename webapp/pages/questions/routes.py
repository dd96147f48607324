"""`/abfragen`: ready questions with their parameters, the editor for SPARQL, and the answer to either.

The address carries everything: ?frage=NAME&akteur=SLUG asks a ready question, ?query=TEXT one of one's own;
?ansicht=, ?sortierung=, ?richtung= and ?seite= say how the answer is shown. A text too long for an address is posted.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from graph.errors import NetworkError, QueryLimit, no_such_format
from graph.protocol import Limits
from graph.query.named import NamedQuery, find_query
from graph.text import slug_for
from webapp.http.bodies import without_mark
from webapp.http.media_types import GRAPHS, ROWS
from webapp.pages.map.query import write_query
from webapp.pages.map.routes import get_picture
from webapp.pages.map.scope import make_scope
from webapp.pages.map.selection import keep_known, read_selection, select
from webapp.pages.questions.chart import Chart, make_chart
from webapp.pages.questions.export import TYPES, write_answer
from webapp.pages.questions.form import make_fields, read_values
from webapp.pages.questions.gallery import make_gallery
from webapp.pages.questions.result import Order, Result, leave_out_empty, read_answer
from webapp.pages.questions.words import column_label, messages
from webapp.ui.attachment import attachment
from webapp.ui.context import client_has_left, get_analysis, get_model, get_settings, get_store, whose_turn
from webapp.ui.language import gettext, language, say, translate

LONGEST_IN_ADDRESS = 6_000
LARGEST_ON_PAGE_MB = 16
CHECKED_ROWS = 1_000
EXAMPLE = """\
PREFIX netz: <https://w3id.org/akteursnetz/ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

SELECT ?actor ?label WHERE {
  ?actor a netz:ActorGroup ; skos:prefLabel ?label .
}
ORDER BY ?label
LIMIT 20
"""


@dataclass(frozen=True, slots=True)
class QueryProblem:
    """What went wrong with a query, in the reader's language; `line` and `column` count from 1, None for unknown.

    `names_line`: the text has the line in it already; `is_too_large`: a file may hold more than this page.
    """

    text: str
    hint: str
    status: int
    line: int | None = None
    column: int | None = None
    names_line: bool = False
    is_too_large: bool = False


@dataclass(frozen=True, slots=True)
class QuestionInput:
    """What was asked, as SPARQL, and what came of it; nothing of both when nothing was asked."""

    query: str = ""
    result: Result | None = None
    problem: QueryProblem | None = None
    chart: Chart | None = None
    is_network: bool = False


def show() -> ResponseReturnValue:
    """The gallery, the editor and, when something was asked, the answer."""
    return render(request.args)


def post() -> ResponseReturnValue:
    """A query from the form: one that fits into an address gets one, so that it can be shared."""
    query = request.form.get("query", "")
    if len(query) > LONGEST_IN_ADDRESS:
        return render(MultiDict([*request.args.items(multi=True), ("query", query)]))
    return redirect(url_for("questions.show", query=query), 303)


def export(form: str) -> Response:
    """The answer to what the address asks, as a file. Raises NotAcceptable (406), and what the query raises."""
    if form not in TYPES:
        raise no_such_format(form, TYPES)
    name = request.values.get("frage", "")
    question = find_query(name) if name else None
    query = question.bind(**read_values(question, request.values)) if question else request.values.get("query", "")
    result = _answer(question, without_mark(query), Order(), get_settings().limits)
    title = say(question.title) if question else gettext("Ergebnis")
    body = write_answer(form, result, title, in_words=question is not None)
    return attachment(body, TYPES[form], f"{slug_for(title) or 'ergebnis'}.{form}")


def show_selection() -> ResponseReturnValue:
    """What the map shows for the filters of the address, as a query in the editor."""
    analysis, picture = get_analysis(), get_picture()
    selection = keep_known(picture, read_selection(request.args))
    visible = select(picture, selection)
    query = write_query(selection, make_scope(analysis, picture, selection, visible, language()))
    kept = [(name, request.args[name]) for name in ("lang", "netz") if name in request.args]
    if len(query) > LONGEST_IN_ADDRESS:
        return render(MultiDict([*kept, ("query", query)]))
    return redirect(url_for("questions.show", query=query), 303)


def render(arguments: MultiDict[str, str]) -> ResponseReturnValue:
    """The page for what the address, or the form, says."""
    name = arguments.get("frage", "")
    question = find_query(name) if name else None
    asked = ask(question, arguments)
    view = arguments.get("ansicht") or (question.show if question and question.show == "chart" else "")
    page = render_template(
        "questions/index.html",
        asked=asked,
        query=asked.query or EXAMPLE,
        question=question,
        fields=make_fields(question, arguments) if question else (),
        view="diagramm" if asked.chart and view in {"diagramm", "chart"} else "tabelle",
        is_long=question is None and len(asked.query) > LONGEST_IN_ADDRESS,
        gallery=make_gallery(arguments.get("suche", "")),
        wanted=arguments.get("suche", ""),
        limits=page_limits(),
        column_label=column_label,
        messages=messages(),
        kept=[(key, arguments[key]) for key in ("lang", "netz") if key in arguments],
    )
    return page, asked.problem.status if asked.problem else 200


def ask(question: NamedQuery | None, arguments: MultiDict[str, str]) -> QuestionInput:
    """Answer a ready question or one's own; a fault is shown beside the query and not instead of it."""
    query = question.text if question else without_mark(arguments.get("query", ""))
    try:
        if question:
            query = question.bind(**read_values(question, arguments))
        if not query.strip():
            return QuestionInput()
        result = _answer(question, query, read_order(arguments), page_limits())
        result = leave_out_empty(result) if question else result
    except NetworkError as error:
        return QuestionInput(query, problem=_explain(error))
    return QuestionInput(query, result, chart=make_chart(result), is_network=is_drawable(result))


def _answer(question: NamedQuery | None, query: str, order: Order, limits: Limits) -> Result:
    types = [ROWS["json"], GRAPHS["turtle"]]
    answer = get_store().answer(query, types, limits=limits, abandoned=client_has_left(), asker=whose_turn())
    return read_answer(answer, query, order, joined=question is not None)


def is_drawable(result: Result) -> bool:
    """Whether the map can show a result: a row names a tie or two parties; of a graph the map itself finds out."""
    model = get_model()
    known = (model.actors, model.groups, model.networks)
    for row in result.bindings[:CHECKED_ROWS]:
        iris = {term["value"] for term in row.values() if term["type"] == "uri"}
        if not iris.isdisjoint(model.ties) or sum(any(iri in parties for parties in known) for iri in iris) > 1:
            return True
    return bool(result.statements)


def read_order(arguments: MultiDict[str, str]) -> Order:
    """How the table is sorted and which page of it is wanted."""
    page = arguments.get("seite", "")
    return Order(
        column=arguments.get("sortierung", ""),
        descending=arguments.get("richtung") == "ab",
        page=int(page[:9]) if page.isdecimal() else 1,
    )


def page_limits() -> Limits:
    """The limits of a query on a page: those of the service, but no more than a page can hold."""
    limits = get_settings().limits
    return replace(limits, result_mb=min(limits.result_mb, LARGEST_ON_PAGE_MB))


def _explain(error: NetworkError) -> QueryProblem:
    line, column = error.values.get("line"), error.values.get("column")
    return QueryProblem(
        translate(error.template, error.values),
        translate(error.hint_template, error.values),
        error.status,
        line if isinstance(line, int) else None,
        column if isinstance(column, int) else None,
        names_line="%(line)" in error.template,
        is_too_large=isinstance(error, QueryLimit),
    )
