"""The text of a network file in the encodings that programs write, and its heights and whole numbers."""

from __future__ import annotations

from codecs import BOM_UTF16_BE, BOM_UTF16_LE

import pyoxigraph as ox

from graph.load.encoding import EncodingError, as_utf8
from graph.load.network_files.network import LARGEST, MOST, damaged, refuse_many
from graph.load.numbers import is_number


def without_mark(content: bytes) -> bytes:
    """A text as its form begins: in UTF-8 and without the mark that Windows and Excel put before it.

    XML says itself how it is written; what only begins like a text is given back as it is.
    """
    try:
        plain = as_utf8(content, ox.RdfFormat.N_TRIPLES)
    except EncodingError:
        return content
    return content if plain.lstrip().startswith(b"<") else plain


def decoded(name: str, content: bytes) -> str:
    """The text: UTF-16 with a mark, else UTF-8, else Windows-1252. Raises DataError naming the file."""
    if len(content) > LARGEST:
        refuse_many(name, MOST + 1)
    encodings = ("utf-16",) if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise damaged("%(file)s cannot be read as a network: its letters are in no encoding that we know.", name)


def downwards(height: str) -> str:
    """A height that grows upwards, as Gephi has it, as one that grows downwards, as on every screen."""
    return f"{0.0 - float(height):.12g}" if is_number(height) and "," not in height else height


def whole_number(text: str) -> int:
    """The number that digits say; of more digits than any file has lines, one that is too large for all."""
    return int(text) if len(text) < 10 else 10**9  # noqa: PLR2004 - far beyond what is read
