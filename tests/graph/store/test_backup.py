"""Backups of living stores: whole, compared, and refused when anything about them is not as it was written."""

from __future__ import annotations

import gzip
import json
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.errors import ConfigError
from graph.protocol import Change
from graph.store import backup as backups
from graph.store.backup import backups_in, copies_in, make_backup, newest_backup, restore
from graph.store.check import check_store
from graph.store.control import asked_of_service
from graph.store.embedded import EmbeddedStore
from graph.store.folder_lock import FolderLock
from graph.store.manifest import read_manifest, write_manifest
from graph.store.reach import commands_can_reach, needed_folder, snapshot_of
from tests.graph.store.test_damage import ADA, files_of, flip, statement
from tests.support.magdeburg import create_with_magdeburg
from tests.support.small_disks import small_disk

FOLDERS = ("places", "rules", "shapes", "upkeep")
"""What is kept or laid beside the statements: whoever keeps more there adds it here and to `graph.store.parts`."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EmbeddedStore]:
    """A service's store, which commands can reach."""
    folder = tmp_path / "store"
    with closing(EmbeddedStore(folder, url=f"oxigraph:{folder}")) as store, commands_can_reach(store):
        for number in range(5):
            store.apply(Change(add=[statement(number), *(ADA if number == 3 else [])], author="Koordination"))
        for name in FOLDERS:
            (folder / name).mkdir()
            (folder / name / "all.json").write_text("{}")
        (folder / "embed.key").write_text("geheim")
        with closing(sqlite3.connect(folder / "accounts.sqlite")) as database:
            database.execute("CREATE TABLE person (name)")
            database.execute("INSERT INTO person VALUES ('Ada')")
            database.commit()
        yield store


@pytest.fixture
def backup(store: EmbeddedStore, tmp_path: Path) -> Path:
    with snapshot_of(tmp_path / "store") as source:
        return make_backup(source, tmp_path / "backups").folder


def state(store: EmbeddedStore) -> tuple[int, bytes, list[str]]:
    return store.revision, b"".join(sorted(store.dump().splitlines(keepends=True))), store.persons.names()


def test_backup_of_a_running_service_brings_back_all_of_it(store: EmbeddedStore, backup: Path, tmp_path: Path) -> None:
    before = state(store)
    store.apply(Change(add=[statement(20)]))
    made, replaced = restore(backup, tmp_path / "other" / "store")
    assert (made.revision, made.statements, replaced) == (5, 5, None)
    with closing(EmbeddedStore(tmp_path / "other" / "store")) as again:
        assert state(again) == before
        assert [head.entry.revision for head in again.heads(50)] == [5, 4, 3, 2, 1]
        assert again.undo(4).removed == 1
    assert check_store(tmp_path / "other" / "store") == []
    with closing(sqlite3.connect(tmp_path / "other" / "store" / "accounts.sqlite")) as database:
        assert database.execute("SELECT name FROM person").fetchall() == [("Ada",)]
    assert (tmp_path / "other" / "store" / "embed.key").read_text() == "geheim"
    for name in FOLDERS:
        assert (tmp_path / "other" / "store" / name / "all.json").read_text() == "{}", name


def test_nothing_of_a_snapshot_stays_in_the_store(store: EmbeddedStore, backup: Path, tmp_path: Path) -> None:
    assert not list((tmp_path / "store").glob(".snapshot-*"))
    assert [path.name for path in (tmp_path / "backups").iterdir() if path.name != "lock"] == [backup.name]


def test_statements_lie_beside_as_nquads_and_persons_apart(store: EmbeddedStore, backup: Path) -> None:
    public = gzip.decompress((backup / "public.nq.gz").read_bytes())
    assert public == state(store)[1]
    assert b"Ada Brandt" not in public
    assert b"Ada Brandt" in gzip.decompress((backup / "persons.nq.gz").read_bytes())
    assert backup.stat().st_mode & 0o777 == 0o700
    assert json.loads((backup / "manifest.json").read_text())["statements"] == 5


def test_copies_made_while_others_write_are_all_sound(store: EmbeddedStore, tmp_path: Path) -> None:
    """One of twelve plain copies had a statement that its log lacked."""
    stop = threading.Event()

    def write() -> None:
        number = 100
        while not stop.is_set():
            store.apply(Change(add=[statement(number)]))
            number += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(6):
            with snapshot_of(tmp_path / "store") as source:
                made = make_backup(source, tmp_path / "backups")
            assert made.statements == made.revision
    finally:
        stop.set()
        writer.join()


