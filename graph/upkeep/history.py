"""The history of one thing: which changes named it, and what each did to its own statements."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

import pyoxigraph as ox

from graph.cache.revisions import RevisionCache
from graph.protocol import Entry, Head, Store
from graph.store.keeper import as_shown
from graph.terms import DERIVED_GRAPH, SYSTEM_GRAPHS
from graph.text import name as text_of
from graph.upkeep.standing_changes import heads_backwards, standing, takes_back

LOOKED_AT = 5_000
"""Changes that are looked through, the newest first."""
Value = tuple[str, bool]
"""A value as text, and whether it is a resource."""
_DERIVED = ox.NamedNode(DERIVED_GRAPH)


@dataclass(frozen=True, slots=True)
class PropertyChange:
    """One property of a thing: what stood there before a change and does no more, and what stands there since."""

    property: str
    before: tuple[Value, ...]
    after: tuple[Value, ...]


def stated_numbers(store: Store, head: Head) -> tuple[int, int]:
    """How many statements of somebody's came and went with a change. O(its statements), once for each change.

    Those of the terms of the model, which a first network brings along, and what follows from others, are nobody's.
    """
    return _NUMBERS.get(store, head.entry.revision, lambda: _stated_numbers(store, head))


def _stated_numbers(store: Store, head: Head) -> tuple[int, int]:
    entry = store.entry(head.entry.revision) if head.is_readable else None
    if entry is None:
        return head.added, head.removed
    added, removed = (sum(_is_stated(quad) for quad in quads) for quads in (entry.add, entry.remove))
    return added, removed


def _is_stated(quad: ox.Quad) -> bool:
    return not isinstance(quad.graph_name, ox.NamedNode) or quad.graph_name.value not in SYSTEM_GRAPHS


_NUMBERS: RevisionCache[Store, int, tuple[int, int]] = RevisionCache(
    lambda store, revision: store.mark_of(revision), most=1_000
)


def heads_about(store: Store, iri: str, most: int) -> Iterator[tuple[Head, Entry]]:
    """The last changes with a statement that names a thing, the newest first. O(changes looked at)."""
    readable = (head for head in islice(heads_backwards(store), LOOKED_AT) if head.is_readable)
    entries = ((head, store.entry(head.entry.revision)) for head in readable)
    return islice(((head, entry) for head, entry in entries if entry and _names(entry, iri)), most)


def is_taken_back(store: Store, revision: int) -> bool:
    """Whether a later change took this one back, and none took that back in turn. O(later changes)."""
    later = heads_backwards(store, down_to=revision)
    return any(takes_back(head) == revision for head in standing(later))


def later_about_the_same(store: Store, revision: int, most: int) -> list[Head]:
    """The later changes that say something of what a change brought or changed, and still hold; the newest first.

    Taking the change back leaves them standing, on something that may be gone. O(statements of the later changes).
    """
    later = [head for head in standing(heads_backwards(store, down_to=revision)) if takes_back(head) is None]
    entry = store.entry(revision) if later else None  # of the last change nothing need be read
    if entry is None:
        return []
    about = {quad.subject for quads in (entry.add, entry.remove) for quad in quads if _is_said(quad)}
    building = (head for head in later if _touches(store.entry(head.entry.revision), about))
    return list(islice(building, most))


def _touches(entry: Entry | None, about: Collection[object]) -> bool:
    quads = (quad for part in (entry.add, entry.remove) for quad in part) if entry else ()
    return any(_is_said(quad) and (quad.subject in about or quad.object in about) for quad in quads)


def _is_said(quad: ox.Quad) -> bool:
    """Whether somebody said it, rather than that it follows from the rest."""
    return quad.graph_name != _DERIVED


def property_changes(store: Store, entry: Entry, iri: str) -> tuple[PropertyChange, ...]:
    """What a change did to the statements of a thing itself, by property; what stands on both sides is left out."""
    gone, come = (_values(as_shown(store, _about(quads, iri)), iri) for quads in (entry.remove, entry.add))
    found = (
        PropertyChange(
            one,
            tuple(value for value in gone.get(one, ()) if value not in come.get(one, ())),
            tuple(value for value in come.get(one, ()) if value not in gone.get(one, ())),
        )
        for one in dict.fromkeys((*gone, *come))
    )
    return tuple(one for one in found if one.before or one.after)


def _about(quads: Iterable[ox.Quad], iri: str) -> list[ox.Quad]:
    return [quad for quad in quads if isinstance(quad.subject, ox.NamedNode) and quad.subject.value == iri]


def _names(entry: Entry, iri: str) -> bool:
    return any(iri in _ends(quad) for quads in (entry.add, entry.remove) for quad in quads)


def _ends(quad: ox.Quad) -> Iterator[str]:
    for term in (quad.subject, quad.object):
        if isinstance(term, ox.NamedNode):
            yield term.value


def _values(quads: Iterable[ox.Quad], iri: str) -> Mapping[str, tuple[Value, ...]]:
    found: dict[str, tuple[Value, ...]] = {}
    for quad in quads:
        if quad.graph_name != _DERIVED and isinstance(quad.subject, ox.NamedNode) and quad.subject.value == iri:
            value = text_of(quad.object), isinstance(quad.object, ox.NamedNode)
            found[quad.predicate.value] = (*found.get(quad.predicate.value, ()), value)
    return found
