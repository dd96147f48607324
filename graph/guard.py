"""What a query text may contain: checked on its tokens, before any engine sees it.

The engine would fetch from elsewhere for SERVICE and LOAD, and some texts of a few kilobytes crash or hang
it while it still reads them. It has no lexer of its own: `SERVICE:x` and `SERVICESILENT<x>` are calls to it,
and `?a<#x` starts a comment where the standard sees an IRI. So a text is read in each way it can be read,
and refused when one of them reaches outside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from graph.errors import QueryError, QueryForbidden, TooLarge

MAX_BYTES = 1_000_000
MAX_DEPTH = 100
MAX_STEPS = 100
MAX_OPERATORS = 500

_TOKEN = re.compile(
    r"""
    (?P<space>\s+|\#[^\n\r]*)
  | (?P<string>\"{3}(?:\"{0,2}(?:[^\"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
             | \"(?:[^\"\\\n\r]|\\.)*\" | '(?:[^'\\\n\r]|\\.)*')
  | (?P<iri><[^<>\"{}|^`\\\x00-\x20]*>)
  | (?P<variable>[?$]\w+)
  | (?P<language>@[a-zA-Z]+(?:-[a-zA-Z0-9]+)*)
  | (?P<blank>_:\w(?:[\w.·-]*[\w·-])?)
  | (?P<name>(?:[^\W\d_](?:[\w.·-]*[\w·-])?)?:(?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\.)(?:(?:[\w.:·-]|%[0-9A-Fa-f]{2}|\\.)*
             (?:[\w:·-]|%[0-9A-Fa-f]{2}|\\.))?)?)
  | (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
  | (?P<word>[^\W\d]\w*)
  | (?P<sign>\|\||&&|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_OPERATORS = frozenset({"UNION", "OPTIONAL", "MINUS", "BIND", "FILTER", "LATERAL", "||", "&&", "!"})
_LAST_CODE_POINT = 0x10FFFF


class Token(NamedTuple):
    """A piece of query text that means something; spaces and comments are none."""

    kind: str
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Outline:
    """What is to be known of a query before it runs: whether it chooses its own graphs by FROM."""

    names_dataset: bool


def check_query(text: str) -> Outline:
    """The outline of a query that may run.

    Raises TooLarge over 1 MB, QueryForbidden for SERVICE in any spelling, QueryError for a text nested or
    chained so far that the engine would not survive it.
    """
    tokens = _checked_tokens(text, ("SERVICE",))
    _refuse_long_chains(tokens)
    return _outline(tokens)


def check_update(text: str) -> Outline:
    """The outline of an update that may run: LOAD is refused as well; as many triples as fit may be given."""
    return _outline(_checked_tokens(text, ("SERVICE", "LOAD")))


def _checked_tokens(text: str, forbidden: tuple[str, ...]) -> list[Token]:
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise TooLarge(
            "The query is longer than %(limit)s bytes.", hint="Ask for less in one query.", limit=f"{MAX_BYTES:,}"
        )
    for reading in _readings(text):
        _refuse_reaching_out(reading, forbidden)
    tokens = list(_tokens(text))
    _refuse_deep_nesting(text, tokens)
    return tokens


def _outline(tokens: list[Token]) -> Outline:
    return Outline(any(token.kind == "word" and token.text.upper() == "FROM" for token in tokens))


def _readings(text: str) -> Iterator[list[Token]]:
    """The text as written, with its code points unescaped (SPARQL 1.1, 19.2), and with `<#` as a comparison."""
    texts = {text, _CODE_POINT.sub(_character, text)}
    texts |= {reading.replace("<#", "< #") for reading in texts}
    return (list(_tokens(reading)) for reading in texts)


def _character(escape: re.Match[str]) -> str:
    code_point = int(escape[1] or escape[2], 16)
    return chr(code_point) if code_point <= _LAST_CODE_POINT else escape[0]


def _tokens(text: str) -> Iterator[Token]:
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup
        if kind is not None and kind != "space":
            yield Token(kind, found[0], found.start())


def _refuse_reaching_out(tokens: list[Token], forbidden: tuple[str, ...]) -> None:
    for position, token in enumerate(tokens):
        for word in forbidden:
            if _calls(word, tokens, position):
                raise QueryForbidden(
                    "%(word)s would fetch data from elsewhere, which this service never does.",
                    hint="Load the other data into the store first, then ask without %(word)s.",
                    word=word,
                    text=token.text,
                )


def _calls(word: str, tokens: list[Token], position: int) -> bool:
    """Whether a token is this keyword, alone or grown together with what stands beside it."""
    kind, text, _ = tokens[position]
    if kind == "word":
        return word in text.upper()
    if kind != "name" or word not in text.partition(":")[0].upper():
        return False
    before = tokens[position - 1].text.upper() if position else ""
    after = tokens[position + 1].text if position + 1 < len(tokens) else ""
    if word == "LOAD":
        return before in {"", ";"} or tokens[position - 1].kind == "iri"
    return after == "{" and before not in {"GRAPH", "WITH"}


def _refuse_deep_nesting(text: str, tokens: list[Token]) -> None:
    depth = 0
    for token in tokens:
        if token.kind == "sign":
            depth += (token.text in "({[") - (token.text in ")}]")
        if depth > MAX_DEPTH:
            raise QueryError(
                "The query is nested more than %(limit)s levels deep (line %(line)s).",
                hint="Write it with fewer brackets inside one another.",
                limit=MAX_DEPTH,
                line=text.count("\n", 0, token.start) + 1,
            )


def _refuse_long_chains(tokens: list[Token]) -> None:
    if _longest_pattern(tokens) > MAX_STEPS:
        raise QueryError(
            "The query has more than %(limit)s steps in one pattern.",
            hint="Split it into several queries, or use VALUES for lists of things.",
            limit=MAX_STEPS,
        )
    if sum(token.text.upper() in _OPERATORS for token in tokens if token.kind in {"word", "sign"}) > MAX_OPERATORS:
        raise QueryError(
            "The query has more than %(limit)s operators.", hint="Split it into several queries.", limit=MAX_OPERATORS
        )


def _longest_pattern(tokens: list[Token]) -> int:
    """Most triple patterns and path steps between two braces. Lists in round brackets and VALUES count nothing."""
    longest = steps = rounds = 0
    for token in tokens:
        if token.kind != "sign":
            continue
        rounds += (token.text == "(") - (token.text == ")")
        if token.text in "{}":
            steps = 0
        steps += token.text in "/|^" or (rounds == 0 and token.text in ".;,")
        longest = max(longest, steps)
    return longest
