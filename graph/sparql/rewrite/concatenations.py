"""GROUP_CONCAT gives a simple literal (SPARQL 1.1, 18.5.1.7).

The engine (0.5.13) gives it the language that all its parts share.
Upstream: https://github.com/oxigraph/oxigraph/pull/1717, merged for a later release.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.sparql.lexer import Lexeme, closing
from graph.sparql.rewrite.edits import Edit, after, before, calls


def drop_languages(found: Sequence[Lexeme]) -> Iterator[Edit]:
    """Each GROUP_CONCAT within STR."""
    for at in calls(found, "GROUP_CONCAT"):
        yield before(found[at], "STR(")
        yield after(found[closing(found, at + 1)], ")")
