"""A network as a file of any format, the same for the command line, the map and the API."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from flask import Flask

from graph.analysis import Analysis
from graph.export import formats
from graph.export.content import Content
from graph.export.formats import ExportFormat
from graph.export.parquet import write_parquet
from graph.model import STATES
from graph.period import today
from graph.text import slug_for
from webapp.pages.map.download.anonymous import without_names
from webapp.pages.map.download.caption import Caption, make_caption
from webapp.pages.map.download.content import network_content, picture_of
from webapp.pages.map.download.drawing import make_drawing, render_drawing
from webapp.pages.map.download.look import look_of, with_gap_lines
from webapp.pages.map.download.portion import cut_out
from webapp.pages.map.download.sheet_fit import fit_sheet
from webapp.pages.map.model import MapView
from webapp.pages.map.picture import make_picture
from webapp.pages.map.selection import Selection
from webapp.ui.catalogs import compile_catalogs
from webapp.ui.context import use_tie_kinds
from webapp.ui.language import gettext as _
from webapp.ui.language import language as chosen_language
from webapp.ui.language import set_up_languages

_NAME = "akteursnetz"
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Portion:
    """What is saved: the content of a file, the same as a part of the whole picture, and the words beside it."""

    content: Content
    whole: MapView
    picture: MapView
    caption: Caption
    selection: Selection


def make_portion(content: Content, whole: MapView, selection: Selection) -> Portion:
    """The part of a picture that a content holds, with its caption."""
    nodes, edges = picture_of(whole, content)
    shown = [node for node in whole.nodes if node.id in nodes], [edge for edge in whole.edges if edge.id in edges]
    picture = cut_out(whole, *shown)
    caption = make_caption(whole, picture, selection, content.title, content.language)
    return Portion(replace(content, about=caption.lines), whole, picture, caption, selection)


def make_file(form: ExportFormat, portion: Portion, *, named: bool = True, ratio: float = 0.0) -> bytes:
    """The file; a page that is not `named` says nobody's name. Raises ConfigError for a package that is missing.

    `ratio`: how much wider than high the sheet is that a drawing is for; 0 for none.
    """
    match form.name:
        case "svg":
            return _as_svg(portion, ratio)
        case "html":
            return _as_html(portion, named=named)
        case _:
            return formats.write(form, portion.content)


def write_file(form: ExportFormat, analysis: Analysis, path: Path, language: str, *, is_complete: bool = True) -> None:
    """Write a network into a file, or tables of Parquet into a folder; for callers outside of a request.

    `is_complete`: with gaps of a large network and with positions that have to be computed; what is drawn needs both.
    Raises what `make_file` raises, and OSError.
    """
    with in_words(analysis, language):
        is_complete = is_complete or needs_picture(form)
        content = network_content(analysis, language, title_of(analysis, language), is_complete=is_complete)
        if form.name == "parquet":
            write_parquet(content, path)
            return
        if not needs_picture(form):
            path.write_bytes(formats.write(form, content))
            return
        whole = make_picture(analysis, language, linked=False)
        path.write_bytes(make_file(form, make_portion(content, whole, selection_of(analysis))))


def needs_picture(form: ExportFormat) -> bool:
    """Whether a file is drawn, or says what a picture's caption says."""
    return form.is_drawn or form.name == "xlsx"


@contextmanager
def in_words(analysis: Analysis, language: str) -> Iterator[None]:
    """A context in which pages can be written in this language without a request."""
    app = Flask("webapp")
    compile_catalogs()
    set_up_languages(app)
    app.jinja_env.globals["language"] = chosen_language
    with app.test_request_context(f"/?lang={language}"):
        use_tie_kinds(analysis.model.kinds)
        yield


def selection_of(analysis: Analysis) -> Selection:
    """The states and the day of an analysis as filters of the map."""
    states = {} if set(analysis.states) == set(STATES) else {"stand": frozenset[str](analysis.states)}
    return Selection(filters=states, day=analysis.at or "")


def title_of(analysis: Analysis, language: str) -> str:
    """Name of the network shown, or of the only one there is."""
    named = [ref for ref in analysis.model.networks.values() if analysis.network_iri in (None, ref.iri)]
    return named[0].label.in_language(language) if len(named) == 1 else _("Alle Netzwerke")


def file_name(form: ExportFormat, slug: str) -> str:
    """`akteursnetz-magdeburg-2026-05-04.svg`: network and day, in letters that every system takes."""
    day = today().isoformat()
    return f"{slug_for(f'{_NAME} {slug} {day} {form.part}', _LONGEST_NAME)}.{form.suffix}"


def _as_svg(portion: Portion, ratio: float) -> bytes:
    """Text stays text, and markup in a name stays a name."""
    asked, caption = (portion.whole, portion.picture, portion.selection), portion.caption
    picture, look = with_gap_lines(*asked), look_of(*asked)
    drawn = fit_sheet(picture, caption, look, ratio) if ratio else make_drawing(picture, caption, look)
    return render_drawing(drawn, " · ".join(caption.lines), caption.title).encode()


def _as_html(portion: Portion, *, named: bool) -> bytes:
    from webapp.pages.map.download.html import build_page  # noqa: PLC0415 - pyvis takes long to import, and only this needs it

    language = portion.content.language
    if named:
        return build_page(portion.picture, portion.caption, language).encode()
    hidden = without_names(portion.picture)
    caption = Caption(_("Karte ohne Namen"), portion.caption.made, "", portion.caption.shown, "")
    return build_page(hidden, caption, language).encode()
