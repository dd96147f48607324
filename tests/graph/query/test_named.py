import os
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.errors import DataError, NotFound, QueryError
from graph.model import Text
from graph.query.named import NamedQuery, find_query, list_queries, list_rules, read_query

WHO_TAKES_PART = """\
# title@de: Wer arbeitet mit?
# title@en: Who takes part?
# description@de: Alle Mitglieder: auch {a}.
# severity: high
# parameter: ?network iri
# parameter: ?date date
# parameter: ?word string
# parameter: ?most integer
PREFIX org: <http://www.w3.org/ns/org#>
SELECT ?member WHERE {
  VALUES (?network ?date ?word ?most) { (UNDEF UNDEF UNDEF UNDEF) }  # parameters
  ?membership org:member ?member .
}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "members.rq").write_text(WHO_TAKES_PART, encoding="utf-8")
    return tmp_path


@pytest.fixture
def members(folder: Path) -> NamedQuery:
    return find_query("members", folder)


def test_head_gives_titles_parameters_and_every_other_entry(members: NamedQuery) -> None:
    assert members.title == Text("Wer arbeitet mit?", "Who takes part?")
    assert members.description.de == "Alle Mitglieder: auch {a}."
    assert [(parameter.name, parameter.type) for parameter in members.parameters] == [
        ("network", "iri"),
        ("date", "date"),
        ("word", "string"),
        ("most", "integer"),
    ]
    assert members.header["severity"] == "high"
    assert members.wording("title") == members.title


def test_unbound_query_is_the_file_itself(members: NamedQuery) -> None:
    assert members.bind() == WHO_TAKES_PART
    assert members.bind(network=None) == WHO_TAKES_PART


def test_bound_terms_stand_in_the_order_of_the_variables(members: NamedQuery) -> None:
    bound = members.bind(most=3, network="https://netz.invalid/id/magdeburg/netzwerk", date=date(2016, 11, 30))
    assert (
        "{ (<https://netz.invalid/id/magdeburg/netzwerk>"
        ' "2016-11-30"^^<http://www.w3.org/2001/XMLSchema#date> UNDEF'
        ' "3"^^<http://www.w3.org/2001/XMLSchema#integer>) }' in bound
    )


@pytest.mark.parametrize("hostile", ['" . } DROP ALL #', "\\1 \\g<0>", "a\nb", "');--"])
def test_hostile_text_stays_one_literal(members: NamedQuery, hostile: str) -> None:
    query = members.bind(word=hostile).replace("SELECT ?member", "SELECT ?word").replace("?membership", "#")
    rows = ox.Store().query(query)
    assert isinstance(rows, ox.QuerySolutions)
    (row,) = rows
    assert row["word"] == ox.Literal(hostile)


@pytest.mark.parametrize(
    ("name", "value"),
    [("network", "not an iri> }"), ("network", "magdeburg"), ("date", "30.11.2016"), ("most", "many")],
)
def test_value_of_another_type_is_refused_by_name(members: NamedQuery, name: str, value: str) -> None:
    with pytest.raises(QueryError, match=name):
        members.bind(**{name: value})


def test_unknown_parameter_is_refused_and_the_known_ones_are_named(members: NamedQuery) -> None:
    with pytest.raises(QueryError) as raised:
        members.bind(city="Magdeburg")
    assert "network, date, word, most" in raised.value.hint


def test_unknown_query_names_what_is_near(folder: Path) -> None:
    with pytest.raises(NotFound) as raised:
        find_query("membres", folder)
    assert "members" in raised.value.hint


def test_unknown_type_is_named_with_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "wrong.rq"
    path.write_text("# title@de: x\n# parameter: ?a colour\nSELECT ?a {}\n")
    with pytest.raises(DataError) as raised:
        read_query(path)
    assert raised.value.values["line"] == 2
    assert "wrong.rq" in raised.value.message


def test_declared_parameter_without_a_line_to_bind_it_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "wrong.rq"
    path.write_text("# parameter: ?a iri\nSELECT ?a {}\n")
    with pytest.raises(DataError, match="declares other parameters"):
        read_query(path)


def test_changed_file_is_read_again(folder: Path) -> None:
    find_query("members", folder)
    (folder / "members.rq").write_text("# title@de: Neu\nSELECT ?a {}\n")
    assert find_query("members", folder).title.de == "Neu"


def test_other_folders_are_listed_in_the_order_of_names(folder: Path) -> None:
    (folder / "actors.rq").write_text("# title@de: Akteure\nSELECT ?a {}\n")
    assert [query.name for query in list_queries(folder)] == ["actors", "members"]
    assert list_rules(folder) == list_queries(folder)


@pytest.mark.parametrize("kind", ["actor", "group", "topic", "network"])
def test_parameter_with_a_list_to_choose_from_takes_an_iri(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "who.rq"
    head = f"# title@de: Wer?\n# parameter: ?one {kind}\n"
    path.write_text(head + "SELECT ?one {\n  VALUES (?one) { (UNDEF) }  # parameters\n}\n")
    query = read_query(path)
    assert query.parameters[0].type == kind
    assert "{ (<https://netz.invalid/id/a>) }" in query.bind(one="https://netz.invalid/id/a")
    with pytest.raises(QueryError, match="one"):
        query.bind(one="a name")


def test_category_and_way_of_showing_are_read_from_the_head(tmp_path: Path) -> None:
    path = tmp_path / "who.rq"
    path.write_text("# title@de: Wer?\n# category: groups\n# show: chart\nSELECT ?a {}\n")
    query = read_query(path)
    assert (query.category, query.show) == ("groups", "chart")


def test_question_without_them_is_in_no_category_and_shown_as_a_table(members: NamedQuery) -> None:
    assert (members.category, members.show) == ("", "table")


@pytest.mark.parametrize(
    ("line", "known"),
    [("# category: kitchen", "actors"), ("# show: film", "chart"), ("# audience: all", "group, office")],
)
def test_unknown_value_of_a_head_is_named_with_line_and_what_is_known(tmp_path: Path, line: str, known: str) -> None:
    path = tmp_path / "wrong.rq"
    path.write_text(f"# title@de: x\n{line}\nSELECT ?a {{}}\n")
    with pytest.raises(DataError) as raised:
        read_query(path)
    assert raised.value.values["line"] == 2
    assert known in raised.value.hint


def test_a_file_is_understood_once_until_something_else_is_written_in_it(tmp_path: Path) -> None:
    path = tmp_path / "own.rq"
    path.write_text("# title@de: Eins\nSELECT * { ?s ?p ?o }\n", encoding="utf-8")
    one = read_query(path)
    assert read_query(path) is one
    modified = path.stat().st_mtime_ns
    path.write_text("# title@de: Zwei\nSELECT * { ?s ?p ?o }\n", encoding="utf-8")
    os.utime(path, ns=(modified, modified))
    assert read_query(path).title.in_language("de") == "Zwei"
