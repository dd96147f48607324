"""What a change does, and why a field cannot be taken, in the reader's words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from graph.errors import NetworkError
from graph.model import Text
from graph.period import today
from graph.protocol import Change
from graph.terms import FOAF, PREFIXES
from graph.upkeep.forms.draft import FormDraft
from graph.upkeep.forms.fields import Form, FormField
from graph.upkeep.forms.in_words import ThingChange, WordedChange, changes_in_words
from graph.upkeep.forms.sources import Source, public_side, said_by
from graph.upkeep.forms.typed import Problem
from webapp.ui import forms
from webapp.ui.context import get_store
from webapp.ui.language import gettext, say, translate

if TYPE_CHECKING:
    from graph.validate.report import Violation

_MOST_SAID = 400
_CALLED = ("foaf:name", "schema:email", "schema:telephone")
_SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-ZÄÖÜ])")
_PREFIXED = re.compile(rf"\b(?:{'|'.join(PREFIXES)}):\w")


def without_rdf(message: str) -> str:
    """A shape's message without the sentences that name properties: whoever fills in a form sees fields instead."""
    sentences = _SENTENCE.split(message)
    return " ".join(one for one in sentences if not _PREFIXED.search(one)) or message


def summary_of(change: Change, draft: FormDraft, values: Mapping[str, Sequence[str]]) -> list[ThingChange]:
    """What a change does, thing by thing."""
    persons = {}
    if draft.form.class_iri == FOAF + "Person":
        persons = {draft.iri: next((text for key in _CALLED for text in values.get(key, ())), draft.form.label.de)}
    return changes_in_words(get_store(), change.add, change.remove, persons)


def field_line(change: WordedChange, *, is_new: bool = False) -> str:
    """One field before and after, as a sentence."""
    before, after = (_listed(texts) for texts in (change.before, change.after))
    label = say(change.label)
    if is_new:
        return f"{label}: {after}"
    if not before:
        return gettext("%(field)s: neu „%(after)s“", field=label, after=after)
    if not after:
        return gettext("%(field)s: bisher „%(before)s“, jetzt leer", field=label, before=before)
    return gettext("%(field)s: bisher „%(before)s“, jetzt „%(after)s“", field=label, before=before, after=after)


def thing_line(thing: ThingChange) -> str:
    """What becomes of a thing, as the heading of its lines."""
    values = {"kind": say(thing.kind) or gettext("Eintrag"), "name": say(thing.label)}
    if thing.is_new:
        return gettext("Neu: %(kind)s „%(name)s“", **values)
    if thing.is_gone:
        return gettext("Gelöscht: %(kind)s „%(name)s“", **values)
    return gettext("%(kind)s „%(name)s“", **values)


def said_in_words(draft: FormDraft, values: Mapping[str, Sequence[str]]) -> str:
    """What somebody enters, in one line: what the evidence quotes them with, and the reason of the change.

    Of a person only that it is one: reasons stand in the log of the public data.
    """
    if draft.form.class_iri == FOAF + "Person":
        return draft.form.label.de
    fields = [one for one in draft.form.fields if one.key in draft.changed and one.path != _NETWORK]
    parts = [f"{one.label.de}: {', '.join(_shown(one, values.get(one.key, ())))}" for one in fields]
    kind = draft.form.label.de
    return f"{kind}. {'; '.join(parts)}"[:_MOST_SAID] if parts else kind


def own_statement() -> str:
    """What the evidence is called when somebody just says so: by whom, as far as that is public, and today."""
    source = Source(author=forms.known_name(), day=today().isoformat())
    return say(said_by(public_side(get_store(), source)))


_NETWORK = "https://w3id.org/akteursnetz/ns#inNetwork"


def _shown(field: FormField, texts: Iterable[str]) -> list[str]:
    labels = {one.iri: one.label.de for one in field.choices}
    return [labels.get(text, text).strip() for text in texts if text.strip()]


def _listed(texts: Iterable[Text]) -> str:
    return ", ".join(say(one) for one in texts)


def problems_by_field(problems: Iterable[Problem]) -> dict[str, list[str]]:
    """The sentences at each field, by its key."""
    found: dict[str, list[str]] = {}
    for one in problems:
        sentence = without_rdf(say(one.said)) or translate(one.template, one.values)
        if sentence not in found.setdefault(one.key, []):
            found[one.key].append(sentence)
    return found


def sentences_of_refusal(error: NetworkError) -> list[str]:
    """What is refused, one sentence after the other."""
    violations = cast("tuple[Violation, ...]", error.values.get("violations") or ())
    sentences = (translate(error.template, error.values), translate(error.hint_template, error.values))
    return [without_rdf(say(one.message)) for one in violations] or [" ".join(filter(None, sentences))]


def problems_of_refusal(form: Form, iri: str, error: NetworkError) -> dict[str, list[str]]:
    """What the shapes refuse at the fields that it is about; "" for what is about no field."""
    violations = cast("tuple[Violation, ...]", error.values.get("violations") or ())
    found: dict[str, list[str]] = {}
    for one in violations:
        paths = one.path.split() if one.focus.iri == iri else []
        key = next((field.key for field in form.fields if field.path in paths), "")
        found.setdefault(key, []).append(without_rdf(say(one.message)))
    if not violations:
        found[""] = sentences_of_refusal(error)
    return found
