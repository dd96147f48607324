"""The map as a file (`/karte/export.<format>`), on paper (`/karte/druck`), as a small picture (`/karte/klein.svg`)."""

from __future__ import annotations

from flask import Response, render_template, request

from graph.export.formats import find_format
from webapp.pages.map.download.menu import drawing_link, map_link, print_link
from webapp.pages.map.download.sheets import SHEETS, is_small_print, sheet_of, tiles_of


def export(form: str) -> Response:
    """The file, with the filters of the address; ?namen=ohne makes the page without names, ?blatt= fits a drawing.

    Raises NotAcceptable (406) for another format, BadRequestError (400) for a drawing of more than about 2,000 actors.
    """
    wanted = find_format(form)
    from webapp.pages.map.download.answers import answer_portion, visible_portion  # noqa: PLC0415 - networkx, not at start

    ratio = SHEETS.get(request.args.get("blatt", ""), 0.0)
    return answer_portion(wanted, visible_portion(wanted), ratio=ratio)


def small_map() -> Response:
    """The map as a small picture without words; ?farben=dunkel for dark pages. Raises BadRequestError (400)."""
    from webapp.pages.map.download.small import show_small  # noqa: PLC0415 - networkx loads with the first file

    return show_small()


def print_sheet() -> str:
    """The drawing on A4, or by ?blatt= on A3, several sheets of A4 or a slide. Raises BadRequestError (400)."""
    from webapp.pages.map.download.answers import visible_portion  # noqa: PLC0415 - networkx loads with the first file

    portion = visible_portion(find_format("svg"))
    sheet = sheet_of(request.args.get("blatt", ""))
    return render_template(
        "map/export/sheet.html",
        caption=portion.caption,
        sheet=sheet,
        sheets={one: print_link(one) for one in SHEETS},
        is_small_print=is_small_print(sheet, len(portion.picture.nodes)),
        tiles=tiles_of(sheet),
        drawing=drawing_link(sheet),
        map_link=map_link(),
    )
