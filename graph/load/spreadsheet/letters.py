"""The letters of a text file: which encoding it is in, told by its marks, its form, and what German words look like.

A wrong guess is worse than a refusal: "B”ro" for Büro would go into the network, and nobody would see why. Three
different letters that are German in one page alone are no guess.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE

from graph.errors import DataError
from graph.load.spreadsheet.sheet import unreadable

_NOT_IN_WORDS = re.compile(
    r"[A-Za-z][„”™‚†§€ŸŠ…][a-z]|Ã[\x80-\xbf¤¶¼ŸŸ„–œ]|â€"
    r"|[A-Za-zÀ-ÿ][¡¤¥¦¨¯±¶¹³¼½¾¿][a-zà-ÿ]|(?<![\d\w])[£¡¦¯][a-zà-ÿ]"
)
_GERMAN = frozenset("äöüÄÖÜß")
_BESIDE = frozenset("é–—„“”‘’•…")
_OTHER_PAGES = ("cp850", "mac_roman")
_LOOKED_AT, _SEVERAL = 200_000, 3


def decode(name: str, content: bytes) -> str:
    """The text of a file. Raises DataError naming the file: no encoding of ours gives words, or it is no text."""
    for encoding in _encodings(name, content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding != "cp1252" or not (_NOT_IN_WORDS.search(text) or _is_of_another_page(content)):
            return text.removeprefix("\ufeff")
    if page := _only_page_of(content):
        return content.decode(page)
    raise DataError(
        "%(file)s is written in letters that we do not know.", hint="Save it as UTF-8 or as XLSX.", file=name
    )


def _encodings(name: str, content: bytes) -> tuple[str, ...]:
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return ("utf-16",)
    start = content[:_LOOKED_AT]
    if b"\0" not in start:
        return ("utf-8-sig", "cp1252")
    zeros = [start[side::2].count(0) / max(1, len(start[side::2])) for side in (0, 1)]
    if zeros[1] > 0.5 > zeros[0]:  # noqa: PLR2004 - most letters have an empty half
        return ("utf-16-le",)
    if zeros[0] > 0.5 > zeros[1]:  # noqa: PLR2004
        return ("utf-16-be",)
    raise unreadable(name, "binary")


def _only_page_of(content: bytes) -> str:
    """The page of a DOS window or an old Mac of which alone all letters are German, where there are several."""
    found = _beyond_ascii(content)
    pages = [page for page in _OTHER_PAGES if set(found.decode(page)) <= _GERMAN | _BESIDE]
    return pages[0] if len(pages) == 1 and len(found) >= _SEVERAL else ""


def _beyond_ascii(content: bytes) -> bytes:
    return bytes(sorted({one for one in content[:_LOOKED_AT] if one > 0x7F}))  # noqa: PLR2004 - ASCII ends there


def _is_of_another_page(content: bytes) -> bool:
    """Whether its letters beyond ASCII are German in a DOS window or on an old Mac, and none of them is here."""
    found = _beyond_ascii(content)
    if not found or _GERMAN & set(found.decode("cp1252", "replace")):
        return False
    return any(set(found.decode(page)) <= _GERMAN for page in _OTHER_PAGES)
