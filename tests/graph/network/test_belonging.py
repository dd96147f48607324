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
