"""A draft as the one change that it comes to: with evidence or reason, by its author, only if nobody was faster."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import pyoxigraph as ox

from graph.model import DEFAULT_LANGUAGE
from graph.protocol import Change, ChangeKind, Store
from graph.terms import FOAF, NETZ, NK, SKOS
from graph.upkeep.forms.draft import FormDraft
from graph.upkeep.forms.entry import check_unchanged, only_if_free, read_entry
from graph.upkeep.forms.names import labels_of
from graph.upkeep.forms.sources import Proof, Source, prove

CONFIDENCE, EVIDENCE = NETZ + "confidence", NETZ + "evidence"
_UNPROVEN = NK + "external"


def change_of(store: Store, draft: FormDraft, source: Source, *, said: str = "", fingerprint: str = "") -> Change:
    """The change that a draft without problems comes to. Raises DataInvalid (422) where its source lacks something.

    `said`: what is entered, in words. `fingerprint`: that of the entry when its author saw it; "" for a new one.
    It refuses itself where somebody was faster: Conflict (409).
    """
    graph = draft.graph if isinstance(draft.graph, ox.NamedNode) else ox.NamedNode(draft.iri)
    proof = Proof() if _is_wording(draft, source) else prove(store, source, draft.network, graph, said)
    add, remove = [*draft.add], [*draft.remove]
    for iri in _resting_on_it(draft):
        more, less = proven(store, iri, proof, draft.graph, is_new=draft.is_new or iri != draft.iri)
        add += more
        remove += less
    if any(quad.predicate.value == EVIDENCE for quad in add):
        add += proof.quads
    kind: ChangeKind = "entry-added" if draft.is_new else "entry-changed"
    is_free = only_if_free(store, [draft.iri, *(one.iri for one in draft.new)]) if draft.is_new else None
    return Change(
        add=list(dict.fromkeys(add)),
        remove=list(dict.fromkeys(remove)),
        author=source.author,
        reason=source.reason or said,
        checked=True,
        kind=kind,
        about=about(store, draft),
        only_if=partial(check_unchanged, store, draft.iri, fingerprint) if fingerprint else is_free,
    )


def _is_wording(draft: FormDraft, source: Source) -> bool:
    """Whether somebody only words an entry otherwise: what it rests on stays what it was.

    To be called otherwise is no wording: somebody knows of the new name, and says where from.
    """
    fields = [one for one in draft.form.fields if one.key in draft.changed]
    is_renamed = any((one.path, one.language) == (SKOS + "prefLabel", DEFAULT_LANGUAGE) for one in fields)
    return source.kind == "said" and not draft.is_new and not is_renamed and all(one.language for one in fields)


def about(store: Store, draft: FormDraft) -> str:
    """What the list of changes calls the thing; nothing for a person, who is named nowhere in public."""
    if draft.form.class_iri == FOAF + "Person":
        return ""
    said = [
        quad.object
        for quad in draft.add
        if quad.subject == ox.NamedNode(draft.iri) and quad.predicate == ox.NamedNode(SKOS + "prefLabel")
    ]
    names = [term.value for term in said if isinstance(term, ox.Literal) and term.language == DEFAULT_LANGUAGE]
    if names:
        return names[0]
    return labels_of(store, [draft.iri])[draft.iri].in_language(DEFAULT_LANGUAGE)


def _resting_on_it(draft: FormDraft) -> list[str]:
    """The entries that state their evidence: the one of the form, and what comes into being besides."""
    own = [draft.iri] if draft.form.rests_on_evidence else []
    return [*own, *(one.iri for one in draft.new if one.form.rests_on_evidence)]


def proven(
    store: Store, iri: str, proof: Proof, graph: ox.NamedNode | ox.BlankNode | ox.DefaultGraph, *, is_new: bool
) -> tuple[list[ox.Quad], list[ox.Quad]]:
    """What an entry says of its evidence and how sure it is, and what it no longer says.

    A mere reason changes neither of them; a new entry without evidence is no quotation all the same.
    """
    node, add = ox.NamedNode(iri), []
    confidence = proof.confidence or (_UNPROVEN if is_new else "")
    held = [] if is_new or not confidence else read_entry(store, iri).of(CONFIDENCE)
    remove = [quad for quad in held if quad.object != ox.NamedNode(confidence)]
    if confidence and (remove or not held):
        add.append(ox.Quad(node, ox.NamedNode(CONFIDENCE), ox.NamedNode(confidence), graph))
    if proof.passage:
        add.append(ox.Quad(node, ox.NamedNode(EVIDENCE), ox.NamedNode(proof.passage), graph))
    return add, remove


def without_what_stays(add: Iterable[ox.Quad], remove: Iterable[ox.Quad]) -> tuple[list[ox.Quad], list[ox.Quad]]:
    """The same without what would be taken away and put back."""
    added, removed = dict.fromkeys(add), dict.fromkeys(remove)
    both = added.keys() & removed.keys()
    return [one for one in added if one not in both], [one for one in removed if one not in both]
