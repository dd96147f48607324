"""The file of what was computed: a checksum, what it is of, and the objects.

Objects are pickled, as they point at one another a hundred thousand times. What is read back are data classes of ours
and plain containers, whatever the file says: no function is ever called, and no class that is not data.

Most of them are written as their class and the values that it is made of. Python's own way looks at the definition of
its fields for each object: a third of the time of writing goes there, and more than half of that of reading.
"""

from __future__ import annotations

import hashlib
import io
import json
import logging
import os
import pickle
import zlib
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from importlib import import_module
from operator import attrgetter
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
    body = json.dumps(dict(about)).encode() + b"\n" + zlib.compress(_pickled(objects), 1)
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


def _pickled(objects: object) -> bytes:
    written = io.BytesIO()
    pickler = pickle.Pickler(written, protocol=5)
    pickler.dispatch_table = _ByValues()
    pickler.dump(objects)
    return written.getvalue()


class _ByValues(dict[type, Callable[[Any], Any]]):
    """How an object of each class is written; classes that are not made of the values of their fields are left out."""

    def __missing__(self, kind: type) -> Callable[[Any], Any]:
        names = [field.name for field in fields(kind)] if _is_made_of_values(kind) else []
        if not names:
            raise KeyError(kind)
        values = attrgetter(*names)
        self[kind] = (lambda one: (kind, values(one))) if names[1:] else (lambda one: (kind, (values(one),)))
        return self[kind]


def _is_made_of_values(kind: type) -> bool:
    """Whether its constructor does nothing but to take each field in turn."""
    if not is_dataclass(kind) or hasattr(kind, "__post_init__"):
        return False
    return all(field.init and not field.kw_only for field in fields(kind))


class _OnlyOurs(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        """A class that may be read: nothing else is, so nothing is run."""
        if name in _PLAIN.get(module, ()):
            return getattr(import_module(module), name)
        found = getattr(import_module(module), name, None) if module.startswith(_OURS) else None
        if not isinstance(found, type) or not is_dataclass(found):
            raise pickle.UnpicklingError(f"{module}.{name} is no data of ours")
        return found
