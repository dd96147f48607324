"""What is wrong with a store, as sentences, and which command mends it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NoReturn

from graph.errors import ConfigError

Mend = Literal["log", "engine", "persons", "files"]

HINTS: dict[Mend, str] = {
    "log": "Nothing was changed. Bring back a backup: akteursnetz restore BACKUP. What the log still has is kept by:"
    " akteursnetz rebuild --up-to-damage.",
    "engine": "Nothing was changed. The log has everything: akteursnetz rebuild makes the rest anew.",
    "persons": "Nothing was changed. Names could become public, so only a backup helps: akteursnetz restore BACKUP.",
    "files": "Put them elsewhere, or remove them.",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: a template in English with its values, and what mends it."""

    template: str
    mend: Mend
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template % self.values


def refuse(fault: Fault) -> NoReturn:
    """Say why a store is not opened."""
    raise ConfigError(fault.template, hint=HINTS[fault.mend], **fault.values)


def cannot_write(target: Path, error: OSError) -> ConfigError:
    """That no backup could be made there, and why."""
    return ConfigError(
        "The backup in %(path)s cannot be written: %(detail)s.",
        hint="Nothing is left of it, and older backups are as they were. Make room, or name another folder.",
        path=target,
        detail=getattr(error, "strerror", None) or error,
    )
