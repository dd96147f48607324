"""Names in Cyrillic letters, as they are written in Latin ones: in German, in English and as libraries do."""

from __future__ import annotations

import re

_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LETTERS = "абвгґдеёжзиіїйклмнопрстуфхцчшщъыьэєюя"
_WAYS = (
    "a b w g g d e jo sch s i i ji i k l m n o p r s t u f ch z tsch sch schtsch - y - e je ju ja",
    "a b v g g d e yo zh z i i yi y k l m n o p r s t u f kh ts ch sh shch - y - e ye yu ya",
    "a b v g g d e e z z i i i j k l m n o p r s t u f h c c s sc - y - e je ju ja",
    "a b w g g d e e sh s i i ji j k l m n o p r s t u f ch z tsch sch schtsch - y - e e iu ia",
)


def romanised(name: str) -> list[str]:
    """A name in Latin letters in each way; as it stands when it has no others."""
    if not _CYRILLIC.search(name):
        return [name] * len(_WAYS)
    return [name.lower().translate(way) for way in _TABLES]


def _table(way: str) -> dict[int, str]:
    return {ord(letter): sound.strip("-") for letter, sound in zip(_LETTERS, way.split(), strict=True)}


_TABLES = tuple(map(_table, _WAYS))
