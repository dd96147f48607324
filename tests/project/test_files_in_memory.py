"""Temporary files of tests lie in memory where there is room for them, and on the disk everywhere else."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from tests.support.files_in_memory import put_files_in_memory


@pytest.fixture(autouse=True)
def nothing_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", tempfile.gettempdir())
    monkeypatch.setenv("TMPDIR", "")  # so that it is as before when the test is over
    monkeypatch.delenv("TMPDIR")


def test_where_there_is_room_they_lie_in_memory(tmp_path: Path) -> None:
    put_files_in_memory(tmp_path, room=0)
    assert tempfile.gettempdir() == os.environ["TMPDIR"] == str(tmp_path)


@pytest.mark.parametrize("folder", [".", "gibt-es-nicht"])
def test_where_there_is_none_nothing_is_said(tmp_path: Path, folder: str) -> None:
    put_files_in_memory(tmp_path / folder, room=1 << 60)
    assert "TMPDIR" not in os.environ


def test_what_somebody_chose_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", "/tmp")  # noqa: S108 - named, not used
    put_files_in_memory(tmp_path, room=0)
    assert os.environ["TMPDIR"] == "/tmp"  # noqa: S108
