"""Every format that a network can be saved in: one table for the command line, the map and the API.

A format is one entry here and one module in this folder with `write(content) -> bytes`. Drawn ones have none: they are
pictures of the map, which the webapp draws.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from graph.errors import NotAcceptable, no_such_format
from graph.export.spreadsheets import CSV, XLSX

if TYPE_CHECKING:
    from graph.export.content import Content


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format by the name it is asked for; `label` is what a menu calls it, in English as errors are.

    `suffix` ends the file's name, `part` says in it which of several files it is. `module` writes it, "" for a drawn
    one, which is for networks of up to about 2,000 actors. `holds_graphs`: it holds all statements of the network, and
    no selection narrows it. `needs` is a package that is not always installed.
    """

    name: str
    label: str
    media_type: str
    suffix: str
    module: str = ""
    part: str = ""
    holds_graphs: bool = False
    needs: str = ""

    @property
    def is_drawn(self) -> bool:
        """Whether it is a picture of the map."""
        return not self.module

    @property
    def is_available(self) -> bool:
        """Whether what it needs is installed."""
        return not self.needs or find_spec(self.needs) is not None


FORMATS = (
    ExportFormat("svg", "As a drawing (SVG)", "image/svg+xml; charset=utf-8", "svg"),
    ExportFormat("html", "As a file to send (HTML)", "text/html; charset=utf-8", "html"),
    ExportFormat("xlsx", "As tables (XLSX)", XLSX, "xlsx", "workbook"),
    ExportFormat("akteure.csv", "Actors (CSV)", CSV, "csv", "actors_csv", part="akteure"),
    ExportFormat("csv", "Connections (CSV)", CSV, "csv", "ties_csv", part="verbindungen"),
    ExportFormat("gexf", "For Gephi (GEXF)", "application/gexf+xml; charset=utf-8", "gexf", "gexf"),
    ExportFormat(
        "graphml", "For other programs (GraphML)", "application/graphml+xml; charset=utf-8", "graphml", "graphml"
    ),
    ExportFormat("pajek", "For Pajek (NET)", "text/plain; charset=utf-8", "net", "pajek"),
    ExportFormat("knoten.csv", "Nodes for Gephi (CSV)", CSV, "csv", "gephi_nodes", part="knoten"),
    ExportFormat("kanten.csv", "Edges for Gephi (CSV)", CSV, "csv", "gephi_edges", part="kanten"),
    ExportFormat("matrix.csv", "As a matrix (CSV)", CSV, "csv", "matrix_csv", part="matrix"),
    ExportFormat("kumu", "For Kumu (JSON)", "application/json", "json", "kumu", part="kumu"),
    ExportFormat("kumu.xlsx", "For Kumu (XLSX)", XLSX, "xlsx", "kumu_workbook", part="kumu"),
    ExportFormat("trig", "All statements of the network (TriG)", "application/trig", "trig", "trig", holds_graphs=True),
    ExportFormat(
        "nq", "All statements of the network (N-Quads)", "application/n-quads", "nq", "nquads", holds_graphs=True
    ),
    ExportFormat(
        "jsonld",
        "All statements of the network (JSON-LD)",
        "application/ld+json",
        "jsonld",
        "jsonld",
        holds_graphs=True,
    ),
    ExportFormat(
        "parquet",
        "For Spark and pandas (Parquet)",
        "application/zip",
        "zip",
        "parquet",
        part="parquet",
        needs="pyarrow",
    ),
)
BY_NAME: Mapping[str, ExportFormat] = {form.name: form for form in FORMATS}
FORMER_NAMES: Mapping[str, str] = {"verbindungen.csv": "csv"}
"""Names that addresses had before."""


def find_format(name: str) -> ExportFormat:
    """The format of this name. Raises NotAcceptable (406) for one that there is not, or that is not installed."""
    form = BY_NAME.get(FORMER_NAMES.get(name, name))
    if form is None:
        raise no_such_format(name, BY_NAME)
    if not form.is_available:
        raise NotAcceptable(
            "The format %(format)s needs the package %(package)s, which is not installed.",
            hint="Install it: pip install 'akteursnetz[parquet]'.",
            format=form.name,
            package=form.needs,
        )
    return form


def write(form: ExportFormat, content: Content) -> bytes:
    """The file of a format that is not drawn. O(what is written)."""
    written: bytes = import_module(f"graph.export.{form.module}").write(content)
    return written
