"""Where gap rules lie: those that are shipped, and folders with rules of one's own."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from graph.paths import ONTOLOGY

FOLDERS = "AKTEURSNETZ_RULES"
RULES = ONTOLOGY / "rules"


def rule_folders(environment: Mapping[str, str] = os.environ) -> tuple[Path, ...]:
    """The shipped rules, then one's own."""
    return (RULES, *own_rule_folders(environment))


def own_rule_folders(environment: Mapping[str, str] = os.environ) -> tuple[Path, ...]:
    """The folders of AKTEURSNETZ_RULES, divided as PATH is."""
    return tuple(Path(one) for one in environment.get(FOLDERS, "").split(os.pathsep) if one)
