"""A process of our own program, beside the service: it inherits one file descriptor, and nothing of what is said."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_FOLDER = Path(__file__).resolve().parents[2]
_PROGRAM = (
    "import sys; from importlib import import_module; sys.path.insert(0, sys.argv[1]); "
    "import_module(sys.argv[2]).main(int(sys.argv[3]))"
)


def start_child(module: str, descriptor: int) -> subprocess.Popen[bytes]:
    """Start a process that calls `main(descriptor)` of a module of ours. Raises OSError when none can be started."""
    return subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-P", "-c", _PROGRAM, str(_FOLDER), module, str(descriptor)],
        pass_fds=[descriptor],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
