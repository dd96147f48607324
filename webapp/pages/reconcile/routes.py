"""`/reconcile`: the Reconciliation Service API 0.2, by which OpenRefine matches a list with the actors here.

Source: https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/. A match is asked for by GET or
POST; nothing is written, so pages of other hosts may ask as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from graph.analysis import Analysis
from graph.errors import NotFound
from graph.model import Actor, Ref
from graph.reconcile.candidates import ACTOR, GROUP, Candidate, NameList
from graph.reconcile.properties import BY_CODE, PROPERTIES, Answer
from graph.terms import BASE, NETZ, local_name
from webapp.http.bodies import FORM, Parameters, read_form, read_parameters
from webapp.http.cors import allow_reading
from webapp.http.errors import BadRequestError
from webapp.http.json_answers import answer_json
from webapp.http.security import allow_frames
from webapp.http.slots import slot
from webapp.pages.reconcile.requests import BATCH, read_extension, read_queries
from webapp.ui.context import get_analysis
from webapp.ui.language import gettext, say
from webapp.ui.links import iri_of, slug_of
from webapp.ui.memo import memo

VERSIONS = ("0.1", "0.2")
LARGEST_BODY = 2_000_000
SUGGESTED = 20
PREVIEW_WIDTH, PREVIEW_HEIGHT = 420, 220
_ID = "ID"


def answer() -> ResponseReturnValue:
    """What the service is, candidates for names, or values of properties: whatever the parameters ask for."""
    parameters = _parameters()
    with slot():
        if "queries" in parameters:
            return answer_json(_match(parameters["queries"]))
        if "extend" in parameters:
            return answer_json(_extend(parameters["extend"]))
    if request.method == "POST":
        raise BadRequestError("Neither names nor properties are asked for.", hint="Send queries= or extend= as JSON.")
    return answer_json(_manifest())


def suggest_entity() -> Response:
    """Actors and groups whose names begin with ?prefix=, or hold it."""
    analysis = get_analysis()
    names = _names(analysis)
    found = names.beginning(request.args.get("prefix", ""), SUGGESTED)
    return answer_json({"result": [_suggested(analysis, names, actor) for actor in found]})


def suggest_type() -> Response:
    """What somebody may be, by the beginning of its name."""
    return _named_like(_types(get_analysis()))


def suggest_property() -> Response:
    """What can be asked of somebody, by the beginning of its name."""
    return _named_like({one.code: say(one.name) for one in PROPERTIES})


def propose_properties() -> Response:
    """What a list can be extended by."""
    limit = request.args.get("limit", "")
    known = [{"id": one.code, "name": say(one.name)} for one in PROPERTIES]
    most = int(limit[:6]) if limit.isdecimal() else len(known)
    kind = request.args.get("type", "")
    return answer_json({"properties": known[:most], "type": kind, "limit": most})


def preview() -> ResponseReturnValue:
    """A few lines about ?id=, for a frame beside the list. Raises NotFound."""
    analysis, slug = get_analysis(), request.args.get("id", "")
    found = _actor(analysis, slug)
    if found is None:
        raise NotFound("There is no actor called %(slug)s.", hint="/api/v1/akteure lists all of them.", slug=slug)
    allow_frames(["*"])  # it can only be looked at
    groups = analysis.groups_of.get(found.iri, ())
    address = url_for("resources.show", slug=slug_of(found.iri), _external=True)
    return render_template("reconcile/preview.html", actor=found, groups=groups, address=address)


def open_for_reading(response: Response) -> Response:
    """Pages of other hosts, such as OpenRefine's, may read the answers."""
    return allow_reading(response)


def _parameters() -> Parameters:
    if request.method == "POST" and request.mimetype == FORM:
        return read_form(LARGEST_BODY)
    return read_parameters()


def _manifest() -> Mapping[str, Any]:
    here = url_for("reconcile.answer", _external=True, lang=None, netz=None)
    view = url_for("resources.show", slug=_ID, _external=True, lang=None, netz=None)
    looked_at = url_for("reconcile.preview", id=_ID, _external=True)

    def service(path: str) -> Mapping[str, str]:
        return {"service_url": here, "service_path": path}

    return {
        "versions": VERSIONS,
        "name": gettext("Akteursnetz"),
        "identifierSpace": BASE,
        "schemaSpace": NETZ,
        "defaultTypes": [{"id": code, "name": name} for code, name in _types(get_analysis()).items()][:2],
        "view": {"url": view.replace(_ID, "{{id}}")},
        "preview": {"url": looked_at.replace(_ID, "{{id}}"), "width": PREVIEW_WIDTH, "height": PREVIEW_HEIGHT},
        "suggest": {
            "entity": service("/suggest/entity"),
            "type": service("/suggest/type"),
            "property": service("/suggest/property"),
        },
        "extend": {"propose_properties": service("/properties"), "property_settings": []},
        "batchSize": BATCH,
    }


def _match(queries: str) -> Mapping[str, Any]:
    wanted = read_queries(queries)
    analysis = get_analysis()
    names, types = _names(analysis), _types(analysis)
    return {key: {"result": [_as_json(one, types) for one in names.find(query)]} for key, query in wanted.items()}


def _as_json(found: Candidate, types: Mapping[str, str]) -> Mapping[str, Any]:
    return {
        "id": slug_of(found.actor.iri),
        "name": say(found.actor.label),
        "description": say(found.actor.kind.label) if found.actor.kind else "",
        "type": [{"id": code, "name": types.get(code, code)} for code in found.types],
        "score": found.score,
        "match": found.is_match,
    }


def _suggested(analysis: Analysis, names: NameList, actor: Actor) -> Mapping[str, Any]:
    types = _types(analysis)
    return {
        "id": slug_of(actor.iri),
        "name": say(actor.label),
        "description": say(actor.kind.label) if actor.kind else "",
        "notable": [{"id": code, "name": types.get(code, code)} for code in names.types_of(actor)],
    }


def _extend(asked_for: str) -> Mapping[str, Any]:
    asked, analysis = read_extension(asked_for), get_analysis()
    known = [BY_CODE[column.id] for column in asked.properties if column.id in BY_CODE]
    rows = dict[str, dict[str, list[Mapping[str, str]]]]()
    for identifier in asked.ids:
        actor = _actor(analysis, identifier)
        rows[identifier] = {
            one.code: [_value(value) for value in one.values(analysis, actor)] if actor else [] for one in known
        }
    return {"meta": [{"id": one.code, "name": say(one.name)} for one in known], "rows": rows}


def _value(value: Answer) -> Mapping[str, str]:
    return {"str": say(value.label)} if isinstance(value, Ref) else {"str": value}


def _actor(analysis: Analysis, slug: str) -> Actor | None:
    iri = iri_of(slug)
    return analysis.actors.get(iri) or analysis.groups.get(iri)


def _types(analysis: Analysis) -> dict[str, str]:
    """What somebody may be, by its code: an actor, a group, and each sector that there is."""
    sectors = {actor.sector.iri: actor.sector for actor in analysis.actors.values() if actor.sector}
    named = {local_name(iri): say(sector.label) for iri, sector in sorted(sectors.items())}
    return {ACTOR: gettext("Akteur"), GROUP: gettext("Gruppe"), **named}


def _named_like(names: Mapping[str, str]) -> Response:
    wanted = request.args.get("prefix", "").strip().casefold()
    found: Iterable[tuple[str, str]] = ((code, name) for code, name in names.items() if wanted in name.casefold())
    return answer_json({"result": [{"id": code, "name": name} for code, name in found]})


@memo
def _names(analysis: Analysis) -> NameList:
    return NameList(analysis)
