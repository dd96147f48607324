"""A person erased: no byte in the folder, everything else as it was; undo publishes nobody."""

from __future__ import annotations

import gzip
import json
import signal
import subprocess
import sys
import threading
import time
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.errors import ConfigError, Conflict, NetworkError, NotFound, StoreUnavailable
from graph.persons.directory import NOT_SHOWN
from graph.persons.eraser import Eraser
from graph.persons.public_side import PublicSide
from graph.protocol import Change
from graph.store import exchange
from graph.store.beside import Mention
from graph.store.check import check_store
from graph.store.embedded import EmbeddedStore
from graph.store.erasure import find_eraser, prepare_erasure, ready_erasure
from graph.store.local.erasing import PERSON_ERASED
from graph.store.person_records import describe_person, list_persons, person_record
from graph.terms import RDFS
from tests.support.processes import replicas
from tests.support.small_disks import fill, small_disk

GRAPH = ox.NamedNode("a:g")
ADA = "urn:uuid:7"
PREFIXES = "@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix vcard: <http://www.w3.org/2006/vcard/ns#> ."
KNOWN = f'<{ADA}> a foaf:Person ; foaf:name "Ada Zwirnnysen" ; vcard:hasAddress [ vcard:note "Hohlgasse 77" ] .'
SPELLED = ("Frau Zwirnnysen sprach", "ZWIRNNYSEN", "Zwirn-\nnysen", "<b>Zwirn</b>nysen")
NEVER = ("zwirnnysen", "zwirn-", "hohlgasse", ADA, "zwirn</b>nysen")


def read(turtle: str) -> list[ox.Quad]:
    triples = ox.parse(PREFIXES + turtle, format=ox.RdfFormat.TURTLE)
    return [ox.Quad(triple.subject, triple.predicate, triple.object, GRAPH) for triple in triples]


def note(subject: str, text: str) -> ox.Quad:
    return ox.Quad(ox.NamedNode(subject), ox.NamedNode(RDFS + "comment"), ox.Literal(text, language="de"), GRAPH)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def store(path: Path) -> Iterator[EmbeddedStore]:
    """Texts before and after their person was known, IRIs that name her, and other persons."""
    with closing(EmbeddedStore(path)) as store:
        store.apply(Change(add=[note(f"a:{n}", text) for n, text in enumerate(SPELLED)], reason="Von Frau Zwirnnysen"))
        store.apply(Change(add=[note("https://x.example/ansichten/zwirnnysen", "nichts"), note("a:x", "bleibt")]))
        store.apply(Change(add=read(KNOWN), author="Ada Zwirnnysen"))
        store.apply(Change(add=[note("a:9", "wieder Frau Zwirnnysen")]))
        store.apply(Change(add=read('<urn:uuid:8> a foaf:Person ; foaf:name "Bert Grimmelbek" .')))
        store.apply(Change(add=[note("a:10", "Herr Grimmelbek")]))
        yield store


def content_of(path: Path) -> str:
    """Every byte of a folder as text, packed files unpacked, names of files as well."""
    found = []
    for file in sorted(path.rglob("*")):
        raw = file.read_bytes() if file.is_file() and not file.is_socket() else b""
        found.append(file.name.encode() + (gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw))
    return unicodedata.normalize("NFC", b"\n".join(found).decode("utf-8", "replace")).casefold()


def left_in(path: Path) -> list[str]:
    content = content_of(path)
    return [word for word in NEVER if word in content]


def test_grep_would_find_her_before(store: EmbeddedStore, path: Path) -> None:
    store.close()
    assert left_in(path) == list(NEVER)


def test_no_byte_is_left_after_undo_delete_erasure_and_restart(store: EmbeddedStore, path: Path) -> None:
    store.undo(3)
    store.apply(Change(drop=[GRAPH]))
    erased = store.erase(ADA, author="KO")
    assert erased.dropped >= 4
    assert erased.replaced >= 5
    store.close()
    assert left_in(path) == []
    with closing(EmbeddedStore(path)):
        pass
    assert left_in(path) == []
    assert check_store(path) == []


