"""?g of `GRAPH ?g { }` is each graph in turn (SPARQL 1.1, 18.6).

To the engine (0.5.13) it has a value only where a triple pattern gives it one: `GRAPH ?g { VALUES ?x { 1 } }` leaves it
without. Upstream: https://github.com/oxigraph/oxigraph/issues/1450, mended by pull request 1758 for a later release;
from then on ?g has no value inside its group, which `docs/konformitaet.md` departs from on purpose.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.sparql.lexer import Lexeme, closing
from graph.sparql.rewrite.edits import Edit, after
from graph.sparql.rewrite.groups import end_of_element, graph_groups, inner_groups, is_pattern


def bind_graphs(found: Sequence[Lexeme]) -> Iterator[Edit]:
    """Each group that binds no ?g begun with `GRAPH ?g {}`, and each in which OPTIONAL or MINUS comes before."""
    for at, begin, end in graph_groups(found):
        if any(token.is_word("SELECT") for token in found[begin:end]):
            continue  # see `graph_subqueries`
        if end > begin + 1 and _lacks_graph(found, begin, is_outermost=True):
            yield after(found[begin], f" GRAPH {found[at + 1].text} {{}}")
        for inner in inner_groups(found, begin):
            if _lacks_graph(found, inner, is_outermost=False):
                yield after(found[inner], f" GRAPH {found[at + 1].text} {{}}")


def _lacks_graph(found: Sequence[Lexeme], begin: int, *, is_outermost: bool) -> bool:
    """Whether a group has something that depends on the graph before a triple pattern, or without one."""
    at, end, depends = begin + 1, closing(found, begin), is_outermost
    while at < end:
        token, here = found[at], at
        at = end_of_element(found, at)
        if token.is_word("OPTIONAL", "MINUS", "LATERAL"):
            return True
        depends = depends or token.is_word("FILTER")
        if is_pattern(found, here):
            return False
    return depends
