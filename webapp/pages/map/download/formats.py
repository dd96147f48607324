"""The files that the map can be saved as: one list for the menu, the addresses and the messages."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class DownloadFormat:
    """A format by the ending of its address; one that `is_drawn` is for networks of up to about 2,000 actors."""

    name: str
    label: LazyString
    media_type: str
    is_drawn: bool = False

    @property
    def ending(self) -> str:
        """The ending of the file: `csv` for `akteure.csv`."""
        return self.name.rpartition(".")[2]


FORMATS = (
    DownloadFormat("svg", _l("Als Zeichnung (SVG)"), "image/svg+xml; charset=utf-8", is_drawn=True),
    DownloadFormat("html", _l("Als Datei zum Verschicken (HTML)"), "text/html; charset=utf-8", is_drawn=True),
    DownloadFormat("xlsx", _l("Als Tabellen (XLSX)"), XLSX),
    DownloadFormat("akteure.csv", _l("Akteure (CSV)"), "text/csv; charset=utf-8"),
    DownloadFormat("verbindungen.csv", _l("Verbindungen (CSV)"), "text/csv; charset=utf-8"),
    DownloadFormat("gexf", _l("Für Gephi (GEXF)"), "application/gexf+xml; charset=utf-8"),
    DownloadFormat("graphml", _l("Für andere Programme (GraphML)"), "application/graphml+xml; charset=utf-8"),
)
BY_NAME = {form.name: form for form in FORMATS}
