"""Which server for our WSGI application: `python benchmarks/wsgi.py` prints one line per candidate.

Only one process may open the store, so each runs as one process with threads. Eight clients ask for the smallest
query with a new text each time, for the page of an actor, and for /healthz. The other servers come from the registry
into build/bench-venv. Only waitress tells a running request that its client has left (`waitress.client_disconnected`);
what the others offer is printed as well.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent / "sparql"))

PORT = 8781
STORE, ADDRESS = "BENCH_STORE", "127.0.0.1"
LEFT_KEYS = ("waitress.client_disconnected", "gunicorn.socket", "cheroot.connection")
CANDIDATES = ("waitress-4", "waitress-8", "waitress-16", "cheroot-8", "gunicorn-8", "granian-8")
PACKAGES = ("cheroot>=10", "granian>=2", "gunicorn>=23")

Application = Callable[..., Any]


def make_application() -> Application:
    """Our application on the store that the environment names, and a page that lists what a server offers."""
    from graph.store.open import open_store  # noqa: PLC0415 - each server imports in the process that answers
    from webapp import create_app  # noqa: PLC0415
    from webapp.settings import Settings  # noqa: PLC0415

    address = os.environ[STORE]
    application = create_app(Settings(store=address, port=PORT), open_store(address))

    @application.get("/bench/offers")
    def offers() -> str:
        from flask import request  # noqa: PLC0415

        return ", ".join(key for key in LEFT_KEYS if key in request.environ) or "nothing"

    return application


def serve(name: str) -> None:
    """Answer requests until ended."""
    kind, _, threads = name.partition("-")
    globals()[f"serve_{kind}"](int(threads))


def serve_waitress(threads: int) -> None:
    import waitress  # noqa: PLC0415

    waitress.serve(
        make_application(), host=ADDRESS, port=PORT, threads=threads, ident=None, channel_request_lookahead=1
    )


def serve_cheroot(threads: int) -> None:
    from cheroot import wsgi  # noqa: PLC0415

    wsgi.Server((ADDRESS, PORT), make_application(), numthreads=threads).start()


def serve_gunicorn(threads: int) -> None:
    from gunicorn.app.base import BaseApplication  # noqa: PLC0415

    class Loaded(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            for key, value in {"bind": f"{ADDRESS}:{PORT}", "worker_class": "gthread", "threads": threads}.items():
                self.cfg.set(key, value)

        def load(self) -> Application:
            return make_application()

    Loaded().run()


def serve_granian(threads: int) -> None:
    from granian import Granian  # noqa: PLC0415

    os.environ["PYTHONPATH"] = os.pathsep.join([str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")])
    sys.path.insert(0, str(Path(__file__).parent))
    Granian("wsgi:make_application", ADDRESS, PORT, interface="wsgi", factory=True, blocking_threads=threads).serve()


def make_python() -> Path:
    """An interpreter that sees our dependencies and the other servers."""
    from servers import BENCH_VENV, make_venv  # noqa: PLC0415

    make_venv(PACKAGES)
    python = BENCH_VENV / "bin" / "python"
    where = subprocess.check_output([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], text=True)
    ours = [sysconfig.get_path("purelib"), str(Path(__file__).resolve().parents[1])]
    (Path(where.strip()) / "ours.pth").write_text("\n".join(ours) + "\n", encoding="utf-8")
    return python


def measure(name: str, python: Path, store: Path, seconds: float) -> str:
    from client import Connection, run_load  # noqa: PLC0415
    from servers import wait_for  # noqa: PLC0415

    environment = {**os.environ, STORE: f"oxigraph:{store}"}
    command = [python, Path(__file__), "--serve", name]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, env=environment, stdout=quiet, stderr=quiet) as process:
        try:
            wait_for(PORT, "/sparql")
            targets: dict[str, Callable[[int], str]] = {
                "ask": lambda number: f"/sparql?query=ASK%7B%3Curn:{number}%3E%20%3Fp%20%3Fo%7D",
                "page": lambda number: f"/akteure/zufallsstadt/akteur/{1 + number % 1000}",
                "healthz": lambda _number: "/healthz",
            }
            cells = []
            for target in targets.values():
                asked: dict[str, Any] = {"accept": "*/*", "clients": 8, "check": lambda _answer: None}
                run_load(PORT, target, seconds=1, first=1 << 20, **asked)
                load = run_load(PORT, target, seconds=seconds, **asked)
                wrong = f" ({len(load.errors)} errors)" if load.errors else ""
                cells.append(f"{load.per_second:.0f}/s, p95 {load.percentile_ms(95):.1f} ms{wrong}")
            offers = Connection(PORT).get("/bench/offers", "*/*").body.decode()
            return f"| {name} | " + " | ".join(cells) + f" | {offers} |"
        finally:
            process.terminate()


def main() -> None:
    parser = argparse.ArgumentParser(description="WSGI servers, measured on our application")
    parser.add_argument("--serve", help=argparse.SUPPRESS)
    parser.add_argument("--servers", default=",".join(CANDIDATES))
    parser.add_argument("--seconds", type=float, default=5.0)
    options = parser.parse_args()
    if options.serve:
        serve(options.serve)
        return
    from graph.load.files import load_files, load_ontology  # noqa: PLC0415
    from graph.load.generator.generate import generate  # noqa: PLC0415
    from graph.store.open import open_store  # noqa: PLC0415

    python = make_python()
    with tempfile.TemporaryDirectory(prefix="bench-wsgi-") as name:
        folder = Path(name)
        generate(folder / "town.nt", actors=1000, seed=7, degree=1.6)
        store = open_store(f"oxigraph:{folder / 'store'}")
        load_ontology(store)
        load_files(store, [folder / "town.nt"])
        store.close()
        print("| server-threads | ASK, 8 clients | page of an actor | /healthz | tells of clients that left by |")
        print("|---|---|---|---|---|")
        for server in options.servers.split(","):
            print(measure(server, python, folder / "store", options.seconds), flush=True)


if __name__ == "__main__":
    main()
