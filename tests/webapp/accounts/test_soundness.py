"""A store that once closed networks never opens as if it had not: whatever happened to the file of accounts."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from graph.errors import ConfigError, Conflict, WriteRefused
from graph.persons.eraser import ERASED
from graph.protocol import Change
from graph.store.backup import copies_in
from graph.store.embedded import EmbeddedStore
from graph.store.erasure import copies_of
from graph.store.noted import Noted, read_noted
from graph.store.snapshot import copy_store
from graph.upkeep.proposals import DescribedChange, ProposedChange
from tests.graph.store.test_damage import ADA, statement
from tests.support.small_disks import fill, small_disk
from webapp.accounts.accounts import Accounts
from webapp.accounts.soundness import FILE, find_flaw
from webapp.accounts.tokens import PREFIX
from webapp.cli.main import main

NOTED = Noted(has_accounts=True, closed=frozenset({"geheim", "innen"}))


@pytest.fixture(autouse=True)
def german(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store with two accounts and two closed networks."""
    with closing(EmbeddedStore(tmp_path / "store")) as store:
        store.apply(Change(add=[statement(1), *ADA], author="KO"))
    with closing(Accounts(tmp_path / "store")) as accounts:
        accounts.people.add("Vera Muster", "verwalten")
        accounts.people.add("Ada Brandt", "beitragen")
        for network in NOTED.closed:
            accounts.set_public(network, is_public=False)
    return tmp_path / "store"


def run(*words: object, store: Path) -> int:
    return main([*map(str, words), "--store", f"oxigraph:{store}"])


def executing(statement: str) -> Callable[[Path], None]:
    def damage(path: Path) -> None:
        with closing(sqlite3.connect(path)) as database, database:
            database.execute(statement)

    return damage


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def overwrite_page(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:8192] = b"\xff" * 4096
    path.write_bytes(content)


def overwrite_all(path: Path) -> None:
    path.write_bytes(b"x" * 5000)


DAMAGES: dict[str, Callable[[Path], None]] = {
    "missing": Path.unlink,
    "empty": lambda path: os.truncate(path, 0),
    "truncated": truncate,
    "page": overwrite_page,
    "no database": overwrite_all,
    "no access": executing("DROP TABLE access"),
    "no users": executing("DELETE FROM user"),
    "one opened": executing("UPDATE access SET is_public = 1 WHERE network = 'innen'"),
    "none closed": executing("DELETE FROM access"),
}


def test_what_guards_the_store_is_noted_and_follows_every_change(folder: Path) -> None:
    assert read_noted(folder) == NOTED
    with closing(Accounts(folder)) as accounts:
        accounts.set_public("innen", is_public=True)
        assert read_noted(folder).closed == {"geheim"}
        accounts.set_public("geheim", is_public=True)
        assert read_noted(folder) == Noted(has_accounts=True)
    with closing(EmbeddedStore(folder)) as store:
        assert store.revision == 1


@pytest.mark.parametrize("damage", DAMAGES)
def test_lost_accounts_are_refused_with_a_sentence_and_begun_anew_closed(
    folder: Path, damage: str, capsys: pytest.CaptureFixture[str]
) -> None:
    DAMAGES[damage](folder / FILE)
    with pytest.raises(ConfigError):
        Accounts(folder)
    assert run("check", store=folder) == 1
    said = capsys.readouterr().out
    assert FILE in said
    assert "akteursnetz restore" in said
    assert "akteursnetz user begin-anew" in said
    assert run("user", "add", "Neu", "--role", "verwalten", store=folder) == 2
    assert run("serve", "--port", 0, store=folder) == 2
    assert FILE in capsys.readouterr().err
    assert run("user", "begin-anew", store=folder) == 0
    with closing(Accounts(folder)) as accounts:
        assert accounts.closed_networks() == NOTED.closed
        assert accounts.people.list() == []
        accounts.people.add("Neu", "verwalten")
    assert read_noted(folder) == NOTED
    assert run("check", store=folder) == 0
    kept = list(folder.glob(f"{FILE}.damaged-*"))
    assert len(kept) == (damage != "missing")
    assert list(copies_of(folder)) == kept
    assert run("user", "begin-anew", store=folder) == 2, "nothing is wrong with them now"


def test_accounts_of_an_older_version_are_noted_at_the_next_start(folder: Path) -> None:
    (folder / "version.json").write_text('{"format": 1}')
    assert read_noted(folder) == Noted()
    Accounts(folder).close()
    assert read_noted(folder) == NOTED


def test_accounts_come_back_with_a_backup(folder: Path, tmp_path: Path) -> None:
    assert run("backup", tmp_path / "backups", store=folder) == 0
    (folder / FILE).unlink()
    assert run("restore", tmp_path / "backups", store=folder) == 0
    with closing(Accounts(folder)) as accounts:
        assert accounts.closed_networks() == NOTED.closed
    assert run("check", store=folder) == 0