def test_only_the_last_backups_are_kept_whatever_the_clock_says(
    store: EmbeddedStore, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "backups" / "notes.txt").touch()
    made = [backup]
    for year in (2031, 1999):

        class Clock(backups.datetime):  # type: ignore[misc, name-defined]  # as the module knows it
            @classmethod
            def now(cls, zone: object = None, year: int = year) -> object:
                return super().now(zone).replace(year=year)

        monkeypatch.setattr(backups, "datetime", Clock)
        with snapshot_of(tmp_path / "store") as source:
            made.append(make_backup(source, tmp_path / "backups", keep=2).folder)
    assert backups_in(tmp_path / "backups") == made[1:]
    assert newest_backup(tmp_path / "backups") == made[-1]
    assert (tmp_path / "backups" / "notes.txt").exists()


def test_any_damaged_file_of_a_backup_is_found_and_nothing_is_touched(
    store: EmbeddedStore, backup: Path, tmp_path: Path
) -> None:
    target = Path(shutil.copytree(tmp_path / "store", tmp_path / "target", ignore=shutil.ignore_patterns("*.sock")))
    before = files_of(target)
    for path in sorted(path for path in backup.rglob("*") if path.is_file() and path.stat().st_size):
        whole = path.read_bytes()
        flip(str(path), len(whole) // 2)(backup)
        with pytest.raises(ConfigError, match=r"damaged|no backup|newer"):
            restore(backup, target)
        path.write_bytes(whole)
    for damage in ((backup / "store" / "extra").touch, (backup / "store" / "applied").unlink):
        damage()
        with pytest.raises(ConfigError, match="damaged"):
            restore(backup, target)
    assert files_of(target) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backups", "store", "target"]


@pytest.mark.parametrize("kind", ["file", "folder", "in the place of one", "store"])
def test_a_link_in_a_backup_is_refused_however_well_it_is_sealed(
    store: EmbeddedStore, backup: Path, tmp_path: Path, kind: str
) -> None:
    secret = tmp_path / "elsewhere"
    secret.mkdir()
    (secret / "key").write_text("geheim")
    places = backup / "store" / "places"
    if kind == "file":
        (places / "evil.json").symlink_to(secret / "key")
    elif kind == "folder":
        (places / "evil").symlink_to(secret)
    elif kind == "in the place of one":
        (places / "all.json").unlink()
        (places / "all.json").symlink_to(secret / "key")
    else:
        (backup / "store").rename(secret / "store")
        (backup / "store").symlink_to(secret / "store")
    said = read_manifest(backup)
    write_manifest(backup, {name: value for name, value in said.items() if name != "files"})
    store.close()
    with pytest.raises(ConfigError, match="no plain file"):
        restore(backup, tmp_path / "store")
    assert not list(tmp_path.glob("store.*"))


def test_foreign_and_newer_backups_are_refused(store: EmbeddedStore, backup: Path, tmp_path: Path) -> None:
    manifest = backup / "manifest.json"
    said = json.loads(manifest.read_text())
    for changed, match in (({"format": 2}, "newer"), ({"store_format": 9}, "newer"), ({"product": "x"}, "no backup")):
        manifest.write_text(json.dumps(said | changed))
        with pytest.raises(ConfigError, match=match):
            restore(backup, tmp_path / "target")
    (tmp_path / "empty").mkdir()
    with pytest.raises(ConfigError, match="no backup"):
        newest_backup(tmp_path / "empty")
    assert not (tmp_path / "target").exists()


def test_store_of_before_is_kept_and_an_open_one_or_another_folder_is_left_alone(
    store: EmbeddedStore, backup: Path, tmp_path: Path
) -> None:
    with pytest.raises(ConfigError, match="open in another process"):
        restore(backup, tmp_path / "store")
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "thesis.txt").touch()
    with pytest.raises(ConfigError, match="no store"):
        restore(backup, tmp_path / "thesis")
    target = tmp_path / "target"
    with closing(EmbeddedStore(target)) as other:
        create_with_magdeburg(other)
        there = state(other)
    _, before = restore(backup, target)
    assert before is not None
    with closing(EmbeddedStore(before)) as other, closing(EmbeddedStore(target)) as new:
        assert (state(other), state(new)) == (there, state(store))


def test_unsound_store_gives_no_backup(store: EmbeddedStore, tmp_path: Path) -> None:
    store.public.quads.add(statement(99))
    with snapshot_of(tmp_path / "store") as source, pytest.raises(ConfigError, match="not sound"):
        make_backup(source, tmp_path / "backups")
    assert backups_in(tmp_path / "backups") == []


