"""Entries that are still so: evidence is added to them, and nothing else of what they say becomes different."""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph as ox

from graph.errors import DataInvalid
from graph.protocol import Change, Store
from graph.upkeep.forms.addresses import graph_of
from graph.upkeep.forms.entry import ResourceEntry, read_entry
from graph.upkeep.forms.form_for import class_of
from graph.upkeep.forms.former import no_entry
from graph.upkeep.forms.names import labels_of
from graph.upkeep.forms.saving import EVIDENCE, proven
from graph.upkeep.forms.several import chosen_entries
from graph.upkeep.forms.sources import Source, prove


def change_of_confirmation(store: Store, iris: Sequence[str], source: Source, said: str = "") -> Change:
    """The change that adds evidence to entries. `said`: what somebody says of them, in words.

    How sure an entry is stays as it is, unless nothing proved it until now. Raises NotFound (404) for an entry that is
    not there or has no form, DataInvalid (422) where there is no evidence in the source, or none that is new.
    """
    entries = [read_entry(store, iri) for iri in chosen_entries(iris)]
    if missing := [one.iri for one in entries if not class_of(store, one.types)]:
        raise no_entry(store, missing[0])
    if source.kind == "reason":
        raise DataInvalid("A reason proves nothing.", hint="Say who says so, or in which document it stands.")
    add: dict[ox.Quad, None] = {}
    remove: list[ox.Quad] = []
    for entry in entries:
        more, less = _confirmed(store, entry, source, said)
        add |= dict.fromkeys(more)
        remove += less
    if not any(quad.predicate.value == EVIDENCE for quad in add):
        raise DataInvalid("This evidence is there already.", hint="Quote another passage.")
    return Change(
        add=list(add),
        remove=remove,
        author=source.author,
        reason=said,
        checked=True,
        kind="entry-confirmed" if len(entries) == 1 else "entries-confirmed",
        about=labels_of(store, [entries[0].iri])[entries[0].iri].in_language("de") if len(entries) == 1 else "",
    )


def _confirmed(store: Store, entry: ResourceEntry, source: Source, said: str) -> tuple[list[ox.Quad], list[ox.Quad]]:
    network = next(iter(entry.networks), "")
    graph = entry.graph if isinstance(entry.graph, ox.NamedNode) else graph_of(network)
    proof = prove(store, source, network, graph, said)
    if any(quad.object == ox.NamedNode(proof.passage) for quad in entry.of(EVIDENCE)):
        return [], []
    add, remove = proven(store, entry.iri, proof, graph, is_new=False)
    if entry.of(EVIDENCE):
        add, remove = [quad for quad in add if quad.predicate.value == EVIDENCE], []
    return [*proof.quads, *add], remove
