"""The page with the form of an entry: as it is opened, and with what is wrong, would change, or was changed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from flask import Response, make_response, render_template

from graph.model import Ref
from graph.terms import network_slug
from graph.upkeep.forms.fields import Form, FormField
from graph.upkeep.forms.in_words import ThingChange
from graph.upkeep.forms.sources import Source
from webapp.pages.edit.view import Problems, Values, groups_of
from webapp.pages.edit.words import field_line, own_statement, thing_line
from webapp.ui import forms
from webapp.ui.freshness import keep_out_of_caches
from webapp.ui.language import say


@dataclass(frozen=True, slots=True)
class TwoVersions:
    """A field that somebody else has made another meanwhile: what it was, what it is, and what was typed here.

    `is_disputed`: both made it another, so that somebody has to decide.
    """

    field: FormField
    before: str
    now: str
    mine: str
    is_disputed: bool


@dataclass(slots=True)
class FormPage:
    """What the page shows. `digest` tells the summary that is shown from any other; `action` is where it is sent.

    `hides`: how many public statements it would keep apart, which has to be agreed to.
    `given`: keys of the fields that its address fills in, which no draft takes the place of.
    """

    form: Form
    heading: str
    action: str
    values: Values
    seen: Values = field(default_factory=dict)
    iri: str = ""
    fingerprint: str = ""
    source: Source = field(default_factory=Source)
    problems: Problems = field(default_factory=dict)
    summary: Sequence[ThingChange] = ()
    digest: str = ""
    persons: Sequence[str] = ()
    hides: int = 0
    similar: Sequence[tuple[str, Sequence[Ref]]] = ()
    versions: Sequence[TwoVersions] = ()
    hidden: Sequence[tuple[str, str]] = ()
    others: Sequence[tuple[str, str]] = ()
    notice: str = ""
    back: str = ""
    status: int = 200
    is_quick: bool = False
    given: Collection[str] = ()


def show(page: FormPage) -> Response:
    """The page, for who may write; for others the hint how to."""
    is_writable = forms.may_write(networks=())
    text = render_template(
        "edit/form.html",
        page=page,
        groups=groups_of(page.form, page.values, page.seen, page.problems),
        is_writable=is_writable,
        token=forms.form_token() if is_writable else "",
        saves=_saves(page),
        known_name=forms.known_name(),
        said=own_statement(),
        field_line=field_line,
        thing_line=thing_line,
        labels=_labels(page),
    )
    return keep_out_of_caches(make_response(text, page.status))


def _saves(page: FormPage) -> bool:
    """Whether sending it saves; of who contributes it is a proposal."""
    codes = [code for one in page.values.get("netz:inNetwork", ()) if (code := network_slug(one))]
    return forms.may_write("write", codes or None)


def show_summary(page: FormPage) -> Response:
    """Only what would change and what is wrong: what a script puts into the page while somebody types."""
    text = render_template(
        "edit/_summary.html", page=page, field_line=field_line, thing_line=thing_line, labels=_labels(page)
    )
    return keep_out_of_caches(make_response(text))


def _labels(page: FormPage) -> dict[str, str]:
    """What the fields are called, by their keys."""
    return {one.key: say(one.label) for one in page.form.fields}
