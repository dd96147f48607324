"""Reading a list again is an update: the same stays, a change is shown, what was corrected by hand stands."""

from __future__ import annotations

import time
from dataclasses import replace

import pyoxigraph as ox
import pytest

from graph.analysis import analysis_for
from graph.errors import Conflict, DataInvalid, NotFound
from graph.export.formats import BY_NAME, write
from graph.export.make_content import content_of
from graph.load.list_files import arrangement_of, tables_of_files
from graph.load.lists.answers import Answers, Pair, Verdict
from graph.load.lists.entries import ListReading, RowPlace
from graph.load.lists.read import read_list
from graph.load.spreadsheet.statements import NewNetwork
from graph.model import STATES
from graph.protocol import Change, Store
from graph.terms import ADMS, BASE, DCT, NK, ORG, RDF, SKOS
from graph.upkeep.lists.compare import compare, take
from graph.upkeep.lists.known import known_actors
from graph.upkeep.lists.own_export import network_of_export
from graph.validate.report import validate_store
from tests.support.lists import listed, take_over
from tests.support.readings import read

NETWORK = NewNetwork("Halle", "Halle (Saale)", "liste.xlsx")
HEAD = ("Akteur", "Art", "Gruppe", "Bemerkung")
ROWS = (
    HEAD,
    ("Amt", "Öffentliche Hand", "AG Sprache; AG Arbeit", "zentral"),
    ("Verein", "Verein", "AG Sprache", ""),
    ("Kammer", "", "", ""),
)
TIES = (("Von", "Zu", "Thema", "Stand", "Seit"), ("Amt", "Verein", "Sprachkurse", "geplant", "2026-02"))
NONE = Answers()


def rows_with(**cells: tuple[str, ...]) -> ListReading:
    """The list with other rows for some actors."""
    return listed(*(cells.get(row[0], row) for row in ROWS), ties=TIES)


@pytest.fixture
def halle(store: Store) -> Store:
    take_over(store, NETWORK, listed(*ROWS, ties=TIES), NONE, "XY")
    return store


def again(store: Store, reading: ListReading, answers: Answers = NONE) -> int:
    """How many statements came and went."""
    applied = take_over(store, "halle", reading, answers, "XY", file="liste.xlsx")
    return applied.added + applied.removed


def by_hand(
    store: Store, subject: str, name: str, old: ox.Literal | ox.NamedNode, new: ox.Literal | ox.NamedNode
) -> None:
    graph, node = ox.NamedNode(f"{BASE}halle/graph/tabelle"), ox.NamedNode(BASE + subject)
    gone, come = (ox.Quad(node, ox.NamedNode(name), value, graph) for value in (old, new))
    assert store.apply(Change(add=[come], remove=[gone], author="KO")).removed


def test_a_new_network_meets_every_shape_and_says_what_the_list_says(halle: Store) -> None:
    assert [one for one in validate_store(halle) if one.severity == "violation"] == []
    analysis = analysis_for(halle, "halle")
    assert {one.label.de for one in analysis.actors.values()} == {"Amt", "Verein", "Kammer"}
    assert {one.label.de for one in analysis.groups.values()} == {"AG Sprache", "AG Arbeit"}
    tie = next(one for one in analysis.ties if one.kind == "Interface")
    assert (tie.state, tie.start, tie.start_precision) == ("planned", "2026-02-01", "month")
    assert tie.evidence[0].quote == "Amt\tVerein\tSprachkurse\tgeplant\t2026-02"
    assert (tie.evidence[0].row, tie.evidence[0].document.label.de) == (2, "liste.xlsx")


def test_the_sum_is_said_before_anything_is_stored(store: Store) -> None:
    found = compare(store, "halle", listed(*ROWS, ties=TIES), NONE)
    sums = found.sums
    assert (sums.actors, sums.groups, sums.memberships, sums.ties, sums.without_group) == (3, 2, 3, 1, 1)
    assert (sums.new, sums.changed, sums.same, sums.gone) == (9, 0, 0, 0)
    assert set(found.rows.values()) == {"new"}
    assert store.revision == 1


