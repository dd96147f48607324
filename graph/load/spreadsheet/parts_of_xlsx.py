"""In which part of an XLSX each of its sheets stands."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def sheets_of_xlsx(packed: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The names of the sheets with their parts; nothing for another kind of file."""
    names = set(packed.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return
    targets = {
        one.get("Id"): one.get("Target", "")
        for one in ET.fromstring(packed.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 - within the limits of the child
    }
    for sheet in ET.fromstring(packed.read("xl/workbook.xml")).iter():  # noqa: S314
        path = targets.get(sheet.get(_RELATION), "")
        path = path.removeprefix("/") if path.startswith("/") else f"xl/{path}"
        if sheet.tag.endswith("}sheet") and path in names:
            yield sheet.get("name", ""), path
