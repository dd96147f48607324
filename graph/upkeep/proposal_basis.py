"""What a proposal was made on: what was said of everything that it touches, so that it is not made on anything else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from hashlib import sha256
from itertools import islice

import pyoxigraph as ox

from graph.errors import Conflict
from graph.protocol import Change, Store
from graph.terms import DERIVED_GRAPH, RUN_GRAPHS

_AT_ONCE = 200


def basis_of(store: Store, change: Change) -> str:
    """Fingerprint of all statements about the subjects of a change, before it is made. O(statements about them).

    What follows from others is left out, for that changes by itself; blank nodes are no subjects that stay. So is what
    says no more than the change would say of it: several proposals of one day rest on the same "statement of Kim", and
    the first that is approved makes it.
    """
    subjects = {quad.subject for quad in (*change.add, *change.remove)}
    named = sorted(one.value for one in subjects if isinstance(one, ox.NamedNode))
    said: defaultdict[str, set[str]] = defaultdict(set)
    for subject, line in _said_of(store, named):
        said[subject].add(line)
    brought = {_line(quad.subject, quad.predicate, quad.object, quad.graph_name) for quad in change.add}
    taken = {str(quad.subject) for quad in change.remove}
    lines = sorted(line for one, those in said.items() if one in taken or not those <= brought for line in those)
    return sha256("\n".join(lines).encode()).hexdigest()[:32]


def check_basis(store: Store, change: Change, basis: str) -> None:
    """Raise Conflict (409) where something else is said by now of what a change touches; "" is what nobody noted."""
    if basis and basis_of(store, change) != basis:
        raise Conflict(
            "What this proposal changes has been changed since it was made.",
            hint="Decline it, and have it proposed anew on what is said now.",
        )


def _said_of(store: Store, named: list[str]) -> Iterator[tuple[str, str]]:
    source = iter(named)
    while part := " ".join(str(ox.NamedNode(iri)) for iri in islice(source, _AT_ONCE)):
        for row in store.select(f"SELECT ?s ?p ?o ?g WHERE {{ VALUES ?s {{ {part} }} GRAPH ?g {{ ?s ?p ?o }} }}"):
            graph = row["g"]
            name = graph.value if isinstance(graph, ox.NamedNode) else ""
            if name != DERIVED_GRAPH and not name.startswith(RUN_GRAPHS):
                yield str(row["s"]), _line(row["s"], row["p"], row["o"], graph)


def _line(*terms: object) -> str:
    return " ".join(map(str, terms))