def test_the_same_list_twice_changes_nothing_and_makes_no_revision(halle: Store) -> None:
    before, reading = halle.revision, listed(*ROWS, ties=TIES)
    assert again(halle, reading) == 0
    assert halle.revision == before
    found = compare(halle, "halle", reading, NONE)
    assert (found.fields, found.gone, set(found.rows.values())) == ((), (), {"same"})
    assert (found.sums.new, found.sums.changed, found.sums.same) == (0, 0, 9)


def test_a_changed_cell_is_one_changed_field_with_both_values(halle: Store) -> None:
    reading = rows_with(Verein=("Verein", "Stiftung", "AG Sprache", ""))
    (change,) = compare(halle, "halle", reading, NONE).fields
    assert (change.label, change.before, change.outcome) == ("Verein", ("Verein",), "changed")
    assert again(halle, reading)
    assert analysis_for(halle, "halle").actors[BASE + "halle/verein"].kind is not None
    assert compare(halle, "halle", reading, NONE).fields == ()


def test_a_new_row_and_a_new_group_are_new_and_nothing_else_is(halle: Store) -> None:
    reading = listed(*ROWS, ("Schule", "", "AG Neu", ""), ties=TIES)
    found = compare(halle, "halle", reading, NONE)
    assert (found.sums.new, found.sums.changed, found.fields) == (3, 0, ())
    assert [place.row for place, outcome in found.rows.items() if outcome == "new"] == [4]
    again(halle, reading)
    assert again(halle, reading) == 0


def test_what_was_corrected_by_hand_stands_while_the_list_says_the_same_as_before(halle: Store) -> None:
    by_hand(
        halle, "halle/amt", SKOS + "note", ox.Literal("zentral", language="de"), ox.Literal("Haus 2", language="de")
    )
    (kept,) = compare(halle, "halle", listed(*ROWS, ties=TIES), NONE).fields
    assert (kept.outcome, kept.before, kept.after) == ("kept", ("Haus 2",), ("zentral",))
    assert again(halle, listed(*ROWS, ties=TIES)) == 0


def test_where_both_changed_the_network_stands_until_somebody_says_file(halle: Store) -> None:
    by_hand(
        halle, "halle/amt", SKOS + "note", ox.Literal("zentral", language="de"), ox.Literal("Haus 2", language="de")
    )
    reading = rows_with(Amt=("Amt", "Öffentliche Hand", "AG Sprache; AG Arbeit", "am Markt"))
    found = compare(halle, "halle", reading, NONE)
    (both,) = found.conflicts
    assert (both.before, both.after) == (("Haus 2",), ("am Markt",))
    assert [place.row for place, outcome in found.rows.items() if outcome == "asked"] == [1]
    again(halle, reading, Answers(sides={both.key: "file"}))
    assert analysis_for(halle, "halle").actors[BASE + "halle/amt"].note == "am Markt"


def test_a_conflict_that_was_seen_is_no_news_the_next_day(halle: Store) -> None:
    by_hand(
        halle, "halle/amt", SKOS + "note", ox.Literal("zentral", language="de"), ox.Literal("Haus 2", language="de")
    )
    reading = rows_with(Amt=("Amt", "Öffentliche Hand", "AG Sprache; AG Arbeit", "am Markt"))
    assert again(halle, reading)
    assert again(halle, reading) == 0
    assert [one.outcome for one in compare(halle, "halle", reading, NONE).fields] == ["kept"]
    assert analysis_for(halle, "halle").actors[BASE + "halle/amt"].note == "Haus 2"


def test_what_the_list_found_as_it_was_and_changes_later_is_changed(halle: Store) -> None:
    other = listed(("Akteur", "Bemerkung"), ("Amt", "zentral"))
    changed = listed(("Akteur", "Bemerkung"), ("Amt", "am Markt"))
    assert again(halle, other) == 0
    assert [one.outcome for one in compare(halle, "halle", changed, NONE).fields] == ["changed"]


