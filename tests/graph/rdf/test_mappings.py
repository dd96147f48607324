"""Mappings of one's own lie in a folder: the model and the questions follow them, and a mistake is a sentence."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from graph.errors import ConfigError
from graph.paths import ROOT
from graph.rdf import mappings
from graph.rdf.mappings import Ways, mappings_of, shipped_statements
from graph.terms import ORG, OWL, RDFS

OWN = """@prefix ex: <http://x.example/> . @prefix org: <http://www.w3.org/ns/org#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
ex:Laden rdfs:subClassOf org:Organization . ex:istIn rdfs:subPropertyOf org:memberOf ."""
PROGRAM = """
import json
from graph.query.parts import with_parts
from graph.rdf.actor_classes import ORGANISATIONS
print(json.dumps(["http://x.example/Laden" in ORGANISATIONS, with_parts("INCLUDE <member-of>")]))
"""


def test_a_folder_of_files_is_followed_by_the_model_and_by_questions(tmp_path: Path) -> None:
    (tmp_path / "eigene.ttl").write_text(OWN, "utf-8")
    environment = {"AKTEURSNETZ_MAPPINGS": str(tmp_path), "PYTHONPATH": str(ROOT)}
    told = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, check=True, cwd=ROOT
    )
    is_actor, way = json.loads(told.stdout)
    assert is_actor
    assert "|<http://x.example/istIn>|" in way


@pytest.mark.parametrize(("name", "said"), [("fehlt", "which is no folder"), ("", "eigene.ttl cannot be read")])
def test_a_folder_that_is_not_there_or_a_broken_file_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, said: str
) -> None:
    (tmp_path / "eigene.ttl").write_text("ex:Laden", "utf-8")
    monkeypatch.setenv(mappings.FOLDERS, str(tmp_path / name))
    with pytest.raises(ConfigError, match=said):
        shipped_statements.__wrapped__()


def test_a_mapping_goes_through_several_steps_and_turns_round_each_time() -> None:
    found = mappings_of(
        [
            ("ex:a", RDFS + "subPropertyOf", ORG + "unitOf"),
            ("ex:b", OWL + "inverseOf", "ex:a"),
            ("ex:c", RDFS + "subPropertyOf", "ex:b"),
            ("ex:c", OWL + "inverseOf", "ex:d"),
        ]
    ).of(ORG + "unitOf")
    assert {"ex:a", "ex:d"} <= set(found.same)
    assert {"ex:b", "ex:c", ORG + "hasUnit"} <= set(found.inverse)


def test_what_nothing_maps_has_no_other_way() -> None:
    assert mappings_of(()).of(ORG + "classification") == Ways()
