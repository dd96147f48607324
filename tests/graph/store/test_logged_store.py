import errno
import os
import resource
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.errors import WriteRefused
from graph.paths import ROOT
from graph.store import engine, transaction
from graph.store.ledger_survey import LedgerFiles, survey_ledger
from graph.store.log_survey import survey_log
from graph.store.logged_store import Ledger
from graph.store.rebuild import make_engine

S, P, G, H = (ox.NamedNode(f"a:{name}") for name in "spgh")
FILES = ("graph", "changes.log", "applied")


def quad(value: str, graph: ox.NamedNode = G) -> ox.Quad:
    return ox.Quad(S, P, ox.Literal(value), graph)


def commit(ledger: Ledger, *add: ox.Quad) -> int:
    return ledger.commit(ledger.difference(add, []), author="Ada", reason="")


def values(ledger: Ledger) -> list[str]:
    return sorted(quad.object.value for quad in ledger.quads)


def names(ledger: Ledger) -> list[str]:
    return sorted(str(name) for name in ledger.quads.named_graphs())


def rebuilt(folder: Path) -> None:
    files = LedgerFiles(folder, *FILES)
    subprocess.run(["rm", "-r", str(files.engine), str(files.marker)], check=True)
    make_engine(files, survey_log(files.log, files.index, None))


def test_difference_names_only_what_really_changes() -> None:
    ledger = Ledger(None, *FILES)
    commit(ledger, quad("held"))
    found = ledger.difference([quad("held"), quad("new"), quad("new")], [quad("held"), quad("never")])
    assert (found.add, found.remove) == ((quad("new"),), ())
    assert not ledger.difference([quad("held")], [quad("never")])


def test_same_number_in_two_spellings_is_not_removed_when_it_is_wanted() -> None:
    integer = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")
    one, same = (ox.Quad(S, P, ox.Literal(text, datatype=integer)) for text in ("1", "01"))
    ledger = Ledger(None, *FILES)
    commit(ledger, one)
    assert not ledger.difference([one], [same])
    assert ledger.difference([], [same]).remove == (one,)


def test_graph_ends_with_its_last_quad_unless_it_is_kept() -> None:
    ledger = Ledger(None, *FILES)
    commit(ledger, quad("x"))
    assert ledger.difference([], [quad("x")]).drop == ("a:g",)
    assert ledger.difference([], [quad("x")], create=["a:g"]).create == ("a:g",)
    assert ledger.difference([], [quad("x")], keep_emptied=True).create == ("a:g",)
    assert ledger.difference([], [quad("x")], drop=["a:g"], keep_emptied=True).drop == ("a:g",)
    assert not ledger.difference([], [], create=["a:g"])
    assert not ledger.difference([], [], drop=["a:other"])


def test_empty_graphs_are_there_after_opening_again(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path, *FILES)
    ledger.commit(ledger.difference([quad("x", H)], [], create=["a:g"]), author="", reason="")
    ledger.close()
    rebuilt(tmp_path)
    ledger = Ledger(tmp_path, *FILES)
    assert names(ledger) == ["<a:g>", "<a:h>"]
    ledger.commit(ledger.difference([], [], drop=["a:g"]), author="", reason="")
    ledger.close()
    (tmp_path / "applied").unlink()
    ledger = Ledger(tmp_path, *FILES)
    assert names(ledger) == ["<a:h>"]
    ledger.close()


def test_blank_nodes_have_their_labels_after_a_kill(tmp_path: Path) -> None:
    program = (
        "import os, sys, pyoxigraph as ox\n"
        "from pathlib import Path\n"
        "from graph.store.logged_store import Ledger\n"
        "ledger = Ledger(Path(sys.argv[1]), 'graph', 'changes.log', 'applied')\n"
        "for number in range(3):\n"
        "    quad = ox.Quad(ox.BlankNode(f'n{number}'), ox.NamedNode('a:p'), ox.BlankNode('shared'))\n"
        "    ledger.commit(ledger.difference([quad], []), author='', reason='')\n"
        "os.kill(os.getpid(), 9)\n"
    )
    killed = subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=False)
    assert killed.returncode == -9
    for rebuild in (False, True):
        if rebuild:
            rebuilt(tmp_path)
        ledger = Ledger(tmp_path, *FILES)
        assert {str(quad.subject) for quad in ledger.quads} == {"_:n0", "_:n1", "_:n2"}
        assert {str(quad.object) for quad in ledger.quads} == {"_:shared"}
        ledger.close()


def test_change_of_a_part_whose_whole_never_came_is_forgotten(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path, *FILES)
    for part_of in (0, 4, 5):
        ledger.write_log(ledger.difference([quad(str(part_of))], []), author="", reason="", part_of=part_of)
        ledger.revision += 1
    ledger.close()
    ledger = Ledger(tmp_path, *FILES, survey=survey_ledger(LedgerFiles(tmp_path, *FILES), part_of=4))
    assert values(ledger) == ["0", "4"]
    assert [entry.part_of for entry in ledger.history()] == [0, 4]
    ledger.close()


