"""`LANG(?x) = "de-DE"` holds for `@de-DE`, as language tags have no case (RDF 1.1 Concepts, 3.3).

The engine (0.5.13) keeps tags in small letters, as RDF 1.1 allows, and compares what LANG gives letter by letter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.sparql.lexer import Lexeme, closing
from graph.sparql.rewrite.edits import Edit, calls

A_TAG = r"""["'](?-i:(?=[^"']*[A-Z])[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)["']"""
"""A text that may be a tag with a capital letter."""
_SIGNS = ("!", "=")


def lower_language_tags(found: Sequence[Lexeme]) -> Iterator[Edit]:
    """Each text that LANG is compared with in small letters."""
    for at in calls(found, "LANG"):
        end = closing(found, at + 1)
        for token in (*_after(found, end + 1), *_before(found, at - 1)):
            yield token.start, token.end, token.text.lower()


def _after(found: Sequence[Lexeme], at: int) -> Iterator[Lexeme]:
    while at < len(found) and (found[at].text in _SIGNS or found[at].is_word("NOT")):
        at += 1
    if at < len(found) and found[at].is_word("IN"):
        yield from (token for token in found[at : closing(found, at + 1)] if token.kind == "string")
    elif at < len(found) and found[at].kind == "string" and found[at - 1].text == "=":
        yield found[at]


def _before(found: Sequence[Lexeme], at: int) -> Iterator[Lexeme]:
    if at < 1 or found[at].text != "=":
        return
    while at >= 0 and found[at].text in _SIGNS:
        at -= 1
    if at >= 0 and found[at].kind == "string":
        yield found[at]
