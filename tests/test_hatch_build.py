from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import hatch_build

ROOT = Path(hatch_build.__file__).parent


def test_the_lock_file_names_hashes_and_no_registry() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    libraries = {name: entry for name, entry in packages.items() if name}
    assert "node_modules/vis-network" in libraries
    assert all(entry["integrity"].startswith("sha512-") for entry in libraries.values())
    assert not any("resolved" in entry for entry in libraries.values())


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def fake_fetch(_root: Path, folder: Path) -> None:
    package = folder / "node_modules" / "vis-network"
    (package / "dist").mkdir(parents=True)
    (package / "dist" / "vis-network.min.js").write_text("library", encoding="utf-8")
    (package / "LICENSE-MIT").write_text("licence", encoding="utf-8")


def test_libraries_come_with_their_licences_and_only_once(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hatch_build, "fetch_packages", fake_fetch)
    hatch_build.install_browser_libraries(checkout)
    vendor = checkout / "webapp" / "static" / "vendor"
    assert (vendor / "vis-network" / "vis-network.min.js").read_text(encoding="utf-8") == "library"
    assert (vendor / "licences" / "vis-network" / "LICENSE-MIT").is_file()
    monkeypatch.setattr(hatch_build, "fetch_packages", lambda *_: pytest.fail("fetched again"))
    hatch_build.install_browser_libraries(checkout)


def test_a_changed_lock_file_fetches_anew(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hatch_build, "fetch_packages", fake_fetch)
    hatch_build.install_browser_libraries(checkout)
    left_over = checkout / "webapp" / "static" / "vendor" / "old.js"
    left_over.write_text("old", encoding="utf-8")
    with (checkout / "package-lock.json").open("a", encoding="utf-8") as lock:
        lock.write("\n")
    hatch_build.install_browser_libraries(checkout)
    assert not left_over.exists()
