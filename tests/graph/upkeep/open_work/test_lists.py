"""The upkeep list counts what waits, as the ready questions do, and goes down when somebody has done it."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo

import pytest

from graph.analysis import Analysis, analysis_for
from graph.load.files import load_files
from graph.network.model_reader import network_iri
from graph.paths import DATA
from graph.period import today
from graph.protocol import Store
from graph.query.named import run_query
from graph.store import logged_store
from graph.store.open import open_store
from graph.terms import BASE, NETZ, NK, ORG
from graph.upkeep.forms.confirming import change_of_confirmation
from graph.upkeep.forms.sources import Source
from graph.upkeep.merging.merge import say_different
from graph.upkeep.open_work.lists import OpenEntry, OpenWork, limit_of, open_work, total_at_hand
from tests.graph.upkeep.forms.entering import SAID, changed, entered
from tests.support.statements import add

ACTOR, NAME = ORG + "FormalOrganization", "skos:prefLabel@de"
JOBCENTER = BASE + "magdeburg/jobcenter"
DAY = date(2026, 11, 29)
NEARLY_OLD, SURELY_OLD = (today() + timedelta(days=days) for days in (700, 760))
"""Days on which what is saved today is two years old, not quite and well."""
TOWN = """<n/netzwerk> a netz:Network ; skos:prefLabel 'N'@de .
  <n/amt> a org:FormalOrganization ; skos:prefLabel 'Amt'@de ; netz:inNetwork <n/netzwerk> .
  <n/ende> a org:FormalOrganization ; skos:prefLabel 'Ende'@de ; netz:inNetwork <n/netzwerk> ; adms:status nk:ended .
  <n/foerderung> a netz:Programme ; skos:prefLabel 'Bund fördert'@de ; netz:inNetwork <n/netzwerk> .
  <n/alle> a netz:ActorGroup ; skos:prefLabel 'Die Arbeitgeber'@de ; netz:inNetwork <n/netzwerk> .
  <n/ag> a netz:WorkingGroup ; skos:prefLabel 'AG'@de ; netz:inNetwork <n/netzwerk> ; adms:status nk:exists .
  <n/s> a netz:Interface ; skos:prefLabel 'Amt und alle'@de ; netz:party <n/amt>, <n/alle> ;
    adms:status nk:exists ; netz:inNetwork <n/netzwerk> ; netz:evidence <n/beleg/1> .
  <n/beleg/1> a netz:Passage ; oa:exact 'so' ; oa:start 0 ; oa:end 2 ; prov:wasQuotedFrom <n/quelle/teil> .
  <n/quelle/teil> a foaf:Document ; <http://purl.org/dc/terms/isPartOf> <n/quelle/1> .
  <n/quelle/1> a foaf:Document ; <http://purl.org/dc/terms/issued> '2016'^^xsd:gYear ."""


def work_of(store: Store, day: date = DAY, network: str | None = None) -> OpenWork:
    return open_work(analysis_for(store, network), day=day)


def iris(entries: tuple[OpenEntry, ...]) -> set[str]:
    return {one.ref.iri for one in entries}


def names(entries: tuple[OpenEntry, ...]) -> list[str]:
    return [one.ref.label.de for one in entries]


@pytest.fixture
def town(store: Store) -> Store:
    add(store, TOWN, graph="n/graph/daten")
    return store


@pytest.fixture(params=["magdeburg", "musterstadt"])
def published(request: pytest.FixtureRequest, magdeburg: Store, store: Store) -> Analysis:
    """An analysis of a network that somebody coded completely."""
    if request.param == "musterstadt":
        load_files(store, [DATA / "examples" / "musterstadt.ttl"])
    return analysis_for(magdeburg if request.param == "magdeburg" else store, str(request.param))


def asked(analysis: Analysis, question: str) -> set[str]:
    rows = run_query(analysis.store, question, network=network_iri(analysis.store, analysis.network_iri) or "")
    return {next(term.value for term in row.values() if term is not None) for row in rows}  # type: ignore[union-attr]


def test_who_is_in_no_group_and_what_is_unproven_are_those_of_the_questions(published: Analysis) -> None:
    work = open_work(published, day=DAY)
    ended = {iri for iri, actor in published.actors.items() if actor.state == "ended"}
    assert iris(work.no_group) == asked(published, "actors-without-group") - ended
    assert iris(work.no_evidence) == asked(published, "without-evidence")


def test_who_is_known_by_name_alone_waits_for_sector_and_group_and_is_summed_once(own_magdeburg: Store) -> None:
    before = work_of(own_magdeburg).total
    iri = entered(own_magdeburg, ACTOR, {NAME: ["Zwergenverein"]})
    work = work_of(own_magdeburg)
    for waiting in (work.name_only, work.no_sector, work.no_group):
        assert iri in iris(waiting)
    assert iri not in iris(work.no_evidence) | iris(work.old)
    assert work.total == before + 2
    changed(own_magdeburg, iri, {"org:classification": [NK + "association"]})
    work = work_of(own_magdeburg)
    assert iri not in iris(work.name_only) | iris(work.no_sector)
    assert work.total == before + 1


