"""Which engine a store address means: the one place that knows the engines."""

from __future__ import annotations

from pathlib import Path

from graph.embedded import EmbeddedStore
from graph.errors import ConfigError
from graph.store import Store


def open_store(url: str, *, default_graph: str = "union") -> Store:
    """Open `oxigraph:PATH` or `memory:`; a path that does not exist yet becomes a new empty store.

    Raises ConfigError for an unknown scheme, an unwritable directory, a store of a newer version or one
    that another process has open.
    """
    scheme, _, rest = url.partition(":")
    if scheme == "memory":
        return EmbeddedStore(None, url=url, default_graph=default_graph)
    if scheme == "oxigraph" and rest:
        return EmbeddedStore(Path(rest), url=url, default_graph=default_graph)
    raise ConfigError(
        "%(url)s is not a store address.", hint="Use oxigraph:PATH (a folder) or memory: (nothing is kept).", url=url
    )
