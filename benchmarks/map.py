"""The map of 150, 2,000 and 100,000 invented actors in Chromium: `python benchmarks/map.py [FOLDER] [SIZE ...]`.

Ready is from the start of the navigation to the first drawn picture, by a service that has been asked for it before.
Above what is drawn actor by actor, that is the picture of sectors, then that of circles, and an area is opened: from
the second press of a double click to the drawn picture. Frames are counted while the real mouse drags the map for two
seconds. The heap is what JavaScript holds after that. Software rendering, no GPU. Stores are kept in FOLDER, so that a
second run begins at once; the first one makes 100,000 actors in about three minutes.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parent.parent
COMMAND = [sys.executable, "-m", "webapp.cli"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
"""The version that this file lies in: put into an older one, it measures that."""
PORT = 8767
ADDRESS = f"http://127.0.0.1:{PORT}"
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--enable-precise-memory-info", "--disable-background-networking"]
SIZES = (150, 2_000, 100_000)
RUNS = 3
DRAWN_MOST = 2_000
FRAMES = """() => new Promise((done) => {
  const begun = performance.now(); let frames = 0;
  const count = (now) => { frames += 1; if (now - begun < 2000) requestAnimationFrame(count); else done(frames / 2); };
  requestAnimationFrame(count);
})"""


def make_store(folder: Path, actors: int) -> Path:
    """A store of an invented network, made when it is not there yet."""
    store, file = folder / f"actors-{actors}", folder / f"actors-{actors}.nt"
    if not store.exists():
        run("generate", "--actors", str(actors), str(file))
        run("load", "--store", f"oxigraph:{store}", str(file))
    return store


def run(*words: str) -> None:
    subprocess.run([*COMMAND, *words], check=True, env=ENVIRONMENT, cwd=ROOT)


@contextmanager
def service(store: Path) -> Iterator[float]:
    """A running service, and the seconds from its start to the first answer of the map."""
    command = [*COMMAND, "serve", "--port", str(PORT), "--store", f"oxigraph:{store}"]
    begun = time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=ENVIRONMENT, cwd=ROOT) as process:
        try:
            wait_for_map(begun + 900)
            yield time.monotonic() - begun
        finally:
            process.terminate()


def wait_for_map(deadline: float) -> None:
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{ADDRESS}/karte", timeout=900) as answer:  # noqa: S310 - our own loopback
                answer.read()
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("no map within 15 minutes")


def open_map(page: Page, address: str = "/karte") -> float:
    """Milliseconds to the first picture."""
    page.goto(ADDRESS + address)
    page.wait_for_selector("html[data-ready]", timeout=120_000)
    return float(page.evaluate("performance.getEntriesByName('map-ready')[0].startTime"))


def first_picture(browser: Browser, address: str) -> tuple[Page, float]:
    """A page with the map, and the median of its milliseconds to it, each time with an empty cache."""
    times = []
    for _ in range(1 + RUNS):
        page = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce").new_page()
        times.append(open_map(page, address))
    return page, statistics.median(times[1:])


def frames_while_dragging(page: Page) -> float:
    """Frames in a second while the mouse draws the map to and fro by its empty corner."""
    box = page.locator("#netz").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] * 0.95, box["y"] + box["height"] * 0.1
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(f"window.counted = ({FRAMES})()")
    end, step = time.monotonic() + 2.2, 0
    while time.monotonic() < end:
        step += 1
        page.mouse.move(x - 120 + 120 * (-1) ** (step // 20) * (step % 20) / 20, y + (step % 20) * 6)
    page.mouse.up()
    return float(page.evaluate("window.counted"))


def find_area(page: Page) -> tuple[float, float] | None:
    """Where an area that is not open can be clicked."""
    box = page.locator("#netz").bounding_box()
    assert box is not None
    for down in range(60, int(box["height"]) - 60, 45):
        for right in range(60, int(box["width"]) - 60, 45):
            page.mouse.click(box["x"] + right, box["y"] + down)
            if page.locator("#tafel .area-actions button").first.is_visible():
                return box["x"] + right, box["y"] + down
    return None


def open_areas(browser: Browser, address: str) -> float:
    """Median milliseconds from the second press of a double click on an area to the drawn picture."""
    times = []
    for _ in range(RUNS):
        page, _ready = first_picture(browser, address)
        place = find_area(page)
        assert place is not None
        page.evaluate("addEventListener('pointerdown', () => { window.pressed = performance.now(); }, true)")
        page.wait_for_timeout(1000)
        page.mouse.dblclick(*place)
        while not page.evaluate("performance.getEntriesByName('area-open').length"):
            page.wait_for_timeout(20)
        entry = "performance.getEntriesByName('area-open')[0]"
        times.append(float(page.evaluate(f"{entry}.startTime + {entry}.duration - window.pressed")))
    return statistics.median(times)


def measure(actors: int, folder: Path) -> str:
    with service(make_store(folder, actors)) as warm, sync_playwright() as playwright:
        found = shutil.which("chromium-headless-shell") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=found, args=CHROMIUM)
        page, ready = first_picture(browser, "/karte")
        frames = frames_while_dragging(page)
        heap = page.evaluate("performance.memory.usedJSHeapSize") / 1e6
        circles, opened = "–", "–"
        if actors > DRAWN_MOST:
            circles = f"{first_picture(browser, '/karte?gebiet=gemeinschaft')[1]:.0f}"
            opened = f"{open_areas(browser, '/karte'):.0f}"
        browser.close()
    return f"| {actors:,} | {warm:.1f} | {ready:.0f} | {circles} | {frames:.0f} | {opened} | {heap:.0f} |"


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp(prefix="akteursnetz-map-"))
    folder.mkdir(parents=True, exist_ok=True)
    print("| actors | start to map s | ready ms | by circles ms | frames/s dragging | open an area ms | JS heap MB |")
    print("|---|---|---|---|---|---|---|")
    for actors in [int(size) for size in sys.argv[2:]] or SIZES:
        print(measure(actors, folder), flush=True)


if __name__ == "__main__":
    main()
