"""What the coordination has pinned of a network's matters, in its order: kept beside the answers, changed in steps.

The order never touches a rank: that stays what the reasons add up to.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

import pyoxigraph as ox

from graph.errors import Conflict, DataInvalid
from graph.gaps.decisions import decisions_graph
from graph.matters.matter import Matter
from graph.model import Ref
from graph.protocol import Applied, Change, ChangeKind, Store
from graph.query.memory_copy import Selects
from graph.terms import NETZ, RDF, XSD, prefix_lines
from graph.text import name

Step = Literal["pin", "up", "down", "unpin"]
STEPS: tuple[Step, ...] = get_args(Step)
MOST_PINNED = 100

_KINDS: Mapping[Step, ChangeKind] = {
    "pin": "matter-pinned",
    "up": "matter-moved",
    "down": "matter-moved",
    "unpin": "matter-unpinned",
}
_AGENDA, _PINNED = NETZ + "Agenda", NETZ + "PinnedMatter"
_QUERY = prefix_lines() + "SELECT ?g ?s ?p ?o WHERE { GRAPH ?g { VALUES ?class { netz:Agenda netz:PinnedMatter } "
_QUERY += "?s a ?class ; ?p ?o } }"


@dataclass(frozen=True, slots=True)
class Agenda:
    """The ids of a network's pinned matters in their order, and the event that they are for, "" for none."""

    matters: tuple[str, ...] = ()
    meeting: str = ""

    @property
    def mark(self) -> str:
        """What tells whether it is still the same: for forms."""
        return hashlib.sha256("\n".join([self.meeting, *self.matters]).encode()).hexdigest()[:12]


Agendas = Mapping[str, Agenda]
"""By the graph that the answers of the network are kept in."""


def agendas(store: Selects) -> dict[str, Agenda]:
    """What is pinned in each network. One query; O(pinned matters)."""
    found: defaultdict[str, set[ox.Quad]] = defaultdict(set)
    for quad in _kept(store):
        if isinstance(quad.graph_name, ox.NamedNode):
            found[quad.graph_name.value].add(quad)
    return {graph: _agenda(quads) for graph, quads in found.items()}


def agenda_of(network: str, known: Agendas) -> Agenda:
    """The agenda of a network by its IRI, "" for what lies in none."""
    return known.get(decisions_graph(network), Agenda())


def with_places(matters: Sequence[Matter], known: Agendas) -> list[Matter]:
    """The same matters in the same order, each that is open with its rank, and with its place where it is pinned."""
    ranks = {matter.id: rank for rank, matter in enumerate((one for one in matters if one.is_open), 1)}
    pinned: dict[str, int] = {}
    for agenda in known.values():
        pinned |= {one: place for place, one in enumerate((one for one in agenda.matters if one in ranks), 1)}
    return [replace(one, rank=ranks.get(one.id), pinned=pinned.get(one.id)) for one in matters]


def take_step(
    store: Store, matter: Matter, step: Step, *, present: Collection[Matter], mark: str, author: str
) -> Applied:
    """Pin a matter behind the others, move it by one place among those that are open, or unpin it: one change.

    `present` are all matters that whoever asks sees; what is none of them leaves the agenda once it is full. `mark`
    says which order somebody saw. Raises Conflict (409) where it is another by now, DataInvalid (422) for a pin too
    many.
    """
    graph, had, agenda = _seen(store, matter.network, mark)
    is_open = {one.id: one.is_open for one in present}
    order = moved(agenda.matters, step, matter.id, [one for one in agenda.matters if is_open.get(one)])
    if len(order) > MOST_PINNED:
        order = tuple(one for one in order if one in is_open)
    if len(order) > MOST_PINNED:
        raise DataInvalid("At most %(most)s matters can be pinned.", hint="Unpin one first.", most=MOST_PINNED)
    about, reason = matter.title.in_language("de"), f"Order of matters: {step} {matter.id}"
    change = Change(kind=_KINDS[step], about=about, reason=reason, author=author, checked=True)
    return _keep(store, replace(agenda, matters=order), graph, had, change)


def choose_meeting(store: Store, network: str, meeting: Ref | None, *, mark: str, author: str) -> Applied:
    """Say for which meeting of a network the matters are pinned, None for no one: one change. Raises Conflict (409)."""
    graph, had, agenda = _seen(store, network, mark)
    about = meeting.label.in_language("de") if meeting else ""
    change = Change(kind="agenda-meeting", about=about, reason="Meeting of the agenda", author=author, checked=True)
    return _keep(store, replace(agenda, meeting=meeting.iri if meeting else ""), graph, had, change)


