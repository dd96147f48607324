"""Joins the ES modules of a page into one script, for a file that cannot import others.

Understands what our own modules use: `import { a, b } from './x.js';` or `'../ui/x.js'` on one line, and `export`
before const, function, async function or class. Each module keeps a scope of its own, named by its file.
"""

from __future__ import annotations

import re
from pathlib import Path

IMPORT = re.compile(r"^import \{ ([^}]+) \} from '(\.{1,2}/(?:\w+/)?)(\w+)\.js';\n", re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:const|function|async function|class) (\w+))", re.MULTILINE)


def join_modules(entry: Path) -> str:
    """One script that does what the entry module and all it imports do, each module once and before its users."""
    joined: dict[str, str] = {}
    add_module(entry, joined)
    return '"use strict";\n' + "\n".join(joined.values())


def add_module(path: Path, joined: dict[str, str]) -> None:
    """Put a module after those it imports; an import becomes a look at their exports."""
    if path.stem in joined:
        return
    source = path.read_text(encoding="utf-8")
    for _, folder, needed in IMPORT.findall(source):
        add_module((path.parent / folder / f"{needed}.js").resolve(), joined)
    names = [match.group(1) for match in EXPORT.finditer(source)]
    body = EXPORT.sub("", IMPORT.sub(r"const { \1 } = \3;\n", source))
    joined[path.stem] = f"const {path.stem} = (() => {{\n{body}return {{ {', '.join(names)} }};\n}})();"
