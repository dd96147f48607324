"""A subquery inside `GRAPH ?g { }` is answered for each graph alone (SPARQL 1.1, 18.6).

The engine (0.5.13) answers it for all graphs at once, and leaves ?g without a value.
Upstream: https://github.com/oxigraph/oxigraph/issues/1450, mended by pull request 1758 for a later release.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from graph.sparql.lexer import Lexeme
from graph.sparql.rewrite.edits import Edit
from graph.sparql.rewrite.groups import graph_groups

MOST_GRAPHS = 200
MOST_CHARACTERS = 1_000_000


class TooManyGraphs(Exception):
    """A subquery inside GRAPH ?g would have to be answered for more graphs than `limit`."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


def take_graphs_apart(text: str, found: Sequence[Lexeme], graph_names: Callable[[], Sequence[str]]) -> Iterator[Edit]:
    """Each such GRAPH as the union of its graphs; `graph_names` gives them as `<iri>`. Raises TooManyGraphs."""
    for at, begin, end in graph_groups(found):
        inside = found[begin:end]
        if any(token.is_word("SELECT") for token in inside) and not any(token.kind == "blank" for token in inside):
            names, group, variable = graph_names(), text[found[begin].start : found[end].end], found[at + 1].text
            if len(names) > MOST_GRAPHS or len(names) * len(group) > MOST_CHARACTERS:
                raise TooManyGraphs(MOST_GRAPHS)
            branches = [f"{{ GRAPH {name} {group} VALUES {variable} {{ {name} }} }}" for name in names]
            nothing = f"{{ GRAPH <urn:x> {group} VALUES {variable} {{}} }}"
            yield found[at].start, found[end].end, f"{{ {' UNION '.join(branches or [nothing])} }}"