def moved(order: Sequence[str], step: Step, matter_id: str, shown: Sequence[str]) -> tuple[str, ...]:
    """The ids after a step. Up and down are by one place of those `shown`; at the ends an id stays where it is."""
    if step in ("pin", "unpin"):
        others = tuple(one for one in order if one != matter_id)
        return (*others, matter_id) if step == "pin" else others
    place = list(shown).index(matter_id) if matter_id in shown else -1
    beside = place + (1 if step == "down" else -1)
    if place < 0 or not 0 <= beside < len(shown):
        return tuple(order)
    change_places = {matter_id: shown[beside], shown[beside]: matter_id}
    return tuple(change_places.get(one, one) for one in order)


def statements_of(agenda: Agenda, graph: ox.NamedNode) -> set[ox.Quad]:
    """What a graph is to say of an agenda; nothing of an empty one."""
    if agenda == Agenda():
        return set()
    node = ox.NamedNode(graph.value.removesuffix("graph/decisions") + "tagesordnung")
    said: list[tuple[ox.NamedNode, str, ox.NamedNode | ox.Literal]] = [(node, RDF + "type", ox.NamedNode(_AGENDA))]
    if agenda.meeting:
        said.append((node, NETZ + "forMeeting", ox.NamedNode(agenda.meeting)))
    for place, matter_id in enumerate(agenda.matters, 1):
        pin = ox.NamedNode(f"{node.value}/{matter_id}")
        said += [
            (node, NETZ + "pinned", pin),
            (pin, RDF + "type", ox.NamedNode(_PINNED)),
            (pin, NETZ + "gapId", ox.Literal(matter_id)),
            (pin, NETZ + "place", ox.Literal(str(place), datatype=ox.NamedNode(XSD + "integer"))),
        ]
    return {ox.Quad(subject, ox.NamedNode(predicate), value, graph) for subject, predicate, value in said}


def _seen(store: Store, network: str, mark: str) -> tuple[ox.NamedNode, set[ox.Quad], Agenda]:
    """Where the agenda lies, its statements and itself, if it still is the one that somebody saw."""
    graph = ox.NamedNode(decisions_graph(network))
    had = _kept_in(store, graph)
    agenda = _agenda(had)
    if agenda.mark != mark:
        _refuse_what_is_old()
    return graph, had, agenda


def _keep(store: Store, agenda: Agenda, graph: ox.NamedNode, had: set[ox.Quad], change: Change) -> Applied:
    new = statements_of(agenda, graph)
    if new == had:
        return Applied(store.revision)

    def check() -> None:
        if _kept_in(store, graph) != had:
            _refuse_what_is_old()

    return store.apply(replace(change, add=_sorted(new - had), remove=_sorted(had - new), only_if=check))


def _refuse_what_is_old() -> None:
    raise Conflict(
        "Somebody has changed the order since you opened the page.", hint="Look at the order as it is now, then go on."
    )


def _sorted(quads: set[ox.Quad]) -> list[ox.Quad]:
    return sorted(quads, key=str)


def _kept_in(store: Selects, graph: ox.NamedNode) -> set[ox.Quad]:
    return {quad for quad in _kept(store) if quad.graph_name == graph}


def _kept(store: Selects) -> list[ox.Quad]:
    """The statements of all agendas, named nodes and texts alone: unchecked data may say anything."""
    return [
        ox.Quad(row["s"], row["p"], row["o"], row["g"])
        for row in store.select(_QUERY)
        if isinstance(row["s"], ox.NamedNode)
        and isinstance(row["p"], ox.NamedNode)
        and isinstance(row["o"], ox.NamedNode | ox.Literal)
        and isinstance(row["g"], ox.NamedNode)
    ]


def _agenda(quads: Collection[ox.Quad]) -> Agenda:
    """Those with an id in the order of their places; what says no place stands last."""
    ids = {name(quad.subject): name(quad.object) for quad in quads if quad.predicate.value == NETZ + "gapId"}
    places = [(_number(quad.object), name(quad.subject)) for quad in quads if quad.predicate.value == NETZ + "place"]
    order = [ids[pin] for _, pin in sorted(places) if pin in ids] + sorted(ids.values())
    meetings = sorted(name(quad.object) for quad in quads if quad.predicate.value == NETZ + "forMeeting")
    return Agenda(tuple(dict.fromkeys(order)), next(iter(meetings), ""))


def _number(term: object) -> int:
    text = name(term) if isinstance(term, ox.Literal) else ""
    return int(text) if text.isdecimal() and len(text) <= len(str(MOST_PINNED)) else MOST_PINNED + 1
