"""Real folders with real damage: each is refused with a sentence and nothing is changed, or everything is there."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import ConfigError, LogDamaged, WriteRefused
from graph.protocol import Change, Entry
from graph.store.chain import LONG
from graph.store.change_log import ChangeLog
from graph.store.check import check_store
from graph.store.embedded import EmbeddedStore
from graph.store.folder_lock import FolderLock
from graph.store.rebuild import rebuild

G = ox.NamedNode("a:g")
FOAF = "http://xmlns.com/foaf/0.1/"
ADA = [
    ox.Quad(
        ox.NamedNode("a:ada"),
        ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
        ox.NamedNode(FOAF + "Person"),
        G,
    ),
    ox.Quad(ox.NamedNode("a:ada"), ox.NamedNode(FOAF + "name"), ox.Literal("Ada Brandt"), G),
]
CHANGES = 7

Damage = Callable[[Path], None]


def statement(number: int) -> ox.Quad:
    return ox.Quad(ox.NamedNode(f"a:{number}"), ox.NamedNode("a:p"), ox.Literal(f"Wert {number}"), G)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed store with seven public changes and a person."""
    folder = tmp_path_factory.mktemp("sound") / "store"
    with closing(EmbeddedStore(folder)) as store:
        for number in range(CHANGES):
            store.apply(Change(add=[statement(number), *(ADA if number == 3 else [])], author="Koordination"))
    return folder


@pytest.fixture
def folder(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sound, tmp_path / "store"))


@pytest.fixture
def killed(tmp_path: Path) -> Path:
    """The same as a killed process leaves it: the marker is far behind."""
    folder = tmp_path / "killed"
    with closing(EmbeddedStore(tmp_path / "living")) as store:
        for number in range(CHANGES):
            store.apply(Change(add=[statement(number), *(ADA if number == 3 else [])], author="Koordination"))
        shutil.copytree(tmp_path / "living", folder)
    return folder


