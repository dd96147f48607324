"""The ES modules of a page as one script: for a browser that would ask for dozens, and for a file that cannot import.

`map/map.whole.js` does what `map/map.js` and all that it imports do.

Understands what our own modules use: `import { a, b } from './x.js';` or `'../ui/x.js'` on one line, and `export`
before const, function, async function or class. Each module keeps a scope of its own, named by its file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from os.path import isfile
from pathlib import Path

from flask import Flask, Response, request
from werkzeug.security import safe_join

WHOLE = ".whole.js"
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


def whole_script(entry: Path) -> Response:
    """The same as an answer, put together again when one of the files is another."""
    known = _WHOLE.get(entry)
    if known is None or known.changed != _changed(known.modules):
        modules = tuple(find_modules(entry))
        known = _WHOLE[entry] = _Whole(modules, _changed(modules), join_modules(entry))
    response = Response(known.script, mimetype="text/javascript")
    response.set_etag(sha256(known.script.encode()).hexdigest()[:32])
    response.cache_control.no_cache = True
    response.make_conditional(request)
    return response


def set_up_modules(app: Flask) -> None:
    """Have the address of files answer for whole scripts too."""

    def send_static(filename: str) -> Response:
        entry = safe_join(str(STATIC), filename.removesuffix(WHOLE) + ".js") if filename.endswith(WHOLE) else None
        if entry and isfile(entry):  # noqa: PTH113 - which says of a name that no file can have what it says of any other
            return whole_script(Path(entry))
        return app.send_static_file(filename)

    app.view_functions["static"] = send_static


@dataclass(frozen=True, slots=True)
class _Whole:
    """A script with the files it was made of, and when each of them was changed."""

    modules: tuple[Path, ...]
    changed: tuple[int, ...]
    script: str


_WHOLE: dict[Path, _Whole] = {}


def _changed(modules: tuple[Path, ...]) -> tuple[int, ...]:
    return tuple(path.stat().st_mtime_ns for path in modules)


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
