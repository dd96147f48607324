"""Where gap rules lie: those that are shipped, and folders with rules of one's own."""

from __future__ import annotations

import os
from pathlib import Path

from graph.paths import ONTOLOGY
from graph.settings import Environment, read_setting

FOLDERS = "AKTEURSNETZ_RULES"
RULES = ONTOLOGY / "rules"
_STORE_IN_A_FOLDER = "oxigraph:"


def rule_folders(store_url: str = "", environment: Environment | None = None) -> tuple[Path, ...]:
    """The shipped rules, then one's own."""
    return (RULES, *own_rule_folders(store_url, environment))


def own_rule_folders(store_url: str = "", environment: Environment | None = None) -> tuple[Path, ...]:
    """The folders of AKTEURSNETZ_RULES, divided as PATH is, then `rules` in the store's folder where there is one."""
    named = tuple(Path(one) for one in read_setting(FOLDERS, environment).split(os.pathsep) if one)
    beside = Path(store_url.removeprefix(_STORE_IN_A_FOLDER)) / "rules"
    return (*named, beside) if store_url.startswith(_STORE_IN_A_FOLDER) and beside.is_dir() else named
