"""The tokens of a query or an update, as SPARQL 1.1 (19.8) tells them apart; it never fails.

The engine has no lexer of its own: `SERVICE:x` and `SERVICESILENT<x>` are calls to it, and `?a<#x` starts a
comment where the standard sees an IRI. `readings` gives a text in each way in which it can be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

STRING = r"""(?:
    "{3}(?>(?:[^"\\]|\\.|"{1,2}(?!"))*)"{3} | '{3}(?>(?:[^'\\]|\\.|'{1,2}(?!'))*)'{3}
  | "(?>(?:[^"\\\n\r]|\\.)*)" | '(?>(?:[^'\\\n\r]|\\.)*)')
"""
IRI = r"""<[^<>"{}|^`\\\x00-\x20]*+>"""
BETWEEN = r"(?>(?:\s++|\#[^\n\r]*+)*)"
_TOKEN = re.compile(
    rf"""
    (?P<space>\s+|\#[^\n\r]*+)
  | (?P<variable>[?$]\w+)
  | (?P<word>(?:[^\W\d]\w*)(?![\w:.·-]))
  | (?P<sign>[{{}}();,])
  | (?P<iri>{IRI})
  | (?P<string>{STRING})
  | (?P<language>@[a-zA-Z]+(?:-[a-zA-Z0-9]+)*)
  | (?P<blank>_:\w(?:[\w.·-]*[\w·-])?)
  | (?P<name>(?:[^\W\d_](?:[\w.·-]*[\w·-])?)?:(?:(?:[\w:]|%[0-9A-Fa-f]{{2}}|\\.)(?:(?:[\w.:·-]|%[0-9A-Fa-f]{{2}}|\\.)*
             (?:[\w:·-]|%[0-9A-Fa-f]{{2}}|\\.))?)?)
  | (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
  | (?P<other_word>[^\W\d]\w*)
  | (?P<other_sign>\|\||&&|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_KINDS = {name: name.removeprefix("other_") for name in _TOKEN.groupindex}
_CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
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


def _tokens(text: str) -> Iterator[Lexeme]:
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup
        if kind is not None and kind != "space":
            yield Lexeme(_KINDS[kind], found[0], found.start())


def readings(text: str) -> set[str]:
    """The text as written, with its code points unescaped (SPARQL 1.1, 19.2), and with `<#` as a comparison."""
    texts = {text, unescape(text)}
    return texts | {reading.replace("<#", "< #") for reading in texts}


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
