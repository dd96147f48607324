"""The forms of network files that are read: how each is known by its content, and which module reads it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from graph.load.network_files import delimited, dl, gexf, gml, graphml, json_graphs, kumu, pajek
from graph.load.network_files.json_values import read_json
from graph.load.network_files.network import FileNetwork

_LOOKED_AT = 4_096


class NetworkFormat(NamedTuple):
    """A form by its name; `fits` says of a file's content whether it is one, `read` gives None for what is none."""

    name: str
    fits: Callable[[bytes], bool]
    read: Callable[[str, bytes], FileNetwork | None]


def _has_root(element: bytes) -> Callable[[bytes], bool]:
    root = re.compile(rb"<(?:\w+:)?%s[\s/>]" % element)
    return lambda content: root.search(content[:_LOOKED_AT].replace(b"\0", b"")) is not None


def _is_json(content: bytes) -> bool:
    return content.lstrip(b" \t\r\n").startswith((b"{", b"["))


def _read_json(name: str, content: bytes) -> FileNetwork | None:
    found = read_json(name, content)
    if json_graphs.fits(found):
        return json_graphs.read(name, found)
    return kumu.read(name, found) if kumu.fits(found) else None


def _is_text(content: bytes) -> bool:
    return not content.startswith((b"PK", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x89PNG")) and not _is_json(content)


FORMATS: Sequence[NetworkFormat] = (
    NetworkFormat("GraphML", _has_root(b"graphml"), graphml.read),
    NetworkFormat("GEXF", _has_root(b"gexf"), gexf.read),
    NetworkFormat("GML", gml.fits, gml.read),
    NetworkFormat("Pajek", pajek.fits, pajek.read),
    NetworkFormat("UCINET DL", dl.fits, dl.read),
    NetworkFormat("JSON", _is_json, _read_json),
    NetworkFormat("Kumu XLSX", kumu.is_workbook_of_kumu, kumu.read_workbook),
    NetworkFormat("CSV", _is_text, delimited.read),
)
"""In the order that they are tried: a table of text is what is nothing else."""