def test_every_acknowledged_change_is_synced_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    sync = os.fsync
    ledger = Ledger(tmp_path, *FILES)

    def count(file: int) -> None:
        synced.append(file)
        sync(file)

    monkeypatch.setattr(os, "fsync", count)
    for number in range(5):
        commit(ledger, quad(str(number)))
    assert len(synced) == 5
    ledger.close()


def test_full_disk_refuses_the_change_and_leaves_no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = Ledger(tmp_path, *FILES)
    commit(ledger, quad("before"))
    size = (tmp_path / "changes.log").stat().st_size

    def fail(_file: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(os, "fsync", fail)
        with pytest.raises(WriteRefused, match="No space left"):
            commit(ledger, quad("refused"))
    assert (tmp_path / "changes.log").stat().st_size == size
    assert (values(ledger), ledger.revision) == (["before"], 1)
    assert commit(ledger, quad("after")) == 2
    ledger.close()
    ledger = Ledger(tmp_path, *FILES)
    assert values(ledger) == ["after", "before"]
    ledger.close()


def test_disk_without_room_is_seen_before_the_engine_meets_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = Ledger(tmp_path, *FILES)
    room = os.statvfs(tmp_path)
    with monkeypatch.context() as full:
        full.setattr(os, "statvfs", lambda _path: os.statvfs_result((*room[:4], 3, *room[5:])))
        with pytest.raises(WriteRefused):
            commit(ledger, quad("x"))
    assert commit(ledger, quad("x")) == 1
    ledger.close()


def test_of_pieces_that_the_engine_does_not_take_none_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("logged_store.VERY_MANY", "logged_store._BULK", "transaction._BULK"):
        monkeypatch.setattr(f"graph.store.{name}", 2)
    monkeypatch.setattr("graph.rdf.quad_text._PART", 1)
    ledger = Ledger(tmp_path, *FILES)
    commit(ledger, quad("held"))
    add, taken = transaction.add_text, list[bytes]()

    def full_at_the_third(store: ox.Store, text: bytes) -> None:
        taken.append(text)
        if len(taken) == 3:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        add(store, text)

    monkeypatch.setattr(transaction, "add_text", full_at_the_third)
    with pytest.raises(WriteRefused):
        commit(ledger, *(quad(f"new {number}", H) for number in range(4)))
    assert (values(ledger), ledger.revision) == (["held"], 1)
    commit(ledger, *(quad(f"new {number}", H) for number in range(2)))
    assert values(ledger) == ["held", "new 0", "new 1"]
    ledger.close()


def test_a_reader_who_does_not_let_go_in_time_leaves_the_exchanged_engine_readable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_RELEASE_S", 0.1)
    ledger = Ledger(tmp_path, *FILES)
    commit(ledger, quad("one"))
    held = ledger.quads
    with ledger.exchanged():
        pass
    assert values(ledger) == ["one"]
    with pytest.raises(WriteRefused):
        commit(ledger, quad("two"))
    assert len(held) == 1
    del held
    assert commit(ledger, quad("two")) == 2
    assert values(ledger) == ["one", "two"]
    ledger.close()


def test_engine_that_failed_is_opened_again_and_its_change_never_was(tmp_path: Path) -> None:
    """The kernel refuses to let any file grow beyond a limit, so the engine's own log cannot: as a full disk does."""
    program = f"""
import resource, sys
sys.path.insert(0, {str(ROOT)!r})
from pathlib import Path
from graph.errors import WriteRefused
from tests.graph.store.test_logged_store import FILES, Ledger, commit, quad, values
ledger = Ledger(Path(sys.argv[1]), *FILES)
commit(ledger, quad("before"))
largest = max(path.stat().st_size for path in Path(sys.argv[1]).rglob("*") if path.is_file())
soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (largest + 20_000, hard))
refused = 0
for number in range(200):
    try:
        commit(ledger, quad(f"{{number}}" + "x" * 2000))
    except WriteRefused:
        refused += 1
assert refused, "the limit was never met"
kept = values(ledger)
assert "before" in kept and ledger.revision == len(kept) == 201 - refused
resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
assert commit(ledger, quad("after")) == len(kept) + 1
ledger.close()
ledger = Ledger(Path(sys.argv[1]), *FILES)
assert values(ledger) == sorted([*kept, "after"])
ledger.close()
print("done")
"""
    assert resource.getrlimit(resource.RLIMIT_FSIZE)
    ran = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=False, timeout=60
    )
    assert ran.stdout.strip() == "done", ran.stderr
