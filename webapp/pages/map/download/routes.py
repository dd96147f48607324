"""`/karte/export.<format>`: what the map shows at this address, as a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import Response, render_template, request

from graph.errors import NotAcceptable
from graph.export import drawn_files as graph_file
from graph.period import today
from graph.terms import network_slug as own_slug
from graph.text import slug_for
from webapp.http.errors import BadRequestError
from webapp.pages.map import model
from webapp.pages.map.download.anonymous import without_names
from webapp.pages.map.download.caption import Caption, make_caption
from webapp.pages.map.download.drawing import write_svg
from webapp.pages.map.download.formats import BY_NAME, DownloadFormat
from webapp.pages.map.download.look import drawn_as, look_of
from webapp.pages.map.download.menu import drawing_link, map_link
from webapp.pages.map.download.network_file import file_edges, file_nodes
from webapp.pages.map.download.portion import cut_out
from webapp.pages.map.download.tables import actor_table, tie_table
from webapp.pages.map.routes import get_picture, network_label
from webapp.pages.map.selection import Selection, keep_known, read_selection, select
from webapp.ui.context import list_networks, network_slug
from webapp.ui.language import gettext, language
from webapp.ui.spreadsheets import as_csv, as_xlsx

SHEETS = ("a4", "a3")

_NAME = "akteursnetz"
_LONGEST_FILE_NAME = 150


@dataclass(frozen=True, slots=True)
class Portion:
    """What is saved: the chosen part of the whole picture, and the words beside it."""

    whole: model.MapView
    picture: model.MapView
    caption: Caption
    selection: Selection


def export(form: str) -> Response:
    """The file, with the filters of the address; ?namen=ohne makes the page without names.

    Raises NotAcceptable (406) for another format, BadRequestError (400) for a drawing of more than about 2,000 actors.
    """
    wanted = _find_format(form)
    portion = _portion()
    if wanted.is_drawn:
        _refuse_too_large(portion)
    response = Response(_WRITERS[form](portion), content_type=wanted.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name(wanted)}"'
    return response


def _refuse_too_large(portion: Portion) -> None:
    if not portion.whole.is_drawn:
        raise BadRequestError(
            "This network has %(number)s actors; the map draws up to %(most)s.",
            hint="Save it as tables, GEXF or GraphML.",
            number=portion.whole.actor_count,
            most=model.DRAWN_MOST,
        )


def print_sheet() -> str:
    """The drawing on one sheet of paper, A4 or with ?blatt=a3 A3, both landscape. Raises BadRequestError (400)."""
    portion = _portion()
    _refuse_too_large(portion)
    sheet = request.args.get("blatt", "")
    return render_template(
        "map/export/sheet.html",
        caption=portion.caption,
        sheet=sheet if sheet in SHEETS else SHEETS[0],
        sheets=SHEETS,
        drawing=drawing_link(),
        map_link=map_link(),
    )


def file_name(form: DownloadFormat) -> str:
    """`akteursnetz-magdeburg-2026-05-04.svg`: network and day, in letters that every system takes."""
    networks = list_networks()
    slug = network_slug() or (own_slug(networks[0].iri) if len(networks) == 1 else "")
    day = today().isoformat()
    table = form.name.removesuffix(form.ending)
    return f"{slug_for(f'{_NAME} {slug} {day} {table}', _LONGEST_FILE_NAME)}.{form.ending}"


def _find_format(form: str) -> DownloadFormat:
    if form not in BY_NAME:
        raise NotAcceptable(
            "There is no format %(format)s.", hint="Formats: %(known)s", format=form, known=", ".join(BY_NAME)
        )
    return BY_NAME[form]


def _portion() -> Portion:
    whole = get_picture()
    selection = keep_known(whole, read_selection(request.args))
    part = cut_out(whole, *select(whole, selection))
    title = network_label(network_slug())
    return Portion(whole, part, make_caption(whole, part, selection, title, language()), selection)


def _as_svg(portion: Portion) -> str:
    asked = portion.whole, portion.picture, portion.selection
    return write_svg(drawn_as(*asked), portion.caption, look_of(*asked))


def _as_html(portion: Portion) -> str:
    from webapp.pages.map.download.html import build_page  # noqa: PLC0415 - pyvis takes long to import, and only this needs it

    if request.args.get("namen") != "ohne":
        return build_page(portion.picture, portion.caption, language())
    hidden = without_names(portion.picture)
    title = gettext("Karte ohne Namen")
    return build_page(hidden, Caption(title, portion.caption.made, "", portion.caption.shown, ""), language())


def _as_workbook(portion: Portion) -> bytes:
    about = [[gettext("Netzwerk")], [portion.caption.title], *([line] for line in portion.caption.lines)]
    return as_xlsx(
        {
            gettext("Akteure"): actor_table(portion.picture),
            gettext("Verbindungen"): tie_table(portion.picture),
            gettext("Angaben"): about,
        }
    )


_WRITERS: Mapping[str, Callable[[Portion], bytes | str]] = {
    "svg": _as_svg,
    "html": _as_html,
    "xlsx": _as_workbook,
    "akteure.csv": lambda portion: as_csv(actor_table(portion.picture)),
    "verbindungen.csv": lambda portion: as_csv(tie_table(portion.picture)),
    "gexf": lambda portion: graph_file.gexf(file_nodes(portion.picture), file_edges(portion.picture)),
    "graphml": lambda portion: graph_file.graphml(file_nodes(portion.picture), file_edges(portion.picture)),
}
