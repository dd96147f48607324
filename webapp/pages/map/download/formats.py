"""What people call the formats of `graph/export/formats.py`, in the order of the menu."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

LABELS: Mapping[str, LazyString] = {
    "svg": _l("Als Zeichnung (SVG)"),
    "html": _l("Als Datei zum Verschicken (HTML)"),
    "xlsx": _l("Als Tabellen (XLSX)"),
    "akteure.csv": _l("Akteure (CSV)"),
    "csv": _l("Verbindungen (CSV)"),
    "gexf": _l("Für Gephi (GEXF)"),
    "graphml": _l("Für andere Programme (GraphML)"),
    "pajek": _l("Für Pajek (NET)"),
    "kumu": _l("Für Kumu (JSON)"),
    "trig": _l("Alle Aussagen des Netzwerks (TriG)"),
    "nq": _l("Alle Aussagen des Netzwerks (N-Quads)"),
    "jsonld": _l("Alle Aussagen des Netzwerks (JSON-LD)"),
    "parquet": _l("Für Spark und pandas (Parquet)"),
}
