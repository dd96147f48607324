"""Addresses that name an entry which was merged into another lead to the same page of the one that goes on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from flask import Flask, Response, redirect, request, url_for

from graph.upkeep.forms.former import former_addresses
from webapp.ui.context import get_model, present_store
from webapp.ui.language import KEPT
from webapp.ui.links import iri_of, slug_of

_READING = frozenset({"GET", "HEAD"})
_PARTING = re.compile("([~,])")
"""What stands between the parts of a parameter: `schritt=ohne~SLUG`."""
_OF_THE_FORMER = frozenset({"changes.index", "resources.show"})
"""What happened to the former entry itself, and what is stated of it."""
_PROTOCOLS = frozenset({"sparql", "updates", "named_graphs", "dump"})


def lead_on_from_merged(app: Flask) -> None:
    """Answer 302, not 301: both can be parted again, and browsers never forget a 301."""
    app.before_request(_lead_on)


def _lead_on() -> Response | None:
    if request.method not in _READING or request.endpoint in {None, "static"} | _OF_THE_FORMER:
        return None
    if request.blueprint in _PROTOCOLS or not (request.args or request.view_args):
        return None
    former = former_addresses(present_store())
    if not former:
        return None
    path = {name: _now(value, former) if name == "slug" else value for name, value in (request.view_args or {}).items()}
    given = list(request.args.items(multi=True))
    query = [(name, _now(value, former)) for name, value in given]
    if path == request.view_args and query == given:
        return None
    parts: dict[str, Any] = {**path, **dict.fromkeys(KEPT)}
    address = url_for(request.endpoint or "", **parts)
    return redirect(f"{address}?{urlencode(query)}" if query else address)  # type: ignore[return-value]


def _now(text: str, former: Mapping[str, str]) -> str:
    """The same with each former address in it as the one it leads to."""
    return "".join(_one(part, former) for part in _PARTING.split(text))


def _one(part: str, former: Mapping[str, str]) -> str:
    follower = follower_of(iri_of(part), former)
    return slug_of(follower) if follower else part


def follower_of(iri: str, former: Mapping[str, str]) -> str:
    """The actor or group here that goes on for a former entry; "" for none, or where the entry itself is here."""
    kept = former.get(iri, "")
    if not kept:
        return ""
    model = get_model()
    is_there = {one for one in (kept, iri) if one in model.actors or one in model.groups}
    return kept if is_there == {kept} else ""
