"""Where a text leaves the grammar: its first wrong token, and what could have stood there. O(tokens), no recursion."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from graph.sparql.lexer import Lexeme, tokens
from graph.sparql.mistakes.grammar import END, Node, first, keywords, rules

_TWO_SIGNS = frozenset({"^^", "<=", ">=", "!=", "==", "<>"})
_AROUND_NOTHING = {"(": ")", "[": "]"}
_KINDS = {"iri": "IRIREF", "variable": "VARIABLE", "string": "STRING", "number": "NUMBER", "language": "LANGUAGE"}


class Word(NamedTuple):
    """A token as the grammar sees it: `kind` is what it may be, `text` and `start` are as written."""

    kind: str
    text: str
    start: int


class Misfit(NamedTuple):
    """The first word that does not fit, by its number, and the tokens that would; the end is a word as well."""

    number: int
    expected: frozenset[str]


def words_of(text: str) -> list[Word]:
    """The tokens of a text as the grammar sees them, and the end as the last."""
    words, found = list[Word](), tokens(text)
    for position, token in enumerate(found):
        words.append(Word(_kind(token), token.text, token.start))
        if position and _belong_together(found[position - 1], token):
            _join(words)
    return [*words, Word(END, "", len(text))]


def find_misfit(words: Sequence[Word], begin: str) -> Misfit | None:
    """Where words leave the rule they begin with; None when all of them fit."""
    stack, at, expected = [Node("rule", begin)], 0, set[str]()
    while stack:
        node, kind = stack.pop(), words[at].kind
        if node.kind == "token":
            if node.name != kind:
                return Misfit(at, frozenset(expected | {node.name}))
            at, expected = at + 1, set()
            if kind == END:
                return None
            continue
        chosen = _choose(node, kind)
        if chosen is None:
            expected |= first(node) - {""}
            if "" not in first(node):
                return Misfit(at, frozenset(expected))
            continue
        stack += chosen
    return None if words[at].kind == END else Misfit(at, frozenset(expected | {END}))


def _choose(node: Node, kind: str) -> list[Node] | None:
    """What stands for a part when this token comes next, the last first; None when nothing of it does."""
    match node.kind:
        case "rule":
            return [rules()[node.name]] if kind in first(node) or "" in first(node) else None
        case "all":
            return list(node.parts[::-1])
        case "one":
            fitting = next((part for part in node.parts if kind in first(part)), None)
            return None if fitting is None else [fitting]
        case "maybe":
            return [node.parts[0]] if kind in first(node.parts[0]) else None
    return [node, node.parts[0]] if kind in first(node.parts[0]) else None


def _kind(token: Lexeme) -> str:
    if token.kind == "word":
        if token.text == "a":
            return "a"
        return token.text.upper() if token.text.upper() in keywords() else "WORD"
    if token.kind == "name":
        return "PNAME" if token.text.endswith(":") and not token.text.endswith("\\:") else "NAME"
    if token.kind == "blank":
        return "BLANK"
    return _KINDS.get(token.kind, token.text)


def _belong_together(before: Lexeme, token: Lexeme) -> bool:
    if _AROUND_NOTHING.get(before.text) == token.text:
        return True
    return before.end == token.start and before.text + token.text in _TWO_SIGNS


def _join(words: list[Word]) -> None:
    """The last two tokens as one: brackets around nothing, or a sign of two characters."""
    last, before = words.pop(), words.pop()
    both = before.text + last.text
    words.append(Word({"()": "NIL", "[]": "BLANK"}.get(both, both), both, before.start))
