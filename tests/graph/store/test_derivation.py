"""A store that an older version wrote: what follows from its ties is derived anew when it is opened, once."""

import os
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.errors import WriteRefused
from graph.period import today
from graph.protocol import Change
from graph.rdf.derived_links import derive
from graph.store.backup import make_backup, restore
from graph.store.derivation import DERIVED, derivation
from graph.store.difference import Difference
from graph.store.embedded import EmbeddedStore
from graph.store.folder import open_ledgers, public_files
from graph.store.logged_store import Ledger
from graph.store.marker import read_marker
from graph.store.moved_model import MOVED
from graph.store.rebuild import rebuild
from graph.terms import DERIVED_GRAPH

_GRAPH_OF = ox.NamedNode("a:g")
_GRAPH = ox.NamedNode(DERIVED_GRAPH)
TIES = """
@prefix netz: <https://w3id.org/akteursnetz/ns#> . @prefix nk: <https://w3id.org/akteursnetz/code#> .
@prefix org: <http://www.w3.org/ns/org#> . @prefix adms: <http://www.w3.org/ns/adms#> .
<a:g> { <a:tie> a netz:Interface ; adms:status nk:exists ; netz:party <a:x>, <a:y> .
  <a:m> a org:Membership ; org:member <a:x> ; org:organization <a:group> . }"""
