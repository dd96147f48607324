"""`/sparql/update`: the SPARQL 1.1 Protocol for updates, by POST with a token."""

from __future__ import annotations

from flask import Response, make_response, request
from msgspec import Struct

from graph.errors import UnsupportedMediaType
from graph.protocol import Applied, Dataset
from graph.sparql.guard import MAX_UPDATE_BYTES, check_update
from webapp.http.bodies import FORM, Parameters, one, read_form, read_parameters, read_text, without_mark
from webapp.http.errors import BadRequestError
from webapp.http.json_answers import answer_json
from webapp.http.slots import slot
from webapp.http.tokens import author, limits_for, require_writer
from webapp.ui.context import get_store

LARGEST_TEXT = 3 * MAX_UPDATE_BYTES  # a form may write each byte as three; the update is measured by the guard


class AppliedJson(Struct):
    """What became of a change: how many public statements came and went, and how many lie with the persons."""

    revision: int
    added: int
    removed: int
    moved: int


def update() -> Response:
    """An update in a form or as the body itself: all of its operations or none."""
    rights = require_writer()
    text, parameters = _read_update()
    with slot():
        applied = get_store().update(
            text,
            author=author(),
            reason="SPARQL Update",
            limits=limits_for(rights),
            dataset=_dataset(text, parameters),
            checked="unchecked" not in rights,
        )
    return say_applied(applied)


def answer_options() -> Response:
    """The methods of this address; pages of other hosts may use none of them."""
    response = make_response("", 204)
    response.headers["Allow"] = "POST, OPTIONS"
    return response


def say_applied(applied: Applied, status: int = 200) -> Response:
    """What became of a change, as JSON."""
    response = answer_json(AppliedJson(applied.revision, applied.added, applied.removed, applied.moved), status)
    response.headers["X-Akteursnetz-Revision"] = str(applied.revision)
    return response


def _read_update() -> tuple[str, Parameters]:
    if request.mimetype == FORM:
        parameters = read_form(LARGEST_TEXT)
        return without_mark(one(parameters, "update")), parameters
    if request.mimetype == "application/sparql-update":
        return read_text(LARGEST_TEXT), read_parameters()
    raise UnsupportedMediaType(
        "An update is not taken as %(type)s.",
        hint="Send it as application/x-www-form-urlencoded or application/sparql-update.",
        type=request.mimetype or "?",
    )


def _dataset(text: str, parameters: Parameters) -> Dataset | None:
    """The graphs that the WHERE parts see, when the request chooses them. The text may not choose as well (2.2.3)."""
    default, named = parameters.getlist("using-graph-uri"), parameters.getlist("using-named-graph-uri")
    if not default and not named:
        return None
    if check_update(text).names_dataset:
        raise BadRequestError(
            "Both the request and the update choose the graphs.",
            hint="Use either using-graph-uri or USING and WITH, not both.",
        )
    return Dataset(tuple(default), tuple(named))
