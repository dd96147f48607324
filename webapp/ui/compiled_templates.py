"""Compiled templates are kept where Python keeps its compiled modules: to compile takes longer than to make a page.

Each is checked against the text of its template. That no filter of ours is called while one is compiled, whose result
would be kept, is held by a test.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from importlib.metadata import version
from importlib.util import cache_from_source
from pathlib import Path

from flask import Flask
from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

FOLDER = Path(cache_from_source(__file__)).parent / "templates"


def keep_compiled_templates(app: Flask) -> None:
    """Keep what is compiled from now on, and take what was kept."""
    app.jinja_env.bytecode_cache = _Kept(str(FOLDER), f"%s.jinja-{version('jinja2')}")


class _Kept(FileSystemBytecodeCache):
    """Without a place to write, or where Python is told not to, nothing is kept."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was kept of a template; nothing where it cannot be read."""
        with suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep one template; it is for the one user who runs this."""
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                FOLDER.mkdir(parents=True, exist_ok=True)
                super().dump_bytecode(bucket)
