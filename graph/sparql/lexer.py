"""The tokens of a query or an update, as SPARQL 1.1 (19.8) tells them apart; it never fails.

The engine has no lexer of its own: `SERVICE:x` and `SERVICESILENT<x>` are calls to it, and `?a<'x>y'` compares
with a string where the standard sees an IRI. `readings` gives the tokens in each way in which a text can be read.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

STRING = r"""(?:
    "{3}(?>(?:[^"\\]|\\.|"{1,2}(?!"))*)"{3} | '{3}(?>(?:[^'\\]|\\.|'{1,2}(?!'))*)'{3}
  | "(?>(?:[^"\\\n\r]|\\.)*)" | '(?>(?:[^'\\\n\r]|\\.)*)')
"""
IRI = r"""<[^<>"{}|^`\\\x00-\x20]*+>"""
BETWEEN = r"(?>(?:\s++|\#[^\n\r]*+)*)"
_LETTER = (
    r"\w\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef"
    r"\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff\u00b7\u0300-\u036f\u203f\u2040"
)
"""What a name may consist of (PN_CHARS), and whatever else Python counts as part of a word."""
_NAME = rf"[{_LETTER}.-]*[{_LETTER}-]"
_RUN = rf"(?![\d_])[{_LETTER}][{_LETTER}.-]*+"
_NUMBER = r"\d+(?:\.\d+)?(?:[eE][+-]?\d+)?"
_LOCAL = rf"[{_LETTER}:]|%[0-9A-Fa-f]{{2}}|\\."
_TOKEN = re.compile(
    rf"""
    (?P<space>\s+|\#[^\n\r]*+)
  | (?P<variable>[?$][{_LETTER}]+)
  | (?P<word>(?:[^\W\d]\w*+)(?![{_LETTER}:.-]))
  | (?P<sign>[{{}}();,])
  | (?P<iri>{IRI})
  | (?P<string>{STRING})
  | (?P<language>@[a-zA-Z]+(?:-[a-zA-Z0-9]+)*)
  | (?P<blank>_:[{_LETTER}](?:{_NAME})?)
  | (?P<name>(?:{_RUN}(?<!\.))?:(?:(?:{_LOCAL})(?:(?:{_LOCAL}|[.-])*(?:{_LOCAL}|-))?)?)
  | (?P<number>{_NUMBER})
  | (?P<run>{_RUN})
  | (?P<other_word>[^\W\d]\w*)
  | (?P<other_sign>\|\||&&|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_PIECE = re.compile(rf"(?P<word>[^\W\d]\w*)|(?P<number>{_NUMBER})|(?P<sign>.)")
_KINDS = {name: name.removeprefix("other_") for name in _TOKEN.groupindex}
_CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_TWO_WAYS = re.compile(r"""<(?:\#|[^<>"{}|^`\\\x00-\x20']*+')""")
_OTHERWISE = re.compile("(?!<[A-Za-z][A-Za-z0-9+.-]*+://)<[^'#]*+(['#])")
"""An IRI that may be a comparison with what stands behind its `<`; `http:` and then `//` is no expression."""
_SHARED = 2
_LINE_END = re.compile("[\n\r]")
_LAST_CODE_POINT = 0x10FFFF
BRACKETS = {"{": "}", "(": ")", "[": "]"}


class Lexeme(NamedTuple):
    """A piece of text that means something; spaces and comments are none."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """Where the text after it begins."""
        return self.start + len(self.text)

    def is_word(self, *words: str) -> bool:
        """Whether it is one of these keywords (in capitals), in whatever case it is written."""
        return self.kind == "word" and self.text.upper() in words


def tokens(text: str) -> list[Lexeme]:
    """All tokens. About 4 MB a second."""
    return list(_tokens(text))


def _tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[Lexeme]:
    for found in _TOKEN.finditer(text, start, len(text) if end is None else end):
        kind = found.lastgroup
        if kind == "run":
            yield from _pieces(text, found)
        elif kind is not None and kind != "space":
            yield Lexeme(_KINDS[kind], found[0], found.start())


def _pieces(text: str, run: re.Match[str]) -> Iterator[Lexeme]:
    """Words with points between them that begin no name, taken at once: each must not be looked through to its end."""
    for found in _PIECE.finditer(text, *run.span()):
        yield Lexeme(found.lastgroup or "", found[0], found.start())


def has_one_reading(text: str) -> bool:
    """Whether nothing in it is escaped, and no `<` that begins an IRI could as well compare with a string."""
    return unescape(text) == text and not _TWO_WAYS.search(text)


def readings(text: str) -> Iterator[list[Lexeme]]:
    """The tokens as written, and with code points unescaped (SPARQL 1.1, 19.2), each `<` as either thing it can be.

    A way in which an IRI is none is given from what stands behind its `<` to where it meets one that was given, and
    two tokens more; a comment in it is stepped over at once. O(length): no two ways go through the same place.
    """
    for written in {text, unescape(text)}:
        yield from _readings(written)


def _readings(text: str) -> Iterator[list[Lexeme]]:
    lines = [found.start() for found in _LINE_END.finditer(text)] if "<" in text else []
    seen: set[int] = set()
    ways: list[Iterator[Lexeme]] = [_tokens(text)]
    while ways:
        way, met = list[Lexeme](), 0
        for token in ways.pop():
            way.append(token)
            if token.start in seen:
                met += 1
                if met == _SHARED:
                    break
                continue
            seen.add(token.start)
            mark = _OTHERWISE.match(token.text) if token.kind == "iri" else None
            if mark is not None and mark[1] == "'":
                ways.append(_tokens(text, token.start + 1))
            elif mark is not None:
                line = bisect_left(lines, token.start)
                after = lines[line] if line < len(lines) else len(text)
                ways.append(chain(_tokens(text, token.start + 1, token.start + mark.start(1)), _tokens(text, after)))
        yield way


def unescape(text: str) -> str:
    r"""The text with `\u00e4` and `\U0001F600` as the characters they stand for."""
    return _CODE_POINT.sub(_character, text) if "\\" in text else text


def _character(escape: re.Match[str]) -> str:
    code_point = int(escape[1] or escape[2], 16)
    return chr(code_point) if code_point <= _LAST_CODE_POINT else escape[0]


def closing(found: Sequence[Lexeme], opening: int) -> int:
    """Position of the bracket that closes the one at `opening`; the number of tokens when none does."""
    begin, depth = found[opening].text, 0
    end = BRACKETS[begin]
    for position in range(opening, len(found)):
        if found[position].kind == "sign":
            depth += (found[position].text == begin) - (found[position].text == end)
            if depth == 0:
                return position
    return len(found)


def line_column(text: str, start: int) -> tuple[int, int]:
    """Line and column of a character, both from 1."""
    return text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
