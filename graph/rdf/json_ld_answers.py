"""What JSON-LD has no words for: statements about statements (RDF 1.2).

Imports nothing of ours: the children use it as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

_NEWER = "RDF 1.2"


class NoJsonLdError(Exception):
    """Something among the statements cannot be said in JSON-LD."""


@contextmanager
def json_ld_told() -> Iterator[None]:
    """Raises NoJsonLdError instead of the engine's error (pyoxigraph 0.5.13), which is one of files."""
    try:
        yield
    except OSError as error:
        if _NEWER not in str(error):
            raise
        raise NoJsonLdError from error
