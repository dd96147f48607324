"""The bytes of a text as the engine's parsers take them: UTF-8, without the mark that some programs put before it."""

from __future__ import annotations

import codecs
import re

import pyoxigraph as ox

from graph.errors import Wording

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""\A\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
_DECLARATION = re.compile(r"""\A(\s*<\?xml[^>]*?)\sencoding\s*=\s*["'][^"']*["']""")
_WIDE_XML = ((b"<\x00?\x00", "utf-16-le"), (b"\x00<\x00?", "utf-16-be"))
_TAKEN = re.compile(
    r"utf-(?:8|16|32)(?:-[lb]e)?|ascii|iso8859-\d+|cp(?:125\d|437|850|852)|mac-roman|koi8-[ru]|gb18030|gbk|big5"
    r"|euc_jp|euc_kr|shift_jis"
)
"""Encodings of texts; Python has others, some of which take minutes."""


class EncodingError(ValueError):
    """A text that is not in the encoding it claims, or in one that is not taken; `detail` says which."""

    def __init__(self, detail: Wording) -> None:
        super().__init__(str(detail))
        self.detail = detail


def as_utf8(content: bytes, form: ox.RdfFormat) -> bytes:
    """The same text as UTF-8 without a mark: by its mark, and for XML by what it declares. Raises EncodingError.

    Text that is UTF-8 already, the most by far, is given back as it is.
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            rest = content[len(mark) :]
            return rest if name == "utf-8" else _decoded(rest, name, form)
    declared = _declared(content) if form == ox.RdfFormat.RDF_XML else "utf-8"
    return content if declared == "utf-8" else _decoded(content, declared, form)


def _declared(content: bytes) -> str:
    """The encoding that XML names, as Python calls it."""
    for beginning, wide in _WIDE_XML:
        if content.startswith(beginning):
            return wide
    found = _DECLARED.match(content)
    if found is None:
        return "utf-8"
    named = found[1].decode("ascii")
    try:
        name = codecs.lookup(named).name
    except LookupError:
        name = ""
    if not _TAKEN.fullmatch(name):
        raise EncodingError(Wording("it is written in %(encoding)s, which is not read here", encoding=named))
    return name


def _decoded(content: bytes, name: str, form: ox.RdfFormat) -> bytes:
    try:
        text = content.decode(name)
    except UnicodeDecodeError as error:
        raise EncodingError(
            Wording(
                "byte %(number)s is none of %(encoding)s, in which it says it is", number=error.start, encoding=name
            )
        ) from error
    if form == ox.RdfFormat.RDF_XML:
        text = _DECLARATION.sub(r"\1", text, count=1)
    return text.removeprefix("\ufeff").encode("utf-8", "surrogatepass")
