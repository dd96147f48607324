"""Each shape finds what it is for, says so in German, and leaves good data and other people's data alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pytest
from rdflib import RDF, RDFS, SH, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from graph.paths import ROOT
from graph.validate.prepared_shapes import PreparedValidator

FIXTURES = ROOT / "tests" / "ontology" / "shapes"
BASE = Namespace("https://netz.invalid/id/")
NSH = Namespace("https://w3id.org/akteursnetz/shapes#")
TOPICS = sorted(path.stem.removesuffix("_good") for path in FIXTURES.glob("*_good.ttl"))


@dataclass(frozen=True, slots=True)
class Result:
    """One line of a SHACL report."""

    focus: str
    shape: str
    severity: str
    german: str
    english: str


@lru_cache(maxsize=1)
def shapes() -> Graph:
    return Graph().parse(ROOT / "ontology" / "shapes.ttl")


def validate(*files: Path) -> tuple[Graph, list[Result]]:
    data = Graph()
    for path in (ROOT / "ontology" / "core.ttl", ROOT / "ontology" / "codes.ttl", *files):
        data.parse(path, format="turtle", publicID=str(BASE))
    report = PreparedValidator(data, shapes()).report()
    return data, [result_of(report, node) for node in report.objects(None, SH.result)]


def result_of(report: Graph, node: Node) -> Result:
    """A result with the messages of its shape: pyshacl drops the languages of those of SPARQL constraints."""
    shape = report.value(node, SH.sourceShape)
    return Result(
        focus=str(report.value(node, SH.focusNode)).removeprefix(BASE),
        shape=str(shape).removeprefix(NSH),
        severity=str(report.value(node, SH.resultSeverity)).removeprefix(str(SH)),
        german=message(shape, "de"),
        english=message(shape, "en"),
    )


def message(shape: Node | None, language: str) -> str:
    texts = [text for text in shapes().objects(shape, SH.message) if isinstance(text, Literal)]
    found = [str(text) for text in texts if text.language == language]
    assert len(found) == 1, f"{shape} has {len(found)} messages in {language}"
    return found[0]


def reporting_shapes() -> set[str]:
    """Local names of all shapes with a message."""
    return {str(shape).removeprefix(NSH) for shape in shapes().subjects(SH.message, None)}


@pytest.fixture(scope="module", params=TOPICS)
def bad(request: pytest.FixtureRequest) -> tuple[dict[str, str], list[Result]]:
    data, results = validate(FIXTURES / "frame.ttl", FIXTURES / f"{request.param}_bad.ttl")
    expected = {
        str(node).removeprefix(BASE): str(comment)
        for node, comment in data.subject_objects(RDFS.comment)
        if str(node).startswith(BASE)
    }
    return expected, results


def test_each_bad_example_breaks_the_shape_it_is_named_after_and_no_other(
    bad: tuple[dict[str, str], list[Result]],
) -> None:
    expected, results = bad
    assert expected
    assert {(result.focus, result.shape) for result in results} == {(name, name.partition("/")[0]) for name in expected}


def test_each_bad_example_is_told_in_german_what_is_wrong_and_what_to_do(
    bad: tuple[dict[str, str], list[Result]],
) -> None:
    expected, results = bad
    for result in results:
        wrong, _, advice = result.german.partition(expected[result.focus])
        assert not wrong, result
        assert advice.strip().endswith("."), f"{result.shape} says what is wrong, but not what to do"
        assert result.english != result.german


@pytest.mark.parametrize("topic", TOPICS)
def test_good_examples_conform_without_warnings(topic: str) -> None:
    assert validate(FIXTURES / "frame.ttl", FIXTURES / f"{topic}_good.ttl")[1] == []


def test_good_and_bad_examples_come_in_pairs() -> None:
    assert sorted(path.stem.removesuffix("_bad") for path in FIXTURES.glob("*_bad.ttl")) == TOPICS


def test_every_shape_has_a_bad_example() -> None:
    examples = Graph()
    for path in FIXTURES.glob("*_bad.ttl"):
        examples.parse(path, format="turtle", publicID=str(BASE))
    shown = {str(node).removeprefix(BASE).partition("/")[0] for node in examples.subjects(RDFS.comment, None)}
    assert reporting_shapes() == shown


def test_every_shape_that_reports_has_one_message_in_each_language() -> None:
    for node in set(shapes().subjects(SH.message, None)):
        for language in ("de", "en"):
            text = message(node, language)
            assert text.endswith(".")
            assert text.count(". ") >= 1, f"one sentence for what is wrong, one for what to do: {text}"


def test_every_property_shape_is_named_and_has_a_message() -> None:
    for node in shapes().subjects(RDF.type, SH.PropertyShape):
        assert isinstance(node, URIRef)
        assert (node, SH.message, None) in shapes()
        assert (None, SH.property, node) in shapes(), f"{node} belongs to no node shape"


def test_missing_evidence_is_a_warning_and_a_missing_state_a_violation() -> None:
    _, results = validate(FIXTURES / "frame.ttl", FIXTURES / "tie_bad.ttl")
    severities = {result.shape: result.severity for result in results}
    assert severities["tieEvidence"] == "Warning"
    assert severities["tieState"] == "Violation"


def test_plain_org_data_from_elsewhere_pass() -> None:
    assert validate(FIXTURES / "foreign.ttl")[1] == []
