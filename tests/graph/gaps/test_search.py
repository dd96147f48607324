import json
from collections import Counter
from collections.abc import Iterator

import msgspec
import pytest

from graph.analysis import Analysis
from graph.errors import NotFound
from graph.gaps.rows import gap_as_json
from graph.gaps.search import find_gap
from graph.model import GAP_KINDS, Gap, GapKind
from graph.protocol import Store
from graph.store.open import open_store
from tests.support.magdeburg import create_with_magdeburg

DEMANDED: tuple[GapKind, ...] = ("demanded",)
PREDICTED: tuple[GapKind, ...] = ("predicted",)


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    opened = open_store("memory:")
    create_with_magdeburg(opened)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def gaps(store: Store) -> list[Gap]:
    return Analysis(store, network="magdeburg").find_gaps()


def test_kinds_are_listed_one_after_the_other_and_never_mixed(gaps: list[Gap]) -> None:
    kinds = [gap.kind for gap in gaps]
    assert kinds == sorted(kinds, key=GAP_KINDS.index)
    assert {"rule", "demanded"} <= set(kinds)


def test_strongest_gaps_of_a_kind_come_first(gaps: list[Gap]) -> None:
    for kind in ("rule", "demanded"):
        scores = [gap.score for gap in gaps if gap.kind == kind]
        assert scores == sorted(scores, reverse=True)


def test_every_gap_has_an_id_of_its_own(gaps: list[Gap]) -> None:
    assert [one for one, number in Counter(gap.id for gap in gaps).items() if number > 1] == []


def test_reasons_add_up_exactly_to_the_score(gaps: list[Gap]) -> None:
    assert all(sum(reason.score for reason in gap.reasons) == gap.score for gap in gaps)


def test_every_demanded_gap_of_magdeburg_has_parties_and_a_passage(gaps: list[Gap]) -> None:
    demanded = [gap for gap in gaps if gap.kind == "demanded"]
    assert [gap.id for gap in demanded if not gap.evidence] == []
    assert {gap.rule for gap in demanded if not gap.parties} == {"measure-missing"}, "nobody is named in a measure"


def test_missing_interface_of_agency_and_jobcenter_quotes_the_minutes(gaps: list[Gap]) -> None:
    (gap,) = [
        gap
        for gap in gaps
        if gap.rule == "interface-missing"
        and {party.iri.rpartition("/")[2] for party in gap.parties} == {"agentur-fuer-arbeit", "jobcenter"}
    ]
    assert any("BA-JC" in passage.quote for passage in gap.evidence)
    assert gap.demanded_by


def test_same_data_gives_the_same_list(gaps: list[Gap]) -> None:
    other = open_store("memory:")
    create_with_magdeburg(other)
    again = Analysis(other, network="magdeburg").find_gaps()
    other.close()
    assert [gap.id for gap in again] == [gap.id for gap in gaps]


def test_only_kinds_that_are_asked_for_are_listed(store: Store) -> None:
    assert {gap.kind for gap in Analysis(store).find_gaps(DEMANDED)} == {"demanded"}
    assert Analysis(store).find_gaps(PREDICTED) == []


def test_analysis_brings_its_network_and_day(store: Store, gaps: list[Gap]) -> None:
    assert Analysis(store, "magdeburg").find_gaps() == gaps
    early = Analysis(store, "magdeburg", at="2015-06-01").find_gaps()
    assert not [gap for gap in early if gap.rule in {"demand-overdue", "interface-missing"}]


def test_row_has_the_form_of_the_contract_and_is_json(gaps: list[Gap]) -> None:
    gap = next(gap for gap in gaps if gap.rule == "interface-missing")
    row = msgspec.to_builtins(gap_as_json(gap, "en"))
    assert {"id", "kind", "rule", "parties", "topic", "score", "strength", "reasons", "evidence", "state"} <= row.keys()
    assert json.loads(json.dumps(row)) == row
    assert row["state"] == "open"
    assert row["title"] == "Demanded interface is missing"


def test_gap_is_found_by_its_id(gaps: list[Gap]) -> None:
    assert find_gap(gaps, gaps[3].id) is gaps[3]


def test_unknown_gap_is_not_found_and_may_have_been_closed(gaps: list[Gap]) -> None:
    with pytest.raises(NotFound, match="rule-x-0"):
        find_gap(gaps, "rule-x-0")


def test_unknown_network_is_not_found(store: Store) -> None:
    with pytest.raises(NotFound, match="atlantis"):
        Analysis(store, network="atlantis").find_gaps()
