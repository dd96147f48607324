"""The straight line: what may import what is declared in pyproject.toml, and import-linter names what breaks it."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from graph.paths import ROOT

ROOMS = sorted(
    path.parent for top in ("graph", "webapp") for path in (ROOT / top).rglob("__init__.py") if path.parent.name != top
)


def test_imports_keep_to_the_layers() -> None:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[done.stdout.find("Contracts:") :]


@pytest.mark.parametrize("folder", ROOMS, ids=lambda path: str(path.relative_to(ROOT)))
def test_each_room_says_what_lives_there_and_what_never_does(folder: Path) -> None:
    text = (folder / "__init__.py").read_text("utf-8")
    assert text.startswith('"""')
    assert text.rstrip().endswith('"""'), "code belongs into a module with a name"
    assert re.search(r"\b[Nn]ever\b", text), "what belongs elsewhere is worth half a sentence"


@pytest.mark.parametrize("top", ["graph", "webapp"])
def test_few_modules_lie_loose(top: str) -> None:
    """A newcomer looks for folders; what lies beside them is what all of them use."""
    loose = {path.stem for path in (ROOT / top).glob("*.py")} - {"__init__"}
    allowed = {
        "graph": {
            "analysis",
            "changes",
            "errors",
            "json_input",
            "json_rows",
            "libraries",
            "model",
            "paths",
            "period",
            "protocol",
            "settings",
            "stated",
            "terms",
            "text",
        },
        "webapp": {"app", "routes", "settings"},
    }
    assert loose == allowed[top]


@pytest.mark.parametrize("folder", ["ontology", "data"])
def test_folders_of_files_hold_no_python(folder: str) -> None:
    assert not list((ROOT / folder).rglob("*.py"))


TWICE = {"Entry", "Draft", "Field"}
"""In a form and in a list or log, which nobody reads together; to these nothing is added."""


def test_no_class_is_called_like_another() -> None:
    """Whoever looks for a name finds one definition."""
    found = Counter(
        node.name
        for top in ("graph", "webapp")
        for path in (ROOT / top).rglob("*.py")
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert {name for name, number in found.items() if number > 1} <= TWICE
