"""The ES modules of a page: which ones an entry needs, and all of them as one script for a file that cannot import.

Understands what our own modules use: `import { a, b } from './x.js';` or `'../ui/x.js'` on one line, and `export`
before const, function, async function or class. Each module keeps a scope of its own, named by its file.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from flask import Flask

STATIC = Path(__file__).resolve().parents[1] / "static"
IMPORT = re.compile(r"^import \{ ([^}]+) \} from '(\.{1,2}/(?:\w+/)?)(\w+)\.js';\n", re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:const|function|async function|class) (\w+))", re.MULTILINE)


def find_modules(entry: Path) -> list[Path]:
    """The entry and all modules it imports, each once and before its users."""
    found: dict[Path, None] = {}
    _add_module(entry, found)
    return list(found)


def join_modules(entry: Path) -> str:
    """One script that does what the entry module and all it imports do."""
    return '"use strict";\n' + "\n".join(_enclose(path) for path in find_modules(entry))


@lru_cache(maxsize=16)
def modules_of(entry: str) -> tuple[str, ...]:
    """What an entry such as `map/map.js` imports, by names under `static/`: for a browser to load beforehand."""
    first = STATIC / entry
    return tuple(path.relative_to(STATIC).as_posix() for path in find_modules(first) if path != first)


def set_up_modules(app: Flask) -> None:
    """Give the templates `modules_of(entry)`."""
    app.add_template_global(modules_of)


def _add_module(path: Path, found: dict[Path, None]) -> None:
    if path in found:
        return
    for _, folder, needed in IMPORT.findall(path.read_text(encoding="utf-8")):
        _add_module((path.parent / folder / f"{needed}.js").resolve(), found)
    found[path] = None


def _enclose(path: Path) -> str:
    """A module in a scope of its own; an import becomes a look at the exports of another."""
    source = path.read_text(encoding="utf-8")
    names = [match.group(1) for match in EXPORT.finditer(source)]
    body = EXPORT.sub("", IMPORT.sub(r"const { \1 } = \3;\n", source))
    return f"const {path.stem} = (() => {{\n{body}return {{ {', '.join(names)} }};\n}})();"