def test_what_names_her_keeps_its_place_and_others_stay(store: EmbeddedStore, path: Path) -> None:
    store.erase(ADA, author="KO")
    held = store.persons.ledger.quads.dump(format=ox.RdfFormat.N_QUADS) or b""
    assert held.decode().count('"gelöscht"@de') == len(SPELLED) + 1
    assert b"Bert Grimmelbek" in held
    assert b"Herr Grimmelbek" in held
    assert b"https://x.example/ansichten/geloescht-1" in held
    assert b"bleibt" in store.dump()
    assert [line.name for line in list_persons(store)] == ["Bert Grimmelbek"]
    assert not store.names_somebody("Zwirnnysen")
    assert store.names_somebody("Grimmelbek")


def test_history_goes_on_and_says_that_somebody_was_erased(store: EmbeddedStore) -> None:
    before = store.revision
    store.erase(ADA, author="KO")
    heads = store.heads(20)
    assert heads[0].entry.revision == store.revision == before + 1
    assert (heads[0].entry.author, heads[0].entry.reason) == ("KO", PERSON_ERASED)
    assert [head.entry.revision for head in heads] == list(range(store.revision, 0, -1))
    assert heads[-1].entry.reason == "gelöscht"
    store.apply(Change(add=[note("a:new", "neu")]))
    assert b"neu" in store.answer("SELECT ?o { ?s ?p ?o }", ["text/csv"]).body


def test_a_query_and_a_reader_meanwhile_see_nothing_strange(store: EmbeddedStore) -> None:
    stop, seen = threading.Event(), set[bool]()
    of_others = set(replicas()) - {store._sandbox.process_id}  # noqa: SLF001 - of stores that tests before have left

    def look() -> None:
        while not stop.is_set():
            seen.add(b"bleibt" in store.dump())

    def ask() -> None:
        while not stop.is_set():
            seen.add(b"bleibt" in store.answer(f"SELECT ?o {{ ?s ?p ?o }} # {time.monotonic()}", ["text/csv"]).body)

    readers = [threading.Thread(target=one) for one in (look, ask, ask)]
    for one in readers:
        one.start()
    try:
        store.erase(ADA)
    finally:
        stop.set()
        for one in readers:
            one.join()
    assert seen == {True}
    assert len(set(replicas()) - of_others) <= 1
    store.close()
    assert not set(replicas()) - of_others


def test_nobody_unknown_is_erased_and_a_store_in_memory_says_so(store: EmbeddedStore, path: Path) -> None:
    with pytest.raises(NotFound, match="Nobody is known"):
        store.erase("urn:nobody")
    assert not (path / exchange.WORKSHOP).exists()
    with closing(EmbeddedStore(None)) as other, pytest.raises(ConfigError, match="in memory"):
        other.erase(ADA)


def test_somebody_who_is_named_in_texts_only_is_erased_by_name(store: EmbeddedStore, path: Path) -> None:
    store.apply(Change(add=read('<a:doc> <http://purl.org/dc/terms/creator> "Anna Pumpelwitz" .')))
    store.apply(Change(add=[note("a:11", "laut Pumpelwitz")]))
    assert "Anna Pumpelwitz" in [line.whom for line in list_persons(store)]
    label = ox.Quad(ox.NamedNode("a:bureau"), ox.NamedNode(RDFS + "label"), ox.Literal("Anna Pumpelwitz"), GRAPH)
    store.apply(Change(add=[label, note("a:bureau", "ein Büro")]))
    store.erase("Anna Pumpelwitz")
    assert "ein Büro" in store.dump().decode()
    store.close()
    assert "pumpelwitz" not in content_of(path)


def test_a_name_stands_for_the_one_who_has_it_and_for_nobody_when_two_do(store: EmbeddedStore, path: Path) -> None:
    store.apply(Change(add=read('<urn:uuid:9> a foaf:Person ; foaf:name "Ada Zwirnnysen" .')))
    with pytest.raises(Conflict, match="2 persons"):
        store.erase("Ada Zwirnnysen")
    store.erase(ADA)
    assert [line.name for line in list_persons(store)] == ["Ada Zwirnnysen", "Bert Grimmelbek"]
    store.erase("Ada Zwirnnysen")
    store.close()
    assert left_in(path) == []


