"""A file of the engine that is not what was written: said by pages, programs and whoever watches, by a real process."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import httpx

from graph.errors import ConfigError
from graph.store.embedded import EmbeddedStore
from tests.support.magdeburg import create_with_magdeburg
from tests.support.servers import free_port

_BLOCK = 4096
PAGE = {"Accept": "text/html"}


def damage(folder: Path, *, all_of_it: bool = False) -> None:
    """A byte of each block of each table is another, as a bad disk leaves it: but where a start would notice."""
    graph, tried = folder / "graph", folder.with_name("tried")
    for table in sorted(graph.glob("*.sst"), key=lambda table: -table.stat().st_size):
        whole = table.read_bytes()
        flipped = bytearray(whole)
        for place in range(_BLOCK // 2, len(whole) - 2 * _BLOCK, _BLOCK):  # not the index of the table at its end
            flipped[place] ^= 255
        table.write_bytes(flipped)
        if all_of_it:
            continue
        shutil.copytree(folder, tried)
        try:
            EmbeddedStore(tried, url=f"oxigraph:{tried}").close()
        except (ConfigError, RuntimeError, OSError):
            table.write_bytes(whole)
        shutil.rmtree(tried)


def test_a_start_that_reads_what_is_damaged_says_so_and_what_to_do(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    store = EmbeddedStore(folder, url=f"oxigraph:{folder}")
    create_with_magdeburg(store)
    store.public.quads.flush()
    store.public.quads.optimize()
    store.close()
    damage(folder, all_of_it=True)
    command = [sys.executable, "-m", "webapp.cli", "serve", "--port", "0", "--store", f"oxigraph:{folder}"]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 2
    assert "akteursnetz rebuild" in ended.stderr
    assert "Traceback" not in ended.stderr


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
            answers = {
                address: client.get(address, headers=PAGE)
                for address in (
                    *("/karte", "/akteure", "/gruppen", "/luecken", "/api/v1/akteure", "/dump.nq.gz"),
                    "/sparql?format=json&query=ASK%7B%7D",
                )
            }
            refused = [answer for answer in answers.values() if answer.status_code != 200]
            assert {answer.status_code for answer in refused} == {503}, answers
            assert all("Retry-After" in answer.headers for answer in refused)
            page = next(one.text for one in refused if one.headers["Content-Type"].startswith("text/html"))
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
