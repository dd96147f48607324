"""JSON of a network program: objects and their values as text, whatever else stands there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from graph.load.network_files.network import LARGEST, MOST, refuse_many
from graph.load.network_files.text import decoded
from graph.text import JOINT


def read_json(name: str, content: bytes) -> Any:
    """What a file says; None for a file that is no JSON, or is nested too deep. Raises DataError for a giant."""
    if not content.lstrip(b" \t\r\n").startswith((b"{", b"[")):
        return None
    if len(content) > LARGEST:
        refuse_many(name, MOST + 1)
    try:
        return json.loads(decoded(name, content), parse_constant=str)
    except (ValueError, RecursionError):
        return None


def objects(found: Any) -> list[Mapping[str, Any]]:
    """The objects of a list; none of anything else."""
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def plain_values(found: Mapping[str, Any]) -> dict[str, str]:
    """The values that are no objects, each as text; several are joined."""
    return {str(key): text for key, value in found.items() if (text := text_of(value))}


def text_of(value: Any) -> str:
    """A value as text; "" for an object."""
    if isinstance(value, list):
        return JOINT.join(text for one in value if not isinstance(one, list) and (text := text_of(one)))
    if value is None or isinstance(value, dict):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split())
