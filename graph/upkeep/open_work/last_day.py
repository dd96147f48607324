"""Of when the data of a network are: the youngest day of a document behind them, else that of their last change."""

from __future__ import annotations

from collections.abc import Collection

import pyoxigraph as ox

from graph.cache.revisions import RevisionCache
from graph.network.network_list import networks
from graph.period import day_of
from graph.protocol import Store
from graph.terms import DERIVED_GRAPH, NETZ, network_slug
from graph.upkeep.open_work.last_said import exact_document_days, statements_of, youngest

LOOKED_BACK = 1_000
"""Changes of the whole store of which the last one of a network is found; for an older one nobody waits."""
_DERIVED, _IN_NETWORK = ox.NamedNode(DERIVED_GRAPH), ox.NamedNode(NETZ + "inNetwork")


def last_day(store: Store, documents: Collection[str], those: Collection[str]) -> tuple[str, str]:
    """The youngest day that one of these documents gives, and `year` or `month` where that is all it says.

    Where none gives any, the day of the last change of one of these networks (IRIs); "" where no day is known.
    """
    days = exact_document_days(store)
    said = youngest(days[one] for one in documents if one in days)
    return said if said[0] else (max((last_change(store, one) for one in those), default=""), "")


def last_change(store: Store, network: str) -> str:
    """The day of the last change that said something of a network; "" where none of the last LOOKED_BACK did.

    It is asked about a network that the reader sees, so the log of the whole store may tell. O(changes looked back at),
    once; then O(new changes).
    """
    whole: Store = getattr(store, "whole", store)
    number, day = _LAST.get(whole, network, lambda: _last(whole, network, 0))
    return day if whole.revision - number < LOOKED_BACK else ""


def _last(store: Store, network: str, after: int) -> tuple[int, str]:
    """The number and the day of that change, of those after another; 0 for none."""
    numbers = range(store.revision, max(after, store.revision - LOOKED_BACK), -1)
    number = next((one for one in numbers if _says_of(store, one, network)), 0)
    entry = store.entry(number) if number else None
    return number, day_of(entry.time) if entry else ""


def _says_of(store: Store, number: int, network: str) -> bool:
    """Whether a statement came or went that lies in a graph of the network, or is about something of its own."""
    told = _TOLD.get(store, number, lambda: _told(store, number))
    return not told.isdisjoint({network_slug(network) or network, network})


def _told(store: Store, number: int) -> frozenset[str]:
    """The networks that a change says something of, by code or IRI: read once for all who ask. O(its statements)."""
    known, found = {one.iri for one in networks(store)}, set[str]()
    for quad in statements_of(store, number):
        if quad.graph_name == _DERIVED:
            continue
        subject = quad.subject.value if isinstance(quad.subject, ox.NamedNode) else ""
        found |= {_code(quad.graph_name), network_slug(subject) or (subject if subject in known else "")}
        if quad.predicate == _IN_NETWORK and isinstance(quad.object, ox.NamedNode):
            found.add(quad.object.value)
    return frozenset(found)


def _code(term: object) -> str:
    iri = term.value if isinstance(term, ox.NamedNode) else ""
    return network_slug(iri) or iri


def _following(store: Store, network: str, former: tuple[int, str], since: int) -> tuple[int, str]:
    found = _last(store, network, since)
    return found if found[0] else former


_TOLD: RevisionCache[Store, int, frozenset[str]] = RevisionCache(most=LOOKED_BACK)
"""A change never becomes another one."""
_LAST: RevisionCache[Store, str, tuple[int, str]] = RevisionCache(
    lambda store, _: store.revision, most=200, renew=_following
)
