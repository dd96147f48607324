"""From a draft to a saved change: what is wrong, what has to be asked, what has to be seen first, who was faster."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import Any

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from graph.errors import Conflict, DataInvalid
from graph.load.lists.organisation_names import is_like_an_organisation
from graph.model import Ref
from graph.network.model_reader import read_model
from graph.persons.likeness import likeness
from graph.protocol import Applied, Change
from graph.rdf.actor_classes import ORGANISATIONS
from graph.terms import FOAF, NETZ, network_slug
from graph.upkeep.contact_persons import last_person_change
from graph.upkeep.forms.draft import FormDraft, draft_of_new
from graph.upkeep.forms.form_for import form_for
from graph.upkeep.forms.names import known_things
from graph.upkeep.forms.saving import change_of
from graph.upkeep.forms.typed import Problem
from graph.upkeep.hidden_by_persons import MANY, hidden_by_persons
from webapp.accounts.identity import require_in_all, who_asks
from webapp.pages.edit.form_input import answers_on_persons, sent_source
from webapp.pages.edit.page import FormPage, show, show_summary
from webapp.pages.edit.words import problems_by_field, problems_of_refusal, said_in_words, summary_of
from webapp.ui import forms
from webapp.ui.context import get_store
from webapp.ui.language import gettext, translate
from webapp.ui.links import slug_of

_GROUPS = frozenset({NETZ + one for one in ("WorkingGroup", "ActorGroup", "Programme")})
_NAME, _PERSONS_NAME = "skos:prefLabel@de", "foaf:name"
_SURE, _UNSURE = "certain", "uncertain"
_TWO = 2


def save(
    page: FormPage,
    draft: FormDraft,
    on_conflict: Callable[[FormPage], ResponseReturnValue],
    also: Callable[[FormDraft, Change], Change] | None = None,
) -> ResponseReturnValue:
    """Save a draft and lead to what was done; the page again where something has to be mended or seen first.

    `also`: what else becomes different with it.
    """
    page.source = sent_source()
    draft = _ask_about_persons(page, draft)
    page.problems = problems_by_field(draft.problems)
    if page.problems:
        return _again(page, 422)
    try:
        said = said_in_words(draft, page.values)
        change = change_of(get_store(), draft, page.source, said=said, fingerprint=page.fingerprint)
        if also is not None:
            change = also(draft, change)
    except DataInvalid as error:
        page.problems = problems_of_refusal(page.form, draft.iri, error)
        return _again(page, 422)
    page.summary, page.digest = summary_of(change, draft, page.values), _digest(change)
    page.similar = _similar(page, draft)
    if _is_preview():
        return show_summary(page)
    page.hides = _hides(page, draft)
    if page.persons or page.hides or not _was_seen(page, draft):
        return _again(page, 200)
    return _apply(page, draft, change, on_conflict)


def _apply(
    page: FormPage, draft: FormDraft, change: Change, on_conflict: Callable[[FormPage], ResponseReturnValue]
) -> ResponseReturnValue:
    if draft.is_empty:
        page.notice = gettext("Es ist nichts anders als vorher; gespeichert wurde nichts.")
        return show(page)
    try:
        applied = get_store().apply(change)
    except Conflict:
        return on_conflict(page)
    except DataInvalid as error:
        page.problems, page.summary = problems_of_refusal(page.form, draft.iri, error), ()
        return _again(page, 422)
    forms.keep_name(page.source.author)
    forms.keep_outcome("moved" if applied.moved else "saved")
    return redirect(_address_after(draft, applied), 303)


def _address_after(draft: FormDraft, applied: Applied) -> str:
    """Where it is shown what was saved: on the map where it was begun there; of a person, what says nothing of them."""
    if draft.form.class_iri == FOAF + "Person" or not applied.added + applied.removed:
        return url_for("edit.kept_apart", number=last_person_change(get_store()))
    if draft.form.is_tie and "karte" in request.args:
        return url_for("map.show", gespeichert=applied.revision, **_on_the_map(draft.iri))
    return url_for("edit.done", revision=applied.revision, eintrag=slug_of(draft.iri))


def _on_the_map(tie: str) -> dict[str, Any]:
    """What of the map's address shows a tie: all there is between its two ends, or else one of those who take part."""
    found = read_model(get_store()).ties.get(tie)
    parties = [slug_of(one.iri) for one in found.parties] if found else []
    if len(parties) == _TWO:
        return {"paar": "~".join(parties)}
    return {"akteur": parties[0]} if parties else {}


