"""One spelling for all spellings of a word: what names somebody shall be found however it is written.

Capitals, accents, ä and ae and a, ß and ss, soft hyphens, letters that only look Latin, digits and underscores beside
a word make no difference. Where a text can be read in several ways (a hyphen may join or part, markup may stand within
a word), each way is a reading of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

from graph.text import PLAIN_LETTERS

Words = tuple[str, ...]

_LOOKALIKES = str.maketrans(
    dict(zip("абвеіјкмнорстухѕԛԝαβεζηικμνορτυχγ", "abbeijkmhopctyxsqwabezhikmnoptuxy", strict=True))
    | PLAIN_LETTERS
    | {"ß": "ss", "ſ": "s"}
    | dict.fromkeys("‐‑‒–—−¬⁃", "-")
)
_UNSEEN = re.compile("[\u0300-\u036f\u00ad\u034f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]+")
_UMLAUT = re.compile(r"(?<![aeoq])([aou])e")  # not in Bauer, neue, Quelle
_WORD = re.compile(r"[^\W\d_]+")
_TAG = re.compile(r"<[^<>]*>")
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})")
_HYPHEN = re.compile(r"-\s*")
_CAMEL = re.compile(r"(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])")
_SPACED = re.compile(r"(?<!\w)[^\W\d_](?:[ .·*][^\W\d_]){3,}(?!\w)")
_SIGNS = re.compile(
    r"[\\%&<\n\t\r-]|[a-zß-ÿ][A-ZÀ-Þ]|(?<!\w)\w[ .·*]\w[ .·*]\w[ .·*]\w(?!\w)|[‐‑‒–—−¬⁃]|=[0-9A-F]{2}|[ÂÃÄÅ]\W"
    r"|\*\*|__|~~|[ÂÃÄÅ][\u0080-\u00bfŠŒŽšœžŸƒ]"
)
_MARKED = re.compile(r"\*\*|__|~~")
_BROKEN = re.compile(r"(?<![^\W\d_])([^\W\d_]+)=?[\r\n\t]+ *(?=([^\W\d_]+))")
_QUOTED = re.compile(r"(?:=[0-9A-Fa-f]{2})+")
_TWICE_WRITTEN = re.compile(
    r"[\u00c2-\u00df][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)


def fold(text: str) -> str:
    """A text in small plain letters: `Müller`, `MUELLER` and `Muller` are one word."""
    if not text.isascii():
        text = _UNSEEN.sub("", unicodedata.normalize("NFKD", text)).casefold().translate(_LOOKALIKES)
    return _UMLAUT.sub(r"\1", text.lower())


def folded_words(text: str) -> Words:
    """The words of a text as it stands, folded, without digits and signs."""
    return tuple(_WORD.findall(fold(text)))


def readings(text: str) -> Iterator[list[str]]:
    """The folded words of a text in each way in which it can be read; mostly there is one."""
    yield _WORD.findall(fold(text))
    if _SIGNS.search(text):
        seen = {text}
        for plain in decoded(text):
            for one in _respelled(plain):
                if one not in seen:
                    seen.add(one)
                    yield _WORD.findall(fold(one))


def decoded(text: str) -> list[str]:
    """A text, and what it says as HTML, Markdown, JSON, mail, part of an address, or read in the right encoding."""
    found = [text]
    if "\\" in text:
        found.append(_ESCAPE.sub(lambda code: chr(int(code[1], 16)), text).replace("\\n", "\n").replace("\\", ""))
    if "%" in text:
        found.append(unquote(unquote(text)))
    if "=" in text:
        found.append(_QUOTED.sub(_bytes_of_mail, text))
    if _TWICE_WRITTEN.search(text):
        found.append(_TWICE_WRITTEN.sub(_written_once, text))
    if "&" in text:
        found.append(unescape(unescape(text)))
    if _MARKED.search(text):
        found.append(_MARKED.sub("", text))
    if any("<" in one for one in found):
        found += [_TAG.sub(gap, one) for one in found for gap in ("", " ")]
    return found


def _respelled(text: str) -> Iterator[str]:
    """A text with hyphens and ends of lines that join, with words that begin within others, with letters apart."""
    plain = text if text.isascii() else _UNSEEN.sub("", unicodedata.normalize("NFKD", text)).translate(_LOOKALIKES)
    yield text
    if "-" in plain:
        yield _HYPHEN.sub("", plain)
    if _CAMEL.search(text):
        yield _CAMEL.sub(" ", text)
    if broken := [first + rest for first, rest in _BROKEN.findall(text) if rest[0].islower() or first.isupper()]:
        yield ", ".join(broken)
    if _SPACED.search(text):
        yield _SPACED.sub(lambda run: "".join(filter(str.isalpha, run[0])), text)


def _bytes_of_mail(run: re.Match[str]) -> str:
    """What `=C3=9F` stands for in a mail."""
    return bytes.fromhex(run[0].replace("=", "")).decode("utf-8", "replace")


def _written_once(pair: re.Match[str]) -> str:
    """What was read as two signs and is one: `Ã¼` is `ü`."""
    raw = b"".join(sign.encode("cp1252", "ignore") or sign.encode("latin-1", "ignore") for sign in pair[0])
    return raw.decode("utf-8", "replace")
