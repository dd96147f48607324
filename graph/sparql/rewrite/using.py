"""`using-graph-uri` and `using-named-graph-uri` are what each WHERE of an update sees (SPARQL 1.1 Protocol, 2.2.3).

The engine (pyoxigraph 0.5.13) takes such parameters for queries, not for updates. Upstream: no issue found.
"""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph as ox

from graph.sparql.lexer import closing, tokens
from graph.sparql.rewrite.edits import Edit, before, edited, is_balanced


def using_clauses(default_graphs: Sequence[str], named_graphs: Sequence[str]) -> str:
    """The parameters as clauses. Raises ValueError for what is no IRI."""
    given = [f"USING {ox.NamedNode(iri)} " for iri in default_graphs]
    return "".join([*given, *(f"USING NAMED {ox.NamedNode(iri)} " for iri in named_graphs)])


def with_using(text: str, clauses: str) -> str:
    """The update with USING clauses before each WHERE; `DELETE WHERE`, which can have none, is written out."""
    found, edits, depth = tokens(text), list[Edit](), 0
    for at, token in enumerate(found[:-1] if clauses and is_balanced(found) else []):
        depth += (token.text == "{") - (token.text == "}")
        if depth == 0 and token.is_word("WHERE") and found[at + 1].text == "{":
            group = text[found[at + 1].start : found[closing(found, at + 1)].end]
            template = f"{group} " if found[at - 1].is_word("DELETE") else ""
            edits.append(before(token, template + clauses))
    return edited(text, edits)