@pytest.mark.parametrize("moment", ["before", "ready", "half"])
def test_a_crash_leaves_the_store_as_it_was_or_the_erasure_is_finished(
    store: EmbeddedStore, path: Path, moment: str
) -> None:
    store.close()
    eraser = find_eraser(path, ADA, PublicSide(ox.Store()))
    prepare_erasure(path, eraser)
    if moment != "before":
        ready_erasure(path, "KO")
    if moment == "half":
        (path / exchange.WORKSHOP / "applied").replace(path / "applied")
        (path / "graph").rename(path / "graph.gone")
    with closing(EmbeddedStore(path)) as again:
        assert b"bleibt" in again.dump()
        reasons = [head.entry.reason for head in again.heads(20)]
        assert reasons.count(PERSON_ERASED) == (moment != "before")
    assert (left_in(path) == []) == (moment != "before")
    assert check_store(path) == []


def test_positions_on_the_map_are_forgotten(store: EmbeddedStore, path: Path) -> None:
    (path / "places").mkdir()
    kept = {"positions": {"https://x.example/ansichten/zwirnnysen": [1, 2], "a:x": [3, 4]}, "pins": {}, "before": {}}
    (path / "places" / "all.json").write_text(json.dumps(kept), encoding="utf-8")
    store.erase(ADA)
    left = json.loads((path / "places" / "all.json").read_text(encoding="utf-8"))
    assert left["positions"] == {"a:x": [3, 4]}


def test_undo_of_what_named_her_publishes_nothing_and_says_how_much_stays(store: EmbeddedStore) -> None:
    public = store.dump()
    applied = store.undo(3)
    assert applied.kept_apart == len(SPELLED) + 1
    assert b"wirn" not in store.dump().lower()
    assert store.dump() == public
    assert [line.name for line in list_persons(store)] == ["Bert Grimmelbek"]
    store.undo(store.revision)
    store.undo(1)
    assert b"wirn" not in store.dump().lower()
    assert store.heads(20)[-1].entry.reason == NOT_SHOWN


def test_a_change_about_persons_only_has_a_time_and_no_content(store: EmbeddedStore) -> None:
    assert len(store.person_changes(50)) == 3
    assert "wirn" not in "".join(store.person_changes(50))


def test_a_record_has_all_and_keeps_purpose_and_term(store: EmbeddedStore) -> None:
    describe_person(store, ADA, purpose="Ansprechperson der AG", keep_until="2026-12-31", author="KO")
    record = person_record(store, ADA)
    assert (record.person.purpose, record.person.keep_until) == ("Ansprechperson der AG", "2026-12-31")
    assert {"Ada Zwirnnysen", "Hohlgasse 77"} <= {said.value for said in record.statements}
    assert {said.value for said in record.texts} >= {*SPELLED, "wieder Frau Zwirnnysen"}
    assert all(said.time for said in record.statements)
    assert "Grimmelbek" not in json.dumps(record.as_json())
    describe_person(store, ADA, purpose="", keep_until="", author="KO")
    assert person_record(store, ADA).person.purpose == ""


def test_an_office_that_holds_a_post_is_no_person_after_a_restart_either(path: Path) -> None:
    office = "<a:amt> a <http://www.w3.org/ns/org#Organization> . <a:post> <http://www.w3.org/ns/org#heldBy> <a:amt> ."
    with closing(EmbeddedStore(path)) as store:
        store.apply(Change(add=read(office)))
    with closing(EmbeddedStore(path)) as store:
        assert list_persons(store) == []
        store.apply(Change(add=[note("a:amt", "Amt für Bau")]))
        assert "Amt für Bau" in store.dump().decode()


KILLED = """
import os, signal, sys
from pathlib import Path
from graph.store.local import erasing
from graph.store.embedded import EmbeddedStore
store, name, number = EmbeddedStore(Path(sys.argv[1])), sys.argv[2], int(sys.argv[3])
known, calls = getattr(erasing, name), []
def die(*values):
    calls.append(name)
    if len(calls) == number:
        os.kill(os.getpid(), signal.SIGKILL)
    return known(*values)
setattr(erasing, name, die)
store.erase("urn:uuid:7", author="KO")
"""


