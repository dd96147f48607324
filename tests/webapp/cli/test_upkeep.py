"""The commands check, rebuild, backup and restore, as an administrator runs them."""

from __future__ import annotations

import json
import os
import pty
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path

import httpx
import pytest

from graph.protocol import Change
from graph.store.embedded import EmbeddedStore
from tests.graph.store.test_damage import ADA, statement
from tests.support.servers import free_port
from tests.support.small_disks import fill, small_disk
from webapp import create_app
from webapp.cli.main import main
from webapp.http.standstill import EXTENSION
from webapp.settings import Settings


@pytest.fixture(autouse=True)
def german(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with closing(EmbeddedStore(tmp_path / "store")) as store:
        for number in range(3):
            store.apply(Change(add=[statement(number), *(ADA if number == 1 else [])]))
    return tmp_path / "store"


def run(*words: object, store: Path) -> int:
    return main([*map(str, words), "--store", f"oxigraph:{store}"])


def test_backup_check_and_restore_say_what_they_did(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("check", store=folder) == 0
    assert run("backup", tmp_path / "backups", "--keep", 1, store=folder) == 0
    assert run("backup", tmp_path / "backups", "--keep", 1, store=folder) == 0
    said = capsys.readouterr().out
    assert "ist in Ordnung." in said
    assert "Entfernt: " in said
    assert "akteursnetz-000002-" in said
    assert "(Änderung 3, Aussagen: 3," in said
    shutil.rmtree(folder / "persons")
    assert run("check", store=folder) == 1
    assert "persons fehlt oder ist leer, obwohl das Protokoll Änderungen bis Nr. 1 hat." in capsys.readouterr().out
    assert run("restore", tmp_path / "backups", store=folder) == 0
    assert "Der Speicher von vorher liegt in" in capsys.readouterr().out
    assert run("check", store=folder) == 0


def test_rebuild_says_what_it_made_and_what_it_gave_up(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(folder / "graph")
    assert run("rebuild", store=folder) == 0
    assert "Neu aufgebaut bis Änderung 3; Änderungen an Personen: 1." in capsys.readouterr().out
    text = (folder / "changes.log").read_bytes()
    (folder / "changes.log").write_bytes(text[:-3])
    assert run("rebuild", store=folder) == 2
    assert "obwohl Änderung 3 angenommen wurde" in capsys.readouterr().err
    assert run("rebuild", "--up-to-damage", store=folder) == 0
    assert "Das beschädigte Protokoll liegt in" in capsys.readouterr().out


def test_wrong_places_are_sentences(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in (("check",), ("rebuild",), ("backup", tmp_path / "b")):
        assert run(*command, store=tmp_path / "nothing") == 2
        assert "keinen Speicher" in capsys.readouterr().err
    assert main(["check", "--store", "memory:"]) == 2
    assert "kein Ordner" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["backup", str(tmp_path), "--keep", "0"])


@contextmanager
def serving(folder: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    port = free_port()
    command = [sys.executable, "-m", "webapp.cli", "serve", "--empty", "--port", str(port)]
    environment = os.environ | {"AKTEURSNETZ_TOKEN": "T"}
    with subprocess.Popen(
        [*command, "--store", f"oxigraph:{folder}"], env=environment, stdout=subprocess.DEVNULL
    ) as process:
        try:
            _wait_for(port)
            yield process, port
        finally:
            process.kill()


def _wait_for(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            if httpx.get(f"http://127.0.0.1:{port}/healthz", timeout=60, trust_env=False).is_success:
                return
        except httpx.HTTPError:
            time.sleep(0.05)
    raise TimeoutError(port)


@pytest.mark.slow
def test_backup_and_check_reach_a_running_service_and_no_second_one_starts(folder: Path, tmp_path: Path) -> None:
    with serving(folder) as (process, port):
        update = httpx.post(
            f"http://127.0.0.1:{port}/sparql/update",
            data={"update": "INSERT DATA { <a:new> <a:p> 1 }"},
            headers={"Authorization": "Bearer T"},
            timeout=60,
            trust_env=False,
        )
        assert update.is_success
        assert run("backup", tmp_path / "backups", store=folder) == 0
        assert run("check", store=folder) == 0
        assert run("rebuild", store=folder) == 2
        assert run("serve", "--port", 0, store=folder) == 2
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert run("restore", tmp_path / "backups", store=folder) == 0
    with closing(EmbeddedStore(folder)) as store:
        assert store.revision == 4


@pytest.mark.slow
def test_a_backup_is_restored_while_the_service_runs_which_goes_on_with_it(folder: Path, tmp_path: Path) -> None:
    assert run("backup", tmp_path / "backups", store=folder) == 0
    with (
        serving(folder) as (process, port),
        httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60, trust_env=False) as client,
    ):
        update = {"update": "INSERT DATA { <a:new> <a:p> 1 }"}
        assert client.post("/sparql/update", data=update, headers={"Authorization": "Bearer T"}).is_success
        assert client.get("/healthz").json()["revision"] == 4
        damaged = tmp_path / "damaged"
        shutil.copytree(next((tmp_path / "backups").glob("akteursnetz-*")), damaged)
        (damaged / "store" / "changes.log").write_bytes(b"x")
        assert run("restore", damaged, store=folder) == 2
        assert client.get("/healthz").json()["revision"] == 4, "a damaged backup stops nobody"
        assert run("restore", tmp_path / "backups", store=folder) == 0
        _wait_for(port)
        assert process.poll() is None, "it is the same process, so whoever started it knows it still"
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60, trust_env=False) as anew:
            assert anew.get("/healthz").json()["revision"] == 3
            ask = {"query": "ASK { <a:new> ?p ?o }", "format": "json"}
            assert anew.get("/sparql", params=ask).json()["boolean"] is False
            assert anew.post("/sparql/update", data=update, headers={"Authorization": "Bearer T"}).is_success
        assert run("check", store=folder) == 0


@pytest.mark.slow
def test_while_a_backup_is_restored_nobody_is_turned_away(folder: Path, tmp_path: Path) -> None:
    assert run("backup", tmp_path / "backups", store=folder) == 0
    with serving(folder) as (process, port):
        answers: list[int | str] = []
        ended = threading.Event()

        def ask() -> None:
            while not ended.is_set():
                try:
                    answers.append(
                        httpx.get(f"http://127.0.0.1:{port}/healthz", timeout=60, trust_env=False).status_code
                    )
                except httpx.HTTPError as error:
                    answers.append(repr(error))
                time.sleep(0.01)

        asking = [threading.Thread(target=ask) for _ in range(3)]
        for one in asking:
            one.start()
        for _ in range(2):
            assert run("restore", tmp_path / "backups", store=folder) == 0
            time.sleep(0.5)
            answers.append(httpx.get(f"http://127.0.0.1:{port}/healthz", timeout=60, trust_env=False).status_code)
        ended.set()
        for one in asking:
            one.join(60)
        assert answers[-1] == 200
        assert set(answers) <= {200, 503}
        assert process.poll() is None


@pytest.mark.slow
@pytest.mark.parametrize("served", [True, False])
def test_store_on_a_full_disk_is_backed_up_to_another_one(folder: Path, tmp_path: Path, *, served: bool) -> None:
    with small_disk(tmp_path / "disk", "16m") as disk:
        store = disk / "store"
        shutil.move(folder, store)
        assert run("user", "add", "Vera Muster", "--role", "verwalten", store=store) == 0
        with serving(store) if served else nullcontext():
            filling = fill(disk / "fill")
            assert run("backup", disk / "backups", store=store) == 2, "on the same disk"
            assert run("backup", tmp_path / "backups", store=store) == 0
            (tmp_path / "backups" / ".from-logs-killed").mkdir()
            assert run("backup", tmp_path / "backups", store=store) == 0
            filling.unlink()
        assert [path.name for path in (tmp_path / "backups").glob(".*")] == []
        assert run("restore", tmp_path / "backups", store=tmp_path / "again") == 0
        assert run("check", store=tmp_path / "again") == 0
        with closing(EmbeddedStore(tmp_path / "again")) as again, closing(EmbeddedStore(store)) as before:
            assert (again.revision, again.persons.names()) == (before.revision, before.persons.names())
            assert sorted(again.dump().splitlines()) == sorted(before.dump().splitlines())
        with closing(sqlite3.connect(tmp_path / "again" / "accounts.sqlite")) as accounts:
            assert accounts.execute("SELECT count(*) FROM user").fetchone() == (1,)


def test_while_a_store_is_exchanged_everybody_gets_a_sentence(folder: Path) -> None:
    with closing(EmbeddedStore(folder)) as store:
        app = create_app(Settings(), store)
        assert app.extensions[EXTENSION].begin(1) is True
        client = app.test_client()
        for address in ("/", "/sparql?query=ASK{}", "/healthz"):
            answer = client.get(address, headers={"Accept": "text/html", "Accept-Language": "de"})
            assert answer.status_code == 503
            assert "restored" in answer.text or "Eine Sicherung wird gerade eingespielt." in answer.text


def test_persons_are_listed_shown_and_erased(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("backup", tmp_path / "backups", store=folder) == 0
    assert run("persons", "list", store=folder) == 0
    listed = capsys.readouterr().out
    assert "Ada Brandt" in listed
    whom = next(line.split()[-1] for line in listed.splitlines() if "Ada Brandt" in line)
    assert run("persons", "show", whom, "--format", "json", store=folder) == 0
    assert json.loads(capsys.readouterr().out)["person"]["name"] == "Ada Brandt"
    assert run("persons", "list", "--due", store=folder) == 0
    assert run("persons", "erase", "--yes", whom, "--backups", tmp_path / "backups", store=folder) == 0
    said = capsys.readouterr().out
    assert "Gelöschte Angaben: " in said
    assert "Enthält die Person noch, bitte löschen: " in said
    assert "akteursnetz-000001-" in said
    assert run("persons", "show", whom, store=folder) == 2
    assert run("check", store=folder) == 0


def test_nobody_is_erased_unasked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for slip in ("https://netz.invalid/id/musterstadt/netzwerk", "Musterstadt", "urn:nobody"):
        assert run("persons", "erase", "--yes", slip, store=folder) == 2
    capsys.readouterr()
    assert run("persons", "erase", "Ada Brandt", store=folder) == 1
    said = capsys.readouterr()
    assert "Zu löschen: " in said.out
    assert "Ada Brandt" in said.out
    assert "Nichts wurde gelöscht." in said.out
    assert "--yes" in said.err
    assert run("persons", "show", "Ada Brandt", store=folder) == 0


@pytest.mark.parametrize(("typed", "end"), [("löschen", 0), ("j", 1), ("", 1)])
def test_on_a_terminal_the_word_has_to_be_typed(folder: Path, typed: str, end: int) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "webapp.cli", "persons", "erase", "Ada Brandt", "--store", f"oxigraph:{folder}"]
    with os.fdopen(ours, "wb"), subprocess.Popen(command, stdin=theirs, stdout=subprocess.PIPE) as process:
        os.write(ours, f"{typed}\n".encode())
        said = process.communicate(timeout=60)[0].decode()
    os.close(theirs)
    assert (process.returncode, "Zu löschen: " in said) == (end, True)
    assert run("persons", "show", "Ada Brandt", store=folder) == (2 if end == 0 else 0)


@pytest.mark.slow
def test_a_person_is_erased_while_the_service_runs(folder: Path) -> None:
    with serving(folder) as (_, port):
        assert run("persons", "erase", "--yes", "Ada Brandt", store=folder) == 0
        answer = httpx.get(f"http://127.0.0.1:{port}/dump.nq.gz", timeout=60, trust_env=False)
        assert answer.is_success
    assert not [path for path in folder.rglob("*") if path.is_file() and b"Brandt" in path.read_bytes()]
