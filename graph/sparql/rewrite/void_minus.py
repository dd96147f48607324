"""MINUS takes nothing away when its sides share no variable (SPARQL 1.1, 8.3.3).

To the engine (0.5.13) both sides share the variable of `GRAPH ?g` around them, and it takes away all.
Upstream: https://github.com/oxigraph/oxigraph/issues/1450, mended by pull request 1758 for a later release.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.sparql.lexer import Lexeme, closing
from graph.sparql.rewrite.edits import Edit, variables
from graph.sparql.rewrite.groups import graph_groups


def drop_void_minus(found: Sequence[Lexeme]) -> Iterator[Edit]:
    """Each such MINUS left out."""
    for _, begin, end in graph_groups(found):
        for at in range(begin + 1, end):
            if found[at].is_word("MINUS") and found[at + 1].text == "{":
                last = closing(found, at + 1)
                beside = variables(found[begin:at]) | variables(found[last:end])
                if not beside & variables(found[at:last]):
                    yield found[at].start, found[last].end, ""
