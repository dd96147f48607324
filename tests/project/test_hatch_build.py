from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path

import pytest

import hatch_build

ROOT = Path(hatch_build.__file__).parent


def test_the_lock_file_names_hashes_and_no_registry() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    libraries = {name: entry for name, entry in packages.items() if name}
    assert {f"node_modules/{package}" for package in hatch_build.FILES} <= libraries.keys()
    assert all(entry["integrity"].startswith("sha512-") for entry in libraries.values())
    assert not any("resolved" in entry for entry in libraries.values())


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def fake_fetch(_root: Path, folder: Path) -> None:
    packages = folder / "node_modules"
    for package, names in hatch_build.FILES.items():
        for name in names:
            (packages / package / name).parent.mkdir(parents=True, exist_ok=True)
            (packages / package / name).write_text("library", encoding="utf-8")
        (packages / package / "package.json").write_text('{"license": "MIT"}', encoding="utf-8")
    (packages / "vis-network" / "LICENSE-MIT").write_text("licence", encoding="utf-8")


def test_what_only_checks_scripts_is_not_fetched_for_the_package(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert packages["node_modules/eslint"]["dev"]
    assert not any(packages[f"node_modules/{package}"].get("dev") for package in hatch_build.FILES)
    write_arguments = f"import sys, pathlib; pathlib.Path({str(tmp_path / 'said')!r}).write_text(' '.join(sys.argv))"
    monkeypatch.setattr(hatch_build, "find_npm", lambda: [sys.executable, "-c", write_arguments])
    (tmp_path / "elsewhere").mkdir()
    hatch_build.fetch_packages(checkout, tmp_path / "elsewhere")
    assert {"ci", "--omit=dev", "--ignore-scripts"} <= set((tmp_path / "said").read_text(encoding="utf-8").split())


def test_libraries_come_with_their_licences_and_only_once(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hatch_build, "fetch_packages", fake_fetch)
    hatch_build.install_browser_libraries(checkout)
    vendor = checkout / "webapp" / "static" / "vendor"
    assert (vendor / "vis-network" / "vis-network.min.js").read_text(encoding="utf-8") == "library"
    assert (vendor / "@zazuko" / "yasgui" / "yasgui.min.css").is_file()
    assert (vendor / "licences" / "vis-network" / "LICENSE-MIT").is_file()
    assert not (vendor / "licences" / "vis-network" / "package.json").exists()
    assert (vendor / "licences" / "@zazuko" / "yasgui" / "package.json").is_file()
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


def test_every_package_built_into_the_editor_is_named_with_its_licence() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    waiting, found = ["@zazuko/yasgui"], set[str]()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += packages[f"node_modules/{name}"].get("dependencies", {})
    named = set(re.findall(r"[@\w./-]+", (ROOT / "THIRD_PARTY_LICENSES.md").read_text(encoding="utf-8")))
    assert len(found) > 20
    assert found <= named
