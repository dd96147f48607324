"""What a file holds, unpacked, and in which format: told by its name, and where that is not enough by how it begins."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox

from graph.errors import DataError
from graph.load.faults import TextFault, TextFaultError
from graph.load.packed import BEGINNING, PackedError, unpacked
from graph.load.parse import readable
from graph.rdf.canonical_lines import text_of_plain
from graph.rdf.quad_text import QuadText

FORMATS: dict[str, ox.RdfFormat] = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".n3": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".json": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
}
PACKED = ".gz"
_USUAL_GROWTH = 20
_XML = re.compile(rb"[\xef\xbb\xbf\xff\xfe\s]*<(?:[?!]|(?:[\w.-]+:)?RDF[\s>])")
"""How RDF/XML begins, in any encoding once the zeros of wide ones are left out."""
_BEGINNING = 400
_OF_NETWORKS = frozenset(
    {".graphml", ".gexf", ".net", ".paj", ".dl", ".gml", ".dot", ".edgelist", ".csv", ".xlsx", ".ods", ".xls"}
)


def content_of(path: Path) -> tuple[bytes, ox.RdfFormat]:
    """What a file holds, unpacked, and its format by its name; an .owl file may be Turtle as well."""
    is_packed = path.suffix.lower() == PACKED
    form = _format(path.with_suffix("") if is_packed else path)
    try:
        content = path.read_bytes()
        content = unpacked(content) if is_packed or content.startswith(BEGINNING) else content
    except OSError as error:
        raise DataError(
            "%(file)s cannot be read: %(detail)s.", hint="Check the path.", file=path, detail=error.strerror or error
        ) from error
    except PackedError as error:
        raise error_at(path, TextFault(error.detail)) from error
    if form == ox.RdfFormat.RDF_XML and path.name.lower().removesuffix(PACKED).endswith(".owl"):
        return content, form if _XML.match(content[:_BEGINNING].replace(b"\0", b"")) else ox.RdfFormat.TURTLE
    return content, form


def _format(path: Path) -> ox.RdfFormat:
    form = FORMATS.get(path.suffix.lower())
    if path.suffix.lower() in _OF_NETWORKS:
        raise DataError(
            "%(file)s is a list or a network file, and no linked data.",
            hint="Read it in on the page of lists, or with the command import: both show first what they take.",
            file=path,
        )
    if form is None:
        raise DataError(
            "%(file)s has an ending that says nothing about its format.",
            hint="These endings are known: %(known)s.",
            file=path,
            known=", ".join([*FORMATS, PACKED]),
        )
    return form


def likely_size(path: Path) -> int:
    """How long a file is once it is unpacked, as far as its length tells."""
    size = path.stat().st_size if path.is_file() else 0
    return size * _USUAL_GROWTH if path.suffix.lower() == PACKED else size


def text_of_plain_file(content: bytes, form: ox.RdfFormat) -> QuadText | None:
    """A file that need not be parsed; None for others, and for those with a mistake, which parsing will find."""
    with suppress(SyntaxError, ValueError, TextFaultError):
        return text_of_plain(readable(content, form), form)
    return None


def error_at(path: Path, fault: TextFault) -> DataError:
    """The error that names file, line and what is wrong."""
    if fault.line is None:
        return DataError("%(file)s: %(detail)s.", hint="Nothing was loaded.", file=path, line=None, detail=fault.detail)
    return DataError(
        "%(file)s, line %(line)s: %(detail)s.",
        hint="Nothing was loaded. Look at this line; a mistake may also be at the end of the line before it.",
        file=path,
        line=fault.line,
        detail=fault.detail,
    )
