"""Addresses of pages: an IRI without the base is the slug; everything else is linked as a resource."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, cast
from urllib.parse import quote, quote_plus, urlencode, urlsplit

from flask import g, request, url_for
from markupsafe import Markup

from graph.gaps.decisions import is_open
from graph.model import Gap, Passage, Ref
from graph.network.reading import Model
from graph.query.quoted import section_of_passages
from graph.terms import BASE, NETZ, NK, network_slug
from webapp.ui.breaking import breakable
from webapp.ui.context import get_model, get_store
from webapp.ui.kept_parts import rests_on_more
from webapp.ui.language import KEPT, gettext, in_its_language, say

SAFE_SCHEMES = ("http", "https", "mailto")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_PLACE = "slug-stands-here"
_PATH_LETTERS, _QUERY_LETTERS = "!$&'()*+,/:;=@", "!$'()*,/:;?@"  # those that werkzeug leaves as they are


def slug_of(iri: str) -> str:
    """Path of a resource below the base, or the whole IRI when it lies elsewhere."""
    path = iri.removeprefix(BASE)
    if ":" in path:  # without looking more closely at the tens of thousands that have none
        return iri if _SCHEME.match(path) else path
    return path or iri


def iri_of(slug: str) -> str:
    """The IRI of a slug; a slug that is an IRI already (`https://...`, `urn:...`, `_:b0`) stays as it is."""
    return slug if _SCHEME.match(slug) or slug.startswith("_:") else BASE + slug


def network_code(iri: str) -> str:
    """What ?netz= names a network by: its slug, or its whole IRI when it lies elsewhere."""
    return network_slug(iri) or iri


def actor_url(iri: str) -> str:
    """Address of an actor's profile."""
    return _page_url("actors.show", iri)


def group_url(iri: str) -> str:
    """Address of a group's page."""
    return _page_url("groups.show", iri)


def _page_url(endpoint: str, iri: str) -> str:
    """The page of a resource."""
    before, after = _frame(endpoint, "slug")
    return before + quote(slug_of(iri), safe=_PATH_LETTERS) + after


def _frame(endpoint: str, name: str) -> list[str]:
    """What url_for puts before and behind one value; asked once for a page, which has hundreds of such links."""
    frames: dict[tuple[str, str], list[str]] = g.setdefault("frames_of_addresses", {})
    if (endpoint, name) not in frames:
        frames[endpoint, name] = url_for(endpoint, **{name: _PLACE}).split(_PLACE)  # type: ignore[arg-type]  # a value, not one of url_for's own
    return frames[endpoint, name]


def gap_url(gap_id: str) -> str:
    """Address of one gap."""
    return _id_url("gaps.show", "gap_id", gap_id)


def matter_url(matter_id: str) -> str:
    """Address of one matter."""
    return _id_url("matters.show", "matter_id", matter_id)


def _id_url(endpoint: str, name: str, value: str) -> str:
    before, after = _frame(endpoint, name)
    return before + quote(value, safe=_PATH_LETTERS) + after


def matter_map_url(matter_id: str) -> str:
    """The map with the parties of this matter."""
    return map_url(luecke=matter_id)


def map_url(**state: str) -> str:
    """The map in a state: akteur=SLUG, tiefe=1, luecke=ID, gruppe=SLUG and so on."""
    if len(state) == 1:
        ((name, value),) = state.items()
        before, after = _frame("map.show", name)
        return before + quote_plus(value, safe=_QUERY_LETTERS) + after
    return url_for("map.show", **cast("dict[str, Any]", state))


def source_url(document: str, passage: str = "") -> str:
    """A document with all that was quoted from it, at one passage; one that names no document has a page of its own."""
    if not document:
        return url_for("resources.show", slug=slug_of(passage))
    page = _page_url("sources.show", document)
    if not passage:
        return page
    asked = address_with(page, [("stelle", slug_of(passage))], safe="/:")
    return f"{asked}#{quote(anchor_of_passage(passage))}"


