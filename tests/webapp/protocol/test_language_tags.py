"""Language tags are found in whatever case they are asked for (`rewrite/language_tags.py`)."""

from __future__ import annotations

import pytest

from graph.sparql.rewrite.rules import mend_by_text
from graph.store.open import open_store

HELD = '<http://x.example/a> <http://x.example/l> "Amt"@de-DE, "Office"@EN .'


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        ('LANG(?l) = "de-DE"', {"Amt"}),
        ('LANG(?l) = "de-de"', {"Amt"}),
        ('"DE-de" = LANG(?l)', {"Amt"}),
        ("LANG(?l) IN ('de-DE', 'EN')", {"Amt", "Office"}),
        ('LANG(?l) NOT IN ("de-DE")', {"Office"}),
        ('LANG(?l) != "de-DE"', {"Office"}),
        ('LANGMATCHES(LANG(?l), "DE")', {"Amt"}),
        ('?l = "Amt"@de-DE', {"Amt"}),
        ('LANG(?l) = "fr-FR"', set()),
        ('LANG(?l) = "en" && STR(?l) = "Office"', {"Office"}),
    ],
)
def test_a_tag_is_found_in_any_case(condition: str, found: set[str]) -> None:
    store = open_store("memory:", default_graph="own", plain=True)
    store.update(f"INSERT DATA {{ {HELD} }}")
    answer = store.answer(f"SELECT (STR(?l) AS ?x) {{ ?s ?p ?l FILTER({condition}) }}", ["text/csv"])
    assert set(answer.body.decode().split()[1:]) == found
    store.close()


@pytest.mark.parametrize(
    "text", ['FILTER(?l = "Amt") FILTER(LANG(?l) = "de")', 'FILTER(STR(?l) = "DE")', '"Amt"@de-DE']
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert mend_by_text(f"SELECT * {{ ?s ?p ?l {text} }}") == f"SELECT * {{ ?s ?p ?l {text} }}"
