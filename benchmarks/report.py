"""How long the paper for a steering group takes, from an empty cache and once more, and the memory at its end.

    python benchmarks/report.py [PICTURES]

Of Magdeburg, the invented city, the federal boards (read in as `data/examples/bundesgremien/README.md` says) and 2,000
generated actors. With a folder, each paper is written there as PDF and DOCX; `make report-pictures` makes pages of
them. Goals: Magdeburg 3 s, 2,000 actors 15 s. Seconds by the clock and, in brackets, of computing alone, which others
at work on the machine lengthen less.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import psutil
from flask import Flask

from graph.load.files import load_files, load_ontology
from graph.load.generator.generate import generate
from graph.network.network_list import networks
from graph.paths import DATA
from graph.protocol import Store
from graph.store.open import open_store
from graph.terms import network_slug
from tests.support.magdeburg import create_with_magdeburg
from webapp import create_app
from webapp.cli.main import main as command


def magdeburg(_folder: Path) -> Store:
    store = open_store("memory:")
    create_with_magdeburg(store)
    return store


def musterstadt(_folder: Path) -> Store:
    store = open_store("memory:")
    load_ontology(store)
    load_files(store, [DATA / "examples" / "musterstadt.ttl"])
    return store


def generated(folder: Path) -> Store:
    path = folder / "network.nq"
    generate(path, actors=2_000, seed=1)
    store = open_store("memory:")
    load_ontology(store)
    load_files(store, [path])
    return store


def boards(folder: Path) -> Store:
    """Read in by the command, as anybody would."""
    lists, url = DATA / "examples" / "bundesgremien", f"oxigraph:{folder / 'boards'}"
    store = open_store(url)
    load_ontology(store)
    store.close()
    rest = ("--mapping", str(lists / "antworten.json"), "--store", url)
    command(["import", str(lists / "akteure.csv"), "--name", "Bundesgremien", *rest])
    command(["import", str(lists / "beziehungen.csv"), "--network", "bundesgremien", *rest])
    return open_store(url)


def asked(app: Flask, code: str, form: str) -> tuple[bytes, float, float]:
    begun, computed = time.perf_counter(), time.process_time()
    answer = app.test_client().get(f"/bericht.{form}?netz={code}")
    assert answer.status_code == 200, answer.get_data(as_text=True)[:500]
    return answer.data, time.perf_counter() - begun, time.process_time() - computed


def main() -> None:
    pictures = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    print(f"{'network':14} {'first PDF':>16} {'again':>16} {'DOCX':>16} {'MB':>6}")
    with tempfile.TemporaryDirectory() as folder:
        for make in (magdeburg, musterstadt, boards, generated):
            store = make(Path(folder))
            code = network_slug(networks(store)[0].iri)
            app = create_app(store=store)
            made = [asked(app, code, form) for form in ("pdf", "pdf", "docx")]
            memory = psutil.Process().memory_info().rss / 1e6
            times = " ".join(f"{clock:7.1f}s ({computing:4.1f})" for _, clock, computing in made)
            print(f"{make.__name__:14} {times} {memory:6.0f}")
            if pictures:
                pictures.mkdir(parents=True, exist_ok=True)
                (pictures / f"{make.__name__}.pdf").write_bytes(made[1][0])
                (pictures / f"{make.__name__}-word.docx").write_bytes(made[2][0])
            store.close()


if __name__ == "__main__":
    main()
