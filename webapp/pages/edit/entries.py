"""`/eintragen`, `/aendern`: a new entry by its form, and the form of one that is there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from graph.protocol import Change
from graph.terms import FOAF
from graph.upkeep.forms.draft import FormDraft, draft_of_change, draft_of_new
from graph.upkeep.forms.entry import ResourceEntry, blank_values, read_entry, values_of
from graph.upkeep.forms.fields import Form
from graph.upkeep.forms.form_for import class_for_word, class_of, form_for, kinds_of_entries
from graph.upkeep.forms.former import no_entry, replaced_by
from graph.upkeep.forms.prefilled import calling_for, prefilled
from webapp.accounts.identity import require_in_all, who_asks
from webapp.pages.edit.access import sent_again
from webapp.pages.edit.form_input import seen_values, sent_source, sent_values
from webapp.pages.edit.page import FormPage, show
from webapp.pages.edit.saving import save
from webapp.pages.edit.versions import both_versions
from webapp.ui import forms
from webapp.ui.context import get_model, get_store, list_networks, network_iri, network_slug
from webapp.ui.freshness import keep_out_of_caches
from webapp.ui.language import gettext, say
from webapp.ui.links import iri_of, resource_url, slug_of

GIVEN = ("von", "zu", "gruppe", "forderung", "thema")
ON_THE_MAP = "karte"
"""Stands in the address of a form that was opened on the map: what is saved is shown there."""
TIES = ("schnittstelle", "mitgliedschaft", "foerderung", "zustaendigkeit", "teilnahme")


def choose() -> ResponseReturnValue:
    """All kinds of entry, each with its form."""
    kinds = [
        (word, form_for(get_store(), iri))
        for word, iri in sorted(kinds_of_entries(get_store()).items())
        if _is_offered(iri)
    ]
    given = {name: request.args[name] for name in GIVEN if name in request.args}
    page = render_template("edit/choose.html", kinds=kinds, given=given, first=("akteur", "gruppe", *TIES, "forderung"))
    return keep_out_of_caches(make_response(page))


def ask_new(kind: str) -> ResponseReturnValue:
    """The form of a new entry; the address may say who and about what."""
    if not list_networks():
        return redirect(url_for("imports.show_new"), 303)
    form = _form_named(kind)
    given = {name: [iri_of(one) for one in request.args.getlist(name)] for name in GIVEN}
    brought = prefilled(get_store(), form, given)
    page = _new_page(form, kind, blank_values(form, brought))
    page.given = [*brought, *(["netz:inNetwork"] if network_slug() else [])]
    return show(page)


def create(kind: str) -> ResponseReturnValue:
    """Save a new entry."""
    if (again := sent_again()) is not None:
        return again
    form = _form_named(kind)
    page = _new_page(form, kind, sent_values(form))
    draft = draft_of_new(get_store(), form, page.values, _network())
    return save(page, draft, on_conflict=_made_meanwhile, also=_fulfil)


def ask_change() -> ResponseReturnValue:
    """The form of an entry with what is said of it."""
    entry = read_entry(get_store(), iri_of(request.args.get("iri", "")))
    form = _form_of(entry)
    values = values_of(get_store(), form, entry)
    return show(_page_of(entry, form, values, values))


def change() -> ResponseReturnValue:
    """Save what is different in an entry; both versions where somebody else was faster."""
    if (again := sent_again()) is not None:
        return again
    entry = read_entry(get_store(), iri_of(request.form.get("iri", "")))
    if not entry.is_there:
        return _gone(entry.iri)
    form = _form_of(entry)
    seen = request.form.get("stand", "")
    page = replace(_page_of(entry, form, sent_values(form), seen_values(form)), fingerprint=seen)
    if seen != entry.fingerprint:
        return _both_versions(page)
    return save(page, draft_of_change(get_store(), form, entry, page.values, page.seen), on_conflict=_both_versions)


def _made_meanwhile(page: FormPage) -> Response:
    """The form once more: what is sent from it gets an address of its own."""
    page.notice = gettext(
        "Gerade hat jemand einen Eintrag dieses Namens angelegt. Ist es ein anderer, speichern Sie noch einmal."
    )
    page.status = 409
    return show(page)


def _is_offered(class_iri: str) -> bool:
    """Whether this reader may enter one: persons only where they may be kept."""
    return class_iri != FOAF + "Person" or who_asks().may_in_all("persons", forms.networks_meant())


def _form_named(kind: str) -> Form:
    """The form of a kind of entry. Raises Forbidden (403) for persons where they may not be kept."""
    class_iri = class_for_word(get_store(), kind)
    if class_iri == FOAF + "Person":
        require_in_all("persons", forms.networks_meant())
    return form_for(get_store(), class_iri)


def _network() -> str:
    """The network that a new entry lies in: the chosen one, else the only one, else that of who takes part."""
    known = list_networks()
    chosen = network_iri(known, network_slug()) or (known[0].iri if len(known) == 1 else "")
    if chosen:
        return chosen
    parties = {**get_model().actors, **get_model().groups}
    found = {one for iri in _given_parties() for one in parties[iri].networks}
    return found.pop() if len(found) == 1 else ""


def _form_of(entry: ResourceEntry) -> Form:
    class_iri = class_of(get_store(), entry.types) if entry.is_there else ""
    if not class_iri:
        raise no_entry(get_store(), entry.iri)
    return form_for(get_store(), class_iri)


def _new_page(form: Form, kind: str, values: dict[str, list[str]]) -> FormPage:
    carried = (*GIVEN, ON_THE_MAP)
    given: dict[str, Any] = {name: request.args.getlist(name) for name in carried if name in request.args}
    network = _network()
    if network and not any(values.get("netz:inNetwork", ())):
        values["netz:inNetwork"] = [network] if form.field("https://w3id.org/akteursnetz/ns#inNetwork") else []
    others = [
        (say(form_for(get_store(), class_for_word(get_store(), one)).label), url_for("edit.ask_new", kind=one, **given))
        for one in (TIES if form.is_tie else ())
    ]
    return FormPage(
        form,
        _heading(form),
        url_for("edit.create", kind=kind, **given),
        values,
        source=sent_source(),
        others=others,
        back=_way_back(),
        is_quick=kind == "akteur",
    )


def _heading(form: Form) -> str:
    """What is entered; of a tie in the word of the links that lead here, and which kind of tie it is."""
    if form.is_tie:
        return gettext("Verbindung eintragen: %(kind)s", kind=say(form.label))
    return gettext("%(kind)s eintragen", kind=say(form.label))


def _way_back() -> str:
    """Where whoever enters nothing after all came from, as far as the address tells."""
    whom = next(iter(_given_parties()), "")
    if ON_THE_MAP in request.args:
        return url_for("map.show", akteur=slug_of(whom) or None)
    return (resource_url(whom) if whom else "") or url_for("start.show")


def _given_parties() -> list[str]:
    """The actors and groups that the address of a form brings along, as far as they are there."""
    model = get_model()
    given = [iri_of(one) for name in ("von", "gruppe", "zu") for one in request.args.getlist(name) if one]
    return [iri for iri in given if iri in model.actors or iri in model.groups]


def _page_of(entry: ResourceEntry, form: Form, values: dict[str, list[str]], seen: dict[str, list[str]]) -> FormPage:
    name = next(iter(values.get("skos:prefLabel@de", ())), "") or say(form.label)
    return FormPage(
        form,
        gettext("„%(name)s“ ändern", name=name[:120]),
        url_for("edit.change"),
        values,
        seen,
        entry.iri,
        entry.fingerprint,
        source=sent_source(),
        back=resource_url(entry.iri) or url_for("start.show"),
    )


def _both_versions(page: FormPage) -> ResponseReturnValue:
    """What is stored by now beside what was typed; what was deleted stands in the form of a new entry."""
    entry = read_entry(get_store(), page.iri)
    return both_versions(page, entry) if entry.is_there else _gone(page.iri)


def _gone(iri: str) -> ResponseReturnValue:
    """It was merged or deleted meanwhile: what was typed stands in the form of what goes on, else in a new one."""
    kept = read_entry(get_store(), replaced_by(get_store(), iri))
    return _merged(kept) if kept.is_there else _deleted(iri)


def _merged(kept: ResourceEntry) -> Response:
    form = _form_of(kept)
    page = _page_of(kept, form, sent_values(form), seen_values(form))
    page.notice = gettext("Dieser Eintrag ist inzwischen mit einem anderen zusammengelegt; das ist der gemeinsame.")
    return both_versions(page, kept)


def _deleted(iri: str) -> ResponseReturnValue:
    """Somebody deleted it meanwhile: what was typed stands in the form of a new entry."""
    class_iri = request.form.get("klasse", "")
    if not class_iri:
        raise no_entry(get_store(), iri)
    form = form_for(get_store(), class_iri)
    page = _new_page(form, class_iri, sent_values(form))
    page.notice = gettext(
        "Dieser Eintrag ist inzwischen gelöscht. Was Sie eingetragen haben, steht noch hier "
        "und wird als neuer Eintrag gespeichert."
    )
    page.status = 409
    return show(page)


def _fulfil(draft: FormDraft, change: Change) -> Change:
    """A demand that the new entry answers calls for it from now on."""
    demand = iri_of(request.args.get("forderung", "")) if request.args.get("forderung") else ""
    return calling_for(get_store(), demand, draft.iri, change) if demand else change