STATED = list(ox.parse(TIES, format=ox.RdfFormat.TRIG))
NO_LONGER = ox.Quad(ox.NamedNode("a:x"), ox.NamedNode("a:wasDerived"), ox.NamedNode("a:y"), _GRAPH)
_OPEN = (
    "import sys; from pathlib import Path; from graph.store.embedded import EmbeddedStore as S; S(Path(sys.argv[1]))"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store in which nothing follows from the ties but what no rule of today says."""
    path = tmp_path / "store"
    EmbeddedStore(path).close()
    public, private, lock = open_ledgers(path)
    public.commit(Difference(add=(*STATED, NO_LONGER)), author="KO", reason="Beziehungen")
    public.note_derivation("older")
    for one in (public, private, lock):
        one.close()
    return path


def derived_in(store: EmbeddedStore) -> set[ox.Quad]:
    return set(store.public.quads.quads_for_pattern(None, None, None, _GRAPH))


def noted(path: Path) -> str:
    marker = read_marker(public_files(path).marker)
    return marker.derivation if marker else ""


def test_older_derivation_is_brought_up_to_date_at_the_next_start_and_once(folder: Path) -> None:
    for _ in range(2):
        with closing(EmbeddedStore(folder)) as store:
            assert derived_in(store) == derive(STATED)
            assert store.revision == 2, "whoever remembers revision 1 knows that it is another one"
            entry = store.entry(2)
            assert entry is not None
            assert (entry.kind, set(entry.add), entry.remove) == (DERIVED, derive(STATED), (NO_LONGER,))
            assert noted(folder) == derivation(today().isoformat())


def test_lists_of_changes_leave_it_out(folder: Path) -> None:
    with closing(EmbeddedStore(folder)) as store:
        store.apply(Change(add=[ox.Quad(ox.NamedNode("a:z"), ox.NamedNode("a:p"), ox.Literal("1"))]))
        assert [head.entry.revision for head in store.heads(2)] == [3, 1]
        assert [head.entry.revision for head in store.heads(9, before=3)] == [1]


def test_to_take_back_the_change_before_leaves_nothing_that_follows(folder: Path) -> None:
    with closing(EmbeddedStore(folder)) as store:
        store.undo(1)
        assert not list(store.public.quads)


def test_whoever_has_the_model_of_before_reads_what_was_derived_as_a_change(folder: Path) -> None:
    with closing(EmbeddedStore(folder)) as store:
        delta = store.delta_since(1)
        assert delta is not None
        assert set(delta.quads) == derive(STATED) | {NO_LONGER}
        assert store.model_revision == 2


@pytest.mark.parametrize("moment", ["make", "note_derivation"])
def test_killed_on_the_way_it_is_done_at_the_next_start(folder: Path, moment: str) -> None:
    program = (
        f"import os; from graph.store.logged_store import Ledger; Ledger.{moment} = lambda *_: os._exit(9); {_OPEN}"
    )
    killed = subprocess.run([sys.executable, "-c", program, str(folder)], env=os.environ, check=False)
    assert (killed.returncode, noted(folder)) == (9, "older")
    with closing(EmbeddedStore(folder)) as store:
        assert (derived_in(store), store.revision) == (derive(STATED), 2)
    assert noted(folder) == derivation(today().isoformat())


def test_what_is_made_of_the_log_has_it_too(folder: Path) -> None:
    EmbeddedStore(folder).close()
    rebuild(folder)
    assert not noted(folder)
    with closing(EmbeddedStore(folder)) as store:
        assert (derived_in(store), store.revision) == (derive(STATED), 2)


def test_a_disk_that_takes_nothing_keeps_nobody_from_reading(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise WriteRefused("The change could not be kept: %(detail)s.", hint="", detail="full")

    with monkeypatch.context() as full:
        full.setattr(Ledger, "write_log", refuse)
        with closing(EmbeddedStore(folder)) as store:
            assert (derived_in(store), store.revision) == ({NO_LONGER}, 1)
    assert noted(folder) == "older"
    with closing(EmbeddedStore(folder)) as store:
        assert derived_in(store) == derive(STATED)


def test_a_plain_store_derives_nothing(folder: Path) -> None:
    with closing(EmbeddedStore(folder, plain=True)) as store:
        assert (derived_in(store), store.revision) == ({NO_LONGER}, 1)


def test_a_new_store_has_no_change_by_it(tmp_path: Path) -> None:
    with closing(EmbeddedStore(tmp_path / "new")) as store:
        assert store.revision == 0
        assert noted(tmp_path / "new") == derivation(today().isoformat())


def test_backup_of_an_older_version_is_made_checked_and_put_back_as_it_is(folder: Path, tmp_path: Path) -> None:
    made = make_backup(folder, tmp_path / "backups")
    assert made.revision == 1
    put_back, _ = restore(made.folder, tmp_path / "again")
    assert (put_back.revision, noted(tmp_path / "again")) == (1, "older")
    with closing(EmbeddedStore(tmp_path / "again")) as store:
        assert (derived_in(store), store.revision) == (derive(STATED), 2)


LASTING = list(
    ox.parse(
        TIES.replace("adms:status nk:exists ;", "adms:status nk:exists ; <https://schema.org/endDate> '2030-05-31' ;"),
        format=ox.RdfFormat.TRIG,
    )
)


@pytest.mark.parametrize("begun_by", ["the thread", "a change", "a start"])
def test_what_was_to_last_until_yesterday_has_ended_today(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, begun_by: str
) -> None:
    def at(day: str) -> None:
        for part in ("parts", "deriving"):
            monkeypatch.setattr(f"graph.store.local.{part}.today", lambda: date.fromisoformat(day))

    at("2030-05-31")
    store = EmbeddedStore(tmp_path / "store")
    store.apply(Change(add=LASTING))
    assert derived_in(store) == derive(LASTING, "2030-05-31") == derive(LASTING)
    at("2030-06-01")
    if begun_by == "the thread":
        store.begin_day()
    elif begun_by == "a change":
        store.apply(Change(add=[ox.Quad(ox.NamedNode("a:b"), ox.NamedNode("a:b"), ox.NamedNode("a:b"), _GRAPH_OF)]))
    else:
        store.close()
        store = EmbeddedStore(tmp_path / "store")
    assert derived_in(store) == derive(LASTING, "2030-06-01") != derive(LASTING)
    assert [head.entry.kind for head in store.heads(9)].count(DERIVED) == 0, "it is nobody's change"
    store.undo(1)
    assert not derived_in(store)
    store.close()


def test_demanded_membership_of_an_older_version_is_no_plain_one_and_that_can_be_taken_back(folder: Path) -> None:
    both = "netz:Membership , org:Membership ; org:organization <a:group> ; org:member"
    said = TIES.replace(
        "<a:m> a org:Membership",
        f"<a:w> a {both} <a:x> ; adms:status nk:demanded .\n<a:o> a {both} <a:y> .\n<a:m> a org:Membership",
    )
    public, private, lock = open_ledgers(folder)
    public.commit(Difference(add=tuple(ox.parse(said, format=ox.RdfFormat.TRIG))), author="KO", reason="Gefordert")
    public.note_derivation("older")
    for one in (public, private, lock):
        one.close()
    with closing(EmbeddedStore(folder)) as store:
        assert _plain_memberships(store) == {"a:o", "a:m"}
        (moved,) = [head.entry.revision for head in store.heads(20) if head.entry.kind == MOVED]
        store.undo(moved)
        assert _plain_memberships(store) == {"a:o", "a:m", "a:w"}
        store.public.note_derivation("older")
    with closing(EmbeddedStore(folder)) as store:
        assert _plain_memberships(store) == {"a:o", "a:m", "a:w"}, "what somebody took back is not done again"


def _plain_memberships(store: EmbeddedStore) -> set[str]:
    plain = ox.NamedNode("http://www.w3.org/ns/org#Membership")
    kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    found = store.public.quads.quads_for_pattern(None, kind, plain, None)
    return {quad.subject.value for quad in found if isinstance(quad.subject, ox.NamedNode)}
