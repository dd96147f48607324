"""The paper as a file for word processors: real styles, headings, table heads, alt texts, header and footer."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from pathlib import Path

from docx.document import Document as WordDocument
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.table import Table as WordTable
from docx.table import _Cell as Cell
from docx.text.paragraph import Paragraph

from graph.report.paper import MatterItem, Paper, PaperFigure, PaperSection, PaperTable, PaperWords, Picture, Said
from graph.report.word_styles import DECISION, NUMBER, SMALL, TINT, open_template
from graph.text import xml_text

_WIDE = 17.0
_LANGUAGES = {"de": "de-DE", "en": "en-GB"}


def write_word_file(
    paper: Paper, draw: Callable[[Picture], bytes], *, map_height: float, template: Path | None = None
) -> bytes:
    """The file. `draw` makes a PNG of a drawing, `map_height` is in cm. Raises ConfigError for a bad template."""
    document = open_template(template)
    writer = _Writer(document, paper.words, draw, map_height)
    writer.head(paper)
    for section in paper.sections:
        writer.section(section)
    _set_properties(document, paper)
    _set_header_and_footer(document, paper.words)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


class _Writer:
    """Writes sections one after the other into a document."""

    def __init__(
        self, document: WordDocument, words: PaperWords, draw: Callable[[Picture], bytes], map_height: float
    ) -> None:
        self._document, self._words, self._draw, self._map_height = document, words, draw, map_height

    def head(self, paper: Paper) -> None:
        """The logo, if there is one, title, network and the lines below them."""
        if paper.logo:
            shape = self._document.add_picture(io.BytesIO(paper.logo), height=Cm(1.3))
            shape._inline.docPr.set("descr", xml_text(paper.words.header))  # noqa: SLF001 - as below
            self._document.paragraphs[-1].alignment = WD_PARAGRAPH_ALIGNMENT.RIGHT
        self._line(paper.title, "Title")
        self._line(paper.network, "Subtitle")
        if paper.facts:
            self._line(" · ".join(f"{name}: {value}" for name, value in paper.facts), SMALL)

    def section(self, section: PaperSection) -> None:
        """One section, in the order that all forms have."""
        self._line(section.heading, "Heading 1")
        for text in filter(None, (section.own_text, *section.paragraphs)):
            self._line(text)
        if section.figures:
            self._figures(section.figures)
        if section.picture:
            self._picture(section.picture)
        for number, matter in enumerate(section.matters, 1):
            self._matter(number, matter)
        if section.table:
            self._table(section.table)
        for point in section.points:
            self._said(self._line("", "List Bullet"), point)
        if section.note:
            if section.points:  # the note stands on no page alone
                self._document.paragraphs[-1].paragraph_format.keep_with_next = True
            self._line(section.note, SMALL)

    def _line(self, text: str, style: str = "Normal") -> Paragraph:
        return self._document.add_paragraph(xml_text(text), style)

    def _figures(self, figures: Iterable[PaperFigure]) -> None:
        """A table without lines: what is counted, the number, and its sentence."""
        those = tuple(figures)
        table = self._document.add_table(3, len(those))
        _mark_head(table)
        for column, figure in enumerate(those):
            _fill(table.cell(0, column), xml_text(figure.label), "Normal", is_bold=True)
            number = _fill(table.cell(1, column), "", NUMBER)
            self._said(number, Said(figure.value, figure.address))
            _fill(table.cell(2, column), xml_text(figure.sentence), SMALL)
        for row in table.rows:
            for cell in row.cells:
                _shade(cell)

    def _picture(self, picture: Picture) -> None:
        width = min(_WIDE, self._map_height * picture.width / picture.height)
        shape = self._document.add_picture(io.BytesIO(self._draw(picture)), width=Cm(width))
        shape._inline.docPr.set("descr", xml_text(picture.described))  # noqa: SLF001 - python-docx has no other way to it
        if picture.caption.text:
            self._said(self._line("", SMALL), picture.caption)

    def _matter(self, number: int, matter: MatterItem) -> None:
        """All of a matter stands on one page."""
        head = self._line(f"{number}. ", "Heading 2")
        self._said(head, matter.title)
        kept = [self._line(matter.question)]
        if matter.quote:
            kept.append(self._line(f"{matter.quote.text} ", "Quote"))
            self._said(kept[-1], Said(matter.source, matter.quote.address))
        kept.append(self._line(matter.facts, SMALL))
        kept.append(self._labelled(self._words.proposal, matter.proposal))
        if matter.options:
            kept.append(self._labelled(self._words.options, " · ".join(matter.options), SMALL))
        if matter.responsible:
            kept.append(self._labelled(self._words.responsible, matter.responsible))
        if matter.due:
            kept.append(self._labelled(self._words.due, matter.due))
        for line in kept:
            line.paragraph_format.keep_with_next = line.paragraph_format.keep_together = True
        self._labelled(self._words.decision, f"{self._words.answers}   {self._words.who_until}\t", DECISION)

    def _labelled(self, label: str, text: str, style: str = "Normal") -> Paragraph:
        line = self._line("", style)
        line.add_run(xml_text(label)).bold = True
        line.add_run(xml_text(f" {text}"))
        return line

    def _table(self, table: PaperTable) -> None:
        self._line(table.caption, SMALL).paragraph_format.keep_with_next = True
        made = self._document.add_table(1 + len(table.rows), len(table.head), "Table Grid")
        _mark_head(made)
        for column, name in enumerate(table.head):
            self._aligned(_fill(made.cell(0, column), xml_text(name), SMALL, is_bold=True), column, table)
            _shade(made.cell(0, column))
        for number, row in enumerate(table.rows, 1):
            for column, said in enumerate(row):
                line = _fill(made.cell(number, column), "", SMALL)
                self._said(line, said)
                self._aligned(line, column, table)

    @staticmethod
    def _aligned(line: Paragraph, column: int, table: PaperTable) -> None:
        """Numbers stand in the middle of their column."""
        if column and not table.holds_text:
            line.alignment = WD_PARAGRAPH_ALIGNMENT.CENTER

    @staticmethod
    def _said(line: Paragraph, said: Said) -> None:
        """A text, as a link where it has an address."""
        text = xml_text(said.text)
        if not said.address:
            line.add_run(text)
            return
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), line.part.relate_to(said.address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        run = line.add_run(text)
        run.font.underline = True
        link.append(run._r)  # noqa: SLF001 - as above
        line._p.append(link)  # noqa: SLF001


def _fill(cell: Cell, text: str, style: str, *, is_bold: bool = False) -> Paragraph:
    line: Paragraph = cell.paragraphs[0]
    line.style = style
    if text:
        line.add_run(text).bold = is_bold or None
    return line


def _shade(cell: Cell) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", TINT)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - as above


def _mark_head(table: WordTable) -> None:
    """The first row is the head, and stands again where a table goes on; no row is parted."""
    for number, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - as above
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))


def _set_properties(document: WordDocument, paper: Paper) -> None:
    language = _LANGUAGES.get(paper.language, paper.language)
    about = document.core_properties
    about.title = xml_text(f"{paper.title}, {paper.network}")[:255]
    about.author = about.comments = ""
    about.language = language
    for said in document.styles.element.iter(qn("w:lang")):
        said.set(qn("w:val"), language)


def _set_header_and_footer(document: WordDocument, words: PaperWords) -> None:
    """The network above, title and page below; what a city's own file has there stays."""
    section = document.sections[0]
    header = section.header.paragraphs[0]
    if not header.text and not header._p.xpath(".//w:drawing"):  # noqa: SLF001 - as above
        header.style, header.text = SMALL, xml_text(words.header)
    _set_footer(section.footer.paragraphs[0], words)
    if section.different_first_page_header_footer:
        _set_footer(section.first_page_footer.paragraphs[0], words)


def _set_footer(footer: Paragraph, words: PaperWords) -> None:
    if footer.text:
        return
    footer.style = SMALL
    footer.add_run(xml_text(f"{words.footer} · "))
    before, _, rest = words.page.partition("{n}")
    between, _, after = rest.partition("{of}")
    for text, field in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
        footer.add_run(text)
        if field:
            _add_field(footer, field)


def _add_field(line: Paragraph, name: str) -> None:
    """A number that the word processor counts."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = line.add_run("1")
    field.append(run._r)  # noqa: SLF001 - as above
    line._p.append(field)  # noqa: SLF001
