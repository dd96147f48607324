"""`/sparql`: the SPARQL 1.1 Protocol for queries, by GET and POST."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, request, url_for
from werkzeug.datastructures import MultiDict

from graph.errors import NotAcceptable, TooLarge, UnsupportedMediaType
from graph.store import Answer, Dataset, Limits
from webapp.current import get_settings, get_store
from webapp.errors import BadRequestError
from webapp.formats import FORMATS, GRAPHS, ROWS, accepted, with_charset

blueprint = Blueprint("sparql", __name__)

LARGEST_QUERY = 1_000_000
DESCRIPTION_TYPES = (GRAPHS["turtle"], "text/html")
DESCRIPTION = """\
@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix formats: <http://www.w3.org/ns/formats/> .

[] a sd:Service ;
  sd:endpoint <{endpoint}> ;
  sd:supportedLanguage sd:SPARQL11Query ;
{features}  sd:resultFormat formats:SPARQL_Results_JSON, formats:SPARQL_Results_XML, formats:SPARQL_Results_CSV,
    formats:SPARQL_Results_TSV, formats:Turtle, formats:N-Triples, formats:RDF_XML, formats:JSON-LD ;
  sd:defaultDataset [ a sd:Dataset ; sd:defaultGraph [ a sd:Graph ] ] .
"""


@blueprint.get("/sparql", provide_automatic_options=False)
def answer_get() -> Response:
    """A query in the address, or without one the description of the service."""
    if "update" in request.args:
        raise BadRequestError("Updates are not taken by GET.", hint="This address answers queries only.")
    if "query" not in request.args:
        return describe_service()
    return _answer_query(_one_query(request.args), request.args)


@blueprint.post("/sparql", provide_automatic_options=False)
def answer_post() -> Response:
    """A query in a form or as the body itself."""
    if request.headers.get("Content-Encoding", "identity") != "identity":
        raise UnsupportedMediaType("Compressed requests are not taken.", hint="Send the query as it is.")
    if request.mimetype == "application/x-www-form-urlencoded":
        return _answer_query(_one_query(request.form), MultiDict([*request.args.items(multi=True), *_form_items()]))
    if request.mimetype == "application/sparql-query":
        return _answer_query(_read_text(request.get_data()), request.args)
    raise UnsupportedMediaType(
        "A query is not taken as %(type)s.",
        hint="Send it as application/x-www-form-urlencoded or application/sparql-query.",
        type=request.mimetype or "?",
    )


@blueprint.route("/sparql", methods=["OPTIONS"], provide_automatic_options=False)
def answer_options() -> Response:
    """What a browser asks before it lets a page of another host send a query."""
    response = make_response("", 204)
    response.headers["Allow"] = "GET, HEAD, POST, OPTIONS"
    response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, POST, OPTIONS"
    response.headers["Access-Control-Allow-Headers"] = "Accept, Content-Type"
    return response


@blueprint.after_request
def open_for_reading(response: Response) -> Response:
    """Pages of other hosts may read the answers; there are no cookies that they could use."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "X-Akteursnetz-Limits, X-Akteursnetz-Revision"
    response.headers["X-Akteursnetz-Limits"] = _say_limits(get_settings().limits)
    response.vary.add("Accept")
    return response


def _form_items() -> list[tuple[str, str]]:
    return list(request.form.items(multi=True))


def _one_query(parameters: MultiDict[str, str]) -> str:
    queries = parameters.getlist("query")
    if len(queries) != 1:
        raise BadRequestError(
            "Exactly one query is needed, %(number)s were sent.", hint="Send it as query=", number=len(queries)
        )
    return queries[0]


def _read_text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadRequestError("The query is not UTF-8.", hint="Encode it as UTF-8.") from error


def _answer_query(query: str, parameters: MultiDict[str, str]) -> Response:
    if len(query) > LARGEST_QUERY:
        raise TooLarge("The query is longer than %(limit)s characters.", hint="Shorten it.", limit=LARGEST_QUERY)
    dataset = Dataset(
        default_graphs=tuple(parameters.getlist("default-graph-uri")),
        named_graphs=tuple(parameters.getlist("named-graph-uri")),
    )
    answer = get_store().answer(query, wanted_types(parameters), limits=get_settings().limits, dataset=dataset)
    return respond(answer)


def wanted_types(parameters: MultiDict[str, str]) -> list[str]:
    """Types by `?format=`, which links use, else by the Accept header."""
    name = parameters.get("format")
    if not name:
        return accepted(request.accept_mimetypes)
    if name not in FORMATS:
        raise NotAcceptable(
            "There is no format %(format)s.", hint="Formats: %(known)s", format=name, known=", ".join(FORMATS)
        )
    return [FORMATS[name], GRAPHS["turtle"]] if name in ROWS else [FORMATS[name]]


def respond(answer: Answer) -> Response:
    """An answer of the store as a response, with its revision."""
    response = make_response(answer.body)
    response.headers["Content-Type"] = with_charset(answer.media_type)
    response.headers["X-Akteursnetz-Revision"] = str(answer.revision)
    return response


def describe_service() -> Response:
    """What this service can do, for programs; browsers go to the page with the form."""
    wanted = accepted(request.accept_mimetypes, DESCRIPTION_TYPES) if request.accept_mimetypes else [GRAPHS["turtle"]]
    if wanted[0] == "text/html":
        return make_response(redirect(url_for("questions.show"), 303))
    union = "  sd:feature sd:UnionDefaultGraph ;\n" if get_settings().default_graph == "union" else ""
    response = make_response(DESCRIPTION.format(endpoint=url_for("sparql.answer_get"), features=union))
    response.headers["Content-Type"] = with_charset(GRAPHS["turtle"])
    return response


def _say_limits(limits: Limits) -> str:
    return f"time={limits.time_s:g}s, memory={limits.memory_mb}MB, result={limits.result_mb}MB"
