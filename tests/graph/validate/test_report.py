from pathlib import Path

import pyshacl
import pytest
import rdflib

from graph.errors import DataError
from graph.load.files import load_files
from graph.paths import ONTOLOGY, ROOT
from graph.store.embedded import EmbeddedStore
from graph.terms import BASE
from graph.validate.prepared_queries import _prepared
from graph.validate.prepared_shapes import PreparedValidator
from graph.validate.report import validate_files, validate_store, violations_in
from graph.validate.shape_paths import read_shapes

PREFIXES = """@prefix netz: <https://w3id.org/akteursnetz/ns#> . @prefix nk: <https://w3id.org/akteursnetz/code#> .
@prefix org: <http://www.w3.org/ns/org#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
WITHOUT_STATE = """<musterstadt/netzwerk> a netz:Network ; skos:prefLabel "Netzwerk Musterstadt"@de .
<musterstadt/tie> a netz:Interface ; skos:prefLabel "Absprache Amt – Kammer"@de, "Agency – chamber"@en ;
  netz:inNetwork <musterstadt/netzwerk> ; netz:confidence nk:stated .
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.ttl"
    path.write_text(PREFIXES + WITHOUT_STATE, encoding="utf-8")
    return path


def test_tie_without_state_is_named_in_german_and_english(path: Path) -> None:
    (found,) = [one for one in validate_files([path]) if one.path == "http://www.w3.org/ns/adms#status"]
    assert found.focus.iri == BASE + "musterstadt/tie"
    assert found.focus.label.de == "Absprache Amt – Kammer"
    assert "Stand" in found.message.de
    assert "state" in found.message.en
    assert found.severity == "violation"
    assert found.shape.startswith("https://w3id.org/akteursnetz/shapes#")


def test_violations_come_before_warnings(path: Path) -> None:
    severities = [found.severity for found in validate_files([path])]
    assert "warning" in severities
    assert severities == sorted(severities, key=["violation", "warning", "info"].index)


def test_store_and_files_give_the_same_report(path: Path) -> None:
    store = EmbeddedStore(None)
    load_files(store, [path])
    assert validate_store(store) == validate_files([path])
    store.close()


def test_files_are_read_together(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "b.ttl"
    other.write_text(
        "@prefix adms: <http://www.w3.org/ns/adms#> .\n" + PREFIXES + "<musterstadt/tie> adms:status nk:exists ."
    )
    assert not [one for one in validate_files([path, other]) if one.path == "http://www.w3.org/ns/adms#status"]


def test_empty_file_is_valid_and_says_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.ttl").touch()
    assert validate_files([tmp_path / "a.ttl"]) == []
    assert capfd.readouterr() == ("", "")


def test_unreadable_file_is_an_error_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(DataError):
        validate_files([tmp_path / "missing.ttl"])


def test_a_query_in_a_shape_is_read_once() -> None:
    violations_in(rdflib.Graph(), read_shapes())
    before = _prepared.cache_info()
    violations_in(rdflib.Graph(), read_shapes())
    after = _prepared.cache_info()
    assert after.misses == before.misses
    assert after.hits > before.hits


def _results(report: rdflib.Graph) -> set[tuple[str, ...]]:
    names = (rdflib.SH.focusNode, rdflib.SH.sourceShape, rdflib.SH.resultSeverity, rdflib.SH.value)
    results = report.objects(None, rdflib.SH.result)
    return {tuple(str(report.value(result, name)) for name in names) for result in results}


def test_shapes_understood_once_find_what_they_find_understood_anew_and_add_nothing() -> None:
    data = rdflib.Graph().parse(ONTOLOGY / "core.ttl").parse(ONTOLOGY / "codes.ttl")
    for path in sorted((ROOT / "tests" / "ontology" / "shapes").glob("*_bad.ttl")):
        data.parse(path, publicID=BASE)
    size = len(data)
    _, anew, _ = pyshacl.validate(data, shacl_graph=read_shapes(), advanced=True)
    assert isinstance(anew, rdflib.Graph)
    assert len({shape for _, shape, *_ in _results(anew)}) > 60
    for _ in range(2):
        assert _results(PreparedValidator(data, read_shapes()).report()) == _results(anew)
    assert len(data) == size
