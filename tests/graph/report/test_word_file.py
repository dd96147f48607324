"""The paper as a file for word processors: real styles, one heading a section, and nothing in it that does anything."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from graph.errors import ConfigError
from graph.report.paper import MatterItem, Paper, PaperFigure, PaperSection, PaperTable, PaperWords, Picture, Said
from graph.report.word_file import write_word_file
from graph.report.word_styles import NEEDED

HOSTILE = "<w:p/> & \x00\x0b]]> {{x}} \u202e =cmd|' /C calc'!A0"
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)
WORDS = PaperWords(
    "Vorschlag:",
    "Andere:",
    "Verantwortlich:",
    "Bis wann:",
    "Beschluss:",
    "☐ ja",
    "Wer:",
    "Seite {n} von {of}",
    "Kopf",
    "Fuß",
)
MATTER = MatterItem(
    "m1",
    Said(HOSTILE, "http://netz.example/sachen/m1"),
    HOSTILE,
    "gefordert",
    Said("„Zitat“", ""),
    "Quelle",
    "Tun",
    ("Lassen",),
    "Amt",
    "Mai",
)
SECTIONS = (
    PaperSection("numbers", "Zahlen", figures=(PaperFigure("3", "Akteure", "Drei.", "http://netz.example/q"),)),
    PaperSection(
        "map", "Karte", picture=Picture("<svg/>", 10, 10, "Was sie zeigt", Said("Karte", "http://netz.example/k"))
    ),
    PaperSection("matters", "Sachen", own_text=HOSTILE, matters=(MATTER,)),
    PaperSection(
        "table", "Tabelle", table=PaperTable("Was", ("A", "B"), ((Said("x"), Said("1", "http://netz.example/1")),))
    ),
    PaperSection("points", "Punkte", points=(Said("eins"), Said("zwei")), note="mehr"),
)
PAPER = Paper("de", "Papier", "Netz", (("Stand", "2016"),), SECTIONS, WORDS)


def written(template: Path | None = None) -> tuple[bytes, WordDocument]:
    body = write_word_file(PAPER, lambda _picture: DOT, map_height=5, template=template)
    return body, Document(io.BytesIO(body))


def test_it_has_styles_headings_heads_of_tables_and_alt_texts() -> None:
    _, document = written()
    lines = [(line.style.name if line.style else "", line.text) for line in document.paragraphs]
    assert lines[:2] == [("Title", "Papier"), ("Subtitle", "Netz")]
    assert [text for style, text in lines if style == "Heading 1"] == [section.heading for section in SECTIONS]
    assert [style for style, _ in lines if style == "List Bullet"] == ["List Bullet"] * 2
    assert len(document.element.xpath("//w:tbl[w:tr[1]/w:trPr/w:tblHeader]")) == len(document.tables)
    assert [one.get("descr") for one in document.element.xpath("//wp:docPr")] == ["Was sie zeigt"]
    assert (document.core_properties.title, document.core_properties.language) == ("Papier, Netz", "de-DE")
    assert document.sections[0].header.paragraphs[0].text == "Kopf"
    for footer in (document.sections[0].footer, document.sections[0].first_page_footer):
        fields = footer.part.element.xpath(".//w:fldSimple")
        assert [one.get(qn("w:instr")) for one in fields] == ["PAGE", "NUMPAGES"]
    assert not document.sections[0].first_page_header.paragraphs[0].text, "the title says it"


def test_links_lead_to_the_service_alone_and_labels_stay_text() -> None:
    body, document = written()
    links = [one.target_ref for one in document.part.rels.values() if one.is_external]
    assert sorted(links) == [f"http://netz.example/{end}" for end in ("1", "k", "q", "sachen/m1")]
    text = "\n".join(line.text for line in document.paragraphs)
    assert "<w:p/> & ]]> {{x}}" in text.replace("\x0b", "").replace("\ufffd", "").replace("&  ]]>", "& ]]>")
    with zipfile.ZipFile(io.BytesIO(body)) as file:
        assert not [name for name in file.namelist() if "vba" in name.lower() or "ole" in name.lower()]
        assert b"w:instrText" not in file.read("word/document.xml")


def test_a_paper_is_a_template_and_its_header_stays(tmp_path: Path) -> None:
    _, document = written()
    document.sections[0].header.paragraphs[0].text = "Landeshauptstadt"
    document.styles["Title"].font.name = "Georgia"
    document.save(str(tmp_path / "stadt.docx"))
    _, again = written(tmp_path / "stadt.docx")
    assert again.sections[0].header.paragraphs[0].text == "Landeshauptstadt"
    assert again.styles["Title"].font.name == "Georgia"
    assert [line.text for line in again.paragraphs if line.style and line.style.name == "Title"] == ["Papier"]


def test_a_template_that_cannot_be_used_is_refused_and_what_it_lacks_is_named(tmp_path: Path) -> None:
    Document().save(str(tmp_path / "ohne.docx"))
    with pytest.raises(ConfigError) as refused:
        written(tmp_path / "ohne.docx")
    assert refused.value.values["names"] == ", ".join(name for name in NEEDED if name.startswith("Paper"))
    (tmp_path / "text.docx").write_text("kein DOCX")
    (tmp_path / "gross.docx").write_bytes(b"")
    with (tmp_path / "gross.docx").open("r+b") as file:
        file.truncate(50_000_000)
    for name in ("text.docx", "gross.docx", "fehlt.docx"):
        with pytest.raises(ConfigError):
            written(tmp_path / name)
