"""What the environment may set, and what of it is refused at the start."""

from __future__ import annotations

import re

import pytest

from graph.errors import ConfigError
from graph.paths import ROOT
from webapp.settings import SETTINGS, Access, read_access, read_limits

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


def test_manual_lists_the_settings_of_the_service_with_their_defaults() -> None:
    listed = dict(re.findall(r"^\| `(AKTEURSNETZ_\w+)` \| (\S+) \|", MANUAL, re.MULTILINE))
    wanted = {one.variable: one.default or "–" for one in SETTINGS if one.variable != "AKTEURSNETZ_STORE"}
    assert listed == wanted
