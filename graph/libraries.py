"""numpy, scipy and networkx, loaded when something of them is first asked for.

They take a quarter of the time that a start takes, and the first page needs none of them. So nobody imports them by
themselves: `from graph.libraries import np, sp` gives what stands in for them, and a type that annotations name.

One is loaded after the other, under one lock: the parts of scipy import each other in circles, and two threads that
enter such a circle at two places stop each other.
"""

from __future__ import annotations

import threading
from importlib import import_module
from typing import TYPE_CHECKING, Any

__all__ = ["Flags", "Integers", "Reals", "csgraph", "fft", "np", "nx", "sp", "spatial", "special"]

_MOSTLY_NEEDED = ("scipy.sparse", "scipy.sparse.csgraph")
LOADING = threading.RLock()
"""Held by whoever loads what is loaded after the start, libraries or pages."""


class _Library:
    """A library's module, loaded when a name of it is first asked for; that name then costs no more than any other."""

    def __init__(self, module: str, after: str = "") -> None:
        """`after`: a module that this one brings in when its functions are called, where no lock is held."""
        self._module, self._after = module, after

    def __getattr__(self, name: str) -> Any:
        with LOADING:
            if self._after:
                import_module(self._after)
            found = getattr(import_module(self._module), name)
        setattr(self, name, found)
        return found


if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    import scipy.sparse as sp
    from numpy.typing import NDArray
    from scipy import fft, spatial, special
    from scipy.sparse import csgraph

    Integers = NDArray[np.int64]
    Reals = NDArray[np.float64]
    Flags = NDArray[np.bool_]
else:
    np, sp, nx = _Library("numpy"), _Library("scipy.sparse"), _Library("networkx", after="scipy.sparse")
    csgraph, special = _Library("scipy.sparse.csgraph"), _Library("scipy.special")
    fft, spatial = _Library("scipy.fft"), _Library("scipy.spatial")
    Integers = Reals = Flags = Any


def load_libraries() -> None:
    """Load what pages need after a change, so that nobody who asks waits for it.

    networkx (12 MB) is asked for by who thinks something through, writes a file or has a small network measured.
    """
    for module in _MOSTLY_NEEDED:
        with LOADING:
            import_module(module)
