"""`/api/v1/openapi.json`: the API as a program reads it, made of the table of addresses and the types of its rows."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from http import HTTPStatus
from typing import Any

import msgspec
from flask import Response, current_app, request

from webapp.api.parameters import LANGUAGE, NETWORK, Parameter
from webapp.http.errors import ErrorJson
from webapp.http.json_answers import answer_json
from webapp.http.later import LaterFunction
from webapp.ui.language import gettext
from webapp.ui.page import program_version

Json = dict[str, Any]

OPERATIONS = "API_OPERATIONS"
_PATH_PARAMETER = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")
_REFERENCE = "#/components/schemas/{name}"
_TOKEN = "token"  # noqa: S105 - the name of a way to sign in, no password


@dataclass(frozen=True, slots=True)
class AddressDescription:
    """What a program is told of an address: what it takes, and what it answers with which status.

    `refuses`: statuses of errors that do not follow from what it takes. `writes`: it needs the token. `media_types`:
    it answers with a file of one of these. `in_path`: what a part of the address can be.
    """

    answers: Any
    parameters: tuple[Parameter, ...] = ()
    body: Any = None
    status: int = 200
    refuses: tuple[int, ...] = ()
    writes: bool = False
    media_types: tuple[str, ...] = ()
    in_path: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ApiOperation:
    """An address of the API with its method, its name and the view that answers it."""

    address: str
    method: str
    name: str
    view: LaterFunction
    described: AddressDescription

    @property
    def path(self) -> str:
        """The address as OpenAPI writes it."""
        return _PATH_PARAMETER.sub(r"{\g<name>}", self.address)

    @property
    def refusals(self) -> list[int]:
        """The statuses of the errors that are to be reckoned with."""
        described, found = self.described, set(self.described.refuses)
        if described.writes:
            found |= {401, 403}
        if described.body:
            found |= {400, 413, 415}
        if NETWORK in described.parameters or self.path != self.address:
            found.add(404)
        return sorted(found)


def description() -> Response:
    """This API as a program reads it."""
    return answer_json(describe(current_app.config[OPERATIONS]))


def describe(operations: Iterable[ApiOperation]) -> Json:
    """The description in the language of the request: every path with its parameters, answers and errors."""
    listed = sorted(operations, key=lambda operation: (operation.address, operation.method))
    described = [operation.described for operation in listed]
    schemas, components = _make_schemas(_types(one.answers for one in described), _types(one.body for one in described))
    paths: dict[str, Json] = {}
    for operation in listed:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _describe(operation, schemas)
    signing = {_TOKEN: {"type": "http", "scheme": "bearer"}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Akteursnetz", "version": program_version() or "0"},
        "servers": [{"url": request.script_root or "/"}],
        "paths": paths,
        "components": {"schemas": components, "securitySchemes": signing},
    }


def _types(named: Iterable[Any]) -> tuple[Any, ...]:
    """Each type once, by its name."""
    return tuple({repr(one): one for one in named if one}.values())


@cache
def _make_schemas(answers: tuple[Any, ...], bodies: tuple[Any, ...]) -> tuple[dict[str, Json], Json]:
    """The schema of each answer and body by the name of its type, and the components that they refer to.

    What is sent may have no other fields than those described; answers may get more of them. Made once: types stay.
    """
    answered, components = msgspec.json.schema_components([*answers, ErrorJson], ref_template=_REFERENCE)
    sent, taken = msgspec.json.schema_components(bodies, ref_template=_REFERENCE)
    closed = {name: schema | {"additionalProperties": False} for name, schema in taken.items()}
    schemas = dict(zip(map(repr, [*answers, ErrorJson, *bodies]), [*answered, *sent], strict=True))
    return schemas, components | closed


def _describe(operation: ApiOperation, schemas: Mapping[str, Json]) -> Json:
    described = operation.described
    found: Json = {
        "operationId": operation.name,
        "summary": gettext(inspect.getdoc(operation.view.function).partition("\n")[0]),  # type: ignore[union-attr]
        "parameters": [
            *_in_path(operation.address, described.in_path),
            *(_in_query(parameter) for parameter in (*described.parameters, LANGUAGE)),
        ],
        "responses": _responses(operation, schemas),
    }
    if described.body:
        found["requestBody"] = {"required": True, "content": _json_of(schemas[repr(described.body)])}
    if described.writes:
        found["security"] = [{_TOKEN: []}]
    return found


def _responses(operation: ApiOperation, schemas: Mapping[str, Json]) -> Json:
    described, error = operation.described, _json_of(schemas[repr(ErrorJson)])
    files: Json = {media_type: {} for media_type in described.media_types}
    content = files or _json_of(schemas[repr(described.answers)])
    found = {str(described.status): _response(described.status, content)}
    if operation.method == "GET":
        found["304"] = _response(304)
        found["302"] = {"description": "Somebody named in the address was merged; Location names who goes on."}
    found |= {str(status): _response(status, error) for status in operation.refusals}
    return found | {"default": {"description": "Error", "content": error}}


def _response(status: int, content: Json | None = None) -> Json:
    said: Json = {"description": HTTPStatus(status).phrase}
    return said | ({"content": content} if content else {})


def _in_path(address: str, known: Mapping[str, tuple[str, ...]]) -> list[Json]:
    return [
        {"name": part["name"], "in": "path", "required": True, "schema": _part_schema(part, known)}
        for part in _PATH_PARAMETER.finditer(address)
    ]


def _part_schema(part: re.Match[str], known: Mapping[str, tuple[str, ...]]) -> Json:
    if part["kind"] == "int":
        return {"type": "integer", "minimum": 0}
    return {"type": "string"} | ({"enum": list(known[part["name"]])} if part["name"] in known else {})


def _in_query(parameter: Parameter) -> Json:
    schema = msgspec.json.schema(parameter.type)
    return {"name": parameter.name, "in": "query", "description": str(parameter.meaning), "schema": schema}


def _json_of(schema: Json) -> Json:
    return {"application/json": {"schema": schema}}
