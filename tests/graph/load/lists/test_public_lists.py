"""Lists of other people go in as they are: what must come out of each stands beside it."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median

import pytest

from graph.load.list_files import arrangement_of, tables_of_files
from graph.load.lists.answers import Answers
from graph.load.lists.entries import ListReading
from graph.load.lists.folded import folded
from graph.load.lists.meanings import words_of
from graph.load.lists.read import read_list
from graph.terms import NK
from tests.graph.load.lists.lists_as_text import TEXTS
from tests.graph.load.lists.lists_of_clerks import (
    CLERKS,
    coalition_of_a_county,
    committees_with_a_legend,
    contacts_of_an_office_program,
    parishes_with_what_they_offer,
    places_of_volunteers,
    providers_of_a_youth_office,
    volunteering_with_hidden_columns,
)
from tests.graph.load.lists.lists_of_trades import (
    TRADES,
    aftercare_of_a_prison,
    clubs_with_strokes_and_comments,
    help_for_addicts,
    ways_of_palliative_care,
)
from tests.graph.load.lists.lists_with_sections import (
    SECTIONS,
    answers_to_a_form,
    early_help_by_field,
    plan_of_an_administration,
)
from tests.graph.load.lists.more_public_lists import MORE
from tests.graph.load.lists.public_lists import ALL, PublicList

LISTS = (*ALL, *MORE, *TEXTS, *SECTIONS, *CLERKS, *TRADES)
CLICKS_OF_EACH = 2
"""Choosing the file, and taking it over."""


def read(one: PublicList) -> ListReading:
    files = [(one.file, one.content), *filter(None, (one.second,))]
    tables = tables_of_files(files)
    return read_list(tables, Answers(sheets=arrangement_of(tables)), (), ())


def must(reading: ListReading) -> int:
    return sum(question.must for question in reading.questions)


@pytest.mark.parametrize("make", LISTS, ids=lambda make: make.__name__)
def test_a_list_goes_in_without_being_touched(make: Callable[[], PublicList]) -> None:
    one = make()
    reading = read(one)
    assert [fault.error.message for fault in reading.faults] == []
    assert must(reading) == one.must
    assert len(reading.actors) == one.actors
    assert set(reading.groups) == set(one.groups)
    assert len(reading.memberships) == one.memberships
    assert len(reading.ties) == one.ties
    assert len(reading.contacts) == one.contacts
    pairs = {frozenset(question.pair) for question in reading.questions if question.pair}
    assert pairs == one.pairs
    assert one.names <= {actor.name for actor in reading.actors}
    kinds = {actor.name: actor.kind.removeprefix(NK) for actor in reading.actors}
    assert {name: kinds[name] for name in one.kinds} == dict(one.kinds)


def test_what_stands_beside_the_names_of_eight_trades_is_kept_or_named() -> None:
    districts = [actor.district for actor in read(aftercare_of_a_prison()).actors]
    assert districts == [*["Altstadt"] * 3, *["Nordvorstadt"] * 2, "Wolfshagen"]
    of_addicts = {actor.name: (actor.topics, actor.note) for actor in read(help_for_addicts()).actors}
    assert of_addicts["Kreuzbund Gruppe Damme"] == (("ambulant",), "trifft sich freitags")
    ways = {(tie.source, tie.target): tie.directed for tie in read(ways_of_palliative_care()).ties}
    assert ways["DRK-Krankenhaus Hachenburg", "SAPV-Team Hachenburg"] is True
    named = [one.what for one in read(clubs_with_strokes_and_comments()).left_out]
    assert named == [
        "OSZ Prignitz",
        "TSG Pritzwalk",
        "Boxclub Wittenberge: zieht 2027 um, neue Adresse folgt",
        "Kontakt",
    ]


def test_of_a_list_of_persons_alone_it_is_asked_what_it_is() -> None:
    table = (("Nachname", "Vorname", "Verein seit", "Hobby"), ("Kern", "Anna", "2011", "Rudern"))
    reading = read_list({"L": (*table, ("Last", "Bert", "2012", "Schach"))}, Answers(), (), ())
    assert reading.actors == ()
    assert [question.kind for question in reading.questions if question.must] == ["sheet"]


_SAY_A_CODE = frozenset({"kind", "member_role", "state", "tie_kind", "direction", "confidence", "authority"})
_SAY_A_NUMBER = frozenset({"since", "until", "weight", "number", "x", "y", "id"})
_SAY_NOTHING = frozenset({"frau", "herr", "herrn", "siehe", "oben", "mailto"})
_NAMED_OR_MARKED = frozenset({"group", "out"})


@pytest.mark.parametrize("make", LISTS, ids=lambda make: make.__name__)
def test_no_word_of_a_cell_is_lost_without_being_named(make: Callable[[], PublicList]) -> None:
    """Each longer word of each cell that is read is in what the list says, in what is left out, or asked about."""
    reading = read(make())
    entries = (reading.actors, reading.memberships, reading.ties, reading.parts, reading.contacts, reading.left_out)
    said = set(folded(repr((entries, reading.questions)).replace("\\n", " ")).split())
    lost = [
        (row[column.index], word)
        for one in reading.arrangements
        if one.kind != "aside"
        for number, row in enumerate(reading.tables[one.sheet])
        if number > one.heading_row and number not in one.aside
        for column in one.columns
        if column.role not in _SAY_A_CODE | _SAY_A_NUMBER | _NAMED_OR_MARKED
        for word in folded(row[column.index].rstrip("¹²³")).split()
        if len(word) > 3 and word not in said and word not in _SAY_NOTHING and not is_known_role(word)
    ]
    assert lost == []


def is_known_role(word: str) -> bool:
    return word in words_of("roles") or word in words_of("actorKinds")


def test_half_of_the_lists_need_no_more_than_four_clicks() -> None:
    assert median(must(read(make())) + CLICKS_OF_EACH for make in LISTS) <= 4


def test_what_heads_a_section_is_said_of_its_rows() -> None:
    topics = {actor.name: actor.topics for actor in read(early_help_by_field()).actors}
    assert topics["Klinikum Tal"] == ("Gesundheit",)
    assert topics["Jugendamt Tal"] == ("Jugendhilfe",)


def test_what_a_form_asks_people_to_wish_for_is_demanded() -> None:
    states = {(tie.source, tie.target): tie.state.removeprefix(NK) for tie in read(answers_to_a_form()).ties}
    assert states["Spielwerk e.V.", "Polizei"] == "demanded"
    assert states["Spielwerk e.V.", "Jugendamt"] == ""


def test_numbers_of_offices_say_what_they_are_parts_of() -> None:
    wholes = {actor.name: actor.part_of for actor in read(plan_of_an_administration()).actors}
    assert wholes["Hauptamt"] == "Dezernat I – Dienste"
    assert wholes["SG IT"] == "Hauptamt"
    assert wholes["Dezernat II – Bürger"] == ""


def test_what_is_hidden_is_named_and_what_a_mark_says_is_nobodys_name() -> None:
    reading = read(volunteering_with_hidden_columns())
    hidden = [one.what for one in reading.left_out if one.reason == "The column is hidden."]
    assert hidden == ["ID", "Interne Notiz"]
    assert "Nolte" not in str(reading.actors)
    names = {one.name for one in read(providers_of_a_youth_office()).contacts}
    assert names == {"Kathrin Weber", "Thoms (Bereichsleiter)", "Dr. Ute Sommer (Vertretung)"}


def test_a_legend_says_what_letters_mean_and_comes_before_what_is_usual() -> None:
    roles = {(one.member, one.group): one.role.removeprefix(NK) for one in read(committees_with_a_legend()).memberships}
    assert (roles["Jobcenter Sarn", "LG"], roles["Mieterbund", "LG"]) == ("spokesperson", "guest")
    rows = (("Name", "AG 1", "AG 2"), ("Amt", "G", "M"), ("Rat", "M", "G"), ("G = Leitung; M = Mitglied", "", ""))
    told = read_list({"x": rows}, Answers(), (), ()).memberships
    assert {one.role.removeprefix(NK) for one in told} == {"lead", "member"}


def test_an_address_in_any_order_is_written_as_on_letters() -> None:
    first, second = (actor.literals or {} for actor in read(contacts_of_an_office_program()).actors)
    assert [*first.values(), *second.values()] == [("Ring 1, 39001 Brück",), ("Sarn",)]


def test_a_cross_below_what_is_offered_is_a_topic_and_who_is_asked_is_no_body_of_the_row() -> None:
    topics = {actor.name: actor.topics for actor in read(parishes_with_what_they_offer()).actors if actor.topics}
    assert topics == {"Ev. Gemeinde St. Michael": ("Deutschkurs",), "Ev.-ref. Gemeinde": ("Café",)}
    reading = read(places_of_volunteers())
    assert [actor.part_of for actor in reading.actors if actor.part_of] == ["AWO Kreisverband", "Stadt", "Tafel e.V."]
    assert next((one.name, one.phone) for one in reading.contacts) == ("Tiebelhorn", "0391 77701")
    assert not [one for one in (*reading.questions, *read(coalition_of_a_county()).questions) if one.kind == "person"]
    joined = {one.start for one in read(coalition_of_a_county()).memberships}
    assert joined == {"2019-03-14", "2018-11-02", "2017-01-05"}
