"""A network switches rules off and sets their thresholds in its data; rules of one's own need no code."""

from pathlib import Path

import pytest

from graph.analysis import Analysis
from graph.gaps.rule_settings import read_rule_settings, read_rules, rule_rows
from graph.gaps.rules import search_rule_gaps
from graph.model import Gap
from graph.network.model_reader import read_model
from graph.paths import ROOT
from graph.protocol import Store
from graph.query.named import find_query
from graph.query.rule_folders import FOLDERS
from graph.store.open import open_store
from graph.terms import BASE
from tests.support.magdeburg import load_ontology
from tests.support.statements import add

TOWNS = "".join(
    f"""<{town}/netzwerk> a netz:Network . <{town}/ag> a netz:WorkingGroup ; netz:inNetwork <{town}/netzwerk> ;
    adms:status nk:exists ; org:classification nk:standingGroup .
    """
    for town in ("stadt", "dorf")
)
RULE = find_query("group-without-members").text


def gaps_of(store: Store, rule: str, network: str | None = None) -> set[str]:
    found = search_rule_gaps(store, read_model(store), network=network)
    return {gap.subject.iri.removeprefix(BASE) for gap in found.gaps if gap.rule == rule}


@pytest.mark.parametrize("asked", [None, BASE + "stadt/netzwerk"])
def test_disabled_rule_is_silent_in_its_network_only(store: Store, asked: str | None) -> None:
    add(store, TOWNS + "<stadt/netzwerk> netz:disabledRule 'group-without-members' .")
    assert gaps_of(store, "group-without-members", asked) == (set() if asked else {"dorf/ag"})
    assert gaps_of(store, "group-without-members", BASE + "dorf/netzwerk") == {"dorf/ag"}


def crowd(town: str) -> str:
    kinds = ["chamber", "chamber", *["municipality"] * 18]
    return "".join(
        f"""<{town}/k{number}> org:classification nk:{kind} .
        <{town}/m{number}> a netz:Membership ; adms:status nk:exists ;
        netz:inNetwork <{town}/netzwerk> ; org:member <{town}/k{number}> ; org:organization <{town}/ag> ."""
        for number, kind in enumerate(kinds)
    )


@pytest.mark.parametrize("asked", [None, BASE + "stadt/netzwerk"])
def test_threshold_of_a_network_replaces_the_default(store: Store, asked: str | None) -> None:
    add(store, TOWNS + crowd("stadt") + crowd("dorf"))
    add(store, f"<stadt/netzwerk> netz:ruleThreshold 'sector-share-low {'9' * 5000}' .")  # no number: it counts nothing
    assert gaps_of(store, "sector-share-low", asked) == set()
    add(store, "<stadt/netzwerk> netz:ruleThreshold 'sector-share-low 20' .")
    assert gaps_of(store, "sector-share-low", asked) == {"stadt/ag"}
    settings = read_rule_settings(store)
    rule = find_query("sector-share-low")
    assert len(list(rule_rows(store, rule, settings, network=BASE + "dorf/netzwerk", at=None))) == 0


def test_rule_of_ones_own_runs_beside_the_others(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "own-rule.rq").write_text(RULE, encoding="utf-8")
    monkeypatch.setenv(FOLDERS, str(tmp_path))
    add(store, TOWNS)
    assert gaps_of(store, "own-rule") == gaps_of(store, "group-without-members") == {"dorf/ag", "stadt/ag"}


@pytest.mark.parametrize(
    "broken", [RULE.replace("SELECT", "SELEKT"), RULE.replace("?network iri", "?other iri"), b"\xff\xfe"]
)
def test_broken_rule_is_named_and_the_others_run(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str | bytes
) -> None:
    (tmp_path / "broken.rq").write_bytes(broken if isinstance(broken, bytes) else broken.encode())
    monkeypatch.setenv(FOLDERS, str(tmp_path))
    add(store, TOWNS)
    found = search_rule_gaps(store, read_model(store))
    assert {"group-without-members", "steering-missing"} <= {gap.rule for gap in found.gaps}
    (note,) = found.notes
    assert note.de.startswith("Die Regel broken.rq wurde ausgelassen: ")
    assert note.en.startswith("The rule broken.rq was left out: ")


def test_shipped_rule_is_not_replaced_by_one_of_the_same_name(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
        (folder / "same.rq").write_text(RULE + f"# {folder.name}\n", encoding="utf-8")
    (rule,), failures = read_rules(first, second)
    assert (rule.text.endswith("# first\n"), failures) == (True, [])


def test_more_findings_rank_a_gap_higher_within_its_severity() -> None:
    with_store = open_store("memory:")
    finding = "<stadt/b{0}> a netz:Challenge ; netz:inNetwork <stadt/netzwerk> ; netz:topic <stadt/{1}> ."
    add(with_store, TOWNS + "".join(finding.format(one, "t1" if one < 3 else "t2") for one in range(4)))
    found = search_rule_gaps(with_store, read_model(with_store)).gaps
    scores = {gap.subject.iri.rpartition("/")[2]: _score(gap) for gap in found if gap.rule == "topic-unassigned"}
    with_store.close()
    assert scores == {"t1": 3.0 + 2 / 64, "t2": 3.0}


def _score(gap: Gap) -> float:
    assert sum(reason.score for reason in gap.reasons) == gap.score
    return gap.score


def test_rules_in_the_folder_of_the_store_run_and_a_broken_one_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    store = open_store(f"oxigraph:{folder}")
    load_ontology(store)
    add(store, TOWNS)
    before = Analysis(store).search_gaps()["rule"]
    (folder / "rules").mkdir()
    (folder / "rules" / "own-rule.rq").write_text(RULE, encoding="utf-8")
    (folder / "rules" / "broken.rq").write_text(RULE.replace("SELECT", "SELEKT"), encoding="utf-8")
    found = Analysis(store).search_gaps()["rule"]
    store.close()
    assert {gap.rule for gap in found.gaps} - {gap.rule for gap in before.gaps} == {"own-rule"}
    assert len(found.gaps) > len(before.gaps)
    assert [note.de.split(" wurde")[0] for note in found.notes] == ["Die Regel broken.rq"]


def test_the_example_of_the_handbook_is_a_rule_that_finds_something(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (ROOT / "docs" / "regeln.md").read_text(encoding="utf-8")
    (tmp_path / "own.rq").write_text(text.split("```sparql\n")[1].split("```")[0], encoding="utf-8")
    monkeypatch.setenv(FOLDERS, str(tmp_path))
    member = """<stadt/m> a org:Membership, netz:Membership ; adms:status nk:exists ; netz:inNetwork <stadt/netzwerk> ;
    org:member <stadt/verein> ; org:organization <stadt/ag> . <stadt/verein> org:classification nk:migrantOrg ."""
    add(store, TOWNS + member)
    assert gaps_of(store, "own") == {"dorf/ag"}
