"""The file of what was computed: a checksum, what it is of, and the objects.

Objects are pickled, as they point at one another a hundred thousand times. What is read back are data classes of ours
and plain containers, whatever the file says: no function is ever called, and no class that is not data.
"""

from __future__ import annotations

import hashlib
import io
import json
import logging
import os
import pickle
import zlib
from collections.abc import Mapping
from dataclasses import is_dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from graph.cache.collecting import collected_afterwards

_MAGIC = b"AKTEURSNETZ 1\n"
_OURS = "graph."
_PLAIN = {"builtins": {"frozenset", "set", "dict", "list", "tuple", "complex"}}
_BROKEN = (
    OSError,
    ArithmeticError,
    LookupError,
    TypeError,
    ValueError,
    EOFError,
    AttributeError,
    ImportError,
    RuntimeError,
)
LARGEST = 4_000_000_000
"""Bytes that a file may unpack to: a hundred times what 10,000 actors take."""


def write_file(path: Path, about: Mapping[str, Any], objects: object) -> None:
    """Write a file in the place of the former one, readable for its owner only. Raises OSError; the former stays."""
    body = json.dumps(dict(about)).encode() + b"\n" + zlib.compress(pickle.dumps(objects, protocol=5), 1)
    new = path.with_suffix(".new")
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(_MAGIC + hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
    new.replace(path)


def read_file(path: Path, about: Mapping[str, Any]) -> tuple[dict[str, Any], Any] | None:
    """What a file is of and its objects; None for one that is not there, is damaged, or differs from `about`."""
    try:
        content = path.read_bytes()
        checksum, body = content.removeprefix(_MAGIC).split(b"\n", 1)
        head, packed = body.split(b"\n", 1)
        if not content.startswith(_MAGIC) or hashlib.sha256(body).hexdigest().encode() != checksum:
            return None
        of = json.loads(head)
        if any(of.get(name) != value for name, value in about.items()):
            return None
        with collected_afterwards():  # half the time
            return of, _OnlyOurs(io.BytesIO(_unpacked(packed))).load()
    except FileNotFoundError:
        return None
    except (*_BROKEN, pickle.UnpicklingError, zlib.error) as error:
        logging.getLogger(__name__).warning("%s is of no use and left out: %s", path, error)
        return None


def _unpacked(packed: bytes) -> bytes:
    unpacking = zlib.decompressobj()
    found = unpacking.decompress(packed, LARGEST)
    if not unpacking.eof:
        raise ValueError("it is torn, or larger than anything that is kept")
    return found


class _OnlyOurs(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        """A class that may be read: nothing else is, so nothing is run."""
        if name in _PLAIN.get(module, ()):
            return getattr(import_module(module), name)
        found = getattr(import_module(module), name, None) if module.startswith(_OURS) else None
        if not isinstance(found, type) or not is_dataclass(found):
            raise pickle.UnpicklingError(f"{module}.{name} is no data of ours")
        return found
