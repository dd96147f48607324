"""The gap list: what is shown first, what each filter and each cell of the tables leads to, and the files."""

from __future__ import annotations

import csv
import html
import io
import re
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook

from graph.analysis import Analysis, analysis_for
from graph.gaps.answers import Decision
from graph.gaps.decisions import is_overdue
from graph.matters.sections import FOR_A_MEETING, sections_of
from graph.model import GAP_KINDS, Gap, Reason, Ref, Text
from graph.protocol import Store
from webapp.pages.gaps.belonging import Belonging
from webapp.pages.gaps.filter import GapFilter
from webapp.pages.gaps.grouping import GROUPED_ABOVE
from webapp.pages.gaps.rows import GapRow, list_rows
from webapp.pages.gaps.view import GapLine, Progress, progress_of, summarise_kinds


@pytest.fixture(scope="module")
def client(magdeburg_app: Flask) -> FlaskClient:
    return magdeburg_app.test_client()


@pytest.fixture(scope="module")
def analysis(magdeburg: Store) -> Analysis:
    return analysis_for(magdeburg)


@pytest.fixture
def rows(magdeburg_app: Flask, analysis: Analysis) -> tuple[GapRow, ...]:
    with magdeburg_app.test_request_context("/luecken"):
        return list_rows(analysis)


