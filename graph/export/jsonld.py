"""All statements of a network as JSON-LD: statements as JSON, a graph after the other."""

from __future__ import annotations

import pyoxigraph as ox

from graph.export.content import Content
from graph.export.statements import serialise


def write(content: Content) -> bytes:
    """The graphs of the network, whatever part of it is shown."""
    return serialise(content, ox.RdfFormat.JSON_LD)
