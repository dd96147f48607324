"""What came in by a list and is not in it any more: left, ended on a day, or deleted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Container, Iterable, Iterator
from itertools import islice

import pyoxigraph as ox

from graph.errors import DataInvalid
from graph.load.lists.answers import Answers
from graph.model import MEMBERSHIP
from graph.period import is_day
from graph.protocol import Store
from graph.terms import ADMS, DERIVED_GRAPH, NK, OWL
from graph.upkeep.lists.before import Before
from graph.upkeep.lists.difference import Gone, ThingKind
from graph.upkeep.lists.fields import END, STATE, Said, written
from graph.upkeep.lists.present import Present

_ENDED = NK + "ended"
_AT_ONCE = 200
_IN_GRAPH = f"FILTER(?g != <{DERIVED_GRAPH}>)"


def find_gone(store: Store, present: Present, before: Before, named: Container[str]) -> tuple[Gone, ...]:
    """What the imports of the list brought and nothing in it names now, but for what has ended already.

    An actor does not end; whoever's ties have all ended is not told of again.
    """
    missing = sorted(iri for iri in before.quoted if iri in present.statements and iri not in named)
    brought = [iri for iri in missing if before.brought(iri)]
    ended = [iri for iri in brought if _has_ended(present, iri)]
    left = _left_by(present, ended) if ended else set()
    found = [
        (iri, kind)
        for iri in brought
        if (kind := _kind(present, iri)) and not _has_ended(present, iri) and not (kind == "actor" and iri in left)
    ]
    held = _held_by(store, {iri for iri, _ in found})
    return tuple(Gone(iri, present.label(iri), kind, held[iri]) for iri, kind in found)


def check_gone(answers: Answers) -> None:
    """Raise DataInvalid (422) where things are to end and no day is given."""
    if answers.gone == "end" and not is_day(answers.ended_on):
        raise DataInvalid(
            "It is not said on which day what is missing from the list ended.", hint="Enter a day such as 2026-12-31."
        )


def ended(present: Present, gone: Iterable[Gone], day: str) -> tuple[list[tuple[str, Said]], list[ox.Quad]]:
    """What is said of things that end on a day, and the statements that go. Actors go on without their memberships."""
    come: list[tuple[str, Said]] = []
    leaving: list[ox.Quad] = []
    for one in gone:
        if one.kind != "actor":
            leaving += [*present.quads_of(one.iri, STATE), *present.quads_of(one.iri, END)]
            come.append((one.iri, (ADMS + "status", ox.NamedNode(_ENDED))))
            come += [(one.iri, said) for said in written(END, frozenset({day}))]
    return come, leaving


def deleted(store: Store, gone: Collection[Gone]) -> list[ox.Quad]:
    """All statements about things that nothing else names."""
    alone = [one.iri for one in gone if not one.held_by]
    found: list[ox.Quad] = []
    for part in _parts(alone):
        query = f"SELECT ?s ?p ?o ?g WHERE {{ VALUES ?s {{ {part} }} GRAPH ?g {{ ?s ?p ?o }} {_IN_GRAPH} }}"
        found += [ox.Quad(*row) for row in store.rows(query)]  # type: ignore[arg-type]  # four terms of a quad
        of = f"SELECT ?s ?p ?o ?g WHERE {{ VALUES ?o {{ {part} }} GRAPH ?g {{ ?s ?p ?o }} {_IN_GRAPH} }}"
        different = OWL + "differentFrom"
        found += [ox.Quad(*row) for row in store.rows(of) if _value(tuple(row)[1]) == different]  # type: ignore[arg-type]
    return found


def _kind(present: Present, iri: str) -> ThingKind | None:
    tie = present.tie_class(iri)
    if tie is not None:
        return "membership" if tie.name == MEMBERSHIP else "tie"
    if iri in present.groups:
        return "group"
    return "actor" if iri in present.everyone else None


def _has_ended(present: Present, iri: str) -> bool:
    return _ENDED in present.values(iri, STATE)


def _left_by(present: Present, ended: Iterable[str]) -> set[str]:
    """Parties of ties that have ended, but for those of a tie that has not. O(ties)."""
    parties = _parties(present, ended)
    ties = {iri for one in present.classes for iri in present.by_type.get(one, ()) if not _has_ended(present, iri)}
    return parties - _parties(present, ties) if parties else parties


def _parties(present: Present, ties: Iterable[str]) -> set[str]:
    kinds = ((iri, present.tie_class(iri)) for iri in ties)
    return {end for iri, kind in kinds if kind for end in present.ends(iri, kind)}


def _held_by(store: Store, gone: Collection[str]) -> Counter[str]:
    """How many others name each of them."""
    found: Counter[str] = Counter()
    for part in _parts(sorted(gone)):
        query = f"SELECT ?o ?s ?p WHERE {{ VALUES ?o {{ {part} }} GRAPH ?g {{ ?s ?p ?o }} {_IN_GRAPH} }}"
        for value, subject, name in store.rows(query):
            if _value(subject) not in gone and _value(name) != OWL + "differentFrom":
                found[_value(value)] += 1
    return found


def _parts(iris: Iterable[str]) -> Iterator[str]:
    source = iter(iris)
    while part := " ".join(f"<{iri}>" for iri in islice(source, _AT_ONCE)):
        yield part


def _value(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode) else ""
