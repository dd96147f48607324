"""Whether a store is that of a running service: it has its one copy in a process apart, and makes none here."""

from __future__ import annotations

from graph.errors import store_closed
from graph.processes.apart import process_apart
from graph.protocol import Store
from graph.store.embedded import EmbeddedStore


def service_store(store: Store) -> EmbeddedStore | None:
    """The store of a service, None for any other: of a command, in a test, on a server, a part of one.

    Raises StoreUnavailable while the service ends: nobody waits for what would be read now.
    """
    apart = process_apart()
    if apart is None or not isinstance(store, EmbeddedStore):
        return None
    if apart.is_over:
        raise store_closed()
    return store