def test_a_cell_that_was_emptied_takes_its_value_away(halle: Store) -> None:
    again(halle, rows_with(Amt=("Amt", "Öffentliche Hand", "AG Sprache; AG Arbeit", "")))
    assert analysis_for(halle, "halle").actors[BASE + "halle/amt"].note == ""


def test_what_an_empty_cell_of_another_list_leaves_open_stays(halle: Store) -> None:
    assert again(halle, listed(("Akteur", "Bemerkung"), ("Amt", ""))) == 0


def test_what_is_gone_is_left_ended_or_deleted(halle: Store) -> None:
    reading = rows_with(Amt=("Amt", "Öffentliche Hand", "AG Sprache", "zentral"))
    gone = {(one.kind, one.label) for one in compare(halle, "halle", reading, NONE).gone}
    assert gone == {("membership", "Amt – AG Arbeit"), ("group", "AG Arbeit")}
    assert again(halle, reading) == 0
    again(halle, reading, Answers(gone="end", ended_on="2026-06-30"))
    tie = next(one for one in analysis_for(halle, "halle", states=("ended",)).ties if one.label.de == "Amt – AG Arbeit")
    assert (tie.state, tie.end) == ("ended", "2026-06-30")
    assert compare(halle, "halle", reading, NONE).gone == ()


def test_what_is_deleted_leaves_nothing_behind(halle: Store) -> None:
    reading = listed(*ROWS[:2], ties=(TIES[0],))
    again(halle, reading, Answers(gone="delete"))
    analysis = analysis_for(halle, "halle")
    assert {one.label.de for one in analysis.actors.values()} == {"Amt"}
    assert [one for one in validate_store(halle) if one.severity == "violation"] == []


def test_what_others_name_is_not_deleted_with_the_list(halle: Store) -> None:
    graph, finding = ox.NamedNode(f"{BASE}halle/graph/tabelle"), ox.NamedNode(f"{BASE}halle/befund/1")
    halle.apply(
        Change(add=[ox.Quad(finding, ox.NamedNode(SKOS + "related"), ox.NamedNode(BASE + "halle/kammer"), graph)])
    )
    reading = listed(*ROWS[:3], ties=TIES)
    (gone,) = compare(halle, "halle", reading, NONE).gone
    assert (gone.label, gone.held_by) == ("Kammer", 1)
    assert again(halle, reading, Answers(gone="delete")) == 0


def test_an_end_needs_a_day(halle: Store) -> None:
    with pytest.raises(DataInvalid):
        again(halle, listed(*ROWS[:3]), Answers(gone="end"))


def test_what_somebody_ended_by_hand_is_not_begun_again(halle: Store) -> None:
    iri = "halle/mitgliedschaft/amt-ag-arbeit"
    by_hand(halle, iri, ADMS + "status", ox.NamedNode(NK + "exists"), ox.NamedNode(NK + "ended"))
    assert again(halle, listed(*ROWS, ties=TIES)) == 0


def test_an_import_that_was_taken_back_is_as_if_it_never_was(halle: Store) -> None:
    changed = rows_with(Amt=("Amt", "Öffentliche Hand", "AG Sprache; AG Arbeit", "am Markt"))
    again(halle, changed)
    halle.undo(halle.revision)
    assert [one.outcome for one in compare(halle, "halle", changed, NONE).fields] == ["changed"]
    assert again(halle, listed(*ROWS, ties=TIES)) == 0


def test_one_undo_takes_all_of_it_back(store: Store) -> None:
    before = store.dump()
    applied = take_over(store, NETWORK, listed(*ROWS, ties=TIES), NONE, "XY")
    store.undo(applied.revision)
    assert store.dump() == before


def test_another_spelling_becomes_another_name_and_matches_by_itself(halle: Store) -> None:
    other = ("Akteur",), ("Das Amt",)
    again(halle, listed(*other, merged={"Das Amt": "Amt"}))
    assert analysis_for(halle, "halle").actors[BASE + "halle/amt"].aliases == ("Das Amt",)
    assert again(halle, listed(*other)) == 0


