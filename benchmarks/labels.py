"""How well names can be read on the drawn map of twenty networks: `python benchmarks/labels.py [FOLDER] [NAME ...]`.

Counted in Chromium at 1440 x 900, on the picture that a reader sees first, and on the drawing to print: signs without a
name, names nearer to another sign than to their own, names over names, names over signs of others. Crossings are those
of straight lines between different ends. What is read are the calls that draw, so that any version can be measured.
Stores are kept in FOLDER; positions are computed anew. An area whose group is named at its sign has no name of its own;
where it has one, that counts for overlaps alone.
"""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parent.parent
COMMAND = [sys.executable, "-m", "webapp.cli"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
PORT = 8768
ADDRESS = f"http://127.0.0.1:{PORT}"
BOARDS = ROOT / "data" / "examples" / "bundesgremien"
BOARD = "Rundfunkrat der Deutschen Welle"
GENERATED = ((30, 3), (30, 5), (40, 3), (40, 6), (50, 4), (60, 4), (60, 8), (80, 5), (100, 4), (100, 10), (150, 6))
GENERATED_LARGE = ((150, 10), (200, 6), (250, 8), (300, 6), (300, 10))
COUNTS = ("signs", "unnamed", "wrong", "crossed", "hidden", "crossings")
HEAD = (
    "| network | signs | no name | at another sign | name on name | name on sign | crossings "
    "| paper: no name | at another | name on name | on sign |\n" + 11 * "|---" + "|"
)
SCRIPT = (Path(__file__).parent / "labels.js").read_text(encoding="utf-8")
KEEP_NETWORK = """
;{
  const Plain = vis.Network;
  vis.Network = class extends Plain { constructor(...all) { super(...all); window.drawnNetwork = this; } };
}
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """What was counted for one network on the screen and on paper."""

    name: str
    screen: Mapping[str, int]
    paper: Mapping[str, int]

    @property
    def row(self) -> str:
        """A line of the table."""
        paper = [self.paper[name] for name in COUNTS[1:5]]
        return " | ".join(["", self.name, *(str(number) for number in (*self.screen.values(), *paper)), ""]).strip()


def networks() -> dict[str, Sequence[Sequence[str]]]:
    """Each network by its name, with the commands that fill its store; a store begun by the service has Magdeburg."""
    answers = ("--mapping", str(BOARDS / "antworten.json"))
    real = {
        "Magdeburg": [],
        "Musterstadt": [["load", str(ROOT / "data" / "examples" / "musterstadt.ttl")]],
        "Bundesgremien (list)": [
            ["import", str(BOARDS / "akteure.csv"), "--name", "Bundesgremien", *answers],
            ["import", str(BOARDS / "beziehungen.csv"), "--network", "bundesgremien", *answers],
        ],
        "one board (list)": [["import", "BOARD", "--name", "Rundfunkrat", *answers]],
    }
    invented = {
        f"{actors} actors, {degree} each": [["generate", "--actors", str(actors), "--degree", str(degree), "FILE"]]
        for actors, degree in (*GENERATED, *GENERATED_LARGE)
    }
    return {**real, **invented}


def make_store(folder: Path, name: str, commands: Sequence[Sequence[str]]) -> Path:
    """The store of a network, made when it is not there yet, without the positions of an earlier measure."""
    plain = "".join(letter for letter in name if letter.isalnum())
    store, file, board = folder / plain, folder / f"{plain}.nq", folder / "board.csv"
    if not store.exists():
        write_board(board)
        for command in commands:
            words = [{"FILE": str(file), "BOARD": str(board)}.get(word, word) for word in command]
            target = [] if words[0] == "generate" else ["--store", f"oxigraph:{store}"]
            run([words[0], *target, *words[1:]])
        if file.exists():
            run(["load", "--store", f"oxigraph:{store}", str(file)])
    shutil.rmtree(store / "places", ignore_errors=True)
    return store


def write_board(path: Path) -> None:
    """The members of one board: a list of fifteen or so, as a small working group keeps it."""
    with (BOARDS / "akteure.csv").open(encoding="utf-8-sig", newline="") as source:
        first, head, *rows = csv.reader(source, delimiter=";")
    seats = [[*row[:4], BOARD, "", row[6]] for row in rows if BOARD in row[4]]
    with path.open("w", encoding="utf-8", newline="") as target:
        csv.writer(target, delimiter=";").writerows([first, head, *seats])


def run(words: Sequence[str]) -> None:
    subprocess.run([*COMMAND, *words], check=True, env=ENVIRONMENT, cwd=ROOT, stdout=subprocess.DEVNULL)


@contextmanager
def service(store: Path) -> Iterator[None]:
    command = [*COMMAND, "serve", "--port", str(PORT), "--store", f"oxigraph:{store}"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=ENVIRONMENT, cwd=ROOT) as process:
        try:
            for _ in range(600):
                try:
                    with urllib.request.urlopen(f"{ADDRESS}/karte", timeout=60) as answer:  # noqa: S310 - our loopback
                        answer.read()
                    break
                except OSError:
                    time.sleep(0.2)
            yield
        finally:
            process.terminate()


def open_page(browser: Browser) -> Page:
    page = browser.new_page(viewport={"width": 1440, "height": 900}, reduced_motion="reduce", locale="de-DE")
    page.add_init_script(SCRIPT)

    def keep(route: object) -> None:
        answer = route.fetch()  # type: ignore[attr-defined]
        route.fulfill(response=answer, body=answer.text() + KEEP_NETWORK)  # type: ignore[attr-defined]

    page.route("**/vis-network.min.js", keep)
    return page


def measure(browser: Browser, name: str, store: Path, pictures: Path) -> Measured:
    with service(store):
        page = open_page(browser)
        page.goto(f"{ADDRESS}/karte")
        page.wait_for_selector("html[data-ready]", timeout=60_000)
        page.wait_for_timeout(300)
        screen = page.evaluate("window.countScreen()")
        page.screenshot(path=pictures / f"{store.name}.png")
        drawing = page.evaluate("async () => (await fetch('/karte/export.svg')).text()")
        paper = page.evaluate("text => window.countPaper(text)", drawing)
        (pictures / f"{store.name}.svg").write_text(drawing, encoding="utf-8")
        page.close()
    return Measured(name, {one: screen[one] for one in COUNTS}, paper)


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp(prefix="akteursnetz-labels-"))
    pictures = folder / "pictures"
    pictures.mkdir(parents=True, exist_ok=True)
    chosen = sys.argv[2:]
    found = []
    print(HEAD)
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium-headless-shell") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for name, commands in networks().items():
            if chosen and not any(word in name for word in chosen):
                continue
            found.append(measure(browser, name, make_store(folder, name, commands), pictures))
            print(found[-1].row, flush=True)
        browser.close()
    total = {one: sum(each.screen[one] for each in found) for one in COUNTS}
    paper = {one: sum(each.paper[one] for each in found) for one in COUNTS}
    print(Measured("all", total, paper).row)


if __name__ == "__main__":
    main()
