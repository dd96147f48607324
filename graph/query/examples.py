"""What the terms of the vocabulary look like in use: one example of each from the store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from graph.cache.revisions import RevisionCache
from graph.protocol import Store
from graph.rdf.vocabulary import Definition
from graph.terms import BASE, NETZ, NK, PREFIXES

LONGEST_TURTLE = 2_000


@dataclass(frozen=True, slots=True)
class Example:
    """A resource that uses a term: of a class with all that is said of it, as `turtle`; of a property its `value`."""

    iri: str
    value: str = ""
    turtle: str = ""


def find_examples(store: Store, definitions: Iterable[Definition]) -> Mapping[str, Example]:
    """An example of each term that is in use, by the IRI of the term; found once for each revision of the store."""
    asked = tuple(definition for definition in definitions if definition.type in _PATTERNS)
    return _EXAMPLES.get(store, tuple(one.iri for one in asked), lambda: _find(store, asked))


_EXAMPLES: RevisionCache[Store, tuple[str, ...], Mapping[str, Example]] = RevisionCache(
    lambda store, _: store.revision, most=4
)


def _find(store: Store, definitions: Iterable[Definition]) -> Mapping[str, Example]:
    """Two queries, whatever the size of the store."""
    terms = {definition.iri: definition for definition in definitions}
    if not terms:
        return {}
    asked = " UNION ".join(_one_of(definition) for definition in terms.values())
    found = {str(row["term"])[1:-1]: row for row in store.select(f"SELECT ?term ?s ?o WHERE {{ {asked} }}")}
    subjects = {iri: row["s"].value for iri, row in found.items() if isinstance(row["s"], ox.NamedNode)}
    shown = _as_turtle(store, {iri for term, iri in subjects.items() if terms[term].type == "class"})
    return {
        term: Example(subject, _text(found[term]["o"]), shown.get(subject, "") if terms[term].type == "class" else "")
        for term, subject in subjects.items()
    }


_PATTERNS = {
    "class": "?s a {term} FILTER(isIRI(?s))",
    "property": "?s {term} ?o FILTER(isIRI(?s))",
    "concept": f"?s ?p {{term}} FILTER(isIRI(?s) && !STRSTARTS(STR(?s), '{NK}') && !STRSTARTS(STR(?s), '{NETZ}'))",
}


def _one_of(definition: Definition) -> str:
    term = f"<{definition.iri}>"
    return f"{{ SELECT ({term} AS ?term) ?s ?o WHERE {{ {_PATTERNS[definition.type].format(term=term)} }} LIMIT 1 }}"


def _as_turtle(store: Store, subjects: set[str]) -> dict[str, str]:
    """Statements about each subject as Turtle, with the prefixes and the base left out as in our files."""
    values = " ".join(f"<{iri}>" for iri in sorted(subjects))
    triples = store.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ VALUES ?s {{ {values} }} ?s ?p ?o }}")
    of_subject: dict[str, list[ox.Triple]] = {}
    for triple in sorted(set(triples), key=str):
        of_subject.setdefault(_text(triple.subject), []).append(triple)
    return {iri: _block(found) for iri, found in of_subject.items()}


def _block(triples: list[ox.Triple]) -> str:
    written = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES) or b""
    lines = [line for line in written.decode().splitlines() if not line.startswith("@prefix")]
    block = "\n".join(lines).strip().replace(f"<{BASE}", "<")
    return block if len(block) <= LONGEST_TURTLE else ""


def _text(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal | ox.BlankNode) else ""