def test_two_that_are_not_the_same_are_remembered(halle: Store) -> None:
    again(halle, listed(("Akteur",), ("Amt II",)), Answers(pairs={("Amt II", "Amt"): "different"}))
    known = {one.name: one for one in known_actors(halle, "halle")}
    assert known["Amt"].different_from == {known["Amt II"].iri}
    assert known["Amt II"].different_from == {known["Amt"].iri}


def test_the_town_next_door_has_an_office_of_the_same_name(halle: Store) -> None:
    take_over(halle, NewNetwork("Jena", "", "jena.csv"), listed(("Akteur",), ("Amt",)), NONE, "XY")
    assert {one.iri for one in known_actors(halle) if one.name == "Amt"} == {BASE + "halle/amt", BASE + "jena/amt"}


def test_an_identifier_of_their_own_matches_after_a_new_name(halle: Store) -> None:
    take_over(halle, NewNetwork("Jena", "", "jena.csv"), listed(("Nr.", "Akteur"), ("A1", "Amt")), NONE, "XY")
    renamed = listed(("Nr.", "Akteur"), ("A1", "Bürgeramt"))
    (change,) = compare(halle, "jena", renamed, NONE).fields
    assert (change.before, change.after) == (("Amt",), ("Bürgeramt",))


def test_another_topic_in_the_row_of_a_tie_is_the_same_tie(halle: Store) -> None:
    reading = listed(*ROWS, ties=(TIES[0], ("Amt", "Verein", "Ausbildung", "geplant", "2026-02")))
    found = compare(halle, "halle", reading, NONE)
    assert ([one.after for one in found.fields], found.gone, found.sums.new) == ([("Ausbildung",)], (), 0)


def test_a_tie_is_called_after_its_new_topic(halle: Store) -> None:
    again(halle, listed(*ROWS, ties=(TIES[0], ("Amt", "Verein", "Ausbildung", "geplant", "2026-02"))))
    (tie,) = [one for one in analysis_for(halle, "halle", states=("planned",)).ties if one.kind == "Interface"]
    assert (tie.label.de, [one.label.de for one in tie.topics]) == ("Amt – Verein: Ausbildung", ["Ausbildung"])


def test_a_second_topic_between_the_same_two_is_a_second_tie(halle: Store) -> None:
    reading = listed(*ROWS, ties=(TIES[0], ("Verein", "Amt", "Ausbildung", "geplant", ""), TIES[1]))
    assert compare(halle, "halle", reading, NONE).sums.new == 1


def test_only_rows_that_changed_are_quoted_again_in_a_document_of_their_own(halle: Store) -> None:
    again(halle, rows_with(Amt=("Amt", "Öffentliche Hand", "AG Sprache; AG Arbeit", "am Markt")))
    evidence = analysis_for(halle, "halle").actors[BASE + "halle/amt"].evidence
    assert [one.iri.removeprefix(BASE) for one in evidence] == [
        "halle/beleg/akteure-zeile-2", "halle/beleg/tabelle-2/akteure-zeile-2",
    ]  # fmt: skip
    assert evidence[1].row == 2


def test_who_is_in_no_group_is_in_the_network(halle: Store) -> None:
    assert BASE + "halle/kammer" in analysis_for(halle, "halle").actors


def test_whoever_else_wrote_meanwhile_is_not_overwritten(halle: Store) -> None:
    seen = halle.revision
    by_hand(
        halle, "halle/amt", SKOS + "note", ox.Literal("zentral", language="de"), ox.Literal("Haus 2", language="de")
    )
    with pytest.raises(Conflict):
        take_over(halle, "halle", listed(*ROWS), NONE, "XY", only_if=seen)


def test_a_network_that_is_there_is_not_made_again_and_one_that_is_not_takes_no_list(halle: Store) -> None:
    with pytest.raises(Conflict):
        take_over(halle, NETWORK, listed(*ROWS), NONE, "XY")
    with pytest.raises(NotFound):
        take_over(halle, "gotha", listed(*ROWS), NONE, "XY")


