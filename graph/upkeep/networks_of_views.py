"""Which networks a view or a story shows, before or after a change: by the address of the view, through the steps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import parse_qs

import pyoxigraph as ox

from graph.protocol import Store
from graph.terms import NETZ, RDF, VIEWS_GRAPH

_TYPE, _ADDRESS, _STEP, _SHOWS = RDF + "type", NETZ + "address", NETZ + "step", NETZ + "shows"
_STORY, _VIEW = ox.NamedNode(NETZ + "Story"), NETZ + "SavedView"
_QUERY = f"SELECT ?s ?p ?o WHERE {{ GRAPH <{VIEWS_GRAPH}> {{ ?s ?p ?o }} }}"
_SHARED = ""

_Said = Mapping[str, set[str]]


def networks_of_views(store: Store, quads: Sequence[ox.Quad], codes: Mapping[str, str]) -> frozenset[str]:
    """Code of each network that these statements about views and stories touch; "" for what belongs to no single one.

    `codes` are the networks there are, by IRI. A view without a network in its address shows, and touches, all of
    them. A new story without steps touches nothing; one that exists, and shows nothing, is shared.
    O(statements about views).
    """
    said: dict[str, defaultdict[str, set[str]]] = {one: defaultdict(set) for one in (_TYPE, _ADDRESS, _STEP, _SHOWS)}
    before: set[str] = set()
    for row in store.select(_QUERY):
        before.add(_text(row["s"]))
        _note(said, row["s"], row["p"], row["o"])
    for quad in quads:
        _note(said, quad.subject, quad.predicate, quad.object)
    begun = {_text(quad.subject) for quad in quads if _text(quad.predicate) == _TYPE and quad.object == _STORY}
    found: set[str] = set()
    for subject in {_text(quad.subject) for quad in quads}:
        shown = set(_shown(subject, said, codes))
        found |= shown or (set() if subject in begun - before else {_SHARED})
    return frozenset(found)


def _note(said: Mapping[str, defaultdict[str, set[str]]], subject: object, predicate: object, value: object) -> None:
    if _text(predicate) in said:
        said[_text(predicate)][_text(subject)].add(_text(value))


def _shown(subject: str, said: Mapping[str, _Said], codes: Mapping[str, str]) -> Iterator[str]:
    """What a view, a step or a story shows. A story and its steps lead one way, so this ends."""
    yield from _of_view(subject, said, codes)
    for view in said[_SHOWS].get(subject, ()):
        yield from _of_view(view, said, codes)
    for step in said[_STEP].get(subject, ()):
        for view in said[_SHOWS].get(step, ()):
            yield from _of_view(view, said, codes)


def _of_view(view: str, said: Mapping[str, _Said], codes: Mapping[str, str]) -> Iterator[str]:
    """What the address of a view names; one without an address is the whole map."""
    whole = {""} if _VIEW in said[_TYPE].get(view, ()) else ()
    for address in said[_ADDRESS].get(view, whole):
        yield from _in_address(address, codes)


def _in_address(address: str, codes: Mapping[str, str]) -> Iterator[str]:
    """The networks that an address names, all where it names none; whatever else it could mean is shared."""
    known = set(codes.values())
    named = parse_qs(address.lstrip("?")).get("netz", known or {_SHARED})
    yield from (codes.get(one, one if one in known else _SHARED) for one in named)


def _text(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""
