"""The paper with as much in it as four pages hold, and each of its forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from flask import render_template

from graph.report.paper import Paper, Picture
from graph.settings import read_setting
from webapp.pages.report.asked import Asked, PaperSubject
from webapp.pages.report.content import SECTIONS, make_paper
from webapp.pages.report.limits import LEVELS, MOST_PAGES, PaperLimits
from webapp.pages.report.press import PaperStep, Tell
from webapp.ui.inline_sources import hash_source
from webapp.ui.language import gettext as _
from webapp.ui.pdf import filled_pages, make_pdf, make_png

_TEMPLATE = "report/paper.typ"
_ROOM = 0.5
"""Pages that are left free, as a word processor needs more for the same text."""
_PIXELS, _LESS_IN_WORD = 200, 2.0
"""How much lower the map is there, in cm."""
_STYLES = Path(__file__).parents[2] / "static" / "report"


@dataclass(frozen=True, slots=True)
class MadePaper:
    """A paper and the limits by which it has four pages at most."""

    paper: Paper
    limits: PaperLimits

    def as_pdf(self) -> bytes:
        """Tagged, with its fonts."""
        return make_pdf(_TEMPLATE, _content(self.paper, self.limits))

    def as_docx(self) -> bytes:
        """For word processors, by the city's own file where a setting names one."""
        from graph.report.word_file import write_word_file  # noqa: PLC0415 - lxml, which most starts never need

        named = read_setting("AKTEURSNETZ_PAPER_TEMPLATE")
        template = Path(named) if named else None
        height = self.limits.map_height - _LESS_IN_WORD
        return write_word_file(self.paper, _draw, map_height=height, template=template)

    def as_html(self) -> bytes:
        """One file that needs no other."""
        style = "".join((_STYLES / name).read_text("utf-8") for name in ("file.css", "report.css"))
        return render_template(
            "report/file.html", paper=self.paper, style=style, style_hash=hash_source(style)
        ).encode()


FORMATS: Mapping[str, tuple[str, Callable[[MadePaper], bytes]]] = {
    "pdf": ("application/pdf", MadePaper.as_pdf),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", MadePaper.as_docx),
    "html": ("text/html; charset=utf-8", MadePaper.as_html),
}
"""The forms of the paper by the ending of their files: media type, and who writes it."""


def make_fitting(subject: PaperSubject, tell: Tell = lambda _step: None) -> MadePaper:
    """The paper of the first limits by which it fits; by the last ones it always does. `tell` hears how far it is."""
    tell(PaperStep(_("Lücken und Sachen werden gesucht")))
    subject.analysis.matters  # noqa: B018 - what all parts rest on, and most of the time that the first one takes
    for limits in LEVELS:
        made = MadePaper(make_paper(Asked(subject, limits), tell), limits)
        tell(PaperStep(_("Seiten werden gesetzt"), len(SECTIONS), len(SECTIONS)))
        if limits is LEVELS[-1] or filled_pages(_TEMPLATE, _content(made.paper, limits)) <= MOST_PAGES - _ROOM:
            break
    return made


def _draw(picture: Picture) -> bytes:
    return make_png("report/picture.typ", {"svg": picture.svg}, pixels_an_inch=_PIXELS)


def _content(paper: Paper, limits: PaperLimits) -> dict[str, Any]:
    """What the template reads."""
    return {**asdict(paper), "logo": list(paper.logo), "map_height": limits.map_height}
