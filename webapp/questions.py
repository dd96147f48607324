"""`/abfragen`: the form for SPARQL, which works without JavaScript, and the shipped questions."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from graph.errors import NetworkError, QueryError
from graph.query import find_query, list_queries, list_rules
from webapp.current import get_settings, get_store
from webapp.errors import translate
from webapp.formats import GRAPHS, ROWS
from webapp.views_result import Result, read_answer

blueprint = Blueprint("questions", __name__)

EXAMPLE = """\
PREFIX netz: <https://w3id.org/akteursnetz/ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

SELECT ?actor ?label WHERE {
  ?actor a netz:ActorGroup ; skos:prefLabel ?label .
}
ORDER BY ?label
LIMIT 20
"""


@blueprint.get("/abfragen")
def show() -> ResponseReturnValue:
    """The form; ?frage=NAME asks a shipped question, ?query=TEXT one of one's own."""
    asked = request.args.get("frage", "")
    query = find_query(asked).text if asked else request.args.get("query", "")
    result, problem = ask(query) if query.strip() else (None, None)
    page = render_template(
        "questions/index.html",
        query=query or EXAMPLE,
        asked=asked,
        result=result,
        problem=problem,
        problem_line=problem.values.get("line") if isinstance(problem, QueryError) else None,
        problem_text=translate(problem.template, problem.values) if problem else "",
        problem_hint=translate(problem.hint_template, problem.values) if problem else "",
        questions=list_queries(),
        rules=list_rules(),
    )
    return page, problem.status if problem else 200


def ask(query: str) -> tuple[Result | None, NetworkError | None]:
    """The result of a query, or what went wrong, to be shown beside the query and not instead of it."""
    try:
        answer = get_store().answer(query, [ROWS["json"], GRAPHS["turtle"]], limits=get_settings().limits)
    except NetworkError as error:
        return None, error
    return read_answer(answer), None
