"""A file of the engine that is not what was written: said by pages, programs and whoever watches, by a real process."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pyoxigraph as ox

from graph.load.files import create_with_magdeburg
from graph.store.embedded import EmbeddedStore
from graph.store.engine import is_empty_store
from tests.support.servers import free_port

PAGE = {"Accept": "text/html"}


def damage(folder: Path) -> None:
    """One byte in the midst of each table is another, as a bad disk leaves it: but where a start would notice."""
    graph = folder / "graph"
    for table in sorted(graph.glob("*.sst"), key=lambda table: -table.stat().st_size):
        whole = table.read_bytes()
        middle = len(whole) // 3
        table.write_bytes(whole[:middle] + bytes([whole[middle] ^ 255]) + whole[middle + 1 :])
        try:
            is_empty_store(ox.Store.read_only(str(graph)))
        except (RuntimeError, OSError):
            table.write_bytes(whole)


def test_a_damaged_table_is_a_sentence_on_every_page_and_for_who_watches(tmp_path: Path) -> None:
    folder, port, said = tmp_path / "store", free_port(), tmp_path / "said"
    store = EmbeddedStore(folder, url=f"oxigraph:{folder}")
    create_with_magdeburg(store)
    store.public.quads.flush()
    store.public.quads.optimize()
    store.close()
    damage(folder)
    command = [sys.executable, "-m", "webapp.cli", "serve", "--port", str(port), "--store", f"oxigraph:{folder}"]
    environment = {**os.environ, "AKTEURSNETZ_TOKEN": "T", "LC_ALL": "C"}
    with (
        said.open("wb") as log,
        subprocess.Popen(command, env=environment, stdout=log, stderr=log) as process,
        httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=30) as client,
    ):
        try:
            wait_for(client)
            for address in (
                "/karte",
                "/akteure",
                "/api/v1/akteure",
                "/dump.nq.gz",
                "/sparql?format=json&query=ASK%7B%7D",
            ):
                answer = client.get(address, headers=PAGE)
                assert answer.status_code == 503, address
                assert "Retry-After" in answer.headers
            page = client.get("/akteure", headers=PAGE).text
            assert "Der Speicher ist beschädigt" in page
            assert "akteursnetz rebuild" in page
            assert str(tmp_path) not in page
            watched = client.get("/healthz")
            assert (watched.status_code, "damaged" in watched.json()["error"]) == (503, True)
            figures = client.get("/metrics", headers={"Authorization": "Bearer T"}).text
            assert "akteursnetz_writable 0.0" in figures
        finally:
            process.terminate()
    assert b".sst" in said.read_bytes(), "the log names the file"


def wait_for(client: httpx.Client) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            client.get("/healthz")
        except httpx.HTTPError:
            time.sleep(0.1)
        else:
            return
