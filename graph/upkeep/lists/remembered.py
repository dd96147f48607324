"""How a list was understood, remembered by its headings, so that it is not asked again; no name of a person is in it.

It lies in a graph of its own beside the network: it says nothing of the network and needs no new analysis. So does what
the list said where the network's value was left standing: else every reading would show the same again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

import pyoxigraph as ox

from graph.load.lists.answers import Answers
from graph.load.lists.answers_json import (
    answers_for,
    answers_from_json,
    answers_to_json,
    headings_key,
    what_is_remembered,
)
from graph.load.lists.arrangement import Arrangement
from graph.persons.likeness import likeness
from graph.protocol import Store
from graph.terms import BASE, DCT, LISTS_GRAPH_END, NETZ, RDF, SKOS, network_slug
from graph.upkeep.lists.fields import Values

_LIST, _MAPPING, _LEFT = NETZ + "KnownList", NETZ + "mapping", NETZ + "leftStanding"
_IDENTIFIER = DCT + "identifier"


def list_iri(slug: str, key: str) -> str:
    """The IRI of a list by its headings, as one network knows it."""
    return f"{BASE}{slug}/liste/{key}"


def remembered(store: Store, arrangements: Sequence[Arrangement], slug: str = "") -> Answers | None:
    """How a list with these headings was understood, in one network or in any; None where nobody read one.

    Its sheets may be called otherwise now (that of a CSV is called after its file, whose name has another date
    tomorrow), and its columns may stand in another order.
    """
    key = headings_key(arrangements)
    query = f"""SELECT ?list ?text WHERE {{ GRAPH ?g {{
      ?list a <{_LIST}> ; <{_IDENTIFIER}> {ox.Literal(key)} ; <{_MAPPING}> ?text }} }}"""
    known = {_value(row["list"]): _value(row["text"]) for row in store.select(query)}
    own = known.get(list_iri(slug, key)) if slug else next((known[iri] for iri in sorted(known)), None)
    if own is None:
        return None
    return replace(answers_for(answers_from_json(own), arrangements), no_persons=_things_called_like_persons(store))


def _things_called_like_persons(store: Store) -> tuple[str, ...]:
    """Topics and further names in public that only look like a person's: somebody said already that they are none."""
    query = f"""SELECT DISTINCT ?name WHERE {{ GRAPH ?g {{
      {{ ?thing a <{SKOS}Concept> ; <{SKOS}prefLabel> ?name }} UNION {{ ?thing <{SKOS}altLabel> ?name }} }} }}"""
    names = {_value(row["name"]) for row in store.select(query)}
    return tuple(sorted(name for name in names if likeness(name) == "certain"))


def read_kept(store: Store, list_node: str) -> dict[tuple[str, str], Values]:
    """What the list said where the network's value was left standing, by subject and property."""
    query = f"SELECT ?text WHERE {{ GRAPH ?g {{ <{list_node}> <{_LEFT}> ?text }} }}"
    found = [json.loads(_value(row["text"])) for row in store.select(query)]
    return {(subject, name): frozenset(values) for subject, name, values in found}


def remembering(
    store: Store,
    list_node: str,
    answers: Answers,
    arrangements: Sequence[Arrangement],
    left: Mapping[tuple[str, str], Values],
) -> tuple[list[ox.Quad], list[ox.Quad]]:
    """The statements that come and go so that this is remembered; none of it where it is so already."""
    graph = ox.NamedNode(f"{BASE}{network_slug(list_node)}{LISTS_GRAPH_END}")
    node = ox.NamedNode(list_node)
    kept = what_is_remembered(answers, arrangements)
    texts = [json.dumps([*of, sorted(values)], ensure_ascii=False) for of, values in sorted(left.items())]
    said: Iterable[tuple[str, ox.NamedNode | ox.Literal]] = (
        (RDF + "type", ox.NamedNode(_LIST)),
        (_IDENTIFIER, ox.Literal(list_node.rpartition("/")[2])),
        (_MAPPING, ox.Literal(answers_to_json(_naming_nobody(kept, store.names_somebody)))),
        *((_LEFT, ox.Literal(text)) for text in texts),
    )
    new = {ox.Quad(node, ox.NamedNode(name), value, graph) for name, value in said}
    rows = store.select(f"SELECT ?p ?o WHERE {{ GRAPH {graph} {{ {node} ?p ?o }} }}")
    old = {ox.Quad(node, row["p"], row["o"], graph) for row in rows}  # type: ignore[arg-type]  # terms of a statement
    return sorted(new - old, key=str), sorted(old - new, key=str)


def _naming_nobody(answers: Answers, names_somebody: Callable[[str], bool]) -> Answers:
    """The answers without words and cells that may be names of persons: what is remembered is public."""

    def is_free(text: str) -> bool:
        is_one_word = len(text.split()) < 2  # noqa: PLR2004 - a name has two
        return (is_one_word or likeness(text.title()) == "no") and not names_somebody(text)

    words = {one: {word: code for word, code in said.items() if is_free(word)} for one, said in answers.words.items()}
    splits = {cell: parts for cell, parts in answers.splits.items() if all(map(is_free, (cell, *parts)))}
    return replace(answers, words={one: said for one, said in words.items() if said}, splits=splits)


def _value(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""
