"""A start takes up what was known before, and never anything that is not of this store, program and day."""

from __future__ import annotations

import os
import pickle
import shutil
from contextlib import closing
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest

import graph.resume.resume as resuming
from graph.analysis import analysis_for, pending_results
from graph.cache.beside import given_former, patience
from graph.network import model_reader
from graph.network.model_reader import read_model
from graph.protocol import Change, Store
from graph.resume.file import read_file, write_file
from graph.resume.resume import NAME, keep, resume
from graph.store.open import open_store
from graph.terms import BASE, SKOS
from tests.support.held_back import nothing_computed_beside
from tests.support.magdeburg import create_with_magdeburg


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "store"
    with closing(open_store(f"oxigraph:{path}")) as store:
        create_with_magdeburg(store)
        analysis_for(store).compute()
        assert keep(store)
    return path


@pytest.fixture
def folder_read_before(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same; whoever reads all of it fails."""
    monkeypatch.setattr(model_reader, "_read", lambda _: pytest.fail("all was read"))
    return folder


def opened(path: Path) -> Store:
    return open_store(f"oxigraph:{path}")


def note(store: Store, text: str) -> None:
    iri = min(read_model(store).actors)
    quad = ox.Quad(
        ox.NamedNode(iri), ox.NamedNode(SKOS + "altLabel"), ox.Literal(text), ox.NamedNode(BASE + "magdeburg/graph/neu")
    )
    store.apply(Change(add=[quad], checked=False))


def remove_a_tie(store: Store) -> None:
    iri = next(tie.iri for tie in analysis_for(store).ties if tie.state == "exists")
    gone = list(store.public.quads.quads_for_pattern(ox.NamedNode(iri), None, None, None))  # type: ignore[attr-defined]
    store.apply(Change(remove=gone, checked=False))


def test_after_a_start_nothing_is_computed_again(folder_read_before: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(opened(folder_read_before)) as store:
        assert resume(store)
        monkeypatch.setattr(
            "graph.measures.measured_network.measure_plain", lambda *_, **__: pytest.fail("measured again")
        )
        analysis = analysis_for(store)
        assert analysis.measures.nodes > 40
        assert len(analysis.gaps) > 100
        assert given_former() == frozenset()


def test_what_is_taken_up_is_what_reading_gives(folder: Path) -> None:
    with closing(opened(folder)) as store:
        assert resume(store)
        taken, gaps = read_model(store), analysis_for(store).gaps
    with closing(opened(folder)) as store:
        anew = read_model(store)
        assert (taken.actors, taken.ties, taken.findings) == (anew.actors, anew.ties, anew.findings)
        assert taken.index == anew.index
        assert gaps == analysis_for(store).gaps


def test_changes_after_it_was_kept_are_followed_from_the_log(folder_read_before: Path) -> None:
    with closing(opened(folder_read_before)) as store:
        resume(store)
        remove_a_tie(store)
        note(store, "Neuer Name")
    with closing(opened(folder_read_before)) as store:
        assert resume(store)
        actor = read_model(store).actors[min(read_model(store).actors)]
        assert "Neuer Name" in actor.aliases
        with nothing_computed_beside(), patience(0):
            assert analysis_for(store).measures.nodes > 40
            assert "measures" in given_former(), "what was not of this revision is said to be former"


def test_what_is_there_is_kept_while_results_are_computed(folder_read_before: Path) -> None:
    kept = (folder_read_before / NAME).read_bytes()
    with closing(opened(folder_read_before)) as store:
        resume(store)
        remove_a_tie(store)
        assert not keep(store), "of this state there is no result, nor a former one"
        assert (folder_read_before / NAME).read_bytes() == kept
        with nothing_computed_beside():
            with patience(0):
                ties = len(analysis_for(store).ties)
                assert analysis_for(store).measures.nodes > 40
            assert keep(store)
    with closing(opened(folder_read_before)) as store, nothing_computed_beside(), patience(0):
        assert resume(store)
        assert len(analysis_for(store).ties) == ties
        assert analysis_for(store).measures.nodes > 40
        assert "measures" in given_former()


def test_results_of_another_day_are_former_ones(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resuming, "today", lambda: date(2099, 1, 1))
    with closing(opened(folder)) as store, nothing_computed_beside(), patience(0):
        assert resume(store)
        assert analysis_for(store).measures.nodes > 40
        assert "measures" in given_former()
        assert "measures" in pending_results(store)


def test_of_another_history_nothing_is_taken(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    with closing(opened(other)) as store:
        begun = ox.Quad(ox.NamedNode(BASE + "x"), ox.NamedNode(SKOS + "note"), ox.Literal("anders"))
        store.apply(Change(add=[begun], checked=False))
        create_with_magdeburg(store)
    shutil.copy(folder / NAME, other / NAME)
    with closing(opened(other)) as store:
        assert not resume(store)


def test_of_another_program_or_other_rules_nothing_is_taken(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(opened(folder)) as store:
        rules = folder / "rules"
        rules.mkdir()
        (rules / "eigene.rq").write_text("SELECT ?subject WHERE { ?subject a <x:y> }")
        monkeypatch.setenv("AKTEURSNETZ_RULES", str(rules))
        assert not resume(store)
        monkeypatch.delenv("AKTEURSNETZ_RULES")
        monkeypatch.setattr(resuming, "_code", lambda: "another")
        assert not resume(store)


@pytest.mark.parametrize("damage", ["torn", "flipped", "empty", "other magic", "no file"])
def test_a_damaged_file_is_left_out_and_does_no_harm(folder: Path, damage: str) -> None:
    path = folder / NAME
    content = bytearray(path.read_bytes())
    if damage == "torn":
        path.write_bytes(content[: len(content) // 2])
    elif damage == "flipped":
        content[len(content) // 2] ^= 1
        path.write_bytes(content)
    elif damage == "empty":
        path.write_bytes(b"")
    elif damage == "other magic":
        path.write_bytes(b"x" + content)
    else:
        path.unlink()
    with closing(opened(folder)) as store:
        assert not resume(store)
        assert len(analysis_for(store).gaps) > 100


class Evil:
    def __init__(self, made: Path) -> None:
        self.made = made

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, (f"touch {self.made}",)


@pytest.mark.parametrize("kind", ["a command", "a class of others", "a function of ours"])
def test_nothing_in_the_file_is_ever_called(tmp_path: Path, kind: str) -> None:
    made, path = tmp_path / "made", tmp_path / NAME
    what = {"a command": Evil(made), "a class of others": pickle.Pickler, "a function of ours": create_with_magdeburg}
    write_file(path, {"program": "x"}, what[kind])
    assert read_file(path, {"program": "x"}) is None
    assert not made.exists()


@pytest.mark.parametrize("objects", [None, (), ("model", {}), (1, 2, 3), {"a": 1}])
def test_a_sound_file_of_something_else_is_left_out(folder: Path, objects: object) -> None:
    with closing(opened(folder)) as store:
        about = {**resuming._program(store), "revision": 1, "mark": store.mark_of(1), "day": "2026-11-28"}  # noqa: SLF001
        write_file(folder / NAME, about, objects)
        assert not resume(store)
        write_file(folder / NAME, {**about, "revision": None}, objects)
        assert not resume(store)
        assert len(read_model(store).actors) > 40


def test_only_its_owner_reads_it_and_no_backup_has_it(folder: Path) -> None:
    assert (folder / NAME).stat().st_mode & 0o077 == 0
    with closing(opened(folder)) as store, store.snapshot() as made:  # type: ignore[attr-defined]
        assert not list(made.rglob("*.resume"))


def test_a_store_in_memory_keeps_nothing() -> None:
    with closing(open_store("memory:")) as store:
        create_with_magdeburg(store)
        analysis_for(store).compute()
        assert not keep(store)
        assert not resume(store)
