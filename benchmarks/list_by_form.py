"""What a long list needs through the form of the page: seconds and memory of the whole service, and a kill meanwhile.

    python -m benchmarks.list_by_form 100000 100000
    python -m benchmarks.list_by_form 20000 --kill

Each number is a list for a new network of the same service, sent through a socket, looked at and taken over, while its
sender asks how far it is as a browser does; each step is said with when it began and the most that there was then. Then
it is waited until the service has been quiet for a while: what a network of that size takes while it is served. Memory
is the proportional set size of all its processes, sampled all the time. `--kill`: the service is killed (SIGKILL) while
it takes the first list over: before anything is logged, while the entry is written, once it is written, and while the
engine takes it. The store is checked, the service started again and asked for its changes, and the list taken back.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import psutil

sys.path.insert(0, str(Path(__file__).parent))
from lists import table
from restart import MB, command, environment, family

from graph.export.spreadsheets import as_xlsx

TREE = Path(__file__).parents[1]
_SAMPLE_S, _ASKED_S = 0.2, 0.5
_QUIET_S, _IDLE_SHARE = 30.0, 0.1
_SENTENCE = re.compile(r'id="summe">(.*?)</p>', re.DOTALL)


@contextmanager
def service(store: str) -> Iterator[tuple[psutil.Process, httpx.Client]]:
    """A service and a client that may write."""
    arguments = command(TREE, "serve", "--empty", "--port", "0", "--store", store)
    with subprocess.Popen(arguments, env=environment(TREE), cwd=TREE, stdout=subprocess.PIPE, text=True) as process:
        try:
            lines = [next(process.stdout or iter(())) for _ in range(2)]
            key = lines[1].split(": ", 1)[1].strip()
            with httpx.Client(base_url=key.split("/anmelden")[0], timeout=1800, follow_redirects=True) as client:
                client.get(key).raise_for_status()
                client.headers["Origin"] = key.split("/anmelden")[0]  # as a browser says it
                yield psutil.Process(process.pid), client
        finally:
            process.terminate()


def fields_of(page: str) -> dict[str, str]:
    """The hidden fields of a form."""
    found = (dict(re.findall(r'(\w+)="([^"]*)"', tag)) for tag in re.findall(r'<input type="hidden"[^>]*>', page))
    return {one["name"]: one.get("value", "").replace("&#34;", '"').replace("&amp;", "&") for one in found}


def preview(
    client: httpx.Client, rows: int, name: str, hear: Callable[[str], None] = lambda _step: None
) -> httpx.Response:
    """Send a list, and ask until it is said what it would bring."""
    content = as_xlsx({"Akteure": [list(row) for row in table(rows)]})
    page = client.get("/daten/einlesen").text
    said = {**fields_of(page), "name": name, "author": "XY"}
    sent = client.post("/daten/einlesen", data=said, files={"file": ("liste.xlsx", content)}).raise_for_status()
    return until_over(client, sent, hear)


def take_over(
    client: httpx.Client, shown: httpx.Response, name: str, hear: Callable[[str], None] = lambda _step: None
) -> httpx.Response:
    """Press "Übernehmen", and ask until it is over."""
    said = {**fields_of(shown.text), "name": name, "author": "XY", "into": ""}
    return until_over(client, client.post(f"{shown.url.path}/uebernehmen", data=said), hear)


def until_over(client: httpx.Client, answer: httpx.Response, hear: Callable[[str], None]) -> httpx.Response:
    """Ask how far a list is as a browser does, until the page leads on."""
    while answer.url.path.endswith("/stand"):
        told = client.get(answer.url.path, headers={"Accept": "application/json"}).json()
        hear(told["step"])
        if told["over"]:
            return client.get(answer.url.path, headers={"Accept": "text/html"})
        time.sleep(_ASKED_S)
    return answer


class Steps:
    """The steps of a list: when each began, and the most memory while it was done."""

    def __init__(self) -> None:
        self._begin, self._held = time.perf_counter(), dict[str, tuple[float, list[float]]]()
        self._step = ""

    def hear(self, step: str) -> None:
        self._step = step

    def note(self, sizes: list[float]) -> None:
        begin, most = self._held.get(self._step, (time.perf_counter() - self._begin, [0.0]))
        self._held[self._step] = begin, max(most, sizes, key=sum)

    def said(self) -> str:
        return "\n".join(
            f"    {step:50} from {begin:6.1f} s, at most {sum(most):5.0f} MB ({_listed(most)})"
            for step, (begin, most) in self._held.items()
            if step
        )


@contextmanager
def measured(process: psutil.Process, what: str, steps: Steps | None = None) -> Iterator[None]:
    """Say the seconds, and the most that all processes had at once with what each had then."""
    most, ended = [[0.0]], threading.Event()

    def look() -> None:
        while not ended.wait(_SAMPLE_S):
            sizes = list(_sizes(process))
            if steps:
                steps.note(sizes)
            if sum(sizes) > sum(most[0]):
                most[0] = sizes

    watch, begin, worked = threading.Thread(target=look), time.perf_counter(), _worked(process)
    watch.start()
    try:
        yield
    finally:
        ended.set()
        watch.join()
    seconds, work = time.perf_counter() - begin, _worked(process) - worked
    said = f"{sum(_sizes(process)):5.0f} MB, at most {sum(most[0]):5.0f} ({_listed(most[0])})"
    print(f"{what:28} {seconds:6.1f} s ({work:6.1f} of the processor) {said}", flush=True)
    if steps:
        print(steps.said(), flush=True)


def _listed(sizes: list[float]) -> str:
    return ", ".join(f"{one:.0f}" for one in sizes)


def rest(process: psutil.Process) -> None:
    """Wait until the service has hardly worked for a while: it has read and warmed what pages show, and kept it."""
    quiet_since = time.perf_counter()
    while time.perf_counter() - quiet_since < _QUIET_S:
        before = _worked(process)
        time.sleep(1.0)
        if _worked(process) - before > _IDLE_SHARE:
            quiet_since = time.perf_counter()


def _sizes(process: psutil.Process) -> Iterator[float]:
    for member in family(process):
        with suppress(psutil.Error):
            yield member.memory_full_info().pss / MB


def _worked(process: psutil.Process) -> float:
    times = process.cpu_times()
    return times.user + times.system + times.children_user + times.children_system


def measure(rows: list[int]) -> None:
    with tempfile.TemporaryDirectory() as folder, service(f"oxigraph:{folder}/store") as (process, client):
        with measured(process, "started"):
            time.sleep(3)
        for number, one in enumerate(rows, 1):
            name = f"Netz {number}"
            steps = Steps()
            with measured(process, f"{one:,} rows: preview", steps):
                shown = preview(client, one, name, steps.hear)
            print("   ", re.sub(r"<.*?>", "", _SENTENCE.search(shown.text)[1]))  # type: ignore[index]
            steps = Steps()
            with measured(process, f"{one:,} rows: taken over", steps):
                done = take_over(client, shown, name, steps.hear)
            print("   ", done.status_code, done.url.path)
            with measured(process, f"{one:,} rows: served"):
                rest(process)


MOMENTS: dict[str, Callable[[int, int, str], bool]] = {
    "before the entry": lambda size, before, _: size == before,
    "within the entry": lambda size, before, _: size > before,
    "behind the entry": lambda size, before, marker: size > before and '"loading": ["' in marker,
}
"""Of a log, how large it is and was before; and the marker, which says what the engine is about to take."""


def kill(rows: int) -> None:
    """Kill a service at each moment, and say what is there afterwards."""
    for moment, is_now in MOMENTS.items():
        with tempfile.TemporaryDirectory() as folder:
            store = Path(folder, "store")
            with service(f"oxigraph:{store}") as (process, client):
                shown = preview(client, rows, "Netz")
                log, marker = store / "changes.log", store / "applied"
                before = log.stat().st_size if log.exists() else 0
                sending = threading.Thread(target=_take_over_in_vain, args=(client, shown))
                sending.start()
                time.sleep(1.0)
                while not is_now(_size(log), before, _text(marker)):
                    time.sleep(0.01)
                size = _size(log)
                for one in family(process):
                    one.kill()
                sending.join()
            print(f"{moment}: killed with {size:,} bytes logged, {before:,} before;", _after(store), flush=True)


def _take_over_in_vain(client: httpx.Client, shown: httpx.Response) -> None:
    with suppress(httpx.HTTPError):
        take_over(client, shown, "Netz")


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _after(store: Path) -> str:
    """What the store says of itself, before and after the next start."""
    address = f"oxigraph:{store}"
    found = _checked(address)
    with service(address) as (_, client):
        page, statements = client.get("/eingelesen/1"), _statements(client)
        if page.status_code == httpx.codes.NOT_FOUND:
            return f"{found}; nothing of it is in: {statements:,} statements"
        undone = client.post("/eingelesen/1/zurueck", data=fields_of(page.text)).status_code
        left = _statements(client)
    return f"{found}; all is in: {statements:,} statements; taken back ({undone}): {left:,}; {_checked(address)}"


def _statements(client: httpx.Client) -> int:
    asked = {"query": "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"}
    return int(client.get("/sparql", params=asked, headers={"Accept": "text/csv"}).text.split()[1])


def _checked(address: str) -> str:
    done = subprocess.run(
        command(TREE, "check", "--store", address), env=environment(TREE), cwd=TREE, capture_output=True, check=False
    )
    return f"check {done.returncode}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=int, nargs="+")
    parser.add_argument("--kill", action="store_true")
    options = parser.parse_args()
    if options.kill:
        kill(options.rows[0])
    else:
        measure(options.rows)


if __name__ == "__main__":
    main()
