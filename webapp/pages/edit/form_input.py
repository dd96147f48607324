"""What a form sent: what stands in its fields, what stood there before, what it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast, get_args

from flask import request
from werkzeug.datastructures import MultiDict

from graph.period import today
from graph.upkeep.forms.fields import Form
from graph.upkeep.forms.several import MOST
from graph.upkeep.forms.sources import Source, SourceKind
from webapp.ui import forms
from webapp.ui.language import say
from webapp.ui.links import iri_of

SEEN = "war:"
TAKE = "nimm:"
PERSON = "person:"
OF_THE_FORM = ("token",)


def sent_values(form: Form) -> dict[str, list[str]]:
    """What stands in each field; where somebody decided for the version of somebody else, that."""
    seen = seen_values(form)
    return {
        one.key: seen[one.key] if request.form.get(TAKE + one.key) == "theirs" else _texts(one.key)
        for one in form.fields
    }


def seen_values(form: Form) -> dict[str, list[str]]:
    """What stood in each field when the form was opened."""
    return {one.key: _texts(SEEN + one.key) for one in form.fields}


def _texts(name: str) -> list[str]:
    return [text.replace("\r\n", "\n") for text in request.form.getlist(name) if text.strip()]


def ticked(sent: MultiDict[str, str]) -> list[str]:
    """The entries that were ticked in a table, each once; of more than can be changed one more, which is refused."""
    return list(dict.fromkeys(iri_of(one) for one in sent.getlist("iri") if one))[: MOST + 1]


def sent_source() -> Source:
    """Where somebody knows it from."""
    kind = request.form.get("source", "said")
    return Source(
        cast("SourceKind", kind) if kind in get_args(SourceKind) else "said",
        forms.author(request.form.get("author", "")),
        today().isoformat(),
        " ".join(request.form.get("document", "").split()),
        request.form.get("wording", "").replace("\r\n", "\n").strip(),
        " ".join(request.form.get("reason", "").split()),
    )


def answers_on_persons() -> Mapping[str, str]:
    """What was said of names that may be a person's: `organisation` or `person`."""
    return {name.removeprefix(PERSON): text for name, text in request.form.items() if name.startswith(PERSON)}


def carried() -> list[tuple[str, str]]:
    """All that was sent, to be sent once more."""
    return [(name, text) for name, text in request.form.items(multi=True) if name not in OF_THE_FORM]


def typed_texts(form: Form, values: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """What was typed, field by field, to be read."""
    labels = {one.key: {choice.iri: say(choice.label) for choice in one.choices} for one in form.fields}
    return [
        (say(one.label), ", ".join(labels[one.key].get(text, text) for text in values[one.key]))
        for one in form.fields
        if values.get(one.key)
    ]
