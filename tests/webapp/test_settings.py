"""What the environment may set, and what of it is refused at the start."""

from __future__ import annotations

import re

import pytest

from graph.errors import ConfigError
from graph.paths import ROOT
from graph.settings import SETTINGS
from tests.webapp.ui.test_translations import read
from webapp.cli.main import main
from webapp.settings import Access, read_access, read_limits

MANUAL = (ROOT / "docs" / "sparql.md").read_text("utf-8")


def test_limits_and_access_come_from_the_environment() -> None:
    limits = read_limits({"AKTEURSNETZ_QUERY_SECONDS": "2.5", "AKTEURSNETZ_RESULT_ROWS": "10"})
    access = read_access({"AKTEURSNETZ_TOKEN": " geheim ", "AKTEURSNETZ_TOKEN_RIGHTS": "write, unchecked"})
    assert (limits.time_s, limits.rows) == (2.5, 10)
    assert access == Access("geheim", frozenset({"write", "unchecked"}), 60)


@pytest.mark.parametrize("value", ["zehn", "0", "-1", "nan", "inf"])
def test_limit_that_is_no_number_stops_the_start(value: str) -> None:
    with pytest.raises(ConfigError, match="AKTEURSNETZ_QUERY_SECONDS"):
        read_limits({"AKTEURSNETZ_QUERY_SECONDS": value})


def test_right_that_does_not_exist_stops_the_start() -> None:
    with pytest.raises(ConfigError, match="admin"):
        read_access({"AKTEURSNETZ_TOKEN_RIGHTS": "write,admin"})


def test_manual_lists_all_settings_with_default_and_meaning() -> None:
    listed = re.findall(r"^\| `(AKTEURSNETZ_\w+)` \| (\S+) \| (.+) \|$", MANUAL, re.MULTILINE)
    assert listed == [(one.variable, one.default or "–", one.meaning) for one in SETTINGS]


def test_no_variable_is_read_that_is_not_in_the_table() -> None:
    sources = [path for top in ("graph", "webapp") for path in (ROOT / top).rglob("*.py")]
    named = {name for path in sources for name in re.findall(r'"(AKTEURSNETZ_[A-Z_]+)"', path.read_text("utf-8"))}
    assert named == {one.variable for one in SETTINGS}
    reading = {path.relative_to(ROOT).as_posix() for path in sources if "os.environ" in path.read_text("utf-8")}
    assert reading == {"graph/settings.py", "webapp/cli/console.py", "webapp/cli/main.py"}, (
        "the second asks for the terminal's language, the third adds what the file of settings says"
    )


@pytest.mark.parametrize("command", [[], ["serve"]])
def test_help_names_all_settings(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([*command, "--help"])
    said = capsys.readouterr().out
    assert [one.variable for one in SETTINGS if one.variable not in said] == []


def test_meanings_are_said_in_german_too() -> None:
    known = {message.id for message in read("de") if message.string}
    assert {one.meaning for one in SETTINGS} <= known
