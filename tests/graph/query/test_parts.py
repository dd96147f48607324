"""What questions include is put in place: the text that is shown, asked and copied is a whole query."""

import re

import pyoxigraph as ox
import pytest

from graph.errors import DataError
from graph.paths import ONTOLOGY
from graph.query.named import NamedQuery, find_query, list_queries, list_rules
from graph.query.parts import PARTS, with_parts
from graph.rdf.actor_classes import NOT_ACTORS, ORGANISATIONS
from graph.terms import PREFIXES, prefix_lines

INCLUDING = {
    *("actors-by-sector", "actors-without-group", "actors-without-interface", "sectors", "actor-isolated"),
    *("actors-by-topic", "groups-by-size", "key-figures", "network-numbers", "topics-of-actor", "topics-side-by-side"),
    *("topic-numbers", "who-was-heard"),
}

_OF_PART = "?mention netz:inNetwork ?network ; netz:party|org:member|org:organization"


def test_line_becomes_the_part_as_far_in_as_it_stood() -> None:
    whole = with_parts("SELECT * WHERE {\n    INCLUDE <actors-of-network>\n}")
    assert whole.splitlines()[1].startswith("    {")
    assert whole.endswith("\n}")
    assert not re.search(r"INCLUDE|^\s*#", whole, re.MULTILINE)


def test_text_that_includes_nothing_stays_as_it_is() -> None:
    text = "SELECT ?included { ?a <b:INCLUDE> '<INCLUDE x>' }"
    assert with_parts(text) == text


def test_lists_of_classes_are_those_of_the_model() -> None:
    for name, classes in (("organisation-classes", ORGANISATIONS), ("no-actor-classes", NOT_ACTORS)):
        query = f"{prefix_lines()}SELECT ?class {{ VALUES ?class {{ INCLUDE <{name}> }} }}"
        found = ox.Store().query(with_parts(query))
        assert isinstance(found, ox.QuerySolutions)
        assert {row["class"].value for row in found} == classes


def test_part_that_there_is_not_is_named_with_those_that_are() -> None:
    with pytest.raises(DataError, match="actors-of-nowhere") as refused:
        with_parts("SELECT * { INCLUDE <actors-of-nowhere> }")
    assert "actors-of-network" in refused.value.hint


def test_part_is_asked_of_others_by_their_names_inside_of_all_that_it_includes() -> None:
    whole = with_parts("{ INCLUDE <existed>(?tie AS ?first, ?held AS ?state) }")
    assert re.search(r"\?first schema:startDate \?itsFirstDay", whole)
    assert "?state = nk:exists" in whole
    assert not re.search(r"\?tie\b|\?held\b|INCLUDE", whole)


def test_names_within_a_filter_of_a_part_are_in_nobodys_way() -> None:
    """A variable of the question that is called alike would be taken for the part's: there, ?from is a property."""
    for path in (*(ONTOLOGY / "rules").glob("*.rq"), *(ONTOLOGY / "queries").glob("*.rq")):
        assert "?its" not in path.read_text("utf-8"), path.name
    assert "schema:startDate ?itsFirstDay" in find_query("tie-missing").text


def test_name_that_a_part_does_not_know_is_named() -> None:
    with pytest.raises(DataError, match=r"plain-link says nothing of \?nobody"):
        with_parts("{ INCLUDE <plain-link>(?one AS ?a, ?nobody AS ?b) }")


@pytest.mark.parametrize("query", [*list_queries(), *list_rules()], ids=lambda query: query.name)
def test_every_question_is_whole_and_declares_the_prefixes_of_its_parts(query: NamedQuery) -> None:
    assert "INCLUDE" not in query.text
    assert (_OF_PART in query.text) == (query.name in INCLUDING)
    text = "\n".join(line for line in query.text.splitlines() if not line.startswith("#"))
    used = {prefix for prefix in PREFIXES if re.search(rf"[\s|^(]{prefix}:\w", text)}
    assert used <= set(re.findall(r"PREFIX (\w+):", query.text))


def test_every_part_says_what_it_binds() -> None:
    for path in PARTS.glob("*.rq"):
        assert "# Binds ?" in path.read_text("utf-8")