def test_who_is_known_is_whom_the_model_knows(magdeburg: Store) -> None:
    analysis = analysis_for(magdeburg)
    everyone = {**analysis.actors_ever, **analysis.groups}
    known = {one.iri: one for one in known_actors(magdeburg)}
    assert known.keys() == everyone.keys()
    for iri, one in known.items():
        assert (one.networks, one.name) == (everyone[iri].networks, everyone[iri].label.in_language("de"))
        assert one.is_group == (iri in analysis.groups)


def test_a_member_in_two_groups_keeps_both(halle: Store) -> None:
    iri = ox.NamedNode(BASE + "halle/amt")
    rows = halle.select(f"SELECT ?m WHERE {{ ?m <{ORG}member> {iri} ; a <{ORG}Membership> }}")
    assert len(rows) == 2


def test_a_list_with_an_open_question_is_not_stored(store: Store) -> None:
    from graph.load.lists.entries import Question, RowPlace  # noqa: PLC0415

    reading = replace(listed(*ROWS), questions=(Question("word", "Träger", (RowPlace("Akteure", 1),), must=True),))
    with pytest.raises(DataInvalid):
        take_over(store, NETWORK, reading, NONE, "XY")
    assert compare(store, "halle", reading, NONE).rows[RowPlace("Akteure", 1)] == "asked"


def test_a_list_of_another_town_is_told_by_its_places(store: Store) -> None:
    head, offices = ("Akteur", "Stadtteil"), ("Jugendamt", "Sozialamt", "Ordnungsamt")
    take_over(store, NETWORK, listed(head, *((one, "Altdorf") for one in offices)), Answers(), "XY")
    other = listed(head, *((one, "Neudorf") for one in offices))
    assert compare(store, "halle", other, Answers()).elsewhere == 3
    moved = listed(head, (offices[0], "Neudorf"), *((one, "Altdorf") for one in offices[1:]))
    assert compare(store, "halle", moved, Answers()).elsewhere == 0


def test_who_stays_when_all_ties_have_ended_is_not_told_of_again(halle: Store) -> None:
    reading = listed(*[row for row in ROWS if row[0] != "Verein"], ties=(TIES[0],))
    gone = [(one.kind, one.label) for one in compare(halle, "halle", reading, NONE).gone]
    assert sorted(kind for kind, _ in gone) == ["actor", "membership", "tie"]
    again(halle, reading, Answers(gone="end", ended_on="2026-06-30"))
    assert compare(halle, "halle", reading, NONE).gone == ()
    assert "Verein" in {one.label.de for one in analysis_for(halle, "halle").actors.values()}


def test_a_change_of_the_list_may_be_left_out_and_is_no_news_the_next_day(halle: Store) -> None:
    reading = rows_with(Amt=("Amt", "Öffentliche Hand", "AG Sprache; AG Arbeit", "dezentral"))
    (change,) = compare(halle, "halle", reading, NONE).fields
    assert (change.outcome, change.has_choice) == ("changed", True)
    answers = Answers(sides={change.key: "store"})
    (kept,) = compare(halle, "halle", reading, answers).fields
    assert (kept.outcome, kept.has_choice) == ("kept", True)
    again(halle, reading, answers)
    amt = next(one for one in analysis_for(halle, "halle").actors.values() if one.label.de == "Amt")
    assert amt.note == "zentral"
    assert [one.outcome for one in compare(halle, "halle", reading, NONE).fields] == ["kept"]
    assert again(halle, reading) == 0


def test_a_name_or_remark_in_another_language_is_no_new_one(halle: Store) -> None:
    amt, graph = ox.NamedNode(BASE + "halle/amt"), ox.NamedNode(BASE + "halle/graph/tabelle")
    english = [(SKOS + "prefLabel", "Youth Office"), (SKOS + "note", "central")]
    add = [ox.Quad(amt, ox.NamedNode(name), ox.Literal(text, language="en"), graph) for name, text in english]
    halle.apply(Change(add=add))
    head = ("Nr.", "Akteur", "Bemerkung")
    assert again(halle, listed(head, (amt.value, "Youth Office", "central"))) == 0
    assert again(halle, listed(head, (amt.value, "Youth Office 2", "central"))) > 0


