"""All statements of a network as TriG: readable, with our prefixes."""

from __future__ import annotations

import pyoxigraph as ox

from graph.export.content import Content
from graph.export.statements import serialise


def write(content: Content) -> bytes:
    """The graphs of the network, whatever part of it is shown."""
    return serialise(content, ox.RdfFormat.TRIG)
