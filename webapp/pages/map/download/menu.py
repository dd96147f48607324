"""The menu of the map from which it is saved: each format with the address that makes it for what is shown."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from flask import request, url_for

from graph.export.formats import FORMATS
from webapp.pages.map.download.caption import name_sources
from webapp.pages.map.model import MapView
from webapp.ui.language import gettext as _
from webapp.ui.language import language

NOT_OF_A_FILE = ("ansicht", "seite", "namen", "blatt", "gebiet", "offen")


@dataclass(frozen=True, slots=True)
class DownloadLink:
    """One entry of the menu."""

    label: str
    url: str


def download_links(is_drawn: bool) -> list[DownloadLink]:  # noqa: FBT001 - a template calls it
    """Every format that there is for a network of this size, with the filters of the address."""
    offered = [form for form in FORMATS if form.is_available and (is_drawn or not form.is_drawn)]
    links = [DownloadLink(_(form.label), _address(form.name)) for form in offered]
    if is_drawn:
        index = 1 + next(number for number, form in enumerate(offered) if form.name == "html")
        links.insert(index, DownloadLink(_("Zum Verschicken, ohne Namen (HTML)"), _address("html", namen="ohne")))
    return links


def print_link(sheet: str = "") -> str:
    """Address of the page that is printed, on a sheet of this size."""
    return _with_choices(url_for("map.print_sheet"), **({"blatt": sheet} if sheet else {}))


def drawing_link(sheet: str) -> str:
    """Address of the drawing of what is shown, as wide as this sheet."""
    return _address("svg", blatt=sheet)


def map_link() -> str:
    """Address of the map as it was when it was to be printed."""
    return _with_choices(url_for("map.show"))


def map_sources(picture: MapView) -> str:
    """The documents that the whole picture rests on."""
    return name_sources(picture.edges, language())


def _address(form: str, **more: str) -> str:
    return _with_choices(url_for("map.export", form=form), **more)


def _with_choices(address: str, **more: str) -> str:
    kept = [(name, value) for name, value in request.args.items(multi=True) if name not in NOT_OF_A_FILE]
    query = urlencode([*kept, *more.items()])
    path = address.partition("?")[0]
    return f"{path}?{query}" if query else path
