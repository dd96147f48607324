"""What stands in a form about a view or a story: a name, a text, and who saves it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode

from flask import Response, make_response, render_template, request, url_for

from graph.errors import DataInvalid, NetworkError
from graph.protocol import Applied
from graph.terms import network_slug
from webapp.accounts.roles import EVERY_NETWORK, Right
from webapp.ui import forms
from webapp.ui.freshness import keep_out_of_caches
from webapp.ui.language import translate

OF_THE_PICTURE = ("netz", "abfrage", "lang")
OF_OTHER_PAGES = frozenset({"seite", "geschichte", "schritt", "signatur"})


@dataclass(frozen=True, slots=True)
class FormEntry:
    """What was entered, and why it could not be taken."""

    title: str = ""
    text: str = ""
    author: str = ""
    address: str = ""
    problem: str = ""
    hint: str = ""

    def refused(self, error: DataInvalid) -> FormEntry:
        """The same with the reason why it was not taken."""
        hint = translate(error.hint_template, error.values)
        return replace(self, problem=translate(error.template, error.values), hint=hint)


def read_entry() -> FormEntry:
    """What the reader sent; a name left out is the one given before."""
    sent = {name: request.form.get(name, "").strip() for name in ("title", "text", "author", "address")}
    return FormEntry(
        **{
            **sent,
            "author": forms.signature(sent["author"]),
            "address": clean_address(sent["address"]),
        }
    )


def clean_address(query: str) -> str:
    """The query of a map's address without what belongs to other pages."""
    pairs = parse_qsl(query.lstrip("?"), keep_blank_values=False)
    return urlencode([pair for pair in pairs if pair[0] not in OF_OTHER_PAGES], safe="/~,:")


def map_address(query: str, **more: str) -> str:
    """The map at a kept address, in the language the reader chose unless the address names one."""
    pairs = [*parse_qsl(query), *more.items()]
    language = request.args.get("lang", "")
    if language and not any(name == "lang" for name, _ in pairs):
        pairs.append(("lang", language))
    base = url_for("map.show").partition("?")[0]
    return f"{base}?{urlencode(pairs, safe='/~,:')}" if pairs else base


def data_address(query: str) -> str:
    """Where the picture of a kept address is read: it depends on network, query and language, not on filters."""
    named = dict(parse_qsl(query))
    choices: dict[str, Any] = {name: named.get(name) for name in OF_THE_PICTURE}
    return url_for("map.data", **choices)


def networks_shown(*queries: str) -> set[str]:
    """Codes of the networks that the views with these addresses show: all where none is named; none without a view."""
    every = forms.every_network() or (EVERY_NETWORK,)
    named = (one for query in queries for one in parse_qs(query.lstrip("?")).get("netz", every))
    return {network_slug(one) or one for one in named}


def form_page(
    template: str, *, right: Right = "propose", networks: Collection[str] | None = None, **values: object
) -> Response:
    """A page with forms where this reader has the right; without them, and fit for caches, where not.

    `networks`: those that what is changed lies in, see `forms.may_write`.
    """
    is_writable = forms.may_write(right, networks)
    page = render_template(
        template,
        is_writable=is_writable,
        token=forms.form_token() if is_writable else "",
        outcome=forms.take_outcome() if is_writable else "",
        known_name=forms.known_name() if is_writable else "",
        **values,
    )
    response = make_response(page)
    return keep_out_of_caches(response) if is_writable else response


def note_saved(applied: Applied, author: str, outcome: str) -> None:
    """Remember the name, and what the next page is to say: `moved` when a person was named."""
    forms.keep_name(author)
    forms.keep_outcome("moved" if applied.moved else outcome)


def refuse(response: Response, error: NetworkError) -> Response:
    """The form again, with the status of what was wrong."""
    response.status_code = error.status
    return response
