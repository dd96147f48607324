"""What the address of a form brings along: who takes part, in which group, about what, and which demand it answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pyoxigraph as ox

from graph.network.tie_kinds import tie_kinds
from graph.protocol import Change, Store
from graph.store.person_records import WORKS_FOR
from graph.terms import FOAF, NETZ, SCHEMA
from graph.upkeep.forms.entry import read_entry, written_things
from graph.upkeep.forms.fields import Form

_TOPIC, _RAISED_BY, _CALLS_FOR = (NETZ + one for one in ("topic", "raisedBy", "callsFor"))
Given = Mapping[str, Sequence[str]]


def prefilled(store: Store, form: Form, given: Given) -> dict[str, list[str]]:
    """What stands in the fields of a new entry, by their keys. `given`: IRIs by von, zu, gruppe, thema, forderung."""
    kind = tie_kinds(store).by_iri().get(form.class_iri)
    source, target = (kind.source, kind.target) if kind else (_RAISED_BY, _CALLS_FOR)
    if form.class_iri == FOAF + "Person":
        source = WORKS_FOR
    if form.class_iri == SCHEMA + "Observation":
        target = SCHEMA + "observationAbout"
    wanted: dict[str, list[str]] = {}
    for name, path in (("von", source), ("zu", target), ("gruppe", target), ("thema", _TOPIC)):
        wanted.setdefault(path, []).extend(iri for iri in given.get(name, ()) if read_entry(store, iri).is_there)
    for demand in given.get("forderung", ()):
        entry = read_entry(store, demand)
        for path, said in ((_TOPIC, _TOPIC), (source, NETZ + "concerns")):
            wanted.setdefault(path, []).extend(
                one.object.value for one in entry.of(said) if isinstance(one.object, ox.NamedNode)
            )
    return {
        field.key: written_things(store, field, dict.fromkeys(wanted[field.path]))
        for field in form.fields
        if wanted.get(field.path) and field.editor == "thing"
    }


def calling_for(store: Store, demand: str, iri: str, change: Change) -> Change:
    """The same change, by which a demand calls for the new entry too; without a demand of this name the same."""
    entry = read_entry(store, demand)
    if not entry.is_there or entry.graph is None:
        return change
    quad = ox.Quad(ox.NamedNode(demand), ox.NamedNode(_CALLS_FOR), ox.NamedNode(iri), entry.graph)
    return replace(change, add=[*change.add, quad])
