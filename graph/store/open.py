"""Which engine a store address means: the one place that knows the engines."""

from __future__ import annotations

from graph.errors import ConfigError
from graph.protocol import Store
from graph.store.embedded import EmbeddedStore
from graph.store.folder import folder_of


def open_store(url: str, *, default_graph: str = "union", plain: bool = False) -> Store:
    """Open `oxigraph:PATH`, `memory:` or `sparql+http://...`; a path that does not exist becomes a new empty store.

    `default_graph`: what queries see without a graph named, the `union` of all, the standard's `own`, or
    `own-while-plain`: that until a network is in it, then the union. A `plain` store takes everything as any SPARQL
    server does, until a network is made in it.
    Raises ConfigError for an unknown scheme, an unwritable directory, a store of a newer version or one
    that another process has open.
    """
    scheme, folder = url.partition(":")[0], folder_of(url)
    if scheme == "memory":
        return EmbeddedStore(None, url=url, default_graph=default_graph, plain=plain)
    if folder is not None:
        return EmbeddedStore(folder, url=url, default_graph=default_graph, plain=plain)
    if scheme in ("sparql+http", "sparql+https"):
        from graph.store.remote.store import RemoteStore  # noqa: PLC0415 - its HTTP client takes 0.1 s that others need not wait

        return RemoteStore(url, default_graph=default_graph)
    raise ConfigError(
        "%(url)s is not a store address.",
        hint="Use oxigraph:PATH (a folder), memory: (nothing is kept) or sparql+http://HOST/QUERY (another server).",
        url=url,
    )