def test_damaged_accounts_give_no_backup(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    overwrite_page(folder / FILE)
    assert run("backup", tmp_path / "backups", store=folder) == 2
    assert f"{FILE} ist beschädigt" in capsys.readouterr().err
    assert copies_in(tmp_path / "backups") == []


def test_copies_made_while_networks_open_and_close_are_all_sound(folder: Path, tmp_path: Path) -> None:
    stop = threading.Event()

    def toggle() -> None:
        with closing(Accounts(folder)) as accounts:
            while not stop.is_set():
                for is_public in (True, False):
                    accounts.set_public("innen", is_public=is_public)
                    time.sleep(0.005)

    other = threading.Thread(target=toggle)
    with closing(EmbeddedStore(folder)) as store:
        other.start()
        try:
            for number in range(20):
                with store.snapshot() as taken:
                    copy_store(taken, tmp_path / str(number))
        finally:
            stop.set()
            other.join()
    assert [find_flaw(tmp_path / str(number)) for number in range(20)] == [None] * 20


KILLED = """
import os, signal, sys
from pathlib import Path
from webapp.accounts import database
from webapp.accounts.accounts import Accounts
accounts, moment = Accounts(Path(sys.argv[1])), sys.argv[2]
write = database.write_noted
def write_and_die(*values):
    if moment == "after":
        write(*values)
    os.kill(os.getpid(), signal.SIGKILL)
database.write_noted = write_and_die
accounts.set_public("beta" if sys.argv[3] == "close" else "innen", is_public=sys.argv[3] == "open")
"""


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("change", ["close", "open"])
def test_a_kill_between_note_and_accounts_never_locks_out_and_never_opens(
    folder: Path, moment: str, change: str
) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED, str(folder), moment, change], check=False)
    assert killed.returncode == -signal.SIGKILL
    with closing(Accounts(folder)) as accounts:
        assert accounts.closed_networks() == NOTED.closed | ({"beta"} if change == "close" else set())
        assert read_noted(folder).closed == accounts.closed_networks()


def test_on_a_full_disk_nothing_is_opened_that_is_noted_as_closed(folder: Path, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "8m") as disk:
        there = Path(shutil.copytree(folder, disk / "store"))
        with closing(Accounts(there)) as accounts:
            filling = fill(disk / "filling")
            with pytest.raises(WriteRefused):
                accounts.set_public("innen", is_public=True)
            assert accounts.closed_networks() == NOTED.closed
        Accounts(there).close()
        filling.unlink()
        Accounts(there).close()
        assert read_noted(there) == NOTED


def note_failure(accounts: Accounts, key: str) -> None:
    with accounts.database.writing() as connection:
        connection.execute("INSERT INTO attempt (key, failures, last) VALUES (?, 1, 1800000000)", (key,))


def test_a_deleted_account_leaves_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(Accounts(folder)) as accounts:
        token = accounts.tokens.add("Ada Brandt", "Adas Skript", ["read"], 9)
        accounts.links.make("Ada Brandt")
        note_failure(accounts, "name:ada brandt")
        accounts.proposals.add("Ada Brandt", {""}, ProposedChange(DescribedChange("Von mir")))
        accounts.people.keep_identity("Ada Brandt", "https://login.example", "ada-1")
    assert run("user", "delete", "ada brandt", store=folder) == 0
    assert "Gelöscht." in capsys.readouterr().out
    with closing(Accounts(folder)) as accounts:
        assert [person.name for person in accounts.people.list()] == ["Vera Muster"]
        assert accounts.tokens.find(token) is None
        assert token.startswith(PREFIX)
        assert accounts.people.find_identity("https://login.example", "ada-1") is None
        assert [one.user for one in accounts.proposals.list()] == [ERASED]
        with pytest.raises(Conflict, match="Nobody would be left"):
            accounts.people.delete("Vera Muster")
    content = (folder / FILE).read_bytes().lower()
    assert [word for word in (b"brandt", b"adas skript", b"ada-1") if word in content] == []
    assert run("user", "delete", "Ada Brandt", store=folder) == 2


def test_an_erasure_names_her_account_and_takes_her_out_of_what_others_called_after_her(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(Accounts(folder)) as accounts:
        accounts.tokens.add("Vera Muster", "für Frau Brandt", ["read"], 9)
        note_failure(accounts, "name:brandt")
        accounts.proposals.add("Vera Muster", {""}, ProposedChange(DescribedChange("Frau Brandt anrufen")))
    assert run("persons", "erase", "--yes", "Ada Brandt", store=folder) == 0
    assert "Ein Konto nennt die Person: Ada Brandt." in capsys.readouterr().out
    assert run("user", "delete", "Ada Brandt", store=folder) == 0
    left = [path for path in folder.rglob("*") if path.is_file() and b"brandt" in path.read_bytes().lower()]
    assert left == []


def test_who_is_named_in_a_proposal_only_can_be_erased(folder: Path) -> None:
    with closing(Accounts(folder)) as accounts:
        accounts.proposals.add(
            "Vera Muster", {""}, ProposedChange(DescribedChange("Bitte Wilhelmine Zwirnnysen anrufen"))
        )
    assert run("persons", "erase", "--yes", "Wilhelmine Zwirnnysen", store=folder) == 0
    assert b"zwirnnysen" not in (folder / FILE).read_bytes().lower()
    assert run("persons", "erase", "--yes", "Wilhelmine Zwirnnysen", store=folder) == 2


def test_a_new_store_is_its_owners_alone_and_an_older_one_becomes_so(folder: Path, tmp_path: Path) -> None:
    data = tmp_path / "one.nt"
    data.write_text("<a:s> <a:p> <a:o> .")
    command = [sys.executable, "-m", "webapp.cli", "load", str(data), "--store", f"oxigraph:{tmp_path / 'new'}"]
    subprocess.run(command, check=True, umask=0o022, stdout=subprocess.DEVNULL)
    (folder / "graph" / "wide").touch(mode=0o644)
    folder.chmod(0o755)
    EmbeddedStore(folder).close()
    for store in (tmp_path / "new", folder):
        wide = [path for path in (store, *store.rglob("*")) if path.stat().st_mode & 0o077]
        assert wide == []
