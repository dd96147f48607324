"""Ending on a day: a tie, a group with what goes on in it, an actor with all that it takes part in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

import pyoxigraph as ox

from graph.errors import DataInvalid
from graph.model import DEFAULT_LANGUAGE
from graph.network.tie_kinds import tie_kinds
from graph.protocol import Change, ChangeKind, Store
from graph.terms import ADMS, NETZ, NK, RDF, SCHEMA, XSD
from graph.text import name
from graph.upkeep.forms.addresses import graph_of
from graph.upkeep.forms.dates import TypedDay, precision_named, read_typed, write_typed
from graph.upkeep.forms.entry import ResourceEntry, check_unchanged, read_entry, statements_to
from graph.upkeep.forms.form_for import class_of, form_for
from graph.upkeep.forms.former import no_entry
from graph.upkeep.forms.names import labels_of
from graph.upkeep.forms.saving import proven, without_what_stays
from graph.upkeep.forms.shape_statements import shape_statements
from graph.upkeep.forms.sources import Source, prove

STATUS = ADMS + "status"
_END, _END_PRECISION = SCHEMA + "endDate", NETZ + "endPrecision"
_START, _START_PRECISION = SCHEMA + "startDate", NETZ + "startPrecision"
_GOING_ON = frozenset({NK + "exists", NK + "unclear"})


@dataclass(frozen=True, slots=True)
class Transition:
    """What becomes of one entry: from when, to when, in which state; "" for what stays."""

    iri: str
    state: str
    start: TypedDay | None = None
    end: TypedDay | None = None


def read_end(text: str) -> TypedDay:
    """The day of an end as it was typed. Raises DataInvalid (422)."""
    found = read_typed(text, last=True)
    if found is None:
        raise DataInvalid(
            "“%(text)s” is no date. Please write it as 2026, 2026-05 or 2026-05-31.", text=" ".join(text.split())[:60]
        )
    return found


def ending_of(store: Store, iri: str, end: TypedDay, today: str, *, also: bool = True) -> list[Transition]:
    """The steps that end an entry and, with `also`, the existing ties that need it.

    A tie that has ended by then keeps its end. Raises NotFound (404), and DataInvalid (422) for ties that begin later.
    """
    entry = read_entry(store, iri)
    if not entry.is_there:
        raise no_entry(store, iri)
    state = "ended" if is_over(end, today) else ""
    own = [] if iri in _ties(store, [iri]) or not also else existing_ties(store, iri, max(end.day, today))
    _refuse_later(store, own, end)
    return [Transition(one, state, end=end) for one in (iri, *own)]


def end_of(store: Store, iri: str) -> str:
    """The day on which an entry ended or will, as exactly as it is known; "" for none."""
    entry = read_entry(store, iri, _END, _END_PRECISION)
    precision = precision_named(name(quad.object) for quad in entry.of(_END_PRECISION))
    return write_typed(max(map(_day, entry.of(_END))), precision) if entry.of(_END) else ""


def is_over(end: TypedDay, today: str) -> bool:
    """Whether an end has come: of a year or a month, once it has begun, for somebody says that it ended in it."""
    length = {"day": 10, "month": 7}.get(end.precision, 4)
    return end.day[:length] <= today[:length]


def existing_ties(store: Store, iri: str, day: str = "") -> list[str]:
    """The ties that an actor, a group or an event takes part in and that go on, in the order of their addresses.

    `day`: those that have not ended before it either.
    """
    subjects = sorted(
        {name(quad.subject) for quad in statements_to(store, iri) if isinstance(quad.subject, ox.NamedNode)}
    )
    ties = _ties(store, subjects)
    return [one for one in subjects if one in ties and _goes_on(read_entry(store, one), day)]


def _goes_on(entry: ResourceEntry, day: str) -> bool:
    states = {name(quad.object) for quad in entry.of(STATUS)}
    has_ended = any(_day(quad) < day for quad in entry.of(_END))
    return not has_ended and (not states or not states.isdisjoint(_GOING_ON))


def _day(quad: ox.Quad) -> str:
    return name(quad.object)[:10]


def _refuse_later(store: Store, ties: Sequence[str], end: TypedDay) -> None:
    """Ties that begin only after an end cannot end with it: whoever ends it is told which, and what to do."""
    entries = [read_entry(store, one) for one in ties]
    later = {one.iri: began for one in entries if (began := min(map(_day, one.of(_START)), default="")) > end.day}
    if later:
        labels = labels_of(store, later)
        named = (
            f"{labels[iri].in_language(DEFAULT_LANGUAGE)} ({write_typed(day, 'day')})" for iri, day in later.items()
        )
        raise DataInvalid(
            "This begins only after the end: %(ties)s.",
            hint="Choose a later day, or end it without its ties; what never came to be can be deleted.",
            ties=", ".join(named),
        )


def _ties(store: Store, iris: Iterable[str]) -> set[str]:
    """Which of these are ties."""
    kinds = shape_statements(store).below(tie_kinds(store).by_iri())
    values = " ".join(str(ox.NamedNode(one)) for one in iris)
    rows = store.select(f"SELECT ?s ?c WHERE {{ VALUES ?s {{ {values} }} ?s <{RDF}type> ?c }}") if values else []
    return {name(row["s"]) for row in rows if name(row["c"]) in kinds}


def change_of_steps(
    store: Store,
    steps: Sequence[Transition],
    source: Source,
    *,
    kind: ChangeKind,
    said: str = "",
    fingerprint: str = "",
) -> Change:
    """All steps as one change, each with the evidence.

    Raises DataInvalid (422) for an end before the beginning and for what exists in no state, NotFound (404) for an
    entry that is not there.
    """
    first = read_entry(store, steps[0].iri)
    _refuse_others(store, first, kind)
    network = next(iter(first.networks), "")
    graph = first.graph if isinstance(first.graph, ox.NamedNode) else graph_of(network)
    proof = prove(store, source, network, graph, said)
    add: list[ox.Quad] = [*proof.quads]
    remove: list[ox.Quad] = []
    for step in steps:
        more, less = _step(store, step)
        evidence, without = proven(store, step.iri, proof, read_entry(store, step.iri).graph or graph, is_new=False)
        add += [*more, *evidence]
        remove += [*less, *without]
    add, remove = without_what_stays(add, remove)
    return Change(
        add=add,
        remove=remove,
        author=source.author,
        reason=source.reason or said,
        checked=True,
        kind=kind,
        about=labels_of(store, [first.iri])[first.iri].in_language("de"),
        only_if=partial(check_unchanged, store, first.iri, fingerprint) if fingerprint else None,
    )


def _step(store: Store, step: Transition) -> tuple[list[ox.Quad], list[ox.Quad]]:
    entry = read_entry(store, step.iri)
    graph = entry.graph or ox.DefaultGraph()
    node, add, remove = ox.NamedNode(step.iri), [], []
    _refuse_backwards(entry, step)
    dated = [(step.start, _START, _START_PRECISION), (step.end, _END, _END_PRECISION)]
    for day, path, precision in dated:
        if day is None:
            continue
        remove += [*entry.of(path), *entry.of(precision)]
        add.append(ox.Quad(node, ox.NamedNode(path), ox.Literal(day.day, datatype=ox.NamedNode(XSD + "date")), graph))
        if day.precision != "day":
            add.append(ox.Quad(node, ox.NamedNode(precision), ox.NamedNode(NK + day.precision), graph))
    if step.state:
        remove += entry.of(STATUS)
        add.append(ox.Quad(node, ox.NamedNode(STATUS), ox.NamedNode(NK + step.state), graph))
    return add, remove


def _refuse_others(store: Store, entry: ResourceEntry, kind: ChangeKind) -> None:
    """Only what somebody entered can end or be there; only of a tie, a group or the like can it be said that it is."""
    if not entry.is_there or not class_of(store, entry.types):
        raise no_entry(store, entry.iri)
    if kind == "entry-exists" and form_for(store, class_of(store, entry.types)).field(STATUS) is None:
        raise DataInvalid("This has no state.", hint="Only what was demanded or planned can be there since a day.")


def _refuse_backwards(entry: ResourceEntry, step: Transition) -> None:
    began = min(map(_day, entry.of(_START)), default="")
    ends = max(map(_day, entry.of(_END)), default="")
    start, end = step.start.day if step.start else began, step.end.day if step.end else ends
    if start and end and start > end and (step.start or step.end):
        raise DataInvalid(
            "The end lies before the beginning.",
            hint="It began on %(start)s and ends on %(end)s.",
            start=start,
            end=end,
        )
