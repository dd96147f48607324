"""A table that we wrote ourselves changes nothing when it is read in again, in whatever form and language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from graph.export.spreadsheets import SEPARATOR
from graph.load.files import load_files
from graph.load.list_files import arrangement_of, tables_of_files
from graph.load.lists.answers import Answers
from graph.load.lists.read import read_list
from graph.network.tie_kinds import tie_kinds
from graph.paths import DATA
from graph.protocol import Store
from graph.store.open import open_store
from graph.upkeep.lists.compare import compare
from graph.upkeep.lists.known import known_actors, known_topics
from graph.upkeep.lists.own_export import network_of_export
from tests.support.magdeburg import create_with_magdeburg
from tests.support.statements import add
from webapp import create_app

RATED = """
<musterstadt/schnittstelle/integrationskurse> netz:intensity nk:integrated ;
  netz:reliability nk:greatly ; netz:resources nk:aLittle .
"""
"""How well a tie carries stands in our tables as means, which are nothing to be read."""


@pytest.fixture(scope="module")
def both() -> Iterator[Store]:
    opened = open_store("memory:")
    create_with_magdeburg(opened)
    load_files(opened, [DATA / "examples" / "musterstadt.ttl"])
    add(opened, RATED)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def client(both: Store) -> FlaskClient:
    return create_app(store=both).test_client()


@pytest.mark.parametrize("slug", ["magdeburg", "musterstadt"])
@pytest.mark.parametrize(
    "written",
    [
        ("csv", "komma", "de"),
        ("csv", "semikolon", "en"),
        ("akteure.csv csv", "semikolon", "de"),
        ("akteure.csv", "komma", "en"),
        ("xlsx", "", "de"),
        ("xlsx", "", "en"),
        ("kumu.xlsx", "", "de"),
        ("knoten.csv kanten.csv", "semikolon", "de"),
        ("kanten.csv", "komma", "en"),
        ("matrix.csv", "semikolon", "de"),
    ],
)
def test_our_own_table_changes_nothing(
    both: Store, client: FlaskClient, slug: str, written: tuple[str, str, str]
) -> None:
    forms, separator, language = written
    answers = {
        form: client.get(f"/api/v1/export.{form}?netz={slug}&csv={separator}", headers={"Accept-Language": language})
        for form in forms.split()
    }
    assert SEPARATOR.get() == ","  # what one reader chose is over with the answer
    tables = tables_of_files([(f"netz.{form}", answer.data) for form, answer in answers.items()])
    assert network_of_export(both, tables) == ("" if forms == "matrix.csv" else slug)  # a matrix has names alone
    known, kinds = known_actors(both, slug), tie_kinds(both).joining_actors
    reading = read_list(tables, Answers(sheets=arrangement_of(tables)), known, kinds, topics=known_topics(both))
    found = compare(both, slug, reading, Answers())
    assert [one.error.message for one in reading.faults] == [one.asked for one in reading.questions if one.must] == []
    assert (found.fields, found.sums.new, found.sums.changed) == ((), 0, 0)
    assert found.sums.actors + found.sums.ties > 0
    if slug == "musterstadt" and forms in {"csv", "kanten.csv"}:
        assert b"ntensit" in answers[forms].data