def _again(page: FormPage, status: int) -> ResponseReturnValue:
    if _is_preview():
        return show_summary(page)
    page.status = status
    return show(page)


def _is_preview() -> bool:
    """Whether a script only asks what would change."""
    return request.form.get("was") == "vorschau"


def _was_seen(page: FormPage, draft: FormDraft) -> bool:
    """Whether its author has seen what it does: for a new entry the form says it, unless more comes into being."""
    if draft.is_new and not draft.new and not page.similar:
        return True
    return request.form.get("gesehen") == page.digest or draft.is_empty


def _digest(change: Change) -> str:
    lines = sorted(f"{sign}{quad}" for sign, quads in (("+", change.add), ("-", change.remove)) for quad in quads)
    return sha256("\n".join(lines).encode("utf-8", "replace")).hexdigest()[:16]


def _ask_about_persons(page: FormPage, draft: FormDraft) -> FormDraft:
    """Names of actors and groups that may be a person's: whoever enters them is asked, and a person is kept apart."""
    answers = answers_on_persons()
    own = page.values.get(_NAME, ())[:1] if draft.is_new or _NAME in draft.changed else ()
    asked = [name for name in own if _may_be_person(name, draft.form.class_iri, is_new=draft.is_new)]
    asked += [one.label for one in draft.new if _may_be_person(one.label, one.form.class_iri)]
    page.persons = [name for name in dict.fromkeys(asked) if name not in answers]
    for one in draft.new:
        if answers.get(one.label) == "person":
            draft.problems.append(Problem(one.key, template="A person cannot take part; name their organisation."))
    if not own or answers.get(own[0]) != "person" or draft.form.class_iri not in ORGANISATIONS:
        return draft
    if not draft.is_new:
        draft.problems.append(Problem(_NAME, template="A person is no organisation; enter them as a contact person."))
        return draft
    require_in_all("persons", [network_slug(draft.network)] if draft.network else forms.networks_meant())
    page.form = form_for(get_store(), FOAF + "Person")
    page.values = {_PERSONS_NAME: list(own)}
    return draft_of_new(get_store(), page.form, page.values, draft.network)


def _hides(page: FormPage, draft: FormDraft) -> int:
    """How much that is public a new name of a person would hide, where that is much and nobody has agreed to it."""
    is_named = draft.is_new or _PERSONS_NAME in draft.changed
    if draft.form.class_iri != FOAF + "Person" or not is_named or "hide" in request.form:
        return 0
    names = page.values.get(_PERSONS_NAME, ())
    number = hidden_by_persons(get_store(), names)
    if number < MANY:
        return 0
    told = {"names": ", ".join(names), "number": number}
    page.notice = translate("As persons, %(names)s would hide %(number)s public statements that name them.", told)
    return number


def _may_be_person(name: str, class_iri: str, *, is_new: bool = True) -> bool:
    """What is more like an organisation's name is no person's to ask about, as in lists: one word, "Tafel Elm".

    Of groups and programmes, which have names of all kinds, and of who is an organisation already, only what is surely
    a person's name is asked about. Whom the store keeps is told to nobody who may not see persons: they are not asked.
    """
    if class_iri not in ORGANISATIONS:
        return False
    found = likeness(name)
    is_unsure = found == _UNSURE and not is_like_an_organisation(name) and is_new and class_iri not in _GROUPS
    return found == _SURE or is_unsure or (who_asks().may("persons") and get_store().names_somebody(name))


def _similar(page: FormPage, draft: FormDraft) -> list[tuple[str, list[Ref]]]:
    """New names of actors that sound like one that is there."""
    named = [one.label for one in draft.new if one.form.class_iri in ORGANISATIONS]
    if draft.is_new and draft.form.class_iri in ORGANISATIONS:
        named += page.values.get(_NAME, ())[:1]
    known = known_things(get_store(), [FOAF + "Agent"]) if named else None
    return [(name, near) for name in named if known and (near := known.near(name))]
