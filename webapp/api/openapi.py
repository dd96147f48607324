"""`/api/v1/openapi.json`: the API as a program reads it, made from the routes themselves."""

from __future__ import annotations

import re
from typing import Any

from flask import current_app
from werkzeug.routing import Rule

from webapp.ui.page import program_version

Json = dict[str, Any]

PATH_PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
LANGUAGE: Json = {"name": "lang", "in": "query", "schema": {"type": "string", "enum": ["de", "en"]}}
NETWORK: Json = {"name": "netz", "in": "query", "schema": {"type": "string"}, "description": "slug of one network"}
ERROR: Json = {
    "type": "object",
    "required": ["error", "hint", "status"],
    "properties": {"error": {"type": "string"}, "hint": {"type": "string"}, "status": {"type": "integer"}},
}


def describe() -> Json:
    """The description: one path per route, the lists with items and revision, one shape of error."""
    rules = [rule for rule in current_app.url_map.iter_rules() if rule.rule.startswith("/api/v1/")]
    return {
        "openapi": "3.1.0",
        "info": {"title": "Akteursnetz", "version": program_version() or "0"},
        "paths": {
            PATH_PARAMETER.sub(r"{\1}", rule.rule): {method: _describe_route(rule) for method in _methods(rule)}
            for rule in sorted(rules, key=lambda rule: rule.rule)
        },
        "components": {"schemas": {"Error": ERROR}},
    }


def _methods(rule: Rule) -> list[str]:
    return sorted(method.lower() for method in (rule.methods or set()) - {"HEAD", "OPTIONS"})


def _describe_route(rule: Rule) -> Json:
    in_path: list[Json] = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in PATH_PARAMETER.findall(rule.rule)
    ]
    error = {"description": "error", "content": _json_of({"$ref": "#/components/schemas/Error"})}
    return {
        "operationId": rule.endpoint.replace(".", "_"),
        "parameters": [*in_path, LANGUAGE, NETWORK],
        "responses": {"200": {"description": "OK", "content": _json_of({"type": "object"})}, "default": error},
    }


def _json_of(schema: Json) -> Json:
    return {"application/json": {"schema": schema}}