def test_one_of_several_districts_takes_nothing_from_the_others(halle: Store) -> None:
    head = ("Akteur", "Stadtteil")
    again(halle, listed(head, ("Amt", "Nord")))
    node, graph = ox.NamedNode(BASE + "halle/amt"), ox.NamedNode(BASE + "halle/graph/tabelle")
    halle.apply(
        Change(add=[ox.Quad(node, ox.NamedNode(DCT + "spatial"), ox.NamedNode(BASE + "halle/ort/sued"), graph)])
    )
    found = compare(halle, "halle", listed(("Nr.", *head), (node.value, "Amt", "Nord")), NONE)
    assert found.fields == ()


@pytest.mark.parametrize("form", ["graphml", "gexf", "pajek", "kumu", "kumu.xlsx", "knoten.csv", "akteure.csv"])
def test_an_export_of_a_network_with_all_there_is_changes_nothing_and_of_no_other_one(
    magdeburg: Store, form: str
) -> None:
    found = write(BY_NAME[form], content_of(analysis_for(magdeburg, "magdeburg", states=STATES)))
    tables = tables_of_files([(f"netz.{form}", found if isinstance(found, bytes) else b"".join(found))])
    assert network_of_export(magdeburg, tables) == "magdeburg"
    reading = read_list(tables, Answers(sheets=arrangement_of(tables)), known_actors(magdeburg, "magdeburg"), ())
    assert compare(magdeburg, "magdeburg", reading, NONE).fields == ()
    other = read_list(tables, Answers(sheets=arrangement_of(tables)), known_actors(magdeburg, "neu"), ())
    assert compare(magdeburg, "neu", other, NONE).fields == ()


def test_a_plain_statement_of_our_own_export_is_not_made_a_second_time(halle: Store) -> None:
    amt, verein = BASE + "halle/amt", BASE + "halle/verein"
    graph = ox.NamedNode(BASE + "halle/graph/tabelle")
    halle.apply(Change(add=[ox.Quad(ox.NamedNode(amt), ox.NamedNode(ORG + "linkedTo"), ox.NamedNode(verein), graph)]))
    row = ("Amt", "Verein", f"{amt} linkedTo {verein}")
    found = compare(halle, "halle", listed(("Akteur",), ("Amt",), ties=(("Von", "Zu", "Nr."), row)), NONE)
    assert (found.sums.new, found.sums.ties) == (0, 0)
    assert found.rows[RowPlace("Verbindungen", 1)] == "same"


def test_who_is_in_no_network_is_known_by_name(halle: Store) -> None:
    iri, graph = ox.NamedNode("https://other.example/x"), ox.NamedNode("https://other.example/g")
    said: list[tuple[str, ox.NamedNode | ox.Literal]] = [
        (RDF + "type", ox.NamedNode(ORG + "FormalOrganization")),
        (SKOS + "prefLabel", ox.Literal("Caritas")),
    ]
    halle.apply(Change(add=[ox.Quad(iri, ox.NamedNode(name), value, graph) for name, value in said]))
    found = compare(halle, "halle", listed(("Akteur",), ("CARITAS",)), NONE)
    assert found.sums.new == 0


def test_an_address_that_leads_to_another_is_not_given_out(halle: Store) -> None:
    gone, amt = (ox.NamedNode(BASE + one) for one in ("halle/kammer-alt", "halle/amt"))
    graph = ox.NamedNode(BASE + "halle/graph/tabelle")
    halle.apply(Change(add=[ox.Quad(gone, ox.NamedNode(DCT + "isReplacedBy"), amt, graph)]))
    assert again(halle, listed(("Akteur",), ("Kammer Alt",)))
    assert BASE + "halle/kammer-alt-2" in analysis_for(halle, "halle").actors


def test_many_names_without_letters_of_ours_take_no_square_of_time(store: Store) -> None:
    begun = time.process_time()
    reading = listed(("Akteur",), *((f"مدرسة {chr(0x627 + n % 30)}{chr(0x627 + n // 30)}",) for n in range(900)))
    assert compare(store, "halle", reading, NONE).sums.new == 900
    assert time.process_time() - begun < 2


