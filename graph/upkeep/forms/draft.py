"""What a sent form would change, before it does: exactly the statements of the fields that are different."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial

import pyoxigraph as ox

from graph.model import DEFAULT_LANGUAGE
from graph.protocol import Store
from graph.terms import NETZ, RDF, SCHEMA, SKOS
from graph.text import name
from graph.upkeep.forms.addresses import graph_of, new_address
from graph.upkeep.forms.dates import PRECISION_OF
from graph.upkeep.forms.entry import ResourceEntry, stated_terms, written_things
from graph.upkeep.forms.faults import faults_of
from graph.upkeep.forms.fields import Form, FormField, Values
from graph.upkeep.forms.form_for import form_for
from graph.upkeep.forms.names import KnownThings, known_things, labels_of
from graph.upkeep.forms.positions import with_positions
from graph.upkeep.forms.typed import Problem, Typed, read_field

_LABEL, _OBSERVATION = SKOS + "prefLabel", SCHEMA + "Observation"
_NETWORK = NETZ + "inNetwork"
Graph = ox.NamedNode | ox.BlankNode | ox.DefaultGraph


@dataclass(frozen=True, slots=True)
class NewThing:
    """What comes into being besides, because a field names it and nothing is called so."""

    iri: str
    label: str
    form: Form
    key: str


@dataclass(slots=True)
class FormDraft:
    """A change in the making: `changed` are the keys of the fields that become different."""

    form: Form
    iri: str
    network: str
    graph: Graph
    is_new: bool
    add: list[ox.Quad] = field(default_factory=list)
    remove: list[ox.Quad] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    new: list[NewThing] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def say(self, subject: str, predicate: str, value: ox.NamedNode | ox.Literal) -> None:
        """Add a statement."""
        self.add.append(ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), value, self.graph))

    @property
    def is_empty(self) -> bool:
        """Whether nothing becomes different."""
        return not self.add and not self.remove


def draft_of_new(
    store: Store,
    form: Form,
    values: Values,
    network: str,
    *,
    beside: Iterable[NewThing] = (),
    taken: Iterable[str] = (),
) -> FormDraft:
    """A new entry of a class. `network`: the one it belongs to where no field says another, "" for none.

    `beside`: what comes into being in the same change, so that a field can name it; `taken`: addresses that it took.
    """
    named = [text for text in values.get("netz:inNetwork", ()) if text]
    of_networks = form.field(_NETWORK)
    known = {one.iri for one in of_networks.choices} if of_networks else set()
    lies_in = next((text for text in named if text in known), network)
    given = {**with_positions(form, values), "netz:inNetwork": named or ([network] if network else [])}
    draft = FormDraft(form, "", lies_in, graph_of(lies_in), is_new=True, new=list(beside))
    typed = [(one, read_field(one, given.get(one.key, ()), _known(store, one), {})) for one in form.fields]
    for one, read in typed:
        draft.problems += read.problems
        _make_new_things(store, draft, one, read)
    title = _title(store, draft, typed)
    draft.iri = new_address(store, lies_in, form.class_iri, title, [*taken, *(one.iri for one in draft.new)])
    for kind in form.types:
        draft.say(draft.iri, RDF + "type", ox.NamedNode(kind))
    if _is_named_after_others(form) and title and not any(_LABEL in read.terms for _, read in typed):
        draft.say(draft.iri, _LABEL, ox.Literal(title, language=DEFAULT_LANGUAGE))
    for one, read in typed:
        _say(draft, one, read)
    draft.problems += faults_of(store, draft, draft.add)
    return draft


def draft_of_change(store: Store, form: Form, entry: ResourceEntry, values: Values, seen: Values) -> FormDraft:
    """What is different in an entry: of each field that its author made another than they saw it."""
    lies_in = next(iter(entry.networks), "")
    draft = FormDraft(form, entry.iri, lies_in, entry.graph or graph_of(lies_in), is_new=False)
    values = with_positions(form, values, seen)
    for one in form.fields:
        if one.key in values and _lines(values[one.key]) != _lines(seen.get(one.key, ())):
            _change_field(store, draft, one, entry, values[one.key])
    gone = set(draft.remove)
    draft.problems += faults_of(store, draft, [*(quad for quad in entry.quads if quad not in gone), *draft.add])
    return draft


def _lines(texts: Iterable[str]) -> list[str]:
    return [text.replace("\r\n", "\n").strip() for text in texts if text.strip()]


def _change_field(store: Store, draft: FormDraft, one: FormField, entry: ResourceEntry, texts: Sequence[str]) -> None:
    stated = stated_terms(one, entry)
    if one.holds_one and one.at_most != 1:
        stated = stated[:1]  # only that one stood in the form
    iris = [name(quad.object) for quad in stated]
    written = dict(zip(written_things(store, one, iris), iris, strict=True)) if one.editor == "thing" else {}
    read = read_field(one, texts, _known(store, one), written or dict.fromkeys(iris, ""))
    draft.problems += read.problems
    if read.problems:
        return
    _make_new_things(store, draft, one, read)
    paths = [one.path, *([PRECISION_OF[one.path]] if one.path in PRECISION_OF else [])]
    before = [*stated, *(quad for path in paths[1:] for quad in entry.of(path))]
    after = {(path, term) for path in paths for term in read.terms.get(path, ())}
    kept = {(quad.predicate.value, quad.object) for quad in before}
    draft.remove += [quad for quad in before if (quad.predicate.value, quad.object) not in after]
    for path, term in sorted(after - kept, key=str):
        draft.say(entry.iri, path, term)
    if after != kept:
        draft.changed.append(one.key)


def _known(store: Store, one: FormField) -> partial[KnownThings]:
    return partial(known_things, store, one.classes)


def _make_new_things(store: Store, draft: FormDraft, one: FormField, read: Typed) -> None:
    """Things that are not there yet, each by its name; the same name in two fields is the same thing."""
    for text in read.new:
        known = next((new for new in draft.new if new.label == text), None)
        if known is None:
            known = _new_thing(store, draft, one, text)
        read.add(one.path, ox.NamedNode(known.iri))


def _new_thing(store: Store, draft: FormDraft, one: FormField, text: str) -> NewThing:
    form = form_for(store, one.new_as)
    iri = new_address(store, draft.network, one.new_as, text, [new.iri for new in draft.new])
    made = NewThing(iri, text, form, one.key)
    draft.new.append(made)
    for kind in form.types:
        draft.say(iri, RDF + "type", ox.NamedNode(kind))
    draft.say(iri, _LABEL, ox.Literal(text, language=DEFAULT_LANGUAGE))
    for other in form.fields:
        if other.path == _NETWORK and draft.network:
            draft.say(iri, _NETWORK, ox.NamedNode(draft.network))
        elif other.default:
            draft.say(iri, other.path, ox.NamedNode(other.default))
    return made


def _say(draft: FormDraft, one: FormField, read: Typed) -> None:
    for path, terms in read.terms.items():
        for term in terms:
            draft.say(draft.iri, path, term)
    if read.terms:
        draft.changed.append(one.key)


def _is_named_after_others(form: Form) -> bool:
    """Whether what has no name of its own is called like those it is about: a tie, a value of an indicator."""
    return form.is_tie or form.class_iri == _OBSERVATION


def _title(store: Store, draft: FormDraft, typed: Sequence[tuple[FormField, Typed]]) -> str:
    """The name of a new entry; of a tie without one, those who take part."""
    for one, read in typed:
        names = [term.value for term in read.terms.get(one.path, ()) if isinstance(term, ox.Literal)]
        if one.path == _LABEL and names:
            return names[0]
    if not _is_named_after_others(draft.form):
        return ""
    fields = [(one, read) for one, read in typed if one.editor == "thing" and one.path != NETZ + "topic"]
    main = [(one, read) for one, read in fields if one.group.order <= 0] or fields
    iris = [name(term) for one, read in main for term in read.terms.get(one.path, ())]
    new = {one.iri: one.label for one in draft.new}
    labels = labels_of(store, [iri for iri in iris if iri not in new])
    return " – ".join(new.get(iri) or labels[iri].in_language(DEFAULT_LANGUAGE) for iri in dict.fromkeys(iris))[:300]
