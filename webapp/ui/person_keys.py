"""What pages name a person by in their addresses: addresses stand in the logs of proxies, so none has a name in it."""

from __future__ import annotations

import secrets
from hashlib import blake2b

_SECRET = secrets.token_bytes(32)


def person_key(whom: str) -> str:
    """A key for an IRI or a name, which this run of the service made up and nobody else can."""
    return blake2b(whom.encode(), digest_size=12, key=_SECRET).hexdigest()
