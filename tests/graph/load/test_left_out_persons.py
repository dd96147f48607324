"""A statement of a person that a lenient load leaves out does not make the person's name public."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.load.files import load_files
from graph.store.embedded import EmbeddedStore
from graph.store.person_records import list_persons

_PREFIXES = """@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
_NOTE = '<urn:f> skos:note "Udo Ockergelb sagt" .\n'


@pytest.mark.parametrize(
    "broken",
    [
        '<urn:d e> a foaf:Person ; foaf:name "Udo Ockergelb" .\n',
        '<urn:d e> a foaf:Person ;\n  foaf:name "Udo Ockergelb" .\n',
        '<urn:d>\n  a foaf:Person ;\n  foaf:knows <urn:d e> ;\n  foaf:name "Udo Ockergelb" .\n',
        '<urn:d e> foaf:name "Udo Ockergelb" .\n',
    ],
)
def test_a_name_in_a_statement_left_out_is_kept_apart(store: EmbeddedStore, tmp_path: Path, broken: str) -> None:
    path = tmp_path / "d.ttl"
    path.write_text(f"{_PREFIXES}{broken}{_NOTE}", encoding="utf-8")
    report = load_files(store, [path], lenient=True)
    assert report.left_out
    assert b"Ockergelb" not in store.dump()
    assert "Udo Ockergelb" in {one.name for one in list_persons(store)}


def test_names_of_things_in_statements_left_out_make_nobody(store: EmbeddedStore, tmp_path: Path) -> None:
    path = tmp_path / "d.ttl"
    path.write_text(f'{_PREFIXES}<urn:d e> skos:prefLabel "Haus Elm", "Amt" .\n{_NOTE}', encoding="utf-8")
    assert load_files(store, [path], lenient=True).left_out
    assert not list_persons(store)
    assert b"Ockergelb" in store.dump()
