"""What is stated of some resources at properties that the model does not read, asked when it is needed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from graph.protocol import Store
from graph.text import name

StatedValues = Mapping[tuple[str, str], Sequence[str]]
"""Values as texts, by resource and property."""


def stated_values(store: Store, iris: Iterable[str], properties: Iterable[str]) -> StatedValues:
    """The values of these resources at these properties, in alphabetical order. One query, none for nobody."""
    named = " ".join(f"<{iri}>" for iri in iris if not iri.startswith("_:"))  # a query cannot name a nameless one
    asked = " ".join(f"<{one}>" for one in properties)
    query = f"SELECT ?s ?p ?o WHERE {{ VALUES ?s {{ {named} }} VALUES ?p {{ {asked} }} ?s ?p ?o }}"
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for subject, predicate, value in store.rows(query) if named else ():
        found[name(subject), name(predicate)].add(name(value))
    return {key: sorted(values) for key, values in found.items()}
