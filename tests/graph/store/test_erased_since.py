"""Whoever brings back an older state is told that persons who were erased since are in it."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from graph.protocol import Change
from graph.store.embedded import EmbeddedStore
from graph.store.erased_since import erased_since
from tests.graph.store.test_damage import ADA, statement
from webapp.cli.main import main


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "store"
    with closing(EmbeddedStore(folder)) as store:
        store.apply(Change(add=[statement(1), *ADA], author="Koordination", reason="person-erased TX ."))
    return folder


def test_erasures_after_a_copy_are_counted(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "copy")
    assert erased_since(tmp_path / "copy", folder) == 0
    with closing(EmbeddedStore(folder)) as store:
        store.erase("Ada Brandt")
        store.apply(Change(add=[statement(2)]))
    assert erased_since(tmp_path / "copy", folder) == 1
    assert erased_since(folder, folder) == 0
    (folder / "changes.log").unlink()
    assert erased_since(tmp_path / "copy", folder) is None


def test_the_command_says_that_they_are_back(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store, backups = ["--store", f"oxigraph:{folder}"], str(tmp_path / "backups")
    assert main(["backup", backups, *store]) == 0
    assert main(["restore", backups, *store]) == 0
    assert "Personen" not in capsys.readouterr().out
    with closing(EmbeddedStore(folder)) as opened:
        opened.erase("Ada Brandt")
    assert main(["restore", backups, *store]) == 0
    assert "Personen gelöscht, die nun wieder da sind (Löschungen: 1)" in capsys.readouterr().out
    with closing(EmbeddedStore(folder)) as opened:
        assert opened.persons.names() == ["Ada Brandt"]
