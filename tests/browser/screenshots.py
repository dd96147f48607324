"""Takes the pictures of README and handbook anew, from the real service on the Magdeburg data: `make screenshots`."""

from __future__ import annotations

import base64
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from graph.paths import ROOT

PICTURES = ROOT / "docs" / "bilder"
PORT, EMPTY_PORT = "8765", "8766"
LARGEST = 200_000
FAULTY = "Akteur;Sektor;Gruppe\nJobcenter;Öffentliche Hand;AG Arbeit\nCaritasverband;Kirchliches;AG Arbeit\n"
PACK = """async (png) => {
  const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
  const canvas = Object.assign(document.createElement('canvas'), { width: picture.width, height: picture.height });
  canvas.getContext('2d').drawImage(picture, 0, 0);
  return canvas.toDataURL('image/webp', 0.9);
}"""
PAGES = {
    "start": "/",
    "karte": "/karte",
    "profil": "/karte?akteur=magdeburg/jobcenter",
    "druck": "/karte/druck",
    "akteur": "/akteure/magdeburg/jobcenter",
    "luecken": "/luecken",
    "abfragen": "/abfragen",
}


def take(browser: Browser, name: str, address: str, prepare: Callable[[Page], None] = lambda _page: None) -> None:
    """One picture; fails for one that is too large to be kept with the code."""
    page = browser.new_page(
        bypass_csp=True, viewport={"width": 1280, "height": 800}, locale="de-DE", reduced_motion="reduce"
    )
    page.goto(address)
    page.wait_for_load_state("networkidle")
    if page.locator("#netz").count():
        page.wait_for_selector("html[data-ready]")
    prepare(page)
    picture = as_webp(page, page.screenshot())
    page.close()
    if len(picture) > LARGEST:
        sys.exit(f"{name} has {len(picture)} bytes, more than {LARGEST}")
    (PICTURES / f"{name}.webp").write_bytes(picture)


def as_webp(page: Page, png: bytes) -> bytes:
    """The same picture at a third of the size; the browser can write it, so no library is needed."""
    text = page.evaluate(PACK, base64.b64encode(png).decode())
    return base64.b64decode(text.partition(",")[2])


def preview_a_list(page: Page) -> None:
    """A list as somebody keeps it, and what the preview asks about it."""
    page.set_input_files("#file", {"name": "akteure.csv", "mimeType": "text/csv", "buffer": FAULTY.encode()})
    page.fill("#name", "Arbeit und Bildung")
    page.fill("#author", "Koordination")
    page.get_by_role("button", name="Vorschau zeigen").click()
    page.wait_for_load_state("networkidle")


@contextmanager
def service(port: str, *options: str) -> Iterator[str]:
    """Address of a service that runs as long as it is needed."""
    command = [str(Path(sys.executable).with_name("akteursnetz")), "serve", "--port", port, "--store", "memory:"]
    with (
        tempfile.TemporaryDirectory() as folder,
        subprocess.Popen([*command, *options], cwd=folder, stdout=subprocess.PIPE, text=True) as process,
    ):
        assert process.stdout is not None
        process.stdout.readline()
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with (
        service(PORT) as full,
        service(EMPTY_PORT, "--empty") as empty,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium-headless-shell") or shutil.which("chromium"),
            args=["--no-sandbox", "--disable-background-networking"],
        )
        for name, path in PAGES.items():
            take(browser, name, full + path)
        take(browser, "anfang", empty + "/")
        take(browser, "einlesen", empty + "/daten/einlesen", preview_a_list)


if __name__ == "__main__":
    main()