def source_words(passage: Passage) -> str:
    """Where a passage stands: its document, and of a table the row, else the heading that it stands below."""
    if not passage.document.iri:
        return gettext("Belegstelle ohne Dokument")
    document = say(passage.document.label) or slug_of(passage.document.iri)
    if passage.row:
        return f"{document}, {gettext('Zeile %(row)s', row=passage.row)}"
    section = section_of_passages(get_store()).get(passage.iri, "")
    return f"{document}, {say(get_model().ref(section).label)}" if section else document


def anchor_of_passage(iri: str) -> str:
    """Where on the page of its document a passage stands."""
    return "stelle-" + slug_of(iri).replace("/", "-")


def resource_url(iri: str) -> str:
    """Where a click on an IRI leads: our own page for what we hold, the web address for the rest."""
    model = get_model()
    held = ((model.groups, "groups.show"), (model.actors, "actors.show"), (model.topics, "topics.show"))
    if page := next((endpoint for those, endpoint in held if iri in those), ""):
        return _page_url(page, iri)
    if iri.startswith(BASE):
        return url_for("resources.show", slug=slug_of(iri))
    if iri.startswith(NETZ):
        return url_for("resources.vocabulary", _anchor=iri.removeprefix(NETZ))
    if iri.startswith(NK):
        return url_for("resources.codes", _anchor=iri.removeprefix(NK))
    if address := safe_href(iri):
        return address
    rests_on_more()
    return url_for("resources.show", slug=iri) if _is_held(model, iri) else ""


def _is_held(model: Model, iri: str) -> bool:
    """Whether a resource whose IRI no browser can follow (urn:, did:, tag:) has a page here."""
    held = (model.ties, model.findings, model.networks, model.others, model.topics, model.evidence)
    return bool(_SCHEME.match(iri)) and any(iri in kind for kind in held)


def safe_href(address: str) -> str:
    """The address when a browser may follow it, else nothing: a javascript: link is never made."""
    return address if urlsplit(address).scheme.lower() in SAFE_SCHEMES else ""


def link_to(ref: Ref) -> Markup:
    """A reference as a link to its page, or as plain text when there is nothing to follow."""
    label, address = say(ref.label) or slug_of(ref.iri), resource_url(ref.iri)
    spoken = in_its_language(ref.label)
    if not address:
        return Markup("<span{}>{}</span>").format(spoken, breakable(label)) if spoken else breakable(label)
    return Markup('<a href="{}"{}>{}</a>').format(address, spoken, breakable(label))


def with_parameters(**changes: str | None) -> str:
    """This page's address with some query parameters changed; None takes one away."""
    return quote(request.script_root + request.path) + query_with(**changes)


def query_with(**changes: str | None) -> str:
    """The query of this page's address with some parameters changed, to be put behind the `bare_url` of another."""
    parameters = [(name, value) for name, value in request.args.items(multi=True) if name not in changes]
    parameters += [(name, value) for name, value in changes.items() if value]
    return "?" + urlencode(parameters) if parameters else ""


def address_with(address: str, pairs: Iterable[tuple[str, str]], safe: str = "") -> str:
    """An address with further parameters behind those that it has; signs that are `safe` stay as they are."""
    query = urlencode(list(pairs), safe=safe)
    return f"{address}{'&' if '?' in address else '?'}{query}" if query else address


def bare_url(endpoint: str, **values: str) -> str:
    """An address without the choices that the links of a page keep: the page's own query, put behind it, has them."""
    return url_for(endpoint, **cast("dict[str, Any]", {**dict.fromkeys(KEPT), **values}))


def gap_map_url(gap: Gap) -> str:
    """The map with this gap chosen; where it is answered and no longer drawn, with its first party."""
    if is_open(gap):
        return map_url(luecke=gap.id)
    return map_url(akteur=slug_of(gap.parties[0].iri)) if gap.parties else map_url()
