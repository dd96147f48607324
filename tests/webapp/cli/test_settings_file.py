"""The file of settings is read as systemd reads it, and what the environment says goes before it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from graph.errors import ConfigError
from graph.paths import ROOT
from webapp.cli.settings_file import read_settings_file


def read(path: Path, text: str, **environment: str) -> dict[str, str]:
    path.write_text(text, "utf-8")
    said = {"AKTEURSNETZ_SETTINGS": str(path), **environment}
    read_settings_file(said)
    return {name: value for name, value in said.items() if name != "AKTEURSNETZ_SETTINGS"}


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("A=netz.kassel.example netz2.kassel.example", "netz.kassel.example netz2.kassel.example"),
        ('A="netz.kassel.example netz2.kassel.example"', "netz.kassel.example netz2.kassel.example"),
        ("A='Stadt Kassel'", "Stadt Kassel"),
        ("  A = Stadt Kassel  ", "Stadt Kassel"),
        ("A=", ""),
        ('A=""', ""),
        ('A="10 $HOME \\$5 \\"x\\" C:\\dir"', '10 $HOME $5 "x" C:\\dir'),
        ("A='a\"b\\c'", 'a"b\\c'),
        ('A=Haus "Sonne" & Co; $(rm -rf /) # kein Kommentar', 'Haus "Sonne" & Co; $(rm -rf /) # kein Kommentar'),
        ("A=eins \\\nzwei", "eins zwei"),
        ('A="eins \\\nzwei"', "eins zwei"),
        ('A="eins\nzwei"', "eins\nzwei"),
        ("A=a\\ b", "a b"),
        ("A=https://x.example/?a=b", "https://x.example/?a=b"),
        ("A=1\nA=2", "2"),
        ("A=Größe", "Größe"),
        ("A=eins\r\n", "eins"),
    ],
)
def test_value_is_what_systemd_makes_of_it(tmp_path: Path, line: str, value: str) -> None:
    assert read(tmp_path / "file", f"# A=no\n; A=no\n\n{line}\nno line\n1B=no\n") == {"A": value}


def test_environment_goes_first_each_setting_by_itself(tmp_path: Path) -> None:
    text = "AKTEURSNETZ_STORE=oxigraph:/var/lib/x\nAKTEURSNETZ_HOSTS=a.example b.example\n"
    said = read(tmp_path / "file", text, AKTEURSNETZ_STORE="memory:")
    assert said == {"AKTEURSNETZ_STORE": "memory:", "AKTEURSNETZ_HOSTS": "a.example b.example"}


def test_file_of_the_package_gives_its_values(tmp_path: Path) -> None:
    said = read(tmp_path / "file", (ROOT / "docs" / "betrieb" / "akteursnetz.env").read_text("utf-8"))
    assert said["AKTEURSNETZ_HOSTS"] == "netz.stadt.example"
    assert said["AKTEURSNETZ_OPERATOR"] == ""
    assert said["OPTIONS"] == "--empty --default-graph union"


def test_no_file_no_settings(tmp_path: Path) -> None:
    for said in ({}, {"AKTEURSNETZ_SETTINGS": ""}, {"AKTEURSNETZ_SETTINGS": str(tmp_path / "none")}):
        before = dict(said)
        read_settings_file(said)
        assert said == before


@pytest.mark.parametrize("content", [b"A=\xff", None])
def test_file_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "file"
    path.mkdir() if content is None else path.write_bytes(content)
    with pytest.raises(ConfigError, match=str(path)):
        read_settings_file({"AKTEURSNETZ_SETTINGS": str(path)})
    assert str(path) not in os.environ