def test_two_backups_at_once_do_not_meet(store: EmbeddedStore, tmp_path: Path) -> None:
    (tmp_path / "backups").mkdir()
    held = closing(FolderLock(tmp_path / "backups"))
    with held, snapshot_of(tmp_path / "store") as source, pytest.raises(ConfigError, match="Another backup"):
        make_backup(source, tmp_path / "backups")


def test_full_disk_leaves_older_backups_and_nothing_of_the_new_one(
    store: EmbeddedStore, backup: Path, tmp_path: Path
) -> None:
    with small_disk(tmp_path / "disk", "400k") as disk:
        store.apply(Change(add=[ox.Quad(ox.NamedNode("a:x"), ox.NamedNode("a:p"), ox.Literal("x" * 600_000))]))
        with snapshot_of(tmp_path / "store") as source, pytest.raises(ConfigError, match="No space left"):
            make_backup(source, disk / "backups")
        assert [path.name for path in (disk / "backups").iterdir()] == ["lock"]
        assert store.apply(Change(add=[statement(50)])).added == 1


def test_service_answers_what_it_knows_and_refuses_the_rest(store: EmbeddedStore, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="does not know"), asked_of_service(tmp_path / "store", "rm"):
        pass
    assert ((tmp_path / "store" / "control.sock").stat().st_mode & 0o777) == 0o600
    with pytest.raises(ConfigError, match="no folder"):
        needed_folder("memory:")


def test_check_of_a_running_service_reads_a_snapshot(store: EmbeddedStore, tmp_path: Path) -> None:
    with snapshot_of(tmp_path / "store") as source:
        assert check_store(tmp_path / "store", source=source) == []


@pytest.mark.parametrize("moment", ["copy_store", "_verify_and_describe", "_sync"])
def test_a_backup_during_which_a_person_was_erased_is_none(
    store: EmbeddedStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    known = getattr(backups, moment)

    def erase_first(*values: Path) -> None:
        known(*values)
        store.erase("Ada Brandt")

    monkeypatch.setattr(backups, moment, erase_first)
    with snapshot_of(tmp_path / "store") as source, pytest.raises(ConfigError, match="a person was erased"):
        make_backup(source, tmp_path / "backups")
    assert copies_in(tmp_path / "backups") == []


KILLED = """
import os, signal, sys
from pathlib import Path
from graph.store import backup
def die(*_values):
    os.kill(os.getpid(), signal.SIGKILL)
if sys.argv[1] == "backup":
    backup._sync = die
    backup.make_backup(Path(sys.argv[2]), Path(sys.argv[3]))
else:
    rename = Path.rename
    Path.rename = lambda path, to: die() if path.name.endswith(sys.argv[4]) else rename(path, to)
    backup.restore(Path(sys.argv[2]), Path(sys.argv[3]))
"""


def test_what_is_left_of_a_killed_backup_is_named_as_a_copy(store: EmbeddedStore, backup: Path, tmp_path: Path) -> None:
    with snapshot_of(tmp_path / "store") as source:
        words = [sys.executable, "-c", KILLED, "backup", str(source), str(tmp_path / "backups")]
        assert subprocess.run(words, check=False).returncode == -signal.SIGKILL
    assert copies_in(tmp_path / "backups") == [tmp_path / "backups" / ".unfinished", backup]
    assert backups_in(tmp_path / "backups") == [backup]
    assert copies_in(backup) == [backup]
    assert copies_in(tmp_path / "nowhere") == []


def test_a_restore_killed_between_its_steps_is_named_and_finished_by_the_next(
    store: EmbeddedStore, backup: Path, tmp_path: Path
) -> None:
    target, known = tmp_path / "target", state(store)
    with closing(EmbeddedStore(target)) as other:
        other.apply(Change(add=[statement(70)]))
    words = [sys.executable, "-c", KILLED, "restore", str(backup), str(target), ".restoring"]
    assert subprocess.run(words, check=False).returncode == -signal.SIGKILL
    assert not target.exists()
    for look in (EmbeddedStore, check_store):
        with pytest.raises(ConfigError, match="a restore was not finished") as refused:
            look(target)
        assert "akteursnetz restore" in refused.value.hint
    target.mkdir()
    with pytest.raises(ConfigError, match="a restore was not finished"):
        EmbeddedStore(target)
    target.rmdir()
    _, before = restore(backup, target)
    assert before is not None
    assert before.name.startswith("target.before-")
    assert not target.with_name("target.restoring").exists()
    with closing(EmbeddedStore(target)) as again, closing(EmbeddedStore(before)) as old:
        assert state(again) == known
        assert old.revision == 1
