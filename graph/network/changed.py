"""What differs between two states of a network: which keys, and whether any of it is more than a name or a note."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from itertools import compress
from operator import is_not
from typing import TypeVar

from graph.model import Actor, Ref, Tie

V = TypeVar("V")


def changed_keys(former: Mapping[str, V], present: Mapping[str, V]) -> set[str]:
    """The keys with another value, or in one of both only. O(keys); two mappings that are the same cost nothing."""
    if former is present:
        return set()
    if len(former) == len(present) and list(former) == list(present):  # as nearly always: a tenth of the time
        return set(compress(present, map(is_not, former.values(), present.values())))
    gone = former.keys() - present.keys()
    return gone | {key for key, value in present.items() if former.get(key) is not value}


def have_same_shape(former: Mapping[str, Actor | Tie], present: Mapping[str, Actor | Tie]) -> bool:
    """Whether measures cannot tell the one from the other: names, notes and evidence are nothing to them."""
    changed = changed_keys(former, present)
    return all(iri in former and iri in present and _shape(former[iri]) == _shape(present[iri]) for iri in changed)


def differ_in_words_alone(former: Mapping[str, Actor | Tie], present: Mapping[str, Actor | Tie]) -> bool:
    """Whether all that differs are names, notes and evidence, their own or of whom they name."""
    changed = changed_keys(former, present)
    return all(iri in former and iri in present and _bare(former[iri]) == _bare(present[iri]) for iri in changed)


_WORDS = frozenset({"label", "short", "aliases", "note", "evidence", "same_as"})


def _bare(value: object) -> object:
    """Without words; of whom something names the IRI."""
    if isinstance(value, Ref):
        return value.iri
    if isinstance(value, tuple):
        return tuple(map(_bare, value))
    if isinstance(value, Actor | Tie):
        said = (getattr(value, field.name) for field in fields(value) if field.name not in _WORDS)
        return type(value), *map(_bare, said)
    return value


def _shape(one: Actor | Tie) -> tuple[object, ...]:
    if isinstance(one, Actor):
        codes = one.kind and one.kind.iri, one.sector and one.sector.iri
        wholes = tuple(whole.iri for whole in one.part_of)
        return type(one), one.state, one.networks, one.is_collective, *codes, wholes
    ends = tuple(tuple(end.iri for end in side) for side in (one.sources, one.targets))
    return one.kind, one.state, one.confidence, *ends, one.directed, one.weight, one.start, one.end, one.networks
