"""Takes the pictures of README and handbook anew, from the real service on the Magdeburg data: `make screenshots`."""

from __future__ import annotations

import base64
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urljoin

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


def take(
    browser: Browser, name: str, address: str, prepare: Callable[[Page], None] = lambda _page: None, way_in: str = ""
) -> None:
    """One picture, as a stranger sees it or whoever came by `way_in`; fails for one too large to be kept here."""
    page = browser.new_page(
        bypass_csp=True, viewport={"width": 1280, "height": 800}, locale="de-DE", reduced_motion="reduce"
    )
    if way_in:
        page.goto(way_in)
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
    """Where to sign in at a service that runs as long as it is needed."""
    command = [str(Path(sys.executable).with_name("akteursnetz")), "serve", "--port", port, "--store", "memory:"]
    with (
        tempfile.TemporaryDirectory() as folder,
        subprocess.Popen([*command, *options], cwd=folder, stdout=subprocess.PIPE, text=True) as process,
    ):
        assert process.stdout is not None
        try:
            yield next(found[0] for line in process.stdout if (found := re.search(r"http://\S+/anmelden\?\S+", line)))
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
            take(browser, name, urljoin(full, path))
        take(browser, "anfang", urljoin(empty, "/"), way_in=empty)
        take(browser, "einlesen", urljoin(empty, "/daten/einlesen"), preview_a_list, way_in=empty)


if __name__ == "__main__":
    main()
