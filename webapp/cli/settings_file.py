"""The file of settings of a Debian package, read for the command as systemd reads it for the service.

A shell would run the second word of `AKTEURSNETZ_HOSTS=netz.example netz2.example` as a program.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableMapping
from pathlib import Path

from graph.errors import ConfigError
from graph.settings import read_setting

VARIABLE = "AKTEURSNETZ_SETTINGS"
_LINE = re.compile(
    r"""^[ \t]*(?P<name>[A-Za-z_]\w*)[ \t]*=[ \t]*
    (?P<quoted>(?:(?:"(?:[^"\\]|\\.)*"|'[^']*')[ \t]*)*)
    (?P<plain>(?:[^\\\n]|\\.)*)$""",
    re.ASCII | re.DOTALL | re.MULTILINE | re.VERBOSE,
)
_QUOTED = re.compile(r"""\"((?:[^"\\]|\\.)*)\"|'([^']*)'""", re.DOTALL)


def read_settings_file(environment: MutableMapping[str, str]) -> None:
    """Add what the file says and the environment does not, each setting by itself.

    The file is the one that `AKTEURSNETZ_SETTINGS` names; without that, or where it is gone, there is nothing to add.
    Raises ConfigError for one that cannot be read.
    """
    path = read_setting(VARIABLE, environment)
    if not path:
        return
    try:
        text = Path(path).read_text("utf-8")
    except FileNotFoundError:
        return
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(
            "The settings in %(path)s cannot be read: %(detail)s.",
            hint="Run the command as the user of the service, or set AKTEURSNETZ_SETTINGS to nothing to do without.",
            path=path,
            detail=getattr(error, "strerror", None) or error,
        ) from error
    for name, value in dict(_assignments(text)).items():
        environment.setdefault(name, value)


def _assignments(text: str) -> Iterator[tuple[str, str]]:
    """Names and values of the lines `NAME=VALUE`: blanks within a value stay, quotes around one do not."""
    for line in _LINE.finditer(text.replace("\r\n", "\n")):
        quoted = "".join(_within(*found.groups()) for found in _QUOTED.finditer(line["quoted"]))
        plain = re.sub(r"\\(.)", lambda escaped: escaped[1].strip("\n"), line["plain"].rstrip(), flags=re.DOTALL)
        yield line["name"], quoted + plain


def _within(double: str | None, single: str | None) -> str:
    if double is None:
        return single or ""
    return re.sub(r'\\(?:\n|(["\\`$]))', lambda escaped: escaped[1] or "", double)
