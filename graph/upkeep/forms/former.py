"""Addresses of entries that became part of another: where each leads, and what is said to who still sends one."""

from __future__ import annotations

from collections.abc import Mapping

import pyoxigraph as ox

from graph.cache.revisions import RevisionCache
from graph.errors import Conflict, NetworkError, NotFound
from graph.model import DEFAULT_LANGUAGE
from graph.protocol import Store
from graph.terms import DCT
from graph.upkeep.forms.names import labels_of

REPLACED_BY = DCT + "isReplacedBy"
_QUERY = f"SELECT ?gone ?kept WHERE {{ ?gone <{REPLACED_BY}> ?kept FILTER(isIRI(?gone) && isIRI(?kept)) }}"


def former_addresses(store: Store) -> Mapping[str, str]:
    """The entry that each former one became part of, at the end of all merges. O(merges), once for each revision."""
    return _LED_ON.get(store, None, lambda: _read(store))


_LED_ON: RevisionCache[Store, None, dict[str, str]] = RevisionCache(lambda store, _: store.revision)


def _read(store: Store) -> dict[str, str]:
    following: dict[str, str] = {}
    for row in store.select(_QUERY):
        gone, kept = (term.value for term in (row["gone"], row["kept"]) if isinstance(term, ox.NamedNode))
        following[gone] = min(kept, following.get(gone, kept))
    return {one: end for one in following if (end := _end_of(following, one))}


def _end_of(following: Mapping[str, str], one: str) -> str:
    """Where a chain of merges ends; before it would go round."""
    found, seen = "", {one}
    while (further := following.get(found or one, "")) and further not in seen:
        found = further
        seen.add(found)
    return found


def replaced_by(store: Store, iri: str) -> str:
    """The entry that one was merged into, at the end of all merges; "" for one that never was."""
    return former_addresses(store).get(iri, "")


def no_entry(store: Store, iri: str) -> NetworkError:
    """What is raised where no entry is: Conflict (409) that names what it was merged into, else NotFound (404)."""
    if kept := replaced_by(store, iri):
        name = labels_of(store, [kept])[kept].in_language(DEFAULT_LANGUAGE)
        return Conflict(
            "This entry and “%(name)s” have become one.", hint="Open “%(name)s” and change it there.", name=name
        )
    return NotFound("There is no entry at this address.", hint="It may have been deleted; search for its name.")
