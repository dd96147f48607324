"""Secrets that people and programs send: made at random, kept as a hash only, compared in constant time."""

from __future__ import annotations

import hashlib
import secrets
import threading
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from graph.errors import DataInvalid

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 200
_BYTES = 32
PASSWORD_HASHER = PasswordHasher()
_AT_ONCE = threading.BoundedSemaphore(2)
"""Each hash takes 64 MB and a core for 50 ms: a crowd at the door must not take the machine."""


@cache
def _hash_of_nobody() -> str:
    """What the password of an account that there is not is compared with; it takes as long as of one that there is."""
    return PASSWORD_HASHER.hash(secrets.token_urlsafe(_BYTES))


def new_secret() -> str:
    """A secret that nobody can guess: 256 bits, in letters that an address may carry."""
    return secrets.token_urlsafe(_BYTES)


def fingerprint(secret: str) -> str:
    """What is kept of a random secret. It needs no slow hash, as there is nothing to guess it from."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def hash_password(password: str) -> str:
    """Give the argon2id hash of a password. Raises DataInvalid (422) for one that is too short or too long."""
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise DataInvalid(
            "The password has %(length)s characters.",
            hint="Take at least %(least)s; a sentence is easy to remember.",
            length=len(password),
            least=SHORTEST_PASSWORD,
        )
    with _AT_ONCE:
        return PASSWORD_HASHER.hash(password)


def is_password(password: str, kept: str | None) -> bool:
    """Whether a password is the one whose hash is kept; None, for nobody, takes as long as a wrong one."""
    with _AT_ONCE:
        nobody = _hash_of_nobody()  # made for whomever comes first, known or not
        try:
            matches = PASSWORD_HASHER.verify(kept or nobody, password[:LONGEST_PASSWORD])
        except (VerificationError, InvalidHashError):
            return False
    return matches and kept is not None