def test_what_was_taken_of_another_state_is_taken_anew(halle: Store) -> None:
    reading = listed(HEAD, ("Neues Amt", "", "", ""))
    taken = take(halle, "halle", reading, NONE)
    assert again(halle, reading) > 0
    applied = take_over(halle, "halle", reading, NONE, "XY", file="liste.xlsx", taken=taken)
    assert (applied.added, applied.removed) == (0, 0)


def test_whoever_was_renamed_by_hand_is_known_by_the_name_that_the_list_gave(halle: Store) -> None:
    for subject, old, new in (
        ("halle/verein", "Verein", "Heimatbund"),
        ("halle/gruppe/ag-sprache", "AG Sprache", "Runder Tisch"),
    ):
        names = (ox.Literal(name, language="de") for name in (old, new))
        by_hand(halle, subject, SKOS + "prefLabel", *names)
    reading = listed(*ROWS, ties=TIES)
    found = compare(halle, "halle", reading, NONE)
    assert (found.sums.new, found.sums.changed, found.gone) == (0, 0, ())
    assert [(one.label, one.after, one.outcome) for one in found.fields] == [("Heimatbund", ("Verein",), "kept")]
    assert again(halle, reading) == 0


def test_a_name_that_the_list_gave_to_somebody_who_was_deleted_is_free_for_another(halle: Store) -> None:
    halle.update(f"DELETE WHERE {{ GRAPH ?g {{ <{BASE}halle/kammer> ?p ?o }} }}")
    assert compare(halle, "halle", listed(*ROWS, ties=TIES), NONE).sums.new == 1


def test_an_empty_cell_says_what_holds_where_nothing_is_said(halle: Store) -> None:
    ties = ("Von", "Zu", "Art", "Thema", "Stand", "Sicherheit", "Gewicht")
    members = ("Organisation", "Gruppe", "Rolle")

    def reading(sure: str, role: str) -> ListReading:
        tables = {
            "Verbindungen": (ties, ("Amt", "Kammer", "Schnittstelle", "Neues", "", sure, "")),
            "Mitglieder": (members, ("Amt", "AG Neu", role), ("Kammer", "AG Neu", "Leitung")),
        }
        return read_list(tables, NONE, known_actors(halle, "halle"), ())

    assert again(halle, reading("", "")) > 0
    assert again(halle, reading("", "")) == 0
    assert again(halle, reading("erschlossen", "Leitung")) > 0
    found = compare(halle, "halle", reading("", ""), NONE).fields
    assert sorted(one.after[0].rpartition("#")[2] or one.after[0] for one in found) == ["Mitglied", "so gesagt"]
    assert again(halle, reading("", "")) > 0
    assert again(halle, reading("", "")) == 0


def test_what_cells_call_otherwise_is_known_the_next_day_though_it_has_no_row_of_its_own(store: Store) -> None:
    rows = (
        ("Einrichtung", "Mitglied in", "Kooperation mit"),
        ("Hospiz Elm", "AG Trauer", "Klinikum Elm"),
        ("Heim Elm", "AG Trauern", "Klinik Elm"),
    )
    same: dict[Pair, Verdict] = {("Klinik Elm", "Klinikum Elm"): "same", ("AG Trauern", "AG Trauer"): "same"}
    brought = take_over(store, NETWORK, read(*rows, answers=Answers(pairs=same)), Answers(pairs=same), "XY").added
    assert brought
    known = known_actors(store, "halle")
    assert again(store, read(*rows, known=known)) == 0
    more = (*rows[:1], ("Schule Ulm", "AG Trauergruppe", "Klinik am Elm"))
    same = {("Klinik am Elm", "Klinikum Elm"): "same", ("AG Trauergruppe", "AG Trauer"): "same"}
    assert again(store, read(*more, known=known, answers=Answers(pairs=same)), Answers(pairs=same))
    assert again(store, read(*more, known=known_actors(store, "halle"))) == 0
