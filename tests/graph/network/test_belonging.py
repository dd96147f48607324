"""What belongs together without a tie, read from statements: parts and wholes, boards, fields of groups, outsiders."""

from __future__ import annotations

from graph.analysis import Analysis
from graph.network.arrays import Arrays
from graph.protocol import Store
from graph.terms import BASE
from tests.support.statements import add

HERE = "netz:inNetwork <stadt/netzwerk> ; adms:status nk:exists"
NAMES = ("rat", "amt", "abteilung", "verein", "kammer", "pruefer")
CITY = f"""
<stadt/netzwerk> a netz:Network .
{"".join(f"<stadt/{one}> a org:Organization ; netz:inNetwork <stadt/netzwerk> . " for one in NAMES)}
<stadt/abteilung> org:unitOf <stadt/amt> . <stadt/amt> org:subOrganizationOf <stadt/rat> .
<stadt/rat> org:subOrganizationOf <stadt/rat> .
<stadt/feld> a skos:Concept . <stadt/kurse> a skos:Concept ; skos:broader <stadt/feld> .
<stadt/recht> a skos:Concept .
<stadt/ag> a netz:WorkingGroup ; {HERE} ; netz:topic <stadt/kurse> .
<stadt/beirat> a netz:WorkingGroup ; {HERE} ; org:subOrganizationOf <stadt/verein> .
<stadt/m1> a netz:Membership ; {HERE} ; org:member <stadt/amt> ; org:organization <stadt/beirat> .
<stadt/m2> a netz:Membership ; {HERE} ; org:member <stadt/kammer> ; org:organization <stadt/beirat> .
<stadt/amt> netz:topic <stadt/recht> . <stadt/kammer> netz:topic <stadt/recht> , <stadt/kurse> .
<stadt/f1> a netz:Funding ; {HERE} ; netz:funder <stadt/pruefer> ; netz:funded <stadt/verein> .
<stadt/s1> a netz:Interface ; {HERE} ; netz:party <stadt/verein>, <stadt/kammer> .
"""


def arrays_of(store: Store) -> Arrays:
    add(store, CITY)
    found: Arrays = Analysis(store).arrays
    return found


def test_a_part_and_its_wholes_know_each_other_and_so_do_a_board_and_whose_it_is(store: Store) -> None:
    arrays = arrays_of(store)
    place = {iri.removeprefix(BASE + "stadt/"): number for number, iri in enumerate(arrays.actors)}
    assert arrays.wholes is not None
    parts = {("abteilung", "amt"), ("abteilung", "rat"), ("amt", "rat")}
    assert {(one, other) for one in place for other in place if arrays.wholes[place[one], place[other]]} == (
        parts | {(other, one) for one, other in parts}
    )
    acquainted = arrays.acquainted
    assert acquainted[place["abteilung"], place["rat"]]
    assert acquainted[place["amt"], place["verein"]], "sits in the board of it"
    assert acquainted[place["verein"], place["amt"]]
    assert not acquainted[place["amt"], place["pruefer"]]


def test_a_group_is_about_its_own_fields_and_those_of_two_of_its_members(store: Store) -> None:
    arrays = arrays_of(store)
    assert arrays.fields is not None
    assert arrays.group_fields is not None
    field_of = {
        topic.removeprefix(BASE + "stadt/"): row.argmax()
        for topic, row in zip(arrays.topics, arrays.fields.toarray(), strict=True)
    }
    about = {
        group.removeprefix(BASE + "stadt/"): set(row.nonzero()[0])
        for group, row in zip(arrays.groups, arrays.group_fields.toarray(), strict=True)
    }
    assert about == {"ag": {field_of["kurse"]}, "beirat": {field_of["recht"]}}


def test_outside_stands_who_only_gives_to_one_other_or_is_a_part(store: Store) -> None:
    """Who hands cases over or belongs to a programme takes part, on whichever side of the tie they stand."""
    add(
        store,
        f"""<stadt/f2> a netz:Funding ; {HERE} ; netz:funder <stadt/verein> ; netz:funded <stadt/abteilung> .
        <stadt/praxis> a org:Organization ; netz:inNetwork <stadt/netzwerk> .
        <stadt/s2> a netz:Interface ; {HERE} ; netz:fromParty <stadt/praxis> ; netz:toParty <stadt/verein> .
        <stadt/mittel> a netz:Programme ; netz:inNetwork <stadt/netzwerk> .
        <stadt/heim> a org:Organization ; netz:inNetwork <stadt/netzwerk> .
        <stadt/m3> a netz:Membership ; {HERE} ; org:member <stadt/heim> ; org:organization <stadt/mittel> .""",
    )
    arrays = arrays_of(store)
    outside = [iri for iri, is_outside in zip(arrays.actors, arrays.outside, strict=True) if is_outside]
    assert outside == [BASE + "stadt/abteilung", BASE + "stadt/pruefer"]


def worked_on(arrays: Arrays) -> dict[str, set[str]]:
    names = [topic.removeprefix(BASE + "stadt/") for topic in arrays.topics]
    return {
        actor.removeprefix(BASE + "stadt/"): {name for name, has in zip(names, row, strict=True) if has}
        for actor, row in zip(arrays.actors, arrays.topics_of.toarray(), strict=True)
    }


def test_who_only_pays_or_supervises_another_works_on_nothing_by_it(store: Store) -> None:
    add(
        store,
        f"""<stadt/f1> netz:topic <stadt/feld> .
        <stadt/z1> a netz:Mandate ; {HERE} ; netz:holder <stadt/rat> ; netz:object <stadt/verein> .
        <stadt/z1> netz:topic <stadt/recht> .
        <stadt/z2> a netz:Mandate ; {HERE} ; netz:holder <stadt/abteilung> ; netz:topic <stadt/recht> .""",
    )
    found = worked_on(arrays_of(store))
    assert (found["pruefer"], found["verein"], found["rat"]) == (set(), {"feld", "recht"}, set())
    assert found["abteilung"] == {"recht"}, "responsible for a topic, not for another"


def test_where_most_say_what_they_work_on_one_tie_of_another_does_not_tell(store: Store) -> None:
    tie = f"a netz:Interface ; {HERE} ; netz:party <stadt/rat>, <stadt/pruefer> ; netz:topic <stadt/kurse>"
    add(store, f"<stadt/s2> {tie} .")
    assert worked_on(arrays_of(store))["rat"] == {"kurse"}
    add(store, "<stadt/verein> netz:topic <stadt/feld> . <stadt/abteilung> netz:topic <stadt/feld> .")
    assert worked_on(arrays_of(store))["rat"] == set()
    add(store, f"<stadt/s3> {tie} .")
    assert worked_on(arrays_of(store))["rat"] == {"kurse"}


def test_a_seat_counts_for_the_field_of_the_group_through_a_part_and_for_whose_board_it_is(store: Store) -> None:
    add(store, "<stadt/verein> netz:topic <stadt/recht> . <stadt/abteilung> netz:topic <stadt/recht> .")
    arrays = arrays_of(store)
    assert arrays.seats is not None
    seated = [actor for actor, row in zip(arrays.actors, arrays.seats.toarray(), strict=True) if row.any()]
    assert seated == [f"{BASE}stadt/{one}" for one in ("abteilung", "amt", "kammer", "verein")]
