"""A store stays its owner's, also when an administrator gives a command; whose a file is, is said with `chown`."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from graph.paths import ROOT

OWNER = 65_534
"""The user `nobody`, who is on every machine."""
FILE = ROOT / "data" / "magdeburg" / "ag1.ttl"
SYSTEM_PYTHON = "/usr/bin/python3"
Run = Callable[..., subprocess.CompletedProcess[str]]

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only an administrator can be somebody else")


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder of the owner's, where everybody gets to: as `/var/lib/akteursnetz` for its user.

    Not below pytest's own: whoever starts other tests meanwhile closes that to other users.
    """
    with TemporaryDirectory(prefix="akteursnetz-") as place:
        Path(place).chmod(0o755)
        home = Path(place) / "home"
        home.mkdir(mode=0o700)
        os.chown(home, OWNER, OWNER)
        yield home


def everybodys_python() -> str:
    """A Python that other users can read as well: that of the tests, or the system's of the same version."""
    try:
        subprocess.run([sys.executable, "-c", "import xml"], user=OWNER, cwd="/", capture_output=True, check=True)
    except (PermissionError, subprocess.CalledProcessError):
        return system_python()
    return sys.executable


def system_python() -> str:
    """The system's Python, where it is of this version; without one there is nothing to test with."""
    asked = [SYSTEM_PYTHON, "-c", "import sys; print(sys.version_info[:2])"]
    if not Path(SYSTEM_PYTHON).exists() or str(sys.version_info[:2]) not in subprocess.check_output(asked, text=True):
        pytest.skip("no other user can read this Python")
    return SYSTEM_PYTHON


@pytest.fixture
def run(home: Path) -> Run:
    """The command in a process of its own, as the administrator or as another."""
    python, libraries = everybodys_python(), sysconfig.get_path("purelib")

    def call(*words: object, user: int | None = None) -> subprocess.CompletedProcess[str]:
        environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": f"{ROOT}:{libraries}", "PYTHONDONTWRITEBYTECODE": "1"}
        environment["AKTEURSNETZ_STORE"] = f"oxigraph:{home / 'store'}"
        command = [python, "-m", "webapp.cli", *map(str, words)]
        groups: list[int] | None = None if user is None else []
        return subprocess.run(
            command, env=environment, cwd=home.parent, user=user, group=user, extra_groups=groups,
            capture_output=True, text=True, check=False,
        )  # fmt: skip

    return call


def test_command_of_the_administrator_leaves_files_of_the_owner(home: Path, run: Run) -> None:
    for words in (
        ["load", FILE],
        ["user", "add", "Vera Muster", "--role", "verwalten"],
        ["check"],
        ["user", "list"],
        ["persons", "list"],
        ["measures"],
        ["backup", home / "backups"],
        ["restore", home / "backups"],
        ["rebuild"],
    ):
        said = run(*words)
        assert (said.returncode, said.stderr) == (0, ""), words
    assert {path.lstat().st_uid for path in (home, *home.rglob("*"))} == {OWNER}
    assert run("check", user=OWNER).returncode == 0


def test_file_of_another_is_named_with_what_mends_it(home: Path, run: Run) -> None:
    assert run("load", FILE).returncode == 0
    assert run("user", "add", "Vera Muster", "--role", "verwalten").returncode == 0
    for name, command in {
        "applied": ["check"],
        "persons.applied": ["persons", "list"],
        "changes.log": ["backup", "bk"],
        "accounts.sqlite": ["user", "list"],
        "version.json": ["serve", "--port", "0"],
        "graph": ["rebuild"],
    }.items():
        file = home / "store" / name
        os.chown(file, 0, 0)
        said = run(*command, user=OWNER)
        os.chown(file, OWNER, OWNER)
        assert said.returncode == 2
        assert f"{file} gehört root, der Speicher aber nobody" in said.stderr
        assert f"chown -R nobody: {home / 'store'}" in said.stderr
        assert "Sicherung" not in said.stderr
        assert said.stderr.count("\n") == 1


def test_store_of_another_is_said_to_be_so(home: Path, run: Run) -> None:
    assert run("load", FILE).returncode == 0
    said = run("user", "list", user=OWNER - 1)
    assert said.returncode == 2
    assert "gehört nobody. Geben Sie den Befehl als dieser Benutzer: runuser -u nobody --" in said.stderr


def test_own_file_without_rights_is_no_reason_to_restore(home: Path, run: Run) -> None:
    assert run("load", FILE).returncode == 0
    (home / "store" / "applied").chmod(0)
    for command in (["check"], ["persons", "list"], ["backup", "bk"]):
        said = run(*command, user=OWNER)
        assert said.returncode == 2
        assert "Permission denied" in said.stderr
        assert "Sicherung" not in said.stderr
        assert "Traceback" not in said.stderr


def test_place_where_the_owner_may_not_write_is_a_sentence(home: Path, run: Run) -> None:
    assert run("load", FILE).returncode == 0
    (home.parent / "closed").mkdir(mode=0o700)
    for words in (["backup", home.parent / "closed"], ["export", home.parent / "closed" / "x.csv", "--format", "csv"]):
        said = run(*words)
        assert said.returncode == 2
        assert "Traceback" not in said.stderr
        assert str(home.parent / "closed") in said.stderr