def files_of(folder: Path) -> dict[str, bytes]:
    """All files but those that the engine writes whenever it is opened, and the lock."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in {"LOG", "LOCK", "lock"} and not path.name.startswith("LOG.old")
    }


@contextmanager
def refused_unchanged(folder: Path, match: str) -> Iterator[None]:
    before = files_of(folder)
    with pytest.raises(ConfigError, match=match) as caught:
        EmbeddedStore(folder).close()
    assert caught.value.hint
    assert files_of(folder) == before
    yield


def everything_is_there(folder: Path) -> None:
    with closing(EmbeddedStore(folder)) as store:
        assert store.revision == CHANGES
        assert {quad.object.value for quad in store.public.quads} == {f"Wert {number}" for number in range(CHANGES)}
        assert store.persons.names() == ["Ada Brandt"]
        assert [head.entry.revision for head in store.heads(50)] == [*range(CHANGES, 0, -1)]
        assert store.apply(Change(add=[ox.Quad(G, G, ox.Literal("Brief an Ada Brandt"), G)])).moved == 1


def cut(name: str, number: int) -> Damage:
    def damage(folder: Path) -> None:
        text = (folder / name).read_bytes()
        (folder / name).write_bytes(text[:-number] if number else b"")

    return damage


def flip(name: str, place: int) -> Damage:
    def damage(folder: Path) -> None:
        text = bytearray((folder / name).read_bytes())
        text[place] ^= 1
        (folder / name).write_bytes(text)

    return damage


def gone(*names: str) -> Damage:
    def damage(folder: Path) -> None:
        for name in names:
            path = folder / name
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    return damage


def halved(name: str) -> Damage:
    """Cut between two entries, so that what is left looks whole."""

    def damage(folder: Path) -> None:
        text = (folder / name).read_bytes()
        (folder / name).write_bytes(text[: text.index(b"TC .\n", len(text) // 2) + 5])

    return damage


def replaced(folder: Path) -> None:
    text = (folder / "changes.log").read_bytes()
    (folder / "changes.log").write_bytes(text.replace(b"Wert 6", b"Wert 9"))


PERSONS = ("persons", "persons.applied", "persons.log", "persons.index")
LOG_DAMAGE = {
    "torn end": (cut("changes.log", 3), r"changes\.log ends with change 6, though change 7"),
    "torn far": (cut("changes.log", 700), r"changes\.log ends with change"),
    "emptied": (cut("changes.log", 0), r"changes\.log is missing or empty, though changes up to no. 7"),
    "deleted": (gone("changes.log"), r"changes\.log is missing or empty, though changes up to no. 7"),
    "halved": (halved("changes.log"), r"changes\.log ends with change \d, though change 7"),
    "flipped last entry": (flip("changes.log", -30), r"changes\.log is damaged after change 6"),
    "flipped last end": (flip("changes.log", -2), r"changes\.log ends with change 6"),
    "replaced statement": (replaced, r"changes\.log is damaged after change 6"),
    "without index": (lambda folder: [gone("changes.index")(folder), cut("changes.log", 3)(folder)], r"ends with"),
}
PERSON_DAMAGE = {
    "engine": (gone("persons"), r"persons is missing or empty, though the log has changes up to no. 1"),
    "log": (gone("persons.log"), r"persons\.log is missing or empty, though changes up to no. 1"),
    "marker and log": (gone("persons.log", "persons.applied"), r"persons\.log is missing or empty, though"),
    "all": (gone(*PERSONS), r"persons\.log ends with change 0, though change 1"),
    "torn": (cut("persons.log", 2), r"persons\.log ends with change 0, though change 1"),
    "flipped": (flip("persons.log", 50), r"persons\.log is damaged after change 0"),
}
ENGINE_DAMAGE = {
    "gone": (gone("graph"), r"graph is missing or empty, though the log has changes up to no. 7"),
    "CURRENT gone": (gone("graph/CURRENT"), r"graph is missing or empty"),
    "MANIFEST gone": (lambda folder: [path.unlink() for path in (folder / "graph").glob("MANIFEST*")], "damaged"),
    "MANIFEST flipped": (lambda folder: flip(str(next((folder / "graph").glob("MANIFEST*"))), 30)(folder), "damaged"),
    "table gone": (lambda folder: next((folder / "graph").glob("*.sst")).unlink(), "damaged"),
    "table cut": (lambda folder: cut(str(next((folder / "graph").glob("*.sst"))), 40)(folder), "damaged"),
    "marker flipped": (flip("applied", 14), r"applied is damaged"),
}


@pytest.mark.parametrize("name", LOG_DAMAGE)
def test_damaged_log_is_refused_and_what_is_left_is_kept_when_that_is_wanted(name: str, folder: Path) -> None:
    damage, match = LOG_DAMAGE[name]
    damage(folder)
    with refused_unchanged(folder, match), pytest.raises(ConfigError):
        rebuild(folder)
    assert check_store(folder)[0].mend == "log"
    made = rebuild(folder, up_to_damage=True)
    assert made.changes == CHANGES + 1
    with closing(EmbeddedStore(folder)) as store:
        assert store.persons.names() == ["Ada Brandt"]
        assert store.revision == CHANGES + 1
        assert store.heads(1)[0].entry.author == "akteursnetz rebuild"
        assert store.apply(Change(add=[statement(20)])).revision == CHANGES + 2
    assert check_store(folder) == []


@pytest.mark.parametrize("name", PERSON_DAMAGE)
def test_lost_persons_are_never_counted_as_none(name: str, folder: Path) -> None:
    damage, match = PERSON_DAMAGE[name]
    damage(folder)
    with refused_unchanged(folder, match):
        assert check_store(folder)
    if name == "engine":
        rebuild(folder)
        everything_is_there(folder)
        return
    for up_to_damage in (False, True):
        with pytest.raises(ConfigError, match=match) as caught:
            rebuild(folder, up_to_damage=up_to_damage)
        assert "only a backup helps" in caught.value.hint


@pytest.mark.parametrize("name", ENGINE_DAMAGE)
def test_damaged_engine_is_a_sentence_and_is_made_anew_from_the_log(name: str, folder: Path) -> None:
    damage, match = ENGINE_DAMAGE[name]
    damage(folder)
    with refused_unchanged(folder, match):
        rebuild(folder)
    everything_is_there(folder)


def test_older_engine_is_not_taken_for_the_one_that_was_left(sound: Path, folder: Path) -> None:
    EmbeddedStore(folder).close()
    shutil.rmtree(folder / "graph")
    shutil.copytree(sound / "graph", folder / "graph")
    with refused_unchanged(folder, "not as it was left"):
        rebuild(folder)
    everything_is_there(folder)


def test_persons_lost_before_anything_was_saved_are_missed(tmp_path: Path) -> None:
    with closing(EmbeddedStore(tmp_path / "store")) as store:
        store.apply(Change(add=ADA))
        shutil.copytree(tmp_path / "store", tmp_path / "killed")
    gone(*PERSONS)(tmp_path / "killed")
    with refused_unchanged(tmp_path / "killed", r"persons\.log ends with change 0, though change 1"):
        pass


def test_log_that_an_index_knows_more_of_is_refused_after_a_kill(killed: Path) -> None:
    cut("changes.log", 3)(killed)
    with refused_unchanged(killed, r"changes\.log ends with change 6, though change 7"):
        pass


@pytest.mark.parametrize("with_index", [True, False])
def test_last_entry_torn_at_any_byte_is_cut_off_and_nothing_else(killed: Path, *, with_index: bool) -> None:
    """The entry of a change that nobody was told of."""
    log = ChangeLog(killed / "changes.log")
    size = log.end
    log.append(Entry(CHANGES + 1, "", add=(statement(50),)))
    log.close()
    whole = (killed / "changes.log").read_bytes()
    index = (killed / "changes.index").read_bytes()
    for end in range(size, len(whole) + 1):
        folder = Path(shutil.copytree(killed, killed.with_name(f"torn-{end}")))
        (folder / "changes.log").write_bytes(whole[:end])
        (folder / "changes.index").write_bytes(index) if with_index else (folder / "changes.index").unlink()
        with closing(ChangeLog(folder / "changes.log")) as log:
            is_whole = end == len(whole)
            assert (log.revision, log.end) == ((CHANGES + 1, end) if is_whole else (CHANGES, size))
        shutil.rmtree(folder)


def test_index_is_made_anew_when_it_is_missing_or_wrong(folder: Path) -> None:
    index = folder / "changes.index"
    right = index.read_bytes()
    for damage in (
        gone("changes.index"),
        cut("changes.index", 0),
        cut("changes.index", 1),
        flip("changes.index", -50),
        flip("changes.index", 10),
        lambda folder: (folder / "changes.index").write_bytes(right[84:] + right[:84]),
    ):
        damage(folder)
        EmbeddedStore(folder).close()
        with closing(EmbeddedStore(folder)) as store:
            assert [head.entry.revision for head in store.heads(50)] == [*range(CHANGES, 0, -1)]
        assert index.read_bytes() == right


def test_flipped_byte_in_an_old_change_hides_nothing_but_that_change(folder: Path) -> None:
    text = (folder / "changes.log").read_bytes()
    flip("changes.log", text.index(b'H time "', 600) + 10)(folder)
    flip("changes.log", text.index(b"Wert 0"))(folder)
    with closing(EmbeddedStore(folder)) as store:
        assert {quad.object.value for quad in store.public.quads} == {f"Wert {number}" for number in range(CHANGES)}
        heads = store.heads(50)
        assert [head.entry.revision for head in heads] == [*range(CHANGES, 0, -1)]
        assert [head.is_readable for head in heads].count(False) <= 1
        with pytest.raises(LogDamaged, match="change 1 in the log"):
            store.undo(1)
        assert store.undo(CHANGES).removed == 1
    assert check_store(folder)[0].mend == "log"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000))
def test_flipped_byte_anywhere_is_refused_or_costs_no_statement(sound: Path, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - places, no secrets
    folder = Path(shutil.copytree(sound, tmp_path / f"{seed}", dirs_exist_ok=True))
    files = [path for path in folder.rglob("*") if path.is_file() and path.stat().st_size and path.name != "LOG"]
    path = chance.choice(sorted(files))
    flip(str(path), chance.randrange(path.stat().st_size))(folder)
    with suppress(ConfigError, WriteRefused), _corruption_named():
        everything_is_there(folder)
    shutil.rmtree(folder)


@contextmanager
def _corruption_named() -> Iterator[None]:
    """Damage deep in a table of the engine is found by whoever reads it, and by check."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        if "orruption" not in str(error):
            raise


