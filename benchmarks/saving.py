"""From the click on "Speichern" to the next page in Chromium: `python benchmarks/saving.py 1000 10000 [--hurried]`.

Five things that a coordinator does, each so often, one after the other in turn. `next page` is from the click to the
load event of the page that follows, as the browser itself noted both; `its page` is the entry's own page asked for at
once after that; `right` is the time until nothing is being computed any more. Seconds of the processor are of the
service with its children, from the click to the next page. Before each click the service is at rest; `--hurried` does
not wait for that: what the change before set going is still being computed. First, the first form after a start is
opened by somebody who comes with the service.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import statistics
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import psutil
from playwright.sync_api import Error, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parent))
from restart import cpu_s, make_store, service, wait_for_page, wait_until_quiet

CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
NOTE_CLICKS = """addEventListener('click', () => {
  sessionStorage.setItem('clicked', performance.timeOrigin + performance.now());
}, true);"""
SINCE_CLICK = """() => performance.timeOrigin + performance.getEntriesByType('navigation')[0].loadEventEnd
  - Number(sessionStorage.getItem('clicked'))"""
NAME, PARTY, TOPIC = '[name="skos:prefLabel@de"]', '[name="netz:party"]', '[name="netz:topic"]'


@dataclass(slots=True)
class Saves:
    """Seconds of each time that one thing was done."""

    next_page: list[float] = field(default_factory=list)
    its_page: list[float] = field(default_factory=list)
    right: list[float] = field(default_factory=list)
    worked: list[float] = field(default_factory=list)


class Coordinator:
    """Somebody who is signed in at a service and changes one actor after the other."""

    def __init__(self, page: Page, address: str, process: psutil.Process, saves: int) -> None:
        self.page, self.address, self.process = page, address, process
        self.actors = self._ask("api/v1/akteure")["items"]
        self._turn, self._apart = 0, len(self.actors) // (saves * 6)
        self.done: dict[str, Saves] = {}

    def _ask(self, path: str) -> dict[str, list[dict[str, str]]]:
        with urllib.request.urlopen(self.address + path, timeout=600) as answer:  # noqa: S310 - our own loopback
            found: dict[str, list[dict[str, str]]] = json.loads(answer.read())
        return found

    def actor(self) -> dict[str, str]:
        """The next one, far from those before."""
        self._turn += 1
        return self.actors[self._turn * self._apart % len(self.actors)]

    def open(self, path: str) -> None:
        try:
            self.page.goto(self.address + path, wait_until="load")
        except Error:  # the page before was just taking in what had been computed anew
            self.page.goto(self.address + path, wait_until="load")

    def click(self, what: str, name: str, its_page: str, *, hurried: bool) -> None:
        """Press the button, and note what came of it."""
        if not hurried:
            self.rest()
        noted, worked = self.done.setdefault(what, Saves()), cpu_s(self.process)
        button = self.page.get_by_role("button", name=name, exact=True)
        before, begin = self.page.url, time.perf_counter()
        button.click()
        self.page.wait_for_url(lambda now: now != before, wait_until="load")
        self.page.wait_for_function("performance.getEntriesByType('navigation')[0].loadEventEnd > 0")
        noted.worked.append(cpu_s(self.process) - worked)
        noted.next_page.append(self.page.evaluate(SINCE_CLICK) / 1000)
        self.open(its_page)
        noted.its_page.append(self.page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd") / 1000)
        if not hurried:
            while self._ask("api/v1/berechnung")["pending"]:
                time.sleep(0.05)
            noted.right.append(time.perf_counter() - begin)

    def rest(self) -> None:
        wait_until_quiet(self.process)

    def summary(self, text: str) -> None:
        self.page.locator("#zusammenfassung", has_text=text).wait_for()


def correct_a_name(who: Coordinator, number: int, *, hurried: bool) -> None:
    actor = who.actor()
    who.open(f"aendern?iri={quote(actor['slug'])}")
    who.page.locator(NAME).fill(f"Amt {number} und Stelle")
    who.summary(f"Amt {number} und Stelle")
    who.click("correct a name", "Speichern", f"akteure/{actor['slug']}", hurried=hurried)


def new_tie(who: Coordinator, _number: int, *, hurried: bool) -> None:
    one, other = who.actor(), who.actor()
    who.open(f"eintragen/schnittstelle?von={quote(one['slug'])}&zu={quote(other['slug'])}")
    who.page.locator(TOPIC).first.fill("Beratung")
    who.summary("Beratung")
    who.click("new tie", "Speichern", f"akteure/{one['slug']}", hurried=hurried)


def end_a_membership(who: Coordinator, _number: int, *, hurried: bool) -> None:
    for _ in who.actors:
        slug = who.actor()["slug"]
        who.open(f"akteure/{slug}")
        groups = who.page.locator("section", has=who.page.locator("h2, h3", has_text=re.compile("Gruppe|Mitglied")))
        ending = groups.locator('a[href*="/beenden"]')
        if ending.count():
            break
    who.page.goto(who.address.rstrip("/") + (ending.first.get_attribute("href") or ""), wait_until="load")
    who.page.get_by_label("Bis wann").fill("2025")
    who.click("end a membership", "Beenden", f"akteure/{slug}", hurried=hurried)


def merge_two(who: Coordinator, _number: int, *, hurried: bool) -> None:
    one, other = who.actor(), who.actor()
    who.open(f"zusammenlegen/paar?eins={quote(one['slug'])}&zwei={quote(other['slug'])}")
    kept = who.page.locator('[name="bleibt"]:checked').input_value()
    slug = next(actor["slug"] for actor in (one, other) if actor["iri"] == kept)
    who.click("merge two", "Zusammenlegen", f"akteure/{slug}", hurried=hurried)


def undo(who: Coordinator, number: int, *, hurried: bool) -> None:
    """Of a name that was corrected right before."""
    actor = who.actor()
    who.open(f"aendern?iri={quote(actor['slug'])}")
    who.page.locator(NAME).fill(f"Falsch {number} und Stelle")
    who.summary(f"Falsch {number} und Stelle")
    who.page.get_by_role("button", name="Speichern", exact=True).click()
    who.page.get_by_role("button", name="Rückgängig machen", exact=True).wait_for()
    who.click("undo", "Rückgängig machen", f"akteure/{actor['slug']}", hurried=hurried)


DOINGS: tuple[Callable[..., None], ...] = (correct_a_name, new_tie, end_a_membership, merge_two, undo)


def sign_in(page: Page, said: Path) -> None:
    found = re.search(r"http://\S+/anmelden\?schluessel=\S+", said.read_text(encoding="utf-8"))
    if found is None:
        raise SystemExit("The service has printed no address to sign in.")
    page.goto(found[0])


def first_form(tree: Path, store: str, page: Page, folder: Path) -> str:
    """The first form after a start, asked for as soon as the service answers."""
    said = folder / "said"
    begin = time.perf_counter()
    with service(tree, store, said) as (process, address):
        wait_until_it_answers(address)
        sign_in(page, said)
        page.goto(f"{address}eintragen/akteur", wait_until="load")
        return f"{time.perf_counter() - begin:.2f} s after the start, {cpu_s(process):.2f} s of the processor"


def wait_until_it_answers(address: str) -> None:
    while True:
        try:
            with urllib.request.urlopen(f"{address}healthz", timeout=600):  # noqa: S310 - our own loopback
                return
        except OSError:
            time.sleep(0.02)


def measure(tree: Path, store: str, page: Page, folder: Path, options: argparse.Namespace) -> Coordinator:
    said = folder / "said"
    with service(tree, store, said) as (process, address):
        wait_for_page(address, process)
        sign_in(page, said)
        wait_until_quiet(process)
        who = Coordinator(page, address, process, options.saves)
        for number in range(-1, options.saves):
            if number == 0:
                who.done.clear()  # the first of each was not warm
            for do in DOINGS:
                do(who, number + 2, hurried=options.hurried)
    return who


def row(actors: int, what: str, saves: Saves) -> str:
    def said(values: list[float]) -> str:
        return f"{statistics.median(values):.2f} s ({max(values):.2f})" if values else "–"

    columns = " | ".join(map(said, (saves.next_page, saves.worked, saves.its_page, saves.right)))
    return f"| {actors:,} | {what} | {columns} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("actors", type=int, nargs="+")
    parser.add_argument("--saves", type=int, default=7)
    parser.add_argument("--hurried", action="store_true")
    options = parser.parse_args()
    tree = Path(__file__).resolve().parents[1]
    with sync_playwright() as started, tempfile.TemporaryDirectory() as made:
        browser = started.chromium.launch(executable_path=shutil.which("chromium-headless-shell"), args=CHROMIUM)
        print(
            "| actors | what | next page (slowest) | of the processor | its page | right |\n|---|---|---|---|---|---|"
        )
        for actors in options.actors:
            folder = Path(made, str(actors))
            store = make_store(tree, actors, folder)
            page = browser.new_context(locale="de-DE", viewport={"width": 1440, "height": 900}).new_page()
            page.set_default_timeout(600_000)  # a busy machine is to be measured, not to be given up
            page.add_init_script(NOTE_CLICKS)
            found = measure(tree, store, page, folder, options)
            for what, saves in found.done.items():
                print(row(actors, what, saves), flush=True)
            print(f"first form of {actors:,}: {first_form(tree, store, page, folder)}", flush=True)


if __name__ == "__main__":
    main()