def test_what_a_document_of_long_ago_says_is_old_until_somebody_confirms_it(own_magdeburg: Store) -> None:
    assert JOBCENTER in iris(work_of(own_magdeburg).old)
    assert JOBCENTER not in iris(work_of(own_magdeburg, date(2018, 12, 31)).old)
    before = work_of(own_magdeburg).total
    own_magdeburg.apply(change_of_confirmation(own_magdeburg, [JOBCENTER], SAID, "Stimmt noch."))
    work = work_of(own_magdeburg)
    assert JOBCENTER not in iris(work.old)
    assert work.total == before - 1


def test_a_corrected_name_confirms_nothing(own_magdeburg: Store) -> None:
    changed(own_magdeburg, JOBCENTER, {NAME: ["Jobcenter MD"]}, Source("reason", "Kim", "2026-11-29", reason="Name"))
    assert "Jobcenter MD" in names(work_of(own_magdeburg).old)


def test_whoever_takes_part_in_a_confirmed_tie_is_confirmed(town: Store) -> None:
    assert names(work_of(town).old) == ["Amt und alle"], "the log says that the rest is new"
    town.apply(change_of_confirmation(town, [BASE + "n/s"], SAID, "Stimmt noch."))
    assert work_of(town).old == ()
    assert {"Amt", "Die Arbeitgeber"}.isdisjoint(names(work_of(town, NEARLY_OLD).old))
    assert {"Amt", "Die Arbeitgeber"} <= set(names(work_of(town, SURELY_OLD).old))


def test_without_a_document_of_a_day_the_log_says_what_is_old(town: Store) -> None:
    assert "AG" not in names(work_of(town, NEARLY_OLD).old)
    assert "AG" in names(work_of(town, SURELY_OLD).old)


class LongAgo(datetime):
    """The clock of the log, years before: nothing else can make it say so."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> LongAgo:
        return cls(2020, 1, 1, tzinfo=tz)


def test_what_the_log_saw_last_long_ago_is_old_until_a_change_is_about_it(monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store("memory:")
    with monkeypatch.context() as context:
        context.setattr(logged_store, "datetime", LongAgo)
        add(store, TOWN, graph="n/graph/daten")
    assert set(names(work_of(store).old)) == {"Amt und alle", "Amt", "Bund fördert", "Die Arbeitgeber", "AG"}
    for iri, label in (("n/ag", "AG"), ("n/amt", "Amt")):
        add(store, f"<{iri}> skos:note 'neu' .", graph="n/graph/daten")
        assert label not in names(work_of(store).old)
    assert "AG" not in names(work_of(store).old)
    store.close()


def test_a_part_of_a_document_is_of_the_day_of_its_whole(town: Store) -> None:
    assert [one.day for one in work_of(town).old] == ["2016-12-31"]


def test_who_ended_waits_for_nothing_and_a_programme_for_no_sector(town: Store) -> None:
    work = work_of(town, SURELY_OLD)
    assert "Ende" not in names((*work.old, *work.no_sector, *work.no_group, *work.name_only))
    assert names(work.no_sector) == ["Amt", "Die Arbeitgeber"]
    assert "Bund fördert" in names(work.no_group)


def test_what_lies_in_another_network_is_counted_there(town: Store) -> None:
    add(
        town,
        """<m/netzwerk> a netz:Network ; skos:prefLabel 'M'@de .
        <m/amt> a org:FormalOrganization ; skos:prefLabel 'Amt in M'@de ; netz:inNetwork <m/netzwerk> ;
        schema:startDate 'bald' .""",
        graph="m/graph/daten",
    )
    assert names(work_of(town, network="m").no_group) == ["Amt in M"]
    assert [len(work_of(town, network=one).unreadable) for one in ("m", "n")] == [1, 0]
    assert work_of(town, network="n").total + work_of(town, network="m").total == work_of(town).total


def test_pairs_that_sound_alike_wait_until_somebody_has_said_what_they_are(town: Store) -> None:
    add(town, "<n/amt2> a org:FormalOrganization ; skos:prefLabel 'Sozialamt Nord'@de ; netz:inNetwork <n/netzwerk> .")
    add(town, "<n/amt3> a org:FormalOrganization ; skos:prefLabel 'Sozial-Amt Nord'@de ; netz:inNetwork <n/netzwerk> .")
    assert work_of(town).sums["alike"] == 1
    say_different(town, BASE + "n/amt2", BASE + "n/amt3", author="KO")
    assert work_of(town).sums["alike"] == 0


def test_a_network_in_which_all_is_done_has_nothing_open(store: Store) -> None:
    add(store, "<n/netzwerk> a netz:Network ; skos:prefLabel 'N'@de .")
    work = work_of(store)
    assert (work.total, set(work.sums.values())) == (0, {0})


def test_the_sum_is_at_hand_once_it_was_counted_and_not_before(town: Store) -> None:
    assert total_at_hand(town) is None
    total = open_work(analysis_for(town)).total
    assert total_at_hand(town) == total
    assert total_at_hand(town, BASE + "n/netzwerk") is None


def test_a_leap_day_has_a_day_before_it_in_other_years() -> None:
    assert limit_of(1, date(2028, 2, 29)) == date(2027, 2, 28)


def test_no_evidence_of_what_has_no_node_of_its_own_is_asked_for() -> None:
    store = open_store("memory:")
    add(store, f"<n/a> a org:Organization ; org:linkedTo <n/b> . <n/b> a org:Organization . <n/t> a <{NETZ}Other> .")
    assert work_of(store).no_evidence == ()
    store.close()
