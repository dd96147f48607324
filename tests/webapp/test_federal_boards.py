"""A real network that is neither Magdeburg nor invented comes in by the command, and every page can show it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.analysis import analysis_for
from graph.paths import DATA
from graph.protocol import Store
from graph.store.open import open_store
from webapp import create_app
from webapp.cli.main import main

LISTS = DATA / "examples" / "bundesgremien"
PAGES = ("/", "/karte", "/karte?ansicht=tabelle", "/akteure", "/gruppen", "/luecken", "/auswertung", "/daten")


def imported(folder: Path, name: str, *options: str) -> int:
    return main(["import", str(LISTS / f"{name}.csv"), "--store", f"oxigraph:{folder}", *options])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("boards") / "store"
    answers = ("--mapping", str(LISTS / "antworten.json"))
    assert imported(folder, "akteure", "--name", "Bundesgremien", *answers) == 0
    assert imported(folder, "beziehungen", "--network", "bundesgremien", *answers) == 0
    return folder


@pytest.fixture(scope="module")
def boards(folder: Path) -> Iterator[Store]:
    store = open_store(f"oxigraph:{folder}")
    yield store
    store.close()


def test_the_lists_read_again_need_no_answers_and_change_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, same in (("akteure", "186 gleich"), ("beziehungen", "76 gleich")):
        assert imported(folder, name, "--network", "bundesgremien") == 0
        said = capsys.readouterr().out
        assert same in said
        assert "0 Änderungen" in said


def test_nothing_of_the_lists_is_lost(boards: Store) -> None:
    model = analysis_for(boards, "bundesgremien").model
    assert (len(model.actors), len(model.groups)) == (76, 11)
    assert Counter(tie.kind for tie in model.ties.values()) == {
        "Membership": 99, "Interface": 17, "Mandate": 8, "Funding": 7,
    }  # fmt: skip
    assert sum(bool(actor.part_of) for actor in model.actors.values()) == 6
    assert all(model.networks.keys() < {whole.iri for whole in group.part_of} for group in model.groups.values())
    assert {topic.label.de for topic in model.topics.values()} >= {"Film", "Rundfunk", "Buch und Musik", "Erinnerung"}


def test_its_gaps_call_nothing_silent_that_talks_as_much_as_expected(boards: Store) -> None:
    gaps = analysis_for(boards, "bundesgremien").gaps
    assert "silo" not in {gap.rule for gap in gaps}
    assert {gap.kind for gap in gaps} == {"rule", "fit", "predicted"}, "nothing hangs on one: auditors stand outside"


def test_who_sits_on_a_board_knows_whose_board_it_is(boards: Store) -> None:
    analysis = analysis_for(boards, "bundesgremien")
    pairs = [{party.label.de for party in gap.parties} for gap in analysis.gaps if gap.kind == "fit"]
    assert pairs
    assert not [pair for pair in pairs if "Deutsche Nationalbibliothek" in pair]
    assert [pair for pair in pairs if "Filmförderungsanstalt" in pair] == [
        {"Arbeitsgemeinschaft Verleih e. V.", "Filmförderungsanstalt"}
    ], "of all in film it alone sits on no board"


def test_every_page_and_profile_answers(boards: Store) -> None:
    model, client = analysis_for(boards, "bundesgremien").model, create_app(store=boards).test_client()
    profiles = [f"/akteure/{iri.rpartition('/id/')[2]}" for iri in list(model.actors)[::8]]
    groups = [f"/gruppen/{iri.rpartition('/id/')[2]}" for iri in model.groups]
    for address in (*PAGES, *profiles, *groups):
        assert client.get(address, headers={"Accept": "text/html"}).status_code == 200, address
