"""Pieces of a text replaced, and what the rules ask of its tokens. Where tokens cannot tell, a text stays as it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.sparql.lexer import BRACKETS, Lexeme

Edit = tuple[int, int, str]
"""Start, end, and the text that takes the place of what stands between them."""


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with pieces (start, end, new text) replaced; of two that overlap, the one that begins first counts."""
    parts, position = list[str](), 0
    for start, end, new in sorted(edits, key=lambda edit: edit[0]):
        if start >= position:
            parts += [text[position:start], new]
            position = end
    return "".join([*parts, text[position:]])


def is_balanced(found: Sequence[Lexeme]) -> bool:
    """Whether each bracket is closed by one of its kind."""
    open_ones: list[str] = []
    for kind, text, _ in found:
        if kind == "sign" and text in BRACKETS:
            open_ones.append(BRACKETS[text])
        elif kind == "sign" and text in BRACKETS.values() and (not open_ones or open_ones.pop() != text):
            return False
    return not open_ones


def calls(found: Sequence[Lexeme], word: str) -> list[int]:
    """Where the calls of a function of the language begin."""
    return [at for at in range(len(found) - 2) if found[at].is_word(word) and found[at + 1].text == "("]


def variables(found: Sequence[Lexeme]) -> set[str]:
    """The names of the variables, without their sign."""
    return {token.text[1:] for token in found if token.kind == "variable"}


def before(token: Lexeme, new: str) -> Edit:
    """Something put in front of a token."""
    return token.start, token.start, new


def after(token: Lexeme, new: str) -> Edit:
    """Something put behind a token."""
    return token.end, token.end, new
