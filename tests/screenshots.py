"""Takes the pictures of README and docs anew, from the real service on the Magdeburg data: `make screenshots`."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "bilder"
PORT = "8765"
PAGES = {
    "start": "/",
    "karte": "/karte",
    "akteur": "/akteure/magdeburg/jobcenter",
    "luecken": "/luecken",
    "abfragen": "/abfragen",
}


def take(browser: Browser, name: str, path: str) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="de-DE", reduced_motion="reduce")
    page.goto(f"http://127.0.0.1:{PORT}{path}")
    page.wait_for_load_state("networkidle")
    if name == "karte":
        page.wait_for_selector("html[data-ready]")
    page.screenshot(path=PICTURES / f"{name}.png")
    page.close()


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    command = [str(Path(sys.executable).with_name("akteursnetz")), "serve", "--port", PORT, "--store", "memory:"]
    with (
        tempfile.TemporaryDirectory() as folder,
        subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True) as service,
    ):
        assert service.stdout is not None
        service.stdout.readline()
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-background-networking"]
                )
                for name, path in PAGES.items():
                    take(browser, name, path)
        finally:
            service.terminate()


if __name__ == "__main__":
    main()
