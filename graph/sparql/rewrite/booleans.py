"""`TRUE` and `False` are booleans like `true` (SPARQL 1.1, 19.8, note 1: keywords have no case).

The engine (0.5.13) knows them in small letters only and takes the rest for a mistake.
Upstream: https://github.com/oxigraph/oxigraph/issues/1720, mended by pull request 1721 for a later release.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.sparql.lexer import Lexeme
from graph.sparql.rewrite.edits import Edit


def lower_booleans(found: Sequence[Lexeme]) -> Iterator[Edit]:
    """Each boolean in small letters."""
    return ((token.start, token.end, token.text.lower()) for token in found if token.is_word("TRUE", "FALSE"))
