"""What something rests on as a short text: it is another one once that is another, and says which part of it became so.

The first word is of all parts together and alone decides; after it comes a word for each part. One without such words
is of an older version, and only says that something is different.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping

_DIGITS, _DIGITS_OF_PART, _DIGITS_OF_ELEMENT = 16, 6, 8
_OF_SET = "set "


def fingerprint_of(parts: Mapping[str, object]) -> str:
    """The fingerprint of these parts, which can be written as JSON, by name in an order that stays."""
    named = (f"{name}:{_digest(part)[:_DIGITS_OF_PART]}" for name, part in parts.items())
    return " ".join([_digest(list(parts.values()))[:_DIGITS], *named])


def fingerprint_of_set(elements: Iterable[str]) -> str:
    """The fingerprint of what rests on several things: still the same when some are gone, not with a new one."""
    return _OF_SET + " ".join(sorted({_digest(one)[:_DIGITS_OF_ELEMENT] for one in elements}))


def is_same(former: str, present: str) -> bool:
    """Whether both are of the same; of a set whether nothing came to it."""
    if former.startswith(_OF_SET) and present.startswith(_OF_SET):
        return set(present.split()) <= set(former.split())
    return former.partition(" ")[0] == present.partition(" ")[0]


def changed_parts(former: str, present: str) -> tuple[str, ...]:
    """The names of the parts that became different, in their order; empty where the former one does not tell."""
    before, after = _parts(former), _parts(present)
    return tuple(name for name, digest in after.items() if name in before and before[name] != digest)


def _parts(fingerprint: str) -> dict[str, str]:
    return {name: digest for name, _, digest in (word.partition(":") for word in fingerprint.split()[1:])}


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False).encode()).hexdigest()
