"""The files of `docs/betrieb/` are sound: systemd reads the units, and what they name is what the package brings."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from graph.paths import ROOT
from graph.settings import SETTINGS
from webapp.cli.main import main

FILES = ROOT / "docs" / "betrieb"
MANUAL = (ROOT / "docs" / "betrieb.md").read_text("utf-8")
UNITS = sorted([*FILES.glob("*.service"), *FILES.glob("*.timer")])
SYSTEMD = shutil.which("systemd-analyze")
MOST_EXPOSED = 20
"""Of 100, by systemd's own table; 96 is a unit that says nothing."""


@pytest.fixture
def units(tmp_path: Path) -> list[Path]:
    """The units as they stand, with a program that is there: systemd looks whether it is."""
    if SYSTEMD is None:
        pytest.skip("systemd-analyze is not installed")
    for unit in UNITS:
        (tmp_path / unit.name).write_text(unit.read_text("utf-8").replace("/usr/bin/akteursnetz", "/bin/true"), "utf-8")
    return [tmp_path / unit.name for unit in UNITS]


def test_systemd_finds_nothing_to_say_about_the_units(units: list[Path]) -> None:
    command = [str(SYSTEMD), "verify", *map(str, units)]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    about_ours = [line for line in said.stderr.splitlines() if "akteursnetz" in line]
    assert (said.returncode, about_ours) == (0, [])


def test_units_may_do_little(units: list[Path]) -> None:
    for unit in (unit for unit in units if unit.suffix == ".service"):
        command = [str(SYSTEMD), "security", "--offline=true", f"--threshold={MOST_EXPOSED}", str(unit)]
        said = subprocess.run(command, capture_output=True, text=True, check=False)
        assert said.returncode == 0, said.stdout[-300:]


def test_units_call_commands_that_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    called = re.findall(
        r"^ExecStart=/usr/bin/akteursnetz (\w+)", "".join(u.read_text("utf-8") for u in UNITS), re.MULTILINE
    )
    assert sorted(called) == ["backup", "serve"]
    for command in called:
        with pytest.raises(SystemExit) as ended:
            main([command, "--help"])
        assert ended.value.code == 0
    capsys.readouterr()


def test_settings_of_the_file_are_in_the_table() -> None:
    named = re.findall(r"^(AKTEURSNETZ_\w+)=", (FILES / "akteursnetz.env").read_text("utf-8"), re.MULTILINE)
    assert named
    assert set(named) <= {one.variable for one in SETTINGS}


@pytest.mark.parametrize("script", ["preinst", "postinst", "prerm", "akteursnetz"])
def test_scripts_of_the_package_are_scripts(script: str) -> None:
    path = FILES / "debian" / script
    assert path.stat().st_mode & 0o111
    assert subprocess.run(["sh", "-n", path], check=False).returncode == 0


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The command as the package brings it, with the libraries and the Python of the tests."""
    command = tmp_path / "usr" / "bin" / "akteursnetz"
    command.parent.mkdir(parents=True)
    (tmp_path / "usr" / "lib").mkdir()
    (tmp_path / "usr" / "lib" / "akteursnetz").symlink_to(ROOT)
    text = (FILES / "debian" / "akteursnetz").read_text("utf-8")
    command.write_text(text.replace("/usr/bin/python3 -s", sys.executable), "utf-8")
    command.chmod(0o755)
    return command


def test_command_reads_names_with_blanks_and_goes_by_the_shell_where_it_says_otherwise(
    package: Path, tmp_path: Path
) -> None:
    file = tmp_path / "settings"
    file.write_text(
        "AKTEURSNETZ_STORE=oxigraph:/nowhere\nAKTEURSNETZ_HOSTS=netz.kassel.example netz2.kassel.example\n"
        "AKTEURSNETZ_OPERATOR=Stadt Kassel\nAKTEURSNETZ_PREFIX=/netz\n",
        "utf-8",
    )
    environment = {"PATH": "/usr/bin:/bin", "AKTEURSNETZ_SETTINGS": str(file)}
    environment["AKTEURSNETZ_STORE"] = f"oxigraph:{tmp_path / 'store'}"
    run = partial(subprocess.run, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run([package, "load", ROOT / "data" / "magdeburg" / "ag1.ttl"]).returncode == 0
    made = run([package, "user", "add", "Vera Muster", "--role", "verwalten"])
    assert (made.returncode, made.stderr) == (0, "")
    assert "https://netz.kassel.example/netz/anmelden/" in made.stdout


Called = Callable[..., list[str]]


@pytest.fixture
def called(tmp_path: Path) -> Called:
    """A script of the package, run where systemctl and the other commands only say that they were called."""
    there, log = tmp_path / "bin", tmp_path / "called"
    there.mkdir()
    for name in ("systemctl", "adduser", "install", "chown", "chmod", "runuser", "python3"):
        (there / name).write_text(f'#!/bin/sh\necho "{name} $*" >>"{log}"\n[ "{name}" != "$FAILING" ]\n', "utf-8")
        (there / name).chmod(0o755)

    def run(script: str, *words: str, failing: str = "", code: int = 0) -> list[str]:
        text = (FILES / "debian" / script).read_text("utf-8")
        for place in ("/run/systemd/system", "/var/lib/akteursnetz/store"):
            text = text.replace(f"-d {place} ", f"-d {tmp_path} ")
        log.write_text("", "utf-8")
        environment = {"PATH": f"{there}:/usr/bin:/bin", "FAILING": failing}
        assert subprocess.run(["sh", "-c", text, script, *words], env=environment, check=False).returncode == code
        return log.read_text("utf-8").splitlines()

    return run


_BOTH = "akteursnetz.service akteursnetz-backup.timer"


def test_update_without_a_backup_leaves_the_old_version_running(called: Called) -> None:
    assert called("prerm", "upgrade", "0.2.0") == []
    assert called("preinst", "upgrade", "0.1.0", failing="runuser", code=1) == [
        "runuser -u akteursnetz -- /usr/bin/akteursnetz backup /var/backups/akteursnetz --keep 14"
    ]
    assert called("postinst", "abort-upgrade", "0.2.0")[-1] == f"systemctl start {_BOTH}"


def test_what_cannot_be_compiled_at_a_start_is_compiled_at_the_installation(called: Called) -> None:
    compiling = "python3 -m compileall -q -j 0 /usr/lib/akteursnetz"
    assert compiling in called("postinst", "configure", "")
    assert compiling in called("postinst", "configure", "", failing="python3")


def test_update_restarts_and_removal_stops(called: Called) -> None:
    assert called("postinst", "configure", "0.1.0")[-1] == f"systemctl restart {_BOTH}"
    assert called("prerm", "remove") == [f"systemctl stop {_BOTH}", f"systemctl disable --quiet {_BOTH}"]
    assert called("postinst", "abort-remove")[-2:] == [f"systemctl enable --quiet {_BOTH}", f"systemctl start {_BOTH}"]


def test_manual_names_every_file_and_no_other() -> None:
    named = set(re.findall(r"`betrieb/([\w.-]+)`", MANUAL))
    assert named == {path.name for path in FILES.iterdir() if path.is_file()}


def test_manual_is_three_pages_at_most() -> None:
    assert len(MANUAL.split()) < 2_000
