"""A file of the engine that is not what was written: said by pages, programs and whoever watches, by a real process."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import pytest

from graph.errors import ConfigError
from graph.store.embedded import EmbeddedStore
from tests.support.magdeburg import create_with_magdeburg
from tests.support.servers import free_port

_BLOCK = 4096
PAGE = {"Accept": "text/html"}


def damage(table: Path) -> bytes:
    """A byte of each block is another, as a bad disk leaves it; the answer is what the table was."""
    whole = table.read_bytes()
    flipped = bytearray(whole)
    for place in range(_BLOCK // 2, len(whole) - 2 * _BLOCK, _BLOCK):  # its end is the index
        flipped[place] ^= 255
    table.write_bytes(flipped)
    return whole


def damage_unseen_by_a_start(folder: Path) -> None:
    """All tables are damaged but those that a start reads."""
    for table in tables_of(folder):
        whole = damage(table)
        if start_fault(folder):
            table.write_bytes(whole)


def start_fault(folder: Path) -> str:
    """What a start of a copy of the folder says is to be done, empty for a good one; a start writes, so it is a copy.

    The engine's own threads may still write into a folder whose start has failed.
    """
    with TemporaryDirectory(dir=folder.parent, ignore_cleanup_errors=True) as tried:
        copied = shutil.copytree(folder, Path(tried) / "store")
        try:
            EmbeddedStore(copied, url=f"oxigraph:{copied}").close()
        except ConfigError as error:
            return error.hint
    return ""


@pytest.fixture(name="folder")
def a_saved_network(tmp_path: Path) -> Path:
    folder = tmp_path / "store"
    store = EmbeddedStore(folder, url=f"oxigraph:{folder}")
    create_with_magdeburg(store)
    store.public.quads.flush()
    store.public.quads.optimize()
    store.close()
    settle(folder)
    return folder


def settle(folder: Path) -> None:
    """The engine writes each table anew once, beside, when it is first opened again: then it reads all of them."""
    tables, last = tables_of(folder), time.monotonic() + 60
    merged = EmbeddedStore(folder, url=f"oxigraph:{folder}")
    while tables == tables_of(folder) and time.monotonic() < last:
        time.sleep(0.1)
    while tables != (tables := tables_of(folder)):
        time.sleep(1)
    merged.close()


def tables_of(folder: Path) -> set[Path]:
    return set((folder / "graph").glob("*.sst"))


def test_whatever_a_start_finds_damaged_it_says_what_to_do(folder: Path) -> None:
    faults = []
    for table in tables_of(folder):
        whole = damage(table)
        faults.append(start_fault(folder))
        table.write_bytes(whole)
    found = [fault for fault in faults if fault]
    assert found
    assert all("akteursnetz rebuild" in fault for fault in found), found


def test_a_start_that_reads_what_is_damaged_says_so_and_what_to_do(folder: Path) -> None:
    for table in tables_of(folder):
        damage(table)
    command = [sys.executable, "-m", "webapp.cli", "serve", "--port", "0", "--store", f"oxigraph:{folder}"]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 2
    assert "akteursnetz rebuild" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_damaged_table_is_a_sentence_on_every_page_and_for_who_watches(folder: Path) -> None:
    port, said = free_port(), folder.with_name("said")
    damage_unseen_by_a_start(folder)
    command = [sys.executable, "-m", "webapp.cli", "serve", "--port", str(port), "--store", f"oxigraph:{folder}"]
    environment = {**os.environ, "AKTEURSNETZ_TOKEN": "T", "LC_ALL": "C"}
    with (
        said.open("wb") as log,
        subprocess.Popen(command, env=environment, stdout=log, stderr=log) as process,
        httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=30) as client,
    ):
        try:
            wait_for(client, process, said)
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
            assert str(folder) not in page
            watched = client.get("/healthz")
            assert (watched.status_code, "damaged" in watched.json()["error"]) == (503, True)
            figures = client.get("/metrics", headers={"Authorization": "Bearer T"}).text
            assert "akteursnetz_writable 0.0" in figures
        finally:
            process.terminate()
    assert b".sst" in said.read_bytes(), "the log names the file"


def wait_for(client: httpx.Client, process: subprocess.Popen[bytes], said: Path) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until and process.poll() is None:
        try:
            client.get("/healthz")
        except httpx.HTTPError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"It does not answer (ended with {process.poll()}): {said.read_text(errors='replace')}")
