"""Libraries that take long to load are loaded when something of them is asked for, by whoever asks first."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from graph import libraries
from graph.paths import ROOT

LATE = {"numpy", "scipy", "networkx"}
BY_THEMSELVES = {"graph/libraries.py", "graph/measures/kernels/compiled_loops.py"}
"""What gives them, and what numba compiles: it knows modules alone."""


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module or ""


@pytest.mark.parametrize(
    ("name", "module", "said"),
    [
        ("np", "numpy", "ndarray"),
        ("sp", "scipy.sparse", "csr_array"),
        ("nx", "networkx", "Graph"),
        ("csgraph", "scipy.sparse.csgraph", "dijkstra"),
        ("special", "scipy.special", "betainc"),
        ("fft", "scipy.fft", "rfft2"),
        ("spatial", "scipy.spatial", "cKDTree"),
    ],
)
def test_what_stands_in_for_a_library_gives_what_is_in_it(name: str, module: str, said: str) -> None:
    for _ in range(2):
        assert getattr(getattr(libraries, name), said) is getattr(import_module(module), said)


def test_nobody_imports_them_by_themselves() -> None:
    paths = [path for path in (ROOT / "graph").rglob("*.py") if str(path.relative_to(ROOT)) not in BY_THEMSELVES]
    found = [str(path) for path in paths if LATE & {name.partition(".")[0] for name in imported(path)}]
    assert found == []


def test_modules_that_compute_with_them_do_not_load_them() -> None:
    program = (
        "import sys; from importlib import import_module; from pathlib import Path;"
        "named = ['.'.join(path.with_suffix('').parts) for path in Path('graph').rglob('*.py')];"
        "[import_module(name) for name in sorted(named) if not name.endswith(('__init__', 'compiled_loops'))];"
        f"print(sorted({LATE} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_many_who_ask_at_once_get_the_same() -> None:
    """Of a new process, as here all are loaded."""
    program = (
        "from concurrent.futures import ThreadPoolExecutor; from graph.libraries import csgraph, np, nx, sp, special;"
        "asked = [(np, 'zeros'), (sp, 'csr_array'), (nx, 'pagerank'), (csgraph, 'dijkstra'), (special, 'betainc')] * 4;"
        "pool = ThreadPoolExecutor(len(asked)); found = list(pool.map(lambda one: getattr(*one), asked));"
        "print(len(found), len(set(found)))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "20 5"