def page(client: FlaskClient, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return html.unescape(response.get_data(as_text=True))


def shown(text: str) -> int:
    found = re.search(r'role="status">(\d+) von', text)
    assert found
    return int(found[1])


def test_kinds_come_in_their_order_and_are_not_mixed(rows: tuple[GapRow, ...]) -> None:
    kinds = [row.gap.kind for row in rows]
    assert kinds == sorted(kinds, key=GAP_KINDS.index)


def test_what_is_to_be_decided_stands_above_the_whole_list(client: FlaskClient, analysis: Analysis) -> None:
    text = page(client, "/luecken")
    assert text.index("Was zu entscheiden ist</h2>") < text.index("Die ganze Liste")
    named = re.findall(r'<li id="(sache-[^"]+)"', text)
    assert named == [matter.id for matter in sections_of(analysis.matters).asked[:FOR_A_MEETING]]


def test_a_gap_names_the_matter_that_it_belongs_to(client: FlaskClient, analysis: Analysis) -> None:
    matter = analysis.matters[0]
    assert f'Gehört zu: <a href="/sachen/{matter.id}">' in page(client, f"/luecken/{matter.gaps[-1].id}")


@pytest.mark.parametrize("name", ["art", "regel", "staerke", "thema", "sektor", "gruppe", "akteur", "stand"])
def test_number_beside_each_choice_is_what_it_leaves(client: FlaskClient, name: str) -> None:
    select = re.search(rf'<select id="{name}".*?</select>', page(client, "/luecken"), re.DOTALL)
    assert select
    choices = re.findall(r'<option value="([^"]+)"[^>]*>[^<]*\((\d+)\)</option>', select[0])
    assert choices
    for value, number in choices[:4]:
        left = page(client, f"/luecken?{name}={value}")
        assert shown(left) == int(number)


def test_cells_of_both_tables_open_exactly_their_gaps(client: FlaskClient) -> None:
    text = page(client, "/luecken")
    cells = re.findall(r'<td class="number level-\d"><a href="([^"]+)">(\d+)<', text)
    assert {"mit_sektor", "mit_gruppe"} <= {name for url, _ in cells for name in re.findall(r"mit_\w+", url)}
    for url, number in cells:
        assert shown(page(client, url.partition("#")[0])) == int(number)


def test_tables_files_and_api_show_what_exists_and_is_demanded_between_two_sides(client: FlaskClient) -> None:
    """Employers and the network: the main wish, though a network has no sector of its own."""
    answer = client.get("/api/v1/luecken-zwischen").get_json()
    cells = {(cell["level"], cell["one"], cell["other"]): cell for cell in answer["items"]}
    wish = cells["sektor", "economy", "public"]
    assert wish["demanded"] >= 3
    assert wish["existing"] == 0
    assert wish["expected"] is None, "of so few ties nothing is to be expected"
    text = html.unescape(client.get("/luecken").get_data(as_text=True))
    for note in answer["notes"]["sektor"]:
        assert note in text
    assert any("Andere AGs des Netzwerks" in note for note in answer["notes"]["sektor"])
    assert f"besteht 0, gefordert {wish['demanded']}" in text
    table = list(csv.reader(io.StringIO(client.get("/luecken-zwischen.csv").get_data(as_text=True).lstrip("\ufeff"))))
    assert len(table) == 1 + len(answer["items"])
    assert ["Sektor", "Wirtschaft", "Öffentliche Hand", str(wish["gaps"]), "0", "", str(wish["demanded"])] in table
    assert client.get("/luecken-zwischen.pdf").status_code == 406


@pytest.mark.parametrize(
    ("parties", "cells"),
    [
        (["abc"], ""),
        (["abc", "b"], "ab bb bc"),
        (["a", "b", "b"], "ab bb"),
        (["ab", "ab", "ab"], "aa ab bb"),
        ([], ""),
    ],
)
def test_two_sides_need_two_parties(parties: list[str], cells: str) -> None:
    belonging = Belonging(tuple(map(frozenset, parties)))
    expected = {(cell[0], cell[1]) for cell in cells.split()}
    assert belonging.cells() == expected
    of_all = replace(belonging, is_of_all=True)
    assert of_all.cells() == set()
    for one, other in product("abcd", repeat=2):
        assert belonging.is_between(one, other) == (tuple(sorted((one, other))) in expected)
        assert not of_all.is_between(one, other)
        assert (one in of_all) == (one in belonging)


def test_filters_narrow_together(rows: tuple[GapRow, ...]) -> None:
    row = next(row for row in rows if row.topic and row.sectors.sides)
    sector = next(iter(row.sectors.sides))
    both = GapFilter(thema=row.topic, sektor=sector)
    assert both.passing([row])
    assert not replace(both, art="predicted").passing([row])
    left = both.passing(rows)
    assert all(one.topic == row.topic and sector in one.sectors for one in left)


def test_kind_without_gaps_is_shown_with_what_the_data_could_not_carry(
    magdeburg_app: Flask, magdeburg: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = Analysis(magdeburg)
    monkeypatch.setattr(Analysis, "gap_notes", {"fragile": (Text("Zu wenige Verbindungen.", "Too few ties."),)})
    with magdeburg_app.test_request_context("/luecken"):
        kinds = {kind.kind: kind for kind in summarise_kinds(own)}
    assert kinds["fragile"].notes == ("Zu wenige Verbindungen.",)
    assert kinds["fragile"].progress.total == 0
    assert "predicted" not in kinds


def test_kinds_of_the_api_add_up_to_the_list(client: FlaskClient) -> None:
    kinds, gaps = client.get("/api/v1/luecken-arten").json, client.get("/api/v1/luecken").json
    assert kinds is not None
    assert gaps is not None
    assert sum(kind["total"] for kind in kinds["items"]) == len(gaps["items"])


def test_csv_has_a_line_for_each_gap_of_the_filtered_list(client: FlaskClient) -> None:
    response = client.get("/luecken.csv?art=demanded")
    assert response.mimetype == "text/csv"
    lines = list(csv.DictReader(io.StringIO(response.get_data().decode("utf-8-sig"))))
    assert len(lines) == shown(page(client, "/luecken?art=demanded"))
    assert {line["Art"] for line in lines} == {"Was gefordert ist und fehlt"}
    assert all(line["Kennung"] and line["Begründung"] and line["Belege"] for line in lines)


def test_xlsx_has_the_same_table_as_csv(client: FlaskClient) -> None:
    book = load_workbook(io.BytesIO(client.get("/luecken.xlsx?art=demanded&lang=en").data))
    table = [[str(cell.value or "") for cell in row] for row in book.active.iter_rows()]
    text = client.get("/luecken.csv?art=demanded&lang=en").get_data().decode("utf-8-sig")
    assert [row[0] for row in table] == [row[0] for row in csv.reader(io.StringIO(text))]
    assert table[0][1] == "Kind"
    assert book.sheetnames == ["Gaps"]


def test_list_and_files_name_what_is_missing_in_them(client: FlaskClient) -> None:
    kinds = {one["kind"]: one["notes"] for one in client.get("/api/v1/luecken-arten").get_json()["items"]}
    asked = {form: client.get(f"/{form}").get_json()["notes"] for form in ("api/v1/luecken", "luecken.json")}
    assert asked["api/v1/luecken"] == asked["luecken.json"]
    assert [note["text"] for note in asked["luecken.json"]] == [note for notes in kinds.values() for note in notes]
    one = client.get("/api/v1/luecken?art=predicted").get_json()["notes"]
    assert one == [{"kind": "predicted", "text": note} for note in kinds["predicted"]] != []
    sheet = load_workbook(io.BytesIO(client.get("/luecken.xlsx").data))["Nicht enthalten"]
    assert [row[1] for row in sheet.values] == ["Anmerkung", *(note["text"] for note in asked["luecken.json"])]


def test_json_is_the_contract_row_with_the_answer(client: FlaskClient) -> None:
    found = client.get("/luecken.json?art=demanded").json
    assert found is not None
    assert {"id", "kind", "rule", "parties", "score", "strength", "reasons", "evidence", "state", "decision"} <= set(
        found["items"][0]
    )


def test_empty_list_still_has_its_headings(client: FlaskClient) -> None:
    lines = client.get("/luecken.csv?suche=gibtesnicht").get_data().decode("utf-8-sig").splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("Gegenstand,Art,")
    assert client.get("/luecken.xlsx?suche=gibtesnicht").status_code == 200


def test_unknown_format_is_406(client: FlaskClient) -> None:
    assert client.get("/luecken.pdf").status_code == 406


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_text_that_looks_like_a_formula_stays_text(magdeburg_app: Flask, analysis: Analysis, form: str) -> None:
    from webapp.pages.gaps.export import write_gaps  # noqa: PLC0415 - needs the request below

    gap = replace(analysis.gaps[0], reasons=(Reason(Text("=HYPERLINK(\x01)"), 1.0),))
    with magdeburg_app.test_request_context("/luecken"):
        content = write_gaps(form, [GapLine(gap, None)], ())
    if form == "csv":
        assert "'=HYPERLINK" in content.decode("utf-8-sig")
    else:
        cells = [cell for row in load_workbook(io.BytesIO(content)).active.iter_rows() for cell in row]
        assert [cell.data_type for cell in cells if str(cell.value).startswith("=HYPER")] == ["s"]


def test_reasons_of_a_gap_are_shown_with_their_part_of_its_score(client: FlaskClient, analysis: Analysis) -> None:
    gap: Gap = next(gap for gap in analysis.gaps if len(gap.reasons) > 1)
    assert sum(reason.score for reason in gap.reasons) == gap.score
    assert "Wie sich der Wert zusammensetzt" in page(client, f"/luecken/{gap.id}")


def test_many_gaps_of_one_rule_are_one_line_that_leads_to_all_of_them(client: FlaskClient) -> None:
    text = page(client, "/luecken")
    bundles = re.findall(r'href="([^"]*)">Alle (\d+) zeigen', text)
    assert bundles
    for address, number in bundles:
        of_one_rule = page(client, address)
        assert shown(of_one_rule) == int(number) > GROUPED_ABOVE
        assert not re.search(r">Alle \d+ zeigen", of_one_rule), "a line each"
    assert shown(text) == sum(int(number) for number in re.findall(r"<strong>(\d+) offen</strong>", text))


def test_what_was_to_be_done_by_a_day_that_is_over_is_overdue(rows: tuple[GapRow, ...]) -> None:
    row = rows[0]
    answer = Decision(
        "urn:d", row.gap.id, "in_progress", "K", "2020-01-01T00:00:00Z", responsible="AG", due="2020-06-30"
    )
    begun = replace(row.gap, state="in_progress")
    late, later = replace(row, gap=begun, decision=answer), replace(answer, due="2999-01-01")
    assert is_overdue(begun, answer, date(2020, 7, 1))
    assert not is_overdue(begun, answer, date(2020, 6, 30))
    assert not is_overdue(row.gap, answer, date(2020, 7, 1))
    assert GapFilter(stand="ueberfaellig").passing([row, late, replace(late, decision=later)]) == [late]
    assert progress_of([GapLine(begun, answer), GapLine(begun, later), GapLine(row.gap, None)]) == Progress(2, 3, 1)


def test_who_is_likely_to_be_a_member_is_entered_as_one_and_a_pair_as_an_interface(
    magdeburg_app: Flask, analysis: Analysis
) -> None:
    parties = tuple(Ref(iri, Text("A")) for iri in sorted(analysis.actors)[:2])
    gap = replace(analysis.gaps[0], parties=parties, topic=None)
    with magdeburg_app.test_request_context("/luecken"):
        module: Any = magdeburg_app.jinja_env.get_template("_macros.html").make_module({"may_edit": lambda _: True})
        kinds = {"membership": "predicted", "pair": "fit", "silo": "fit"}
        links = {rule: module.gap_edits(replace(gap, rule=rule, kind=kind)).strip() for rule, kind in kinds.items()}
    assert 'href="/eintragen/mitgliedschaft?' in links["membership"]
    assert 'href="/eintragen/schnittstelle?' in links["pair"]
    assert links["silo"] == ""
