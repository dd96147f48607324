"""The styles of the paper as a file for word processors: those that we make, and those that a city's own file needs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from zipfile import BadZipFile

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from graph.errors import ConfigError

ACCENT, SOFT = RGBColor(0x0F, 0x56, 0x66), RGBColor(0x52, 0x5C, 0x66)
TINT = "F4F2EC"
FONT = "Arial"
LARGEST_TEMPLATE = 20_000_000
SMALL, NUMBER, DECISION = "Paper Small", "Paper Number", "Paper Decision"
NEEDED = ("Title", "Subtitle", "Heading 1", "Heading 2", "Quote", "List Bullet", "Table Grid", SMALL, NUMBER, DECISION)
"""The styles that a file of one's own has to have, whatever they look like there."""
_WIDE = Cm(17)
_SIZES: Mapping[str, float] = {
    "Normal": 9.5,
    "Title": 19,
    "Subtitle": 12,
    "Heading 1": 12.5,
    "Heading 2": 10.5,
    "Quote": 9.5,
    "List Bullet": 9.5,
    SMALL: 8.2,
    NUMBER: 18,
    DECISION: 9.5,
}


def open_template(path: Path | None) -> WordDocument:
    """A city's own file without what is written in it, or ours. Raises ConfigError for one that cannot be used."""
    if path is None:
        return _own_template()
    if not path.is_file() or path.stat().st_size > LARGEST_TEMPLATE:
        raise ConfigError(
            "The template %(path)s is not there, or is larger than %(most)s MB.",
            hint="Name a DOCX file, or leave the setting out.",
            path=path.name,
            most=LARGEST_TEMPLATE // 1_000_000,
        )
    try:
        document = Document(str(path))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError) as error:
        raise ConfigError(
            "The template %(path)s is no DOCX file.", hint="Save it as DOCX in a word processor.", path=path.name
        ) from error
    missing = [name for name in NEEDED if name not in {style.name for style in document.styles}]
    if missing:
        raise ConfigError(
            "The template %(path)s lacks the styles %(names)s.",
            hint="Begin with a paper saved as DOCX: it has them all.",
            path=path.name,
            names=", ".join(missing),
        )
    _empty(document)
    return document


def _empty(document: WordDocument) -> None:
    """Leave header, footer and page of a file, and nothing of its text."""
    body = document.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)


def _own_template() -> WordDocument:
    document = Document()
    _empty(document)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin, section.bottom_margin = Cm(2), Cm(1.8)
    section.different_first_page_header_footer = True  # the title stands there
    for name in (SMALL, NUMBER, DECISION):
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Normal"]
    for name, size in _SIZES.items():
        _set_style(document.styles[name], size)
    _set_decision(document.styles[DECISION])
    return document


def _set_style(style: ParagraphStyle, size: float) -> None:
    is_head = style.name in {"Title", "Heading 1", NUMBER} or style.name == "Subtitle"
    style.font.name, style.font.size = FONT, Pt(size)
    style.font.italic = style.name == "Quote"
    style.font.bold = is_head or style.name == "Heading 2"
    style.font.color.rgb = ACCENT if style.name in {"Title", "Heading 1", NUMBER} else _ink(str(style.name))
    _set_fonts(style)
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after = Pt(_before(str(style.name))), Pt(3)
    spacing.line_spacing = 1.08
    _remove(style.element.get_or_add_pPr(), "w:pBdr")
    _remove(style.element.get_or_add_rPr(), "w:spacing")


def _remove(properties: BaseOxmlElement, name: str) -> None:
    """What the default file has of its own and our paper does not want: lines below a title, letters set apart."""
    for found in properties.findall(qn(name)):
        properties.remove(found)


def _ink(name: str) -> RGBColor:
    return SOFT if name == SMALL else RGBColor(0x1B, 0x21, 0x26)


def _before(name: str) -> int:
    return {"Heading 1": 12, "Heading 2": 8}.get(name, 0)


def _set_fonts(style: ParagraphStyle) -> None:
    """The same font for all scripts; a theme of the default file would win otherwise."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{name}"), FONT)
    for name in ("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)


def _set_decision(style: ParagraphStyle) -> None:
    """A line to write on, from the boxes to the margin, on a tinted ground."""
    style.paragraph_format.tab_stops.add_tab_stop(_WIDE, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES)
    style.paragraph_format.space_after = Pt(8)
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", TINT)):
        shade.set(qn(f"w:{name}"), value)
    style.element.get_or_add_pPr().append(shade)
