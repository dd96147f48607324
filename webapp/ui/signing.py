"""Addresses that somebody here signed, so that nobody else can give out one with other contents.

The key lies in the store's folder or in AKTEURSNETZ_EMBED_KEY; what was signed for one purpose counts for no other.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlencode

from flask import current_app

from graph.errors import ConfigError, WriteRefused
from graph.settings import read_setting
from graph.store.marker import write_once
from webapp.ui.context import whole_store

SIGNATURE = "signatur"
"""The parameter that carries it."""
_KEY = "akteursnetz.embed_key"
_KEY_FILE = "embed.key"
_SHORTEST_KEY = 16


def sign(pairs: Sequence[tuple[str, str]], purpose: str = "") -> str:
    """The signature of an address: HMAC-SHA256 of its parameters in their order, as 64 hexadecimal digits."""
    signed = f"{purpose}\n{urlencode(pairs)}" if purpose else urlencode(pairs)
    return hmac.new(_key(), signed.encode(), hashlib.sha256).hexdigest()


def is_signed(pairs: Sequence[tuple[str, str]], sent: str, purpose: str = "") -> bool:
    """Whether somebody here signed these parameters."""
    return hmac.compare_digest(sign(pairs, purpose).encode(), sent.encode("utf-8", "replace"))


def _key() -> bytes:
    """The key of the signatures: from the environment, from the store's folder, or for this run only."""
    chosen = read_setting("AKTEURSNETZ_EMBED_KEY")
    if chosen:
        return chosen.encode()
    if _KEY not in current_app.extensions:
        current_app.extensions[_KEY] = _stored_key(whole_store().folder)
    return bytes(current_app.extensions[_KEY])


def _stored_key(folder: Path | None) -> bytes:
    if folder is None:
        return secrets.token_bytes(32)
    path = folder / _KEY_FILE
    if not path.exists():
        try:
            write_once(path, secrets.token_hex(32))
        except OSError as error:
            raise WriteRefused(
                "The key for signed addresses could not be written: %(reason)s.",
                hint="See that there is room on the disk, and that the folder may be written to.",
                reason=error.strerror or error,
            ) from error
    key = path.read_bytes()
    if len(key.strip()) < _SHORTEST_KEY:
        raise ConfigError(
            "%(path)s holds no key, or too short a one: anybody could sign addresses with it.",
            hint="Bring the file back from a backup, or remove it: then a new key is made, frames given out before show"
            " nothing, and papers say of their texts that nobody has checked them.",
            path=path,
        )
    return key
