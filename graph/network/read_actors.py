"""Actors and working groups with all that the data say of them."""

from __future__ import annotations

from graph.model import Actor, Group
from graph.network.property_index import PropertyIndex
from graph.network.read_statements import StatementReader
from graph.network.who import GROUP, kind_of, sector_of, wholes_of
from graph.terms import NETZ, SKOS

_SHORTEST_USEFUL = 2


def read_actor(reader: StatementReader, iri: str, networks: tuple[str, ...]) -> Actor:
    """An actor, or a working group, that is known to belong to these networks."""
    index = reader.index
    kind, types = kind_of(index, iri), index.types(iri)
    sector = sector_of(index, kind)
    return (Group if GROUP in types else Actor)(
        iri,
        label=index.label(iri),
        kind=index.ref(kind) if kind else None,
        sector=index.ref(sector) if sector else None,
        short=_short(index, iri),
        note=index.note(iri),
        state=reader.state(iri),
        confidence=reader.confidence(iri),
        is_collective=NETZ + "ActorGroup" in types,
        part_of=tuple(map(index.ref, wholes_of(index, iri))),
        networks=networks,
        evidence=reader.evidence(iri),
        **reader.stated(Actor, iri),
    )


def _short(index: PropertyIndex, iri: str) -> str:
    """The shortest other name that is shorter than the name itself: `GISE`, `IHK`."""
    label = index.label(iri).in_language("de")
    names = [text for text in index.texts(iri, SKOS + "altLabel") if _SHORTEST_USEFUL <= len(text) < len(label)]
    return min(names, key=lambda name: (len(name), name), default="")