@pytest.mark.parametrize("long", [0, LONG])
def test_old_log_without_checksums_opens_and_is_sealed_by_the_next_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, long: int
) -> None:
    for module in ("change_log", "log_entries", "log_survey"):
        monkeypatch.setattr(f"graph.store.{module}.LONG", long)
    folder = tmp_path / "store"
    with closing(EmbeddedStore(folder)) as store:
        store.apply(Change(add=[statement(0)]))
        store.apply(Change(add=[statement(1)]))
    lines = (folder / "changes.log").read_bytes().splitlines(keepends=True)
    (folder / "changes.log").write_bytes(b"".join(line for line in lines if not line.startswith(b"H sha256")))
    size = (folder / "changes.log").stat().st_size
    (folder / "applied").write_text(f'{{"revision": 2, "end": {size}, "loading": []}}')
    (folder / "changes.index").unlink()
    with closing(EmbeddedStore(folder)) as store:
        assert [head.added for head in store.heads(5)] == [1, 1]
        store.apply(Change(add=[statement(2)]))
        assert store.undo(1).removed == 1
    assert check_store(folder) == []
    flip("changes.log", (folder / "changes.log").read_bytes().index(b"Wert 0"))(folder)
    assert check_store(folder)[0].mend == "log"


def test_clock_set_back_changes_nothing_about_the_order(folder: Path) -> None:
    with closing(ChangeLog(folder / "changes.log")) as log:
        log.append(Entry(CHANGES + 1, "1999-12-31T23:59:59+00:00", add=(statement(30),)))
    with closing(EmbeddedStore(folder)) as store:
        assert [head.entry.revision for head in store.heads(2)] == [CHANGES + 1, CHANGES]
        assert store.apply(Change(add=[statement(31)])).revision == CHANGES + 2
    assert check_store(folder) == []


def test_second_start_at_once_touches_nothing(folder: Path) -> None:
    """A change is just being written: whoever comes second must not take it for a torn end."""
    with closing(FolderLock(folder)):
        with (folder / "changes.log").open("ab") as file:
            file.write(b'H revision "8" .\nH ti')
        with refused_unchanged(folder, "open in another process"):
            pass
    everything_is_there(folder)


def test_check_finds_a_statement_that_the_log_lacks(folder: Path) -> None:
    store = ox.Store(folder / "graph")
    store.add(statement(99))
    store.flush()
    del store
    assert [str(fault) for fault in check_store(folder)] == ["The folder graph does not hold what changes.log says."]
    rebuild(folder)
    assert check_store(folder) == []


def test_check_changes_nothing(folder: Path, killed: Path) -> None:
    for one in (folder, killed):
        before = files_of(one)
        assert check_store(one) == []
        assert files_of(one) == before
    (folder / "thesis.txt").touch()
    assert "thesis.txt" in str(check_store(folder)[0])
