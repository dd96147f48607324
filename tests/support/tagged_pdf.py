"""What the Matterhorn Protocol (PDF/UA-1) asks of a file and a machine can tell, by the numbers of its checkpoints.

veraPDF comes with Java and by no registry that tests use, and the checkers of PyPI look at a sixth of the rules; this
looks at what our files can have: text, drawings, tables, lists, links, fonts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream

PARENTS = {
    "/TR": {"/Table", "/THead", "/TBody", "/TFoot"},
    "/TH": {"/TR"},
    "/TD": {"/TR"},
    "/THead": {"/Table"},
    "/TBody": {"/Table"},
    "/LI": {"/L"},
    "/Lbl": {"/LI", "/TOCI", "/Note"},
    "/LBody": {"/LI"},
}
"""What may stand in what only."""
STANDARD = {
    *PARENTS,
    *(f"/H{level}" for level in range(1, 7)),
    *("/Document", "/Part", "/Sect", "/Div", "/P", "/Span", "/Strong", "/Em", "/Link", "/L", "/Table", "/Figure"),
    *("/Caption", "/BlockQuote", "/Quote", "/Note"),
}
_SHOWS = {
    b"Tj",
    b"TJ",
    b"'",
    b'"',
    b"Do",
    b"sh",
    b"f",
    b"F",
    b"f*",
    b"B",
    b"B*",
    b"b",
    b"b*",
    b"S",
    b"s",
    b"INLINE IMAGE",
}


def structure(element: Any) -> Iterator[Any]:
    """The elements of a tagged file below one of them, as they are read."""
    for part in _inside(element):
        if "/S" in part:
            yield part
            yield from structure(part)


def faults_of(file: PdfReader) -> list[str]:
    """What a file lacks, each with its checkpoint; none of a good one."""
    root: Any = file.root_object
    elements = [*structure(root["/StructTreeRoot"])]
    return [
        *_faults_of_document(file, root),
        *_faults_of_structure(elements),
        *_faults_of_headings(file, elements),
        *(fault for page in file.pages for fault in _faults_of_page(root, page)),
        *_faults_of_links(file, elements),
        *(fault for page in file.pages for fault in _faults_of_fonts(page["/Resources"])),
    ]


def _faults_of_document(file: PdfReader, root: Any) -> Iterator[str]:
    about = root["/Metadata"].get_object().get_data().decode()
    yield from _unless("05 part 1 of PDF/UA", "<pdfuaid:part>1</pdfuaid:part>" in about)
    yield from _unless("06 a title", bool(re.search(r"<dc:title>.*?<rdf:li[^>]*>[^<]+<", about, re.DOTALL)))
    yield from _unless("07 the title is shown", bool(root["/ViewerPreferences"]["/DisplayDocTitle"]))
    yield from _unless("11 a language", bool(root.get("/Lang")))
    yield from _unless("01 marked", bool(root["/MarkInfo"]["/Marked"]))
    yield from _unless("20, 21, 25 no layers, files, forms", not {"/OCProperties", "/AF", "/AcroForm"} & root.keys())
    yield from _unless("26 not locked", not file.is_encrypted)


def _faults_of_structure(elements: list[Any]) -> Iterator[str]:
    for one in elements:
        kind, above = str(one["/S"]), str(one["/P"].get_object().get("/S", ""))
        yield from _unless(f"02 {kind} is a standard type", kind in STANDARD)
        yield from _unless(f"09 {kind} in {above}", above in PARENTS.get(kind, {above}))
        if kind == "/Figure":
            yield from _unless("13 a text instead of a figure", bool(one.get("/Alt")))
        if kind == "/TH":
            yield from _unless("15 what a head is of", any("/Scope" in said for said in one.get("/A", [])))
        if kind == "/Table":
            yield from _unless("15 a table has heads", "/TH" in {str(part["/S"]) for part in structure(one)})


def _faults_of_headings(file: PdfReader, elements: list[Any]) -> Iterator[str]:
    levels = [int(kind[2:]) for one in elements if re.fullmatch("/H[1-6]", kind := str(one["/S"]))]
    yield from _unless("14 one heading of the first level, first", levels[:1] == [1] and levels.count(1) == 1)
    yield from _unless("14 no level is left out", all(after <= before + 1 for before, after in pairwise(levels)))
    yield from _unless("each heading is a bookmark", _number_of_bookmarks(file.outline) == len(levels))


def _faults_of_page(root: Any, page: PageObject) -> Iterator[str]:
    """Everything that shows is tagged or an artifact, and each tag is in the tree."""
    depth, marks, loose = 0, 0, 0
    for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
        if operator in {b"BDC", b"BMC"}:
            depth += 1
            marks += len(operands) > 1 and "/MCID" in (operands[1] if isinstance(operands[1], dict) else {})
        depth -= operator == b"EMC"
        loose += operator in _SHOWS and not depth
    yield from _unless(f"01 nothing without a tag: {loose}", not loose and not depth)
    numbers = root["/StructTreeRoot"]["/ParentTree"].get_object()["/Nums"]
    known = dict(zip(numbers[::2], numbers[1::2], strict=True))
    yield from _unless("01 each tag is in the tree", len(known[page["/StructParents"]].get_object()) == marks)
    yield from _unless("28 the order of tabs is that of the structure", str(page.get("/Tabs")) == "/S")


def _faults_of_links(file: PdfReader, elements: list[Any]) -> Iterator[str]:
    links = [link.get_object() for page in file.pages for link in page.get("/Annots", ())]
    held = [part for one in elements if one["/S"] == "/Link" for part in _inside(one) if part.get("/Type") == "/OBJR"]
    yield from _unless("28 each link is in its element", len(held) == len(links))
    yield from _unless("28 each link says where it leads", all(one.get("/Contents") for one in links))
    yield from _unless("28 each link is in the tree", all("/StructParent" in one for one in links))


def _faults_of_fonts(resources: Any) -> Iterator[str]:
    for name, font in resources.get("/Font", {}).items():
        one = font.get_object()
        below = one["/DescendantFonts"][0].get_object() if "/DescendantFonts" in one else one
        embedded = {"/FontFile", "/FontFile2", "/FontFile3"} & below.get("/FontDescriptor", {}).keys()
        yield from _unless(f"31 {name} is in the file", bool(embedded) or one["/Subtype"] == "/Type3")
        yield from _unless(f"10 {name} can be read as text", "/ToUnicode" in one)
    for inside in resources.get("/XObject", {}).values():
        yield from _faults_of_fonts(inside.get_object().get("/Resources", {}))


def _unless(fault: str, is_so: bool) -> Iterator[str]:  # noqa: FBT001 - a fault is said and its condition
    if not is_so:
        yield fault


def _inside(element: Any) -> Iterator[Any]:
    inside = element.get("/K", [])
    for one in inside if isinstance(inside, list) else [inside]:
        part = one.get_object()
        if isinstance(part, dict):
            yield part


def _number_of_bookmarks(outline: Any) -> int:
    return sum(_number_of_bookmarks(one) if isinstance(one, list) else 1 for one in outline)
