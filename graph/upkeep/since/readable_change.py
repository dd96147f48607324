"""What is told of a change to who may not read all networks: what they could have read anyhow.

What came is told as far as it is to be read today. What went is no longer there to be looked up: of a thing that
stays it is the state alone, of one that went altogether its kind and names, when the change itself says that it lay in
a network they may read. Its address alone is no proof: it may have moved before, and been called otherwise there.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from graph.cache.revisions import RevisionCache
from graph.network.network_list import networks
from graph.network.who import IN_NETWORK
from graph.protocol import Head, Store
from graph.query.readable_part import ReadablePart
from graph.terms import ADMS, RDF, network_slug
from graph.text import NAMES
from graph.upkeep.since.net_change import NetChange, homes_of_entry

_STATUS = ADMS + "status"
_OF_WHAT_WENT = frozenset({RDF + "type", IN_NETWORK, *NAMES})


_KEPT_MOST = 4_000


def lies_in_closed_graphs(part: ReadablePart, head: Head) -> bool:
    """Whether a change lies in graphs of closed networks alone: there is nothing to be told of it, nor that it was.

    Looked up once for each change and remembered. O(its statements).
    """
    known = _HOMES.get(part.whole, None, dict)
    revision = head.entry.revision
    if revision not in known:
        entry = part.whole.entry(revision)
        known[revision] = homes_of_entry(entry) if entry else frozenset()
        for old in sorted(known)[:-_KEPT_MOST]:
            known.pop(old, None)
    return known[revision] <= part.closed


def readable_change(part: ReadablePart, change: NetChange) -> NetChange:
    """The change without what the readers of a part may not know. O(statements changed)."""
    return NetChange(frozenset(filter(part.holds, change.added)), frozenset(_what_went(part, change)), change.changes)


def _what_went(part: ReadablePart, change: NetChange) -> Iterator[ox.Quad]:
    stays = {one: part.tells_of(one) for one in {_iri(quad) for quad in change.removed} if one}
    gone = _gone_from(part, change, {one for one, is_there in stays.items() if not is_there})
    for quad in change.removed:
        iri, is_named_closed = _iri(quad), part.boundary.names_closed(quad)
        told = _OF_WHAT_WENT if iri in gone else {_STATUS} if stays.get(iri) else frozenset()
        if quad.predicate.value in told and not is_named_closed:
            yield quad


def _gone_from(part: ReadablePart, change: NetChange, missing: set[str]) -> set[str]:
    """Those of the things that are not in the part which are nowhere any more, and lay in one of its networks."""
    known = {one.iri for one in networks(part)}
    inside = {_iri(quad) for quad in change.removed if quad.predicate.value == IN_NETWORK and _object(quad) in known}
    lay_there = missing & (inside | _by_address(change, {network_slug(one) for one in known} - {""}))
    return {one for one in lay_there if not part.is_hidden(one)}


def _by_address(change: NetChange, slugs: set[str]) -> set[str]:
    """What a change took out of graphs of these networks alone, by their addresses, and left nothing of.

    One that is placed in a network, or goes on, lies where that is said, whatever its address.
    """
    elsewhere = {
        _iri(quad)
        for quad in change.removed
        if quad.predicate.value == IN_NETWORK or network_slug(_value(quad.graph_name)) not in slugs
    }
    named = {_iri(quad) for quad in change.removed} - elsewhere - set(map(_iri, change.added))
    return {one for one in named if network_slug(one) in slugs}


def _iri(quad: ox.Quad) -> str:
    return _value(quad.subject)


def _object(quad: ox.Quad) -> str:
    return _value(quad.object)


def _value(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode) else ""


_HOMES: RevisionCache[Store, None, dict[int, frozenset[str]]] = RevisionCache()
