"""Rules run again where what they read was touched, and whatever is kept is right."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph import analysis
from graph.analysis import Analysis, analysis_for
from graph.gaps.result import GapResult
from graph.gaps.search import RECORDED, search_recorded
from graph.model import GapKind
from graph.network.model_reader import read_model
from graph.protocol import Change, Row, Store
from graph.query import named
from graph.query.memory_copy import MemoryCopy, memory_copy
from graph.query.rule_folders import FOLDERS, rule_folders
from graph.store.open import open_store
from graph.terms import ADMS, BASE, NETZ, NK, RDF, SCHEMA, SKOS
from tests.graph.query.test_kept_rows import quad
from tests.support.random_changes import CITY, change
from tests.support.statements import add

STEPS = int(os.environ.get("AKTEURSNETZ_KEPT_STEPS", "150"))
HEAD = "# title@de: Eigene\n# title@en: Own\n# kind: rule\n# severity: low\n# why@de: {subject}\n# why@en: {subject}\n"
ANYTHING = HEAD + "SELECT ?subject (COUNT(*) AS ?count) { ?subject ?p ?o } GROUP BY ?subject"


@pytest.fixture
def own_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a rule of one's own that reads anything."""
    monkeypatch.setenv(FOLDERS, str(tmp_path))
    (tmp_path / "eigene.rq").write_text(ANYTHING, encoding="utf-8")
    return tmp_path


@pytest.fixture
def store() -> Iterator[Store]:
    opened = open_store("memory:")
    add(opened, CITY, "n/graph/a")
    yield opened
    opened.close()


def from_nothing(store: Store, network: str | None) -> dict[GapKind, GapResult]:
    copy, folders = memory_copy(store), rule_folders(store)
    return search_recorded(copy, read_model(store), network=network, at=None, folders=folders)


@pytest.mark.usefixtures("own_rules")
@pytest.mark.parametrize("part", range(2))
def test_gaps_after_any_changes_are_those_of_a_search_from_nothing(part: int) -> None:
    seed = os.environ.get("AKTEURSNETZ_KEPT_SEED", "0")
    dice = random.Random(f"{seed} {part}")  # noqa: S311 - a test
    for _ in range(max(1, STEPS // 150)):
        store = open_store("memory:")
        add(store, CITY, "n/graph/a")
        for number in range(25):
            change(store, dice)
            for network in (None, BASE + "n/netz"):
                if network is None or network in read_model(store).networks:
                    found = analysis_for(store, network).search_gaps(RECORDED)
                    expected = from_nothing(store, network)
                    assert found == expected, (seed, part, number, network)
        store.close()


def rules_asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    asked: list[str] = []
    ask = MemoryCopy.select

    def noted(copy: MemoryCopy, query: str) -> list[Row]:
        asked.append(query)
        return ask(copy, query)

    monkeypatch.setattr(MemoryCopy, "select", noted)
    return asked


def test_a_name_makes_no_rule_run_and_stands_in_every_gap(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    wish = [quad("s2", NETZ + "party", BASE + one) for one in ("amt", "ag")]
    wish += [quad("s2", NETZ + "inNetwork", BASE + "n/netz"), quad("s2", ADMS + "status", NK + "demanded")]
    wish += [quad("s2", RDF + "type", NETZ + "Interface")]
    store.apply(Change(add=wish, checked=False))
    before = Analysis(store).search_gaps(RECORDED)["demanded"].gaps
    asked = rules_asked(monkeypatch)
    name, other = (ox.Literal(text, language="de") for text in ("Amt", "Behörde"))
    store.apply(
        Change(
            add=[quad("amt", SKOS + "prefLabel", other)], remove=[quad("amt", SKOS + "prefLabel", name)], checked=False
        )
    )
    after = Analysis(store).search_gaps(RECORDED)["demanded"].gaps
    assert not asked
    assert [gap.id for gap in after] == [gap.id for gap in before]
    assert [gap.parties[1].label.de for gap in before] == ["Amt"]
    assert [gap.parties[1].label.de for gap in after] == ["Behörde"]


def test_a_rule_file_that_is_edited_counts_at_once(store: Store, own_rules: Path) -> None:
    def own() -> list[str]:
        found = Analysis(store).search_gaps(["rule"])["rule"].gaps
        return [gap.subject.iri for gap in found if gap.rule == "eigene"]

    assert BASE + "sitzung" in own()
    (own_rules / "eigene.rq").write_text(HEAD + f"SELECT ?subject {{ ?subject a <{SCHEMA}Event> }}", encoding="utf-8")
    os.utime(own_rules / "eigene.rq", ns=(1, 1))
    assert own() == [BASE + "sitzung"]


def test_what_is_overdue_is_found_on_its_day(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = [quad("s2", NETZ + "inNetwork", BASE + "n/netz"), quad("s2", ADMS + "status", NK + "planned")]
    plan.append(quad("s2", SCHEMA + "startDate", ox.Literal("2031-05-01")))
    store.apply(Change(add=plan, checked=False))

    def overdue(day: date) -> int:
        for module in (named, analysis):
            monkeypatch.setattr(module, "shown_day", lambda: day)
        gaps = analysis_for(store).search_gaps(["rule"])["rule"].gaps
        return sum(gap.rule == "plan-overdue" for gap in gaps)

    assert overdue(date(2031, 5, 1)) == 0
    assert overdue(date(2031, 5, 2)) == 1


def test_the_undo_of_a_large_change_is_a_search_from_nothing(store: Store) -> None:
    many = [quad(f"viele/{number}", NETZ + "party", BASE + "amt") for number in range(700)]
    many += [quad("s3", NETZ + "party", BASE + "amt"), quad("s3", NETZ + "inNetwork", BASE + "n/netz")]
    first = Analysis(store).search_gaps(RECORDED)
    revision = store.apply(Change(add=many, checked=False)).revision
    assert Analysis(store).search_gaps(RECORDED) == from_nothing(store, None)
    store.undo(revision)
    assert Analysis(store).search_gaps(RECORDED) == from_nothing(store, None) == first
