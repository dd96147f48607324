"""The checks of a change are loaded before the first one: half a second that neither a start nor a save should take."""

from __future__ import annotations

import threading
from functools import cache
from importlib import import_module


@cache
def load_ahead() -> threading.Thread:
    """Load pyshacl and rdflib in a thread of its own, once; whoever changes something meanwhile waits for the rest."""
    thread = threading.Thread(target=import_module, args=("graph.validate.change",), daemon=True)
    thread.start()
    return thread
