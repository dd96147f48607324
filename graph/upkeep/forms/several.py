"""The same change of several actors at once: of which kind they are, or the end of their memberships of a group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pyoxigraph as ox

from graph.errors import DataInvalid
from graph.protocol import Change, Store
from graph.terms import ORG
from graph.text import name
from graph.upkeep.forms.dates import TypedDay
from graph.upkeep.forms.ending import Transition, change_of_steps, is_over
from graph.upkeep.forms.entry import only_if_as_read, read_entry
from graph.upkeep.forms.form_for import class_of, form_for
from graph.upkeep.forms.memberships import memberships_of
from graph.upkeep.forms.saving import proven
from graph.upkeep.forms.sources import Source, prove

KIND = ORG + "classification"
MOST = 1_000


def change_of_kind(store: Store, iris: Sequence[str], kind: str, source: Source, said: str = "") -> Change:
    """Several actors become of one kind, from which their sector follows. Raises DataInvalid (422).

    It refuses itself where one of them was changed meanwhile: Conflict (409).
    """
    entries = [entry for one in chosen_entries(iris) if (entry := read_entry(store, one)).is_there]
    if not entries:
        raise DataInvalid("None of these is there any more.", hint="Somebody deleted them; choose others.")
    first = entries[0]
    form = form_for(store, class_of(store, first.types))
    field = form.field(KIND)
    if field is None or kind not in {one.iri for one in field.choices}:
        raise DataInvalid("This is none of the choices.", hint="Choose a kind of actor.")
    network = next(iter(first.networks), "")
    graph = first.graph if isinstance(first.graph, ox.NamedNode) else ox.NamedNode(first.iri)
    proof = prove(store, source, network, graph, said)
    add: list[ox.Quad] = [*proof.quads]
    remove: list[ox.Quad] = []
    for entry in entries:
        iri = entry.iri
        if {name(quad.object) for quad in entry.of(KIND)} == {kind}:
            continue
        held = entry.graph or graph
        remove += entry.of(KIND)
        add.append(ox.Quad(ox.NamedNode(iri), ox.NamedNode(KIND), ox.NamedNode(kind), held))
        more, less = proven(store, iri, proof, held, is_new=False)
        add += more
        remove += less
    return Change(
        add=add,
        remove=remove,
        author=source.author,
        reason=source.reason or said,
        checked=True,
        kind="entries-changed",
        only_if=only_if_as_read(store, entries),
    )


def memberships_in(store: Store, iris: Sequence[str], group: str, day: str) -> list[str]:
    """The memberships of these actors in a group that go on and have not ended before a day. O(ties of the group)."""
    chosen = set(chosen_entries(iris))
    return [tie for tie, who in memberships_of(store, group, day).items() if who in chosen]


def change_of_endings(
    store: Store, iris: Sequence[str], group: str, end: TypedDay, *, today: str, source: Source, said: str = ""
) -> Change:
    """The memberships of these actors in a group end on one day. Raises DataInvalid (422) where there are none."""
    ties = memberships_in(store, iris, group, max(end.day, today))
    if not ties:
        raise DataInvalid("None of these is a member of this group.", hint="Choose others, or another group.")
    state = "ended" if is_over(end, today) else ""
    change = change_of_steps(
        store, [Transition(one, state, end=end) for one in ties], source, kind="entries-changed", said=said
    )
    return replace(change, only_if=only_if_as_read(store, [read_entry(store, one) for one in ties]))


def chosen_entries(iris: Sequence[str]) -> Sequence[str]:
    """The chosen entries. Raises DataInvalid (422) for none, and for more than anybody ticks."""
    if not iris or len(iris) > MOST:
        raise DataInvalid("Please choose between one and %(most)s actors.", most=MOST)
    return iris
