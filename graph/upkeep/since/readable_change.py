"""What is told of a change to who may not read all networks: what they could have read anyhow.

What came is told as far as it is to be read today. What went is no longer there to be looked up: of a thing that
stays it is the state alone, of one that went altogether its kind and names, when it lay in a network they may read.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from graph.network.network_list import networks
from graph.network.who import IN_NETWORK
from graph.query.readable_part import ReadablePart
from graph.terms import ADMS, RDF, network_slug
from graph.text import NAMES
from graph.upkeep.since.net_change import NetChange

_STATUS = ADMS + "status"
_OF_WHAT_WENT = frozenset({RDF + "type", IN_NETWORK, *NAMES})


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
    slugs = {network_slug(one) for one in known} - {""}
    inside = {_iri(quad) for quad in change.removed if quad.predicate.value == IN_NETWORK and _object(quad) in known}
    placed = {_iri(quad) for quad in change.removed if quad.predicate.value == IN_NETWORK}
    lay_there = {one for one in missing if one in inside or (one not in placed and network_slug(one) in slugs)}
    return {one for one in lay_there if not part.is_hidden(one)}


def _iri(quad: ox.Quad) -> str:
    return quad.subject.value if isinstance(quad.subject, ox.NamedNode) else ""


def _object(quad: ox.Quad) -> str:
    return quad.object.value if isinstance(quad.object, ox.NamedNode) else ""
