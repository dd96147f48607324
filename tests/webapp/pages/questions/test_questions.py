"""The query page without scripts: gallery, parameters, table, chart, and what stands in the address."""

from __future__ import annotations

import html
import json
import re
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.protocol import Store
from graph.query.named import list_queries, list_rules
from webapp.http.media_types import GRAPHS, ROWS
from webapp.pages.questions.chart import make_chart
from webapp.pages.questions.result import Order, Result, make_table
from webapp.pages.questions.words import column_words

MANY = "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"
COUNTS = "SELECT ?p (COUNT(*) AS ?n) WHERE { ?s ?p ?o } GROUP BY ?p ORDER BY DESC(?n)"
INTEGER = "http://www.w3.org/2001/XMLSchema#integer"


@pytest.fixture
def client(magdeburg_app: Flask) -> FlaskClient:
    return magdeburg_app.test_client()


def text_of(client: FlaskClient, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response.get_data(as_text=True)


def cells(page: str) -> list[list[str]]:
    """The text of each cell of the result's table, and of its rows that are folded."""
    tables = page.split('<table class="result')[1:]
    bodies = (table.partition("<tbody>")[2].partition("</tbody>")[0] for table in tables)
    rows = [row for body in bodies for row in body.split("<tr>")[1:]]
    return [[html.unescape(re.sub(r"<[^>]+>", "", cell)) for cell in row.split("<td")[1:]] for row in rows]


def number(value: object) -> dict[str, str]:
    return {"type": "literal", "value": str(value), "datatype": INTEGER}


def word(value: str) -> dict[str, str]:
    return {"type": "literal", "value": value}


def table_of(rows: list[dict[str, dict[str, str]]], names: list[str], order: Order | None = None) -> Result:
    return make_table(names, rows, order or Order(), joined=False)


def test_the_gallery_lists_every_question_under_a_heading(client: FlaskClient) -> None:
    page = text_of(client, "/abfragen")
    assert all(f"frage={question.name}" in page for question in list_queries())
    assert page.count('<details class="category"') > 5


def test_every_column_of_a_ready_question_has_a_word(magdeburg_app: Flask, magdeburg: Store) -> None:
    """Names of variables are English and run together."""
    with magdeburg_app.test_request_context("/?lang=de"):
        words = column_words()
    asked = (*list_queries(), *list_rules())
    answers = {one.name: magdeburg.answer(one.text, [ROWS["json"], GRAPHS["turtle"]]) for one in asked}
    columns = {
        (name, column.removesuffix("Name").rstrip("0123456789"))
        for name, answer in answers.items()
        if answer.media_type == ROWS["json"]
        for column in json.loads(answer.body).get("head", {}).get("vars", [])
    }
    assert {(name, column) for name, column in columns if column not in words} == set()


def test_each_value_of_a_ready_question_is_said_in_words(client: FlaskClient) -> None:
    """What has no name stands by its address, what is a code or a truth by its word; nothing is asked for in vain."""
    assert re.search(
        r'<th scope="row"><a [^>]+>org:FormalOrganization<', text_of(client, "/abfragen?frage=classes-used")
    )
    rows = cells(text_of(client, "/abfragen?frage=sector-absent"))
    words = {cell.rpartition(">")[2] for row in rows for cell in row}
    assert {"Zivilgesellschaft", "ja"} <= words
    assert "" not in words


def test_search_finds_questions_without_scripts(client: FlaskClient) -> None:
    page = text_of(client, "/abfragen?suche=sektor")
    assert "frage=actors-by-sector" in page
    assert "frage=passages" not in page
    assert "Keine Frage passt" in text_of(client, "/abfragen?suche=gibtesnicht")


def test_a_parameter_is_a_list_and_its_choice_stands_in_the_address(client: FlaskClient) -> None:
    page = text_of(client, "/abfragen?frage=ties-of-actor&akteur=magdeburg/jobcenter")
    assert re.search(r'<option value="magdeburg/jobcenter" selected>', page)
    assert cells(page)
    assert {row[0].split(">", 1)[-1] for row in cells(page)} == {"Jobcenter Landeshauptstadt Magdeburg"}


def test_a_parameter_may_be_given_by_name_in_any_case(client: FlaskClient) -> None:
    by_name = text_of(client, f"/abfragen?frage=ties-of-actor&akteur={quote('jobcenter landeshauptstadt magdeburg')}")
    assert cells(by_name) == cells(text_of(client, "/abfragen?frage=ties-of-actor&akteur=magdeburg/jobcenter"))


def test_an_unknown_actor_is_named_beside_the_form(client: FlaskClient) -> None:
    page = text_of(client, "/abfragen?frage=ties-of-actor&akteur=unfug", 400)
    assert "Hier heißt nichts unfug." in page
    assert 'name="akteur"' in page


def test_a_day_that_is_none_is_refused_in_words(client: FlaskClient) -> None:
    page = text_of(client, "/abfragen?frage=ties-at-date&datum=gestern", 400)
    assert "gestern" in page.partition('id="fehler"')[2]


def test_names_in_a_ready_question_lead_to_actor_pages(client: FlaskClient) -> None:
    page = text_of(client, "/abfragen?frage=actors-by-sector")
    assert re.search(r'<td><a href="/akteure/magdeburg/[^"]+">[A-ZÄÖÜ]', page)
    assert ">Sektor</a>" in page


@pytest.mark.parametrize(("direction", "said"), [("", "ascending"), ("&richtung=ab", "descending")])
def test_a_column_of_numbers_sorts_by_number(client: FlaskClient, direction: str, said: str) -> None:
    page = text_of(client, f"/abfragen?query={quote(COUNTS)}&ansicht=tabelle&sortierung=n{direction}")
    numbers = [int(row[1].partition(">")[2]) for row in cells(page)]
    assert len(numbers) > 20
    assert numbers == sorted(numbers, reverse=said == "descending")
    assert f'aria-sort="{said}"' in page


def test_sorting_by_text_puts_umlauts_beside_vowels_and_gaps_last() -> None:
    rows = [{"a": word("Zebra")}, {}, {"a": word("Ärzte")}, {"a": word("Amt")}]
    found = table_of(rows, ["a"], Order("a"))
    assert [row[0].text for row in found.rows] == ["Amt", "Ärzte", "Zebra", ""]
    backwards = table_of(rows, ["a"], Order("a", descending=True))
    assert [row[0].text for row in backwards.rows] == ["Zebra", "Ärzte", "Amt", ""]


def test_five_hundred_rows_make_a_page_and_the_rest_follows(client: FlaskClient) -> None:
    first = text_of(client, f"/abfragen?query={quote(MANY)}")
    assert len(cells(first)) == 500
    assert "seite=2" in first
    last = text_of(client, f"/abfragen?query={quote(MANY)}&seite=99999")
    assert 0 < len(cells(last)) <= 500
    assert cells(last) != cells(first)


def test_a_label_and_numbers_become_bars(client: FlaskClient) -> None:
    page = text_of(client, f"/abfragen?query={quote(COUNTS)}&ansicht=diagramm")
    lengths = [float(one) for one in re.findall(r'<rect width="([\d.]+)%"', page)]
    assert lengths[0] == 100
    assert lengths == sorted(lengths, reverse=True)
    assert " style=" not in page


def test_a_question_made_to_be_a_chart_begins_as_one(client: FlaskClient) -> None:
    assert '<svg class="bar"' in text_of(client, "/abfragen?frage=ties-by-kind-and-state")
    assert '<svg class="bar"' not in text_of(client, "/abfragen?frage=ties-by-kind-and-state&ansicht=tabelle")


def test_small_numbers_beside_large_ones_have_a_scale_of_their_own() -> None:
    rows = [{"k": word("a"), "n": number(1000), "m": number(3)}, {"k": word("b"), "n": number(500), "m": number(1)}]
    chart = make_chart(table_of(rows, ["k", "n", "m"]))
    assert chart is not None
    assert [[bar.length for bar in row.bars if bar] for row in chart.rows] == [[100, 100], [50, 33.33]]


def test_one_row_of_numbers_is_turned_into_bars() -> None:
    chart = make_chart(table_of([{"k": word("a"), "n": number(4), "m": number(2)}], ["k", "n", "m"]))
    assert chart is not None
    assert [(row.label[0].text, row.bars[0]) for row in chart.rows] != []
    assert [row.label[0].text for row in chart.rows] == ["n", "m"]


@pytest.mark.parametrize(
    "rows",
    [
        [{"k": word("a")}, {"k": word("b")}],
        [{"k": word("a"), "n": number(-1)}, {"k": word("b"), "n": number(2)}],
        [{"k": word("a"), "n": word("4")}, {"k": word("b"), "n": number(2)}],
        [{"k": word("a"), "n": number(4)}],
        [],
    ],
)
def test_what_has_no_label_and_number_is_no_chart(rows: list[dict[str, dict[str, str]]]) -> None:
    assert make_chart(table_of(rows, ["k", "n"])) is None


def test_a_short_query_gets_an_address_when_it_is_posted(client: FlaskClient) -> None:
    response = client.post("/abfragen?lang=en", data={"query": "ASK {}"})
    assert response.status_code == 303
    assert parse_qs(urlsplit(response.headers["Location"]).query) == {"lang": ["en"], "query": ["ASK {}"]}


def test_a_long_query_is_answered_from_the_form_and_pages_by_buttons(client: FlaskClient) -> None:
    long = MANY + "\n# " + "x" * 7_000
    page = client.post("/abfragen", data={"query": long}).get_data(as_text=True)
    assert len(cells(page)) == 500
    assert 'formaction="/abfragen?seite=2"' in page
    second = client.post("/abfragen?seite=2", data={"query": long}).get_data(as_text=True)
    assert cells(second) != cells(page)
    assert "x" * 7_000 not in re.sub(r"<textarea.*?</textarea>", "", page, flags=re.DOTALL)


def test_the_limits_stand_beside_the_editor(client: FlaskClient) -> None:
    assert re.search(r"Grenzen: 10 Sekunden, 1\.000\.000 Zeilen", text_of(client, "/abfragen"))


def test_a_fault_names_its_line_for_the_editor(client: FlaskClient) -> None:
    page = text_of(client, f"/abfragen?query={quote('SELECT * WHERE {' + chr(10) + '?s ?p }')}", 400)
    assert re.search(r'id="fehler" data-line="2"', page)
    assert re.search(r'id="query"[^>]*data-line="2"', page)


def test_the_answer_can_be_had_in_every_format(client: FlaskClient) -> None:
    page = text_of(client, f"/abfragen?query={quote(COUNTS)}")
    links = [html.unescape(link) for link in re.findall(r'href="(/sparql\?[^"]+)" download', page)]
    types = [client.get(link).mimetype for link in links]
    assert {"application/sparql-results+json", "application/sparql-results+xml", "text/csv"} <= set(types)


def test_a_hostile_label_stays_text(client: FlaskClient) -> None:
    query = "SELECT ('</textarea><script>alert(1)</script>' AS ?x) WHERE {}"
    page = text_of(client, f"/abfragen?query={quote(query)}")
    assert "<script>alert" not in page


@pytest.mark.parametrize("query", ["seite=-1", "seite=x", "seite=99999999999", "ansicht=unfug", "sortierung=unfug"])
def test_nonsense_in_the_address_shows_the_answer(client: FlaskClient, query: str) -> None:
    assert cells(text_of(client, f"/abfragen?query={quote(MANY + ' LIMIT 3')}&{query}"))


def test_an_unknown_question_is_a_404(client: FlaskClient) -> None:
    assert text_of(client, "/abfragen?frage=gibt-es-nicht", 404)


def test_select_star_keeps_the_order_of_the_query(client: FlaskClient) -> None:
    page = text_of(client, f"/abfragen?query={quote('SELECT * WHERE { ?z ?p ?a } LIMIT 1')}")
    head = page.partition('<table class="result')[2].partition("</thead>")[0]
    assert re.findall(r">(\w)</a>", head) == ["z", "p", "a"]


def test_a_list_too_long_for_a_page_is_a_search_field(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webapp.pages.questions.form.LONGEST_LIST", 3)
    page = text_of(client, "/abfragen?frage=ties-of-actor&akteur=magdeburg/jobcenter")
    assert re.search(r'name="akteur" type="search" value="Jobcenter Landeshauptstadt Magdeburg"', page)
    assert "data-suggest" in page


def test_rules_for_gaps_are_asked_by_network(client: FlaskClient) -> None:
    page = text_of(client, "/abfragen?frage=interface-missing&netzwerk=magdeburg/netzwerk")
    assert '<option value="magdeburg/netzwerk" selected>' in page
    assert cells(page)


@pytest.mark.parametrize("name", [question.name for question in list_queries() if question.show == "network"])
def test_questions_made_for_the_map_lead_there(client: FlaskClient, name: str) -> None:
    page = text_of(client, f"/abfragen?frage={name}")
    link = re.search(r'href="(/karte\?abfrage=[^"]+)"', page)
    assert link is not None
    found = client.get(html.unescape(link[1]).replace("/karte?", "/api/v1/karte.json?")).get_json()
    assert found["nodes"]
    assert found["edges"]


def test_what_is_too_large_for_a_page_is_offered_as_a_file(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.pages.questions.routes.LARGEST_ON_PAGE_MB", 1)
    large = "SELECT * WHERE { ?s ?p ?o . ?a ?b ?c } LIMIT 30000"
    page = text_of(client, f"/abfragen?query={quote(large)}", 503)
    link = re.search(r'href="(/sparql[^"]+format=csv)"', page.partition('id="fehler"')[2])
    assert link is not None
    assert client.get(html.unescape(link[1])).status_code == 200
