"""What is written of objects is read as the same objects, however their classes are made."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from graph.model import Ref, Text
from graph.network.tie_kinds import SHIPPED
from graph.resume.file import read_file, write_file

THEMSELVES = {"of": "this"}


def written_and_read(path: Path, objects: object) -> object:
    write_file(path, THEMSELVES, objects)
    found = read_file(path, THEMSELVES)
    assert found is not None
    return found[1]


def test_objects_are_the_same_and_what_two_point_at_is_still_one(tmp_path: Path) -> None:
    name = Text("Amt", "office")
    one, other = Ref("urn:one", name), Ref("urn:other", name)
    found = written_and_read(tmp_path / "kept", {"both": (one, other), "again": [one]})
    assert found == {"both": (one, other), "again": [one]}
    assert isinstance(found, dict)
    assert found["again"][0] is found["both"][0]
    assert found["both"][0].label is found["both"][1].label
    assert hash(found["both"][0]) == hash(one)


def test_a_class_that_computes_something_of_its_fields_keeps_that(tmp_path: Path) -> None:
    kinds = replace(SHIPPED)
    found = written_and_read(tmp_path / "kept", kinds)
    assert found == kinds
