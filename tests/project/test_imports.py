"""The straight line: webapp -> graph -> files, and each folder without what belongs elsewhere."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from graph.paths import ROOT

ENGINES = {"rdflib", "networkx", "pyoxigraph", "pyshacl", "numpy", "scipy"}
TALKERS = {"flask", "flask_babel", "werkzeug", "jinja2", "waitress", "webapp", "pyvis"}


def imported_packages(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


def modules(folder: str) -> list[Path]:
    found = sorted((ROOT / folder).rglob("*.py"))
    assert found, f"{folder}/ has no modules"
    return found


@pytest.mark.parametrize("path", modules("graph"), ids=lambda path: path.name)
def test_graph_knows_no_page(path: Path) -> None:
    assert not imported_packages(path) & TALKERS


@pytest.mark.parametrize("path", modules("webapp"), ids=lambda path: path.name)
def test_webapp_knows_no_engine(path: Path) -> None:
    assert not imported_packages(path) & ENGINES


def dotted(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def test_graph_imports_have_no_circle() -> None:
    """At the top of modules; an import inside a function is a choice made late, and allowed."""
    arrows: dict[str, set[str]] = {}
    for path in modules("graph"):
        tree = ast.parse(path.read_text("utf-8"))
        arrows[dotted(path)] = {
            node.module
            for node in tree.body
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("graph.")
        }
    remaining = dict(arrows)
    while remaining:
        leaves = [name for name, needs in remaining.items() if not needs & remaining.keys()]
        assert leaves, f"these import each other in a circle: {sorted(remaining)}"
        for name in leaves:
            del remaining[name]


@pytest.mark.parametrize("path", sorted((ROOT / "graph/statistics").glob("*.py")), ids=lambda path: path.name)
def test_statistics_knows_no_store(path: Path) -> None:
    """Numbers on arrays can be checked by hand and run anywhere; the store, its queries and words stay outside."""
    asked = {node.module for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.ImportFrom)}
    assert asked.isdisjoint({"graph.protocol", "graph.query.named", "graph.network.model_reader", "graph.gaps.wording"})


@pytest.mark.parametrize("folder", ["ontology", "data"])
def test_folders_of_files_hold_no_python(folder: str) -> None:
    assert not list((ROOT / folder).rglob("*.py"))
