"""The lines of a vCard as their authors meant them: unfolded, decoded, each value without its signs and its scheme."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Collection, Iterator
from typing import NamedTuple

_ENDS_OF_LINES = re.compile(r"\r\n|\n|\r")
_OLD = re.compile(r"^VERSION:2\.1\b", re.IGNORECASE | re.MULTILINE)
_HEAD = re.compile(r'((?:"[^"]*"|[^":])*):(.*)', re.DOTALL)
_QUOTED = re.compile(r"\bQUOTED-PRINTABLE\b", re.IGNORECASE)
_BASE64 = re.compile(r"\bENCODING=(?:B|BASE64)\b", re.IGNORECASE)
_CHARSET = re.compile(r"\bCHARSET=\"?([\w.:-]+)", re.IGNORECASE)
_ESCAPED_BYTES = re.compile(r"(?:=[0-9A-Fa-f]{2})+")
_PARTS = re.compile(r"(?<!\\);")
_PARTS_OF_LIST = re.compile(r"(?<!\\),")
_LINE_BREAK = re.compile(r"\\[nN]|[\r\n]+")
LOST = "\ufffd"
"""What stands for letters that nobody can read."""
_SCHEME = {"TEL": "tel:", "EMAIL": "mailto:"}
_NUMBER_WITHIN = re.compile(r";ext=", re.IGNORECASE)
_PARAMETERS_OF_NUMBER = re.compile(r";[\w-]+=[^;]*")


class CardLine(NamedTuple):
    """A field by its name in capitals, what is said about it, and its values."""

    field: str
    about: str
    values: list[str]


def lines_of_card(card: str, fields: Collection[str]) -> Iterator[CardLine]:
    """The lines of a card for these fields; a group before their name says nothing here, and no other is decoded."""
    for line in _whole_lines(card):
        head = _HEAD.fullmatch(line)
        if head:
            name, _semicolon, about = head[1].partition(";")
            field = name.rpartition(".")[2].strip().upper()
            if field in fields:
                yield CardLine(field, about, _values(field, _decoded(head[2], about)))


def _whole_lines(card: str) -> Iterator[str]:
    """Each line with those that go on with it: behind a sign of equality in quoted-printable, else behind a blank.

    The blank is one of the text in vCard 2.1, where lines are folded between words alone.
    """
    parts, blank = [""], 0 if _OLD.search(card) else 1
    for text in _ENDS_OF_LINES.split(card):
        if parts[-1].endswith("=") and _is_quoted(parts[0]):
            parts[-1] = parts[-1][:-1]
            parts.append(text)
        elif text[:1] in (" ", "\t"):
            parts.append(text[blank:])
        else:
            yield "".join(parts)
            parts = [text]
    yield "".join(parts)


def _is_quoted(line: str) -> bool:
    head = _HEAD.match(line)
    return head is not None and bool(_QUOTED.search(head[1]))


def _decoded(text: str, about: str) -> str:
    """What a value says; of one that cannot be read its signs behind one of lost letters, so that its cell is named."""
    said = _CHARSET.search(about)
    charset = said[1] if said else ""
    if _QUOTED.search(about):
        return _ESCAPED_BYTES.sub(lambda run: _letters(bytes.fromhex(run[0].replace("=", "")), charset), text)
    if _BASE64.search(about):
        try:
            return _letters(b64decode(text), charset)
        except ValueError:
            return LOST + text
    return text


def _letters(content: bytes, charset: str) -> str:
    """The letters of bytes: as the card says, else as UTF-8, else as Windows has them."""
    for encoding in filter(None, (charset, "utf-8")):
        try:
            return content.decode(encoding)
        except (LookupError, ValueError):  # no such page, or one for addresses and not for texts
            continue
    return content.decode("cp1252", "replace")


def _values(field: str, text: str) -> list[str]:
    scheme = _SCHEME.get(field, "")
    if scheme and text[: len(scheme)].casefold() == scheme:
        return [_PARAMETERS_OF_NUMBER.sub("", _NUMBER_WITHIN.sub("-", text[len(scheme) :], count=1)).strip()]
    parts = _PARTS_OF_LIST if field == "CATEGORIES" else _PARTS
    return [_plain(one) for one in parts.split(text)]


def _plain(text: str) -> str:
    return re.sub(r"\\([,;:\\])", r"\1", _LINE_BREAK.sub(" ", text)).strip()