@pytest.mark.parametrize(
    ("step", "number"),
    [
        ("prepare_erasure", 1), ("erase_beside", 1), ("ready_erasure", 1), ("finish_exchange", 1),
        ("begun_exchange", 1), ("tell_exchange", 1), ("erase_beside", 2), ("copies_of", 1),
    ],
)  # fmt: skip
def test_an_erasure_killed_at_any_step_is_finished_by_itself_or_by_repeating_it(
    store: EmbeddedStore, path: Path, step: str, number: int
) -> None:
    store.close()
    (path / "places").mkdir()
    (path / "places" / "all.json").write_text(json.dumps({"pins": {"a:zwirnnysen": [1, 2]}}), encoding="utf-8")
    (path / "places" / "torn.json").write_text('{"pins": {"a:zwirnny', encoding="utf-8")
    killed = subprocess.run([sys.executable, "-c", KILLED, str(path), step, str(number)], check=False)
    assert killed.returncode == -signal.SIGKILL
    with closing(EmbeddedStore(path)) as again:
        if left_in(path):
            again.erase(ADA, author="KO")
        assert again.heads(1)[0].entry.reason == PERSON_ERASED
        assert b"bleibt" in again.dump()
    assert left_in(path) == []
    assert not list((path / "places").glob("torn*"))
    assert check_store(path) == []


def test_what_nobody_can_read_beside_the_logs_is_removed_and_named(store: EmbeddedStore, path: Path) -> None:
    (path / "places").mkdir()
    (path / "places" / "all.json").write_text('{"pins": {"a:zwirnnysen', encoding="utf-8")
    (path / "computed.new").write_text("zwirnnysen")
    assert store.erase(ADA).removed == (path / "places" / "all.json",)
    store.close()
    assert left_in(path) == []


@pytest.mark.parametrize("left", [0, 100_000, 400_000])
def test_an_erasure_on_a_full_disk_changes_nothing_and_is_done_when_there_is_room(tmp_path: Path, left: int) -> None:
    with small_disk(tmp_path / "disk", "24m") as disk:
        with closing(EmbeddedStore(disk / "store")) as store:
            store.apply(Change(add=[note("a:1", "Frau Zwirnnysen"), note("a:2", "lang " * 50_000)]))
            store.apply(Change(add=read(KNOWN)))
            fill(disk / "fill", leave=left)
            before = store.dump()
            with pytest.raises(NetworkError) as refused:
                store.erase(ADA, author="KO")
            assert refused.value.hint
            assert (store.dump(), store.names_somebody("Zwirnnysen")) == (before, True)
            (disk / "fill").unlink()
            assert store.erase(ADA, author="KO").dropped
        assert left_in(disk / "store") == []
        assert check_store(disk / "store") == []


def test_what_fails_beside_the_logs_leaves_a_person_who_can_be_erased_again(store: EmbeddedStore, path: Path) -> None:
    class Torn:
        def tell(self, _eraser: Eraser) -> list[Mention]:
            return []

        def erase(self, _eraser: Eraser) -> list[str]:
            raise StoreUnavailable("The accounts cannot be read: %(reason)s.", reason="torn")

    with pytest.raises(StoreUnavailable):
        store.erase(ADA, also=(Torn(),))
    assert "Ada Zwirnnysen" in [line.name for line in list_persons(store)]
    assert not (path / exchange.WORKSHOP).exists()
    store.erase(ADA)
    store.close()
    assert left_in(path) == []


def test_who_is_named_in_places_only_can_be_erased_by_name(store: EmbeddedStore, path: Path) -> None:
    (path / "places").mkdir()
    (path / "places" / "all.json").write_text('{"pins": {"a:pumpelwitz": [1, 2]}}', encoding="utf-8")
    assert store.erase("Anna Pumpelwitz").replaced == 1
    assert json.loads((path / "places" / "all.json").read_text(encoding="utf-8")) == {"pins": {}}


def test_a_slip_in_a_name_removes_nothing_and_ends_no_backup(store: EmbeddedStore, path: Path) -> None:
    (path / "places").mkdir()
    (path / "places" / "all.json").write_text('{"pins": {', encoding="utf-8")
    (path / "computed.resume").touch()
    with store.snapshot() as taken:
        with pytest.raises(NotFound):
            store.erase("Anna Pumpelwitz")
        assert (taken / "version.json").exists()
    assert (path / "places" / "all.json").exists()
    assert (path / "computed.resume").exists()


def test_copies_for_a_moment_go_and_those_of_a_restore_are_named(store: EmbeddedStore, path: Path) -> None:
    for name in ("store.restoring", "store.before-2026-11-28T000000Z", "other.before-2026-11-28T000000Z"):
        path.with_name(name).mkdir()
    with store.snapshot() as taken:
        copies = store.erase(ADA).copies
        assert not taken.exists()
    assert [copy.name for copy in copies] == ["store.before-2026-11-28T000000Z", "store.restoring"]
