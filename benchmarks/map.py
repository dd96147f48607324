"""The map of 150, 2,000 and 100,000 invented actors in Chromium: `python benchmarks/map.py [FOLDER] [SIZE ...]`.

Ready is from the start of the navigation to the first drawn picture. Frames are counted while the real mouse drags
the map for two seconds. The heap is what JavaScript holds after that. Software rendering, no GPU. Stores are kept in
FOLDER, so that a second run begins at once; the first one makes 100,000 actors in about three minutes.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

COMMAND = str(Path(sys.executable).with_name("akteursnetz"))
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
        subprocess.run([COMMAND, "generate", "--actors", str(actors), str(file)], check=True)
        subprocess.run([COMMAND, "load", "--store", f"oxigraph:{store}", str(file)], check=True)
    return store


@contextmanager
def service(store: Path) -> Iterator[float]:
    """A running service, and the seconds from its start to the first answer of the map."""
    command = [COMMAND, "serve", "--port", str(PORT), "--store", f"oxigraph:{store}"]
    begun = time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
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


def open_map(page: Page) -> float:
    """Milliseconds to the first picture."""
    page.goto(f"{ADDRESS}/karte")
    page.wait_for_selector("html[data-ready]", timeout=120_000)
    return float(page.evaluate("performance.getEntriesByName('map-ready')[0].startTime"))


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


def open_areas(page: Page) -> float:
    """Median milliseconds from opening an area by its button to the drawn picture."""
    times = []
    for number in range(RUNS):
        opened = page.evaluate("performance.getEntriesByName('area-open').length")
        page.locator("#tafel .area-list a").nth(number).click()
        page.locator("#tafel .area-actions button").click()
        while page.evaluate("performance.getEntriesByName('area-open').length") <= opened:
            page.wait_for_timeout(20)
        times.append(float(page.evaluate("performance.getEntriesByName('area-open').at(-1).duration")))
        page.keyboard.press("Escape")
        page.locator("#netz").focus()
        page.keyboard.press("Escape")
        page.wait_for_timeout(100)
    return statistics.median(times)


def measure(actors: int, folder: Path) -> str:
    with service(make_store(folder, actors)) as warm, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        ready = []
        for _ in range(RUNS):
            page = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce").new_page()
            ready.append(open_map(page))
        frames = frames_while_dragging(page)
        opened = f"{open_areas(page):.0f}" if actors > DRAWN_MOST else "–"
        heap = page.evaluate("performance.memory.usedJSHeapSize") / 1e6
        browser.close()
    return f"| {actors:,} | {warm:.1f} | {statistics.median(ready):.0f} | {frames:.0f} | {opened} | {heap:.0f} |"


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp(prefix="akteursnetz-map-"))
    folder.mkdir(parents=True, exist_ok=True)
    print("| actors | start to map s | ready ms | frames/s dragging | open an area ms | JS heap MB |")
    print("|---|---|---|---|---|---|")
    for actors in [int(size) for size in sys.argv[2:]] or SIZES:
        print(measure(actors, folder), flush=True)


if __name__ == "__main__":
    main()
