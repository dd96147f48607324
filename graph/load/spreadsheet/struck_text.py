"""Text of which a part is struck out within its cell: what of it stands, and what was struck.

In XLSX it is a run of a shared or an inline text, in ODS a span whose style strikes it out.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from graph.load.spreadsheet.cell_positions import position_of

_CHUNK = 1 << 20
_SHARED = "xl/sharedStrings.xml"
_SHARED_CELL = re.compile(
    rb'<(?:\w+:)?c\s(?=[^>]*\bt="s")[^>]*?\br="([A-Z]+\d+)"[^>]*>\s*(?:<(?:\w+:)?v>(\d+)</)', re.DOTALL
)
_INLINE_CELL = re.compile(rb'<c\s(?=[^>]*\bt="inlineStr")[^>]*?\br="([A-Z]+\d+)"[^>]*>\s*(<is>.*?</is>)', re.DOTALL)


@dataclass(frozen=True, slots=True)
class StruckText:
    """A cell by row and column from 0; `kept` is "" where all of it is struck out."""

    row: int
    column: int
    kept: str
    struck: str


def struck_of_shared(packed: zipfile.ZipFile) -> dict[bytes, tuple[str, str]]:
    """What stands and what is struck out of the shared texts of an XLSX, by their numbers; of most files nothing."""
    if _SHARED not in packed.namelist() or not _has(packed, _SHARED, b"strike"):
        return {}
    found: dict[bytes, tuple[str, str]] = {}
    number = 0
    with packed.open(_SHARED) as part:
        for _event, element in ET.iterparse(part):  # noqa: S314 - within the limits of the child
            if element.tag.endswith("}si"):
                kept, struck = _parted(element)
                found |= {str(number).encode(): (kept, struck)} if struck else {}
                number += 1
                element.clear()
    return found


def struck_in_sheet(packed: zipfile.ZipFile, path: str, shared: dict[bytes, tuple[str, str]]) -> Iterator[StruckText]:
    """The cells of a sheet of an XLSX that have such a text."""
    if shared:
        for place, number in _cells(packed, path, _SHARED_CELL):
            if number in shared and (position := position_of(place.decode())):
                yield StruckText(*position, *shared[number])
    if _has(packed, path, b"<is>") and _has(packed, path, b"strike"):
        for place, text in _cells(packed, path, _INLINE_CELL):
            kept, struck = _parted(ET.fromstring(text)) if b"strike" in text else ("", "")  # noqa: S314
            if struck and (position := position_of(place.decode())):
                yield StruckText(*position, kept, struck)


def struck_of_cell(cell: ET.Element, styles: Collection[str]) -> tuple[str, str]:
    """What stands and what is struck out in a cell of an ODS, whose spans have these styles where they are struck."""
    spans = [one for one in cell.iter() if one.tag.endswith("}span") and _style_of(one) in styles]
    if not spans:
        return "", ""
    texts = [part for part in cell if part.tag.endswith("}p")]
    return "\n".join("".join(_standing(one, styles)) for one in texts), " ".join(
        "".join(one.itertext()) for one in spans
    )


def _standing(part: ET.Element, styles: Collection[str]) -> Iterator[str]:
    if not (part.tag.endswith("}span") and _style_of(part) in styles):
        yield part.text or (" " if part.tag.endswith("}s") else "")
        for child in part:
            yield from _standing(child, styles)
            yield child.tail or ""


def _style_of(span: ET.Element) -> str:
    return next((value for name, value in span.attrib.items() if name.endswith("}style-name")), "")


def _parted(text: ET.Element) -> tuple[str, str]:
    """The runs of a rich text that stand, and those that are struck out."""
    kept, struck = list[str](), list[str]()
    for run in text:
        if run.tag.rpartition("}")[2] == "r":
            is_struck = any(is_strike(one) for form in run if form.tag.endswith("rPr") for one in form)
            words = "".join(one.text or "" for one in run if one.tag.rpartition("}")[2] == "t")
            (struck if is_struck else kept).append(words)
        elif run.tag.rpartition("}")[2] == "t":
            kept.append(run.text or "")
    return "".join(kept), " ".join(struck)


def is_strike(part: ET.Element) -> bool:
    """Whether a part of a font strikes out."""
    return part.tag.rpartition("}")[2] in ("strike", "dstrike") and part.get("val", "1") not in ("0", "false")


def _cells(packed: zipfile.ZipFile, path: str, pattern: re.Pattern[bytes]) -> Iterator[tuple[bytes, bytes]]:
    with packed.open(path) as part:
        rest = b""
        while chunk := part.read(_CHUNK):
            text, end = rest + chunk, 0
            for found in pattern.finditer(text):
                end = found.end()
                yield found[1], found[2]
            rest = text[max(end, text.rfind(b"<row")) :] if b"<row" in text else text[end:]


def _has(packed: zipfile.ZipFile, path: str, sign: bytes) -> bool:
    with packed.open(path) as part:
        rest = b""
        while chunk := part.read(_CHUNK):
            if sign in rest + chunk:
                return True
            rest = chunk[-len(sign) :]
    return False
