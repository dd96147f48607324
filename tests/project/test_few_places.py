"""The changes that a newcomer makes first, each made on a copy of the code in the places that CONTRIBUTING names alone.

All are made at once; a program of its own then starts the copy and looks for each of them where a reader would.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from graph.paths import ROOT
from tests.project.few_places import ADDITIONS, PROBE, Addition

MOST_PLACES = 3
WORDS = "webapp/translations/"

Seen = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """Where files may be changed: a folder, or one file."""

    path: str

    def holds(self, file: str) -> bool:
        return file.startswith(self.path) if self.path.endswith("/") else file == self.path


def rows_of_contributing() -> dict[str, str]:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    return dict(re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", text, re.MULTILINE))


def make(addition: Addition, copy: Path) -> None:
    for name, after, text in addition.edits:
        path = copy / name
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_text("utf-8") if path.exists() else ""
        assert before.count(after) == 1 or not after, f"{name} has no single {after!r}"
        head, tail = before.split(after) if after else (before, "")
        path.write_text(head + after + text + tail, encoding="utf-8")


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """What the copy shows after all changes."""
    copy = tmp_path_factory.mktemp("copy")
    left_out = shutil.ignore_patterns("__pycache__", "vendor", "*.mo")
    for folder in ("graph", "webapp", "ontology", "data"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=left_out)
    for addition in ADDITIONS:
        make(addition, copy)
    done = subprocess.run(
        [sys.executable, "-c", PROBE],
        cwd=copy,
        env={"PYTHONPATH": f"{copy}:{ROOT}", "PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: Seen = json.loads(done.stdout.splitlines()[-1])
    assert found["file"].startswith(str(copy)), "the copy itself must run"
    return found


@pytest.mark.parametrize("addition", ADDITIONS, ids=lambda one: one.change)
def test_each_change_touches_what_contributing_names_and_no_more_than_three(addition: Addition) -> None:
    row = rows_of_contributing()[addition.change]
    assert len(addition.places) <= MOST_PLACES
    for place in addition.places:
        for path in place:
            assert f"`{path}`" in row or f"`{Path(path).name}`" in row, f"{addition.change}: {path} is not in its row"
    allowed = [Place(path) for place in addition.places for path in place]
    for file, _after, _text in addition.edits:
        assert file.startswith(WORDS) or any(place.holds(file) for place in allowed), file


def test_a_gap_rule_finds_gaps(seen: Seen) -> None:
    found = [gap for gap in seen["gaps"]["items"] if gap["rule"] == "name-very-long"]
    assert found
    assert {gap["title"] for gap in found} == {"Sehr langer Name"}


def test_a_kind_of_tie_is_offered_and_drawn(seen: Seen) -> None:
    assert re.search(r'<option value="Mentoring">\s*Patenschaft</option>', seen["what_if"])
    assert "Mentoring" in {tie["kind"] for tie in seen["ties"]["items"]}
    assert "Mentoring" in {edge["kind"] for edge in seen["map"]["edges"]}


def test_a_format_is_offered_written_and_described(seen: Seen) -> None:
    assert "Als Liste von Namen (TXT)" in seen["map_page"]
    assert "As a list of names (TXT)" in seen["map_page_en"]
    assert "Jobcenter" in seen["names"]
    described = seen["openapi"]["paths"]["/api/v1/export.{form}"]["get"]["parameters"][0]["schema"]["enum"]
    assert "names" in described


def test_a_measure_is_on_the_page_and_in_the_api(seen: Seen) -> None:
    (figure,) = (one for one in seen["figures"]["items"] if one["name"] == "mean_degree")
    assert figure["label"] == "Partner im Mittel"
    assert 0 < figure["value"] < 20
    assert "Partner im Mittel" in seen["measures_page"]
    assert "Mean number of partners" in seen["measures_page_en"]


def test_a_measure_of_each_actor_is_ranked_saved_and_drawn(seen: Seen) -> None:
    assert "Wer allen nah ist" in seen["measures_page"]
    assert "Who is near to everybody" in seen["measures_page_en"]
    ((nearest, most), *_others) = [(row["iri"], row["values"][1]) for row in seen["near"]["tables"][0]["rows"]]
    assert 0 < most <= 1
    saved = {
        row["Id"]: float(row["closeness"]) for row in csv.DictReader(seen["nodes"].removeprefix("\ufeff").splitlines())
    }
    assert saved[nearest] == pytest.approx(most, abs=1e-4)
    size = seen["map"]["sizes"].index("naehe")
    actors = [node for node in seen["map"]["nodes"] if not node["group"]]
    largest = max(actors, key=lambda node: node["radii"][size])
    assert saved[largest["iri"]] == max(saved.get(node["iri"], 0.0) for node in actors)
    assert re.search(r'<option value="naehe">\s*Nähe</option>', seen["map_page"])
    assert "Die Größe zeigt, wer allen nah ist." in seen["drawing"]


def test_a_column_is_shown_sorted_and_translated(seen: Seen) -> None:
    head, body = seen["actors_page"].split("<tbody>", 1)
    assert "Länge des Namens" in head
    assert "Length of the name" in seen["actors_page_en"]
    rows = [re.findall(r'<td class="number">(\d+)</td>', row) for row in body.split("</tr>") if 'scope="row"' in row]
    lengths = [int(row[-1]) for row in rows]
    assert lengths == sorted(lengths, reverse=True)
    assert lengths[0] > lengths[-1] > 0


def test_a_colour_and_a_rim_are_in_legend_data_and_drawing(seen: Seen) -> None:
    picture = seen["map"]
    assert re.search(r'<option value="stand">\s*Stand</option>', seen["map_page"])
    assert "so nicht gesagt" in seen["map_page"]
    colouring = next(one for one in picture["colourings"] if one["name"] == "stand")
    assert colouring["legend"] == [["sector-unknown", "besteht"], ["warn", "besteht noch nicht"]]
    index = picture["colourings"].index(colouring)
    assert {node["tints"][index] for node in picture["nodes"] if node["state"] == "exists"} == {0}
    assert picture["appearance"]["rims"]["unsure"] == {"dashes": [1, 2], "width": 2}
    rims = {node["rim"] for node in picture["nodes"] if node["confidence"] != "stated" and not node["collective"]}
    assert rims == {"unsure"}
    assert 'stroke-dasharray="0.8 1.6"' in seen["drawing"]
    assert "besteht noch nicht" in seen["drawing"]
    assert "Die Farbe zeigt, wer schon besteht." in seen["drawing"]


def test_a_filter_is_in_the_legend_narrows_and_reaches_the_browser(seen: Seen) -> None:
    facet = next(one for one in seen["map"]["facets"] if one["name"] == "eintrag")
    assert (facet["label"], facet["of"], facet["field"]) == ("Sicherheit des Eintrags", "nodes", "confidence")
    assert facet["values"]["stated"] == "so gesagt"
    assert "Certainty of the entry" in seen["map_page_en"]
    assert "Sicherheit des Eintrags: so gesagt" in seen["filtered"]


def test_an_engine_opens_by_its_address(seen: Seen) -> None:
    assert seen["engine"] == ["EchoStore", "echo:"]


def test_a_field_of_the_api_has_value_description_and_check(seen: Seen) -> None:
    jobcenter = next(one for one in seen["actors"]["items"] if one["slug"] == "magdeburg/jobcenter")
    assert jobcenter["founded"] == "2005-01-01"
    described = seen["openapi"]["components"]["schemas"]["ActorJson"]
    assert described["properties"]["founded"] == {
        "description": "The first day it was there, empty for unknown.",
        "type": "string",
    }
    assert "founded" in described["required"]
    (unreadable,) = (one for one in seen["unreadable"]["items"] if one["property"].endswith("foundingDate"))
    assert unreadable["value"] == "im Frühjahr"


def test_a_field_of_a_gap_is_in_every_list_of_gaps_and_described(seen: Seen) -> None:
    assert {gap["hint"]["label"] for gap in seen["gaps"]["items"]} == {"Hinweis"}
    profile = seen["openapi"]["components"]["schemas"]["GapJson"]["properties"]
    assert profile["hint"] == {"$ref": "#/components/schemas/RefJson"}


def test_a_form_changes_an_actor(seen: Seen) -> None:
    assert 'name="token"' in seen["form"]
    assert seen["sent"] == 303
    assert "Ruft donnerstags zurück." in seen["profile"]


def test_a_field_of_a_form_is_asked_and_filled(seen: Seen) -> None:
    assert re.search(r'<input id="f-schema-foundingDate" name="schema:foundingDate" value="2005"', seen["own_form"])
    assert "Gegründet" in seen["own_form"]
    assert "Founded" in seen["own_form_en"]


def test_a_language_is_offered_and_spoken_and_falls_back_where_nobody_said_it(seen: Seen) -> None:
    page = seen["french_page"]
    assert '<html lang="fr"' in page
    assert 'hreflang="fr" aria-current="true">Français</a>' in page
    assert 'hreflang="fr">Français</a>' in seen["actors_page"]
    assert "<h1>Acteurs</h1>" in page
    labels = {one["slug"]: one["label"] for one in seen["french"]["items"]}
    german = {one["slug"]: one["label"] for one in seen["actors"]["items"]}
    assert labels.pop("magdeburg/jobcenter") == "Pôle emploi"
    assert german.pop("magdeburg/jobcenter") == "Jobcenter Landeshauptstadt Magdeburg"
    assert labels == german
    reasons = [reason["text"] for gap in seen["french_gaps"]["items"] for reason in gap["reasons"]]
    assert all(reasons)
    assert "Pôle emploi" in {party["label"] for gap in seen["french_gaps"]["items"] for party in gap["parties"]}
    assert "Aucun réseau ne s’appelle nirgends." in seen["unknown"]
    taken = seen["openapi"]["paths"]["/api/v1/akteure"]["get"]["parameters"]
    assert next(one["schema"]["enum"] for one in taken if one["name"] == "lang") == ["de", "en", "fr"]
    assert seen["console"] == "fr"
