"""What became of what was decided: from the answers, from what is there today, and from the days of the meetings."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from graph.gaps.answers import Decision
from graph.model import Ref, Text
from graph.upkeep.meetings import Meeting
from graph.upkeep.resolutions import MeetingResults, results_of_meetings

TODAY = date(2026, 6, 1)
SPRING = Meeting(Ref("urn:spring", Text("Frühjahr")), "2026-03-10", "urn:n")
AUTUMN = Meeting(Ref("urn:autumn", Text("Herbst")), "2026-10-20", "urn:n")
MEETINGS = [AUTUMN, SPRING]


@dataclass(frozen=True)
class Thing:
    """Anything that can be decided on."""

    id: str
    fingerprint: str = "a"
    network: str = "urn:n"
    title: Text = field(default_factory=Text)
    subject: Ref = field(default_factory=lambda: Ref("urn:s", Text("S")))


def decided(thing: str, due: str = "2026-12-31", **more: str) -> Decision:
    said = {"time": "2026-03-11T08:00:00Z", "fingerprint": "a", "day": SPRING.day, **more}
    return Decision(f"urn:d-{thing}", thing, "decided", "KO", responsible="AG 1", due=due, **said)  # type: ignore[arg-type]


def postponed(thing: str, until: str) -> Decision:
    return replace(decided(thing, ""), answer="postponed", until=until)


def results(*given: tuple[Decision, ...], there: tuple[Thing, ...]) -> list[MeetingResults]:
    return results_of_meetings({one[0].gap_id: one for one in given}, there, MEETINGS, TODAY)


def test_what_is_no_longer_missing_is_done_and_what_is_past_its_day_is_overdue() -> None:
    (spring,) = results(
        (decided("tied"),),
        (decided("late", "2026-05-31"),),
        (decided("begun"),),
        (decided("other"),),
        there=(Thing("late"), Thing("begun"), Thing("other", fingerprint="b")),
    )
    assert (spring.day, spring.meeting) == (SPRING.day, SPRING.ref)
    assert {one.decision.gap_id: one.outcome for one in spring.decided} == {
        "tied": "done",
        "late": "overdue",
        "begun": "underway",
        "other": "lapsed",
    }
    assert spring.number("done") == 1


def test_what_only_dropped_out_of_a_list_of_the_likeliest_is_not_called_done() -> None:
    (spring,) = results((decided("fit-pair-1"),), (decided("sache-link-1"),), (decided("sache-demand-1"),), there=())
    assert [one.outcome for one in spring.decided] == ["gone", "gone", "done"]


def test_what_was_answered_otherwise_since_is_not_overdue_and_done_once_it_exists() -> None:
    first = decided("late", "2026-05-31")
    again, exists = (replace(first, iri=f"urn:{one}", answer=one, due="") for one in ("no_need", "exists"))
    for last, outcome in ((again, "replaced"), (exists, "done")):
        (spring,) = results((first, last), there=(Thing("late"),))
        assert [one.outcome for one in spring.decided] == [outcome]


def test_what_was_said_to_a_gap_along_with_its_matter_is_counted_once() -> None:
    part = replace(decided("gap"), along_with="urn:d-matter")
    later = replace(postponed("other", "2026-09-01"), along_with="urn:d-matter")
    (spring,) = results((decided("matter"),), (part,), (later,), there=(Thing("matter"), Thing("gap"), Thing("other")))
    assert [one.decision.gap_id for one in spring.decided] == ["matter"]
    assert spring.put_off == ()


def test_a_decision_without_a_meeting_stands_by_its_day_and_one_of_a_meeting_with_that() -> None:
    found = results(
        (decided("a", day="2026-04-01"),), (decided("b", meeting=SPRING.ref.iri),), there=(Thing("a"), Thing("b"))
    )
    assert [(one.day, one.meeting) for one in found] == [("2026-04-01", None), (SPRING.day, SPRING.ref)]


def test_what_was_put_off_comes_at_the_next_meeting_from_that_day_on_and_only_as_long_as_it_is_missing() -> None:
    found = results(
        (postponed("a", "2026-09-01"),),
        (postponed("b", "2027-01-01"),),
        (postponed("c", "2026-09-01"),),
        there=(Thing("a"), Thing("b")),
    )
    assert [(one.day, [each.decision.gap_id for each in one.put_off]) for one in found] == [
        ("2027-01-01", ["b"]),
        (AUTUMN.day, ["a"]),
    ]
