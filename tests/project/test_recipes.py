"""Each recipe in docs/rezepte runs as it is against a running service, and says what the data say."""

from __future__ import annotations

import csv
import gzip
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from graph.paths import ROOT

RECIPES = ROOT / "docs" / "rezepte"
TOLD = (RECIPES.parent / "rezepte.md").read_text("utf-8")
needs_curl = pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
needs_r = pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed: apt-get install r-base-core")


def run(program: str, recipe: str, site: str, folder: Path) -> str:
    done = subprocess.run(
        [program, str(RECIPES / recipe), site], cwd=folder, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@needs_curl
def test_curl_asks_follows_an_iri_and_loads_everything_once(site: str, tmp_path: Path) -> None:
    said = run("sh", "curl.sh", site, tmp_path)
    assert "AG Interkultur & Soziales" in said
    assert "Jobcenter Landeshauptstadt Magdeburg" in said
    first = (tmp_path / "dump.nq.gz").stat().st_mtime_ns
    assert gzip.decompress((tmp_path / "dump.nq.gz").read_bytes()).count(b"\n") > 4000
    run("sh", "curl.sh", site, tmp_path)
    assert (tmp_path / "dump.nq.gz").stat().st_mtime_ns == first, "the same tag loads nothing again"


def test_rdflib_answers_from_the_dump(site: str, tmp_path: Path) -> None:
    said = run(sys.executable, "rdflib_recipe.py", site, tmp_path).splitlines()
    assert "AG Interkultur & Soziales\t10" in said
    assert "Gemeinsame Lenkungsgruppe\t0" in said


def test_sparqlwrapper_gets_rows_and_a_graph(site: str, tmp_path: Path) -> None:
    said = run(sys.executable, "sparqlwrapper_recipe.py", site, tmp_path)
    assert "BA – Jobcenter: sprachliche Qualifizierung\tSprachliche Qualifizierung" in said
    assert "org:memberOf" in said


def test_pandas_makes_a_table(site: str, tmp_path: Path) -> None:
    said = [line.split() for line in run(sys.executable, "pandas_recipe.py", site, tmp_path).splitlines()]
    assert ["state", "beendet", "besteht", "gefordert"] in said
    assert ["Schnittstelle", "0", "2", "9"] in said
    assert ["Mitgliedschaft", "0", "13", "11"] in said


@needs_r
def test_r_makes_the_same_table(site: str, tmp_path: Path) -> None:
    said = [line.split() for line in run("Rscript", "recipe.R", site, tmp_path).splitlines()]
    assert ["Schnittstelle", "0", "2", "9"] in said


@needs_curl
def test_gephi_gets_nodes_and_the_edges_between_them(site: str, tmp_path: Path) -> None:
    run("sh", "gephi.sh", site, tmp_path)
    with (
        (tmp_path / "knoten.csv").open(encoding="utf-8") as nodes,
        (tmp_path / "kanten.csv").open(encoding="utf-8") as edges,
    ):
        names, links = {row["Id"] for row in csv.DictReader(nodes)}, list(csv.DictReader(edges))
    assert {end for link in links for end in (link["Source"], link["Target"])} == names
    assert len(links) == 15  # 13 memberships, 2 interfaces


def test_every_recipe_is_told_of() -> None:
    files = {path.name for path in RECIPES.iterdir() if path.is_file()}
    assert files
    assert not {name for name in files if f"rezepte/{name}" not in TOLD}
