"""What people install is whole: the wheel, in a fresh environment, from another folder, serves the map."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.paths import ROOT
from tests.support.servers import free_port

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The console script of a fresh environment that has the wheel, and the dependencies of this one."""
    place = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", place, ROOT], check=True)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", place / "venv"], check=True)
    python = place / "venv" / "bin" / "python"
    (wheel,) = place.glob("akteursnetz-*.whl")
    subprocess.run([*pip, "--python", python, "install", "--no-deps", wheel], check=True)
    site = next((place / "venv" / "lib").glob("python*/site-packages"))
    own = next(Path(entry) for entry in sys.path if entry.endswith("site-packages"))
    (site / "dependencies.pth").write_text(f"{own}\n", "utf-8")
    return python.with_name("akteursnetz")


@pytest.fixture
def address(installed: Path, tmp_path: Path) -> Iterator[str]:
    port = free_port()
    (tmp_path / "graph.py").write_text("raise SystemExit('a stray file won')", "utf-8")
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    command = [str(installed), "serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True) as service:
        try:
            assert service.stdout is not None
            assert str(port) in service.stdout.readline()
            yield f"http://127.0.0.1:{port}"
        finally:
            service.terminate()


def read(url: str) -> str:
    for _ in range(50):
        try:
            with urllib.request.urlopen(url, timeout=20) as response:  # noqa: S310 - our own loopback address
                return str(response.read().decode("utf-8"))
        except ConnectionError:
            time.sleep(0.1)
    raise AssertionError(f"{url} did not answer")


def test_the_wheel_serves_pages_map_and_sparql_from_another_folder(address: str) -> None:
    assert "Was zu entscheiden ist" in read(f"{address}/")
    picture = read(f"{address}/api/v1/karte.json")
    assert '"nodes"' in picture
    assert "Magdeburg" in picture
    assert "DataSet" in read(f"{address}/static/vendor/vis-network/vis-network.min.js")
    assert "Yasqe" in read(f"{address}/static/vendor/@zazuko/yasgui/yasgui.min.js")
    assert "true" in read(f"{address}/sparql?query=ASK%7B%3Fs%20%3Fp%20%3Fo%7D")


def test_the_packages_are_ours_alone(installed: Path) -> None:
    question = "from importlib.metadata import packages_distributions as p; print(p()['graph'], p()['webapp'])"
    answer = subprocess.run(
        [installed.with_name("python"), "-c", question],
        capture_output=True,
        text=True,
        check=True,
        cwd=installed.parent,
    )
    assert "akteursnetz" in answer.stdout
    assert len(set(answer.stdout.replace("[", "").replace("]", "").replace(",", "").split())) == 1
