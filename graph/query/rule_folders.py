"""Where gap rules lie: those that are shipped, and folders with rules of one's own."""

from __future__ import annotations

import os
from pathlib import Path

from graph.paths import ONTOLOGY
from graph.protocol import Store
from graph.settings import Environment, read_setting

FOLDERS = "AKTEURSNETZ_RULES"
RULES = ONTOLOGY / "rules"


def rule_folders(store: Store | None = None, environment: Environment | None = None) -> tuple[Path, ...]:
    """The shipped rules, then one's own."""
    return (RULES, *own_rule_folders(store, environment))


def own_rule_folders(store: Store | None = None, environment: Environment | None = None) -> tuple[Path, ...]:
    """The folders of AKTEURSNETZ_RULES, divided as PATH is, then `rules` in the store's folder where there is one."""
    named = tuple(Path(one) for one in read_setting(FOLDERS, environment).split(os.pathsep) if one)
    beside = store.folder / "rules" if store is not None and store.folder is not None else None
    return (*named, beside) if beside is not None and beside.is_dir() else named
