"""Whether data are complete and consistent: the SHACL report of `ontology/shapes.ttl` in sentences."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import filterfalse
from pathlib import Path
from typing import Literal

import pyoxigraph as ox
import rdflib
from rdflib.term import Node

from graph.errors import DataInvalid
from graph.load.files import read_files
from graph.model import Ref, Text, Unreadable
from graph.paths import ONTOLOGY
from graph.protocol import Store
from graph.rdf.derived_links import derive, is_assumed_state
from graph.rdf.values import find_unreadable, in_words
from graph.terms import SH
from graph.text import LABELS, label, wording
from graph.validate.as_rdflib import graph_of
from graph.validate.prepared_queries import prepare_queries
from graph.validate.prepared_shapes import PreparedValidator
from graph.validate.shape_paths import read_shapes

Severity = Literal["violation", "warning", "info"]

_SEVERITIES: dict[str, Severity] = {SH + "Violation": "violation", SH + "Warning": "warning", SH + "Info": "info"}
_ORDER: tuple[Severity, ...] = ("violation", "warning", "info")
_BACKGROUND = ("core.ttl", "codes.ttl", "topics.ttl")
_SHACL = rdflib.Namespace(SH)
_COMPARING = {_SHACL[name] for name in ("lessThan", "lessThanOrEquals", "minInclusive", "maxInclusive")}
_COMPARING |= {_SHACL.minExclusive, _SHACL.maxExclusive}
_UNCHECKED = "The data cannot be checked: %(detail)s."
_CHECK_VALUES = "Please look for numbers and dates that are none among the statements, and write them as such."


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that is wrong: about which resource, on which property, with which value, by which shape."""

    focus: Ref
    path: str
    message: Text
    severity: Severity
    value: str
    shape: str


def validate_store(store: Store) -> list[Violation]:
    """Everything that is wrong in a store, the worst first."""
    return _validate(ox.parse(store.dump(), format=ox.RdfFormat.N_QUADS))


def validate_files(paths: Iterable[Path]) -> list[Violation]:
    """Everything that is wrong in files, read together. Raises DataError for one that cannot be read."""
    return _validate(read_files(paths).quads)


def _validate(quads: Iterable[ox.Quad]) -> list[Violation]:
    stated = [quad for quad in quads if not isinstance(quad.object, ox.Triple)]
    given = [quad for quad in stated if not is_assumed_state(quad)]
    graph = graph_of([*given, *filterfalse(is_assumed_state, derive(given)), *background_quads()])
    found = violations_in(graph, read_shapes())
    named = {(one.focus.iri, path, one.value) for one in found for path in one.path.split()}
    unread = [one for one in find_unreadable(stated) if (one.resource, one.property, one.value) not in named]
    return _sorted([*found, *(_warning(one, graph) for one in unread)])


def _warning(unreadable: Unreadable, graph: rdflib.Graph) -> Violation:
    """What no shape forbids and the model leaves out all the same: foreign vocabularies may be used otherwise."""
    return Violation(
        focus=Ref(unreadable.resource, _label(graph, rdflib.URIRef(unreadable.resource))),
        path=unreadable.property,
        message=in_words(unreadable.reason),
        severity="warning",
        value=unreadable.value,
        shape="",
    )


@cache
def background_quads() -> Sequence[ox.Quad]:
    """The ontology: classes, codes and shared topics, which every network's data build on."""
    return tuple(read_files(ONTOLOGY / name for name in _BACKGROUND).quads)


def violations_in(graph: rdflib.Graph, shapes: rdflib.Graph) -> list[Violation]:
    """The report of these shapes on a graph that holds the ontology as well, the worst first."""
    logging.getLogger("pyshacl").setLevel(logging.CRITICAL)
    prepare_queries()
    with ThreadPoolExecutor(1) as apart:
        report = apart.submit(_report, graph, shapes).result()
    return _sorted({_violation(report, result, graph, shapes) for result in report.objects(None, _SHACL.result)})


def _sorted(found: Iterable[Violation]) -> list[Violation]:
    return sorted(found, key=lambda one: (_ORDER.index(one.severity), one.focus.iri, one.path, one.value, one.shape))


def _report(graph: rdflib.Graph, shapes: rdflib.Graph) -> rdflib.Graph:
    """In a thread of its own: the libraries keep an exception for ever, and with it the frames of whoever called.

    In these is the store, whose folder could then not be given back as long as the process runs.
    """
    try:
        return PreparedValidator(graph, shapes).report()
    except Exception as problem:  # noqa: BLE001 - whatever the libraries cannot compare or calculate with
        return _report_without_bounds(graph, shapes, problem)


def _report_without_bounds(graph: rdflib.Graph, shapes: rdflib.Graph, problem: Exception) -> rdflib.Graph:
    """What is wrong where values cannot be compared: what they are lies in the way, and the other shapes name it.

    Raises DataInvalid where no shape does.
    """
    others = rdflib.Graph()
    for triple in shapes:
        if triple[1] not in _COMPARING:
            others.add(triple)
    try:
        report = PreparedValidator(graph, others).report()
    except Exception as another:  # noqa: BLE001 - as above
        raise DataInvalid(_UNCHECKED, hint=_CHECK_VALUES, detail=another) from None
    if (None, _SHACL.result, None) not in report:
        raise DataInvalid(_UNCHECKED, hint=_CHECK_VALUES, detail=problem)
    return report


def _violation(report: rdflib.Graph, result: Node, graph: rdflib.Graph, shapes: rdflib.Graph) -> Violation:
    """A result in both languages: the shape's own sentences where it has them, as pyshacl drops their language tags."""
    focus = report.value(result, _SHACL.focusNode)
    return Violation(
        focus=Ref(str(focus), _label(graph, focus)),
        path=_name(report, report.value(result, _SHACL.resultPath)),
        message=_sentences(shapes, report, result),
        severity=_SEVERITIES.get(str(report.value(result, _SHACL.resultSeverity)), "violation"),
        value=str(report.value(result, _SHACL.value) or ""),
        shape=_name(report, report.value(result, _SHACL.sourceShape)),
    )


def _sentences(shapes: rdflib.Graph, report: rdflib.Graph, result: Node) -> Text:
    shape = report.value(result, _SHACL.sourceShape)
    own = _text(shapes.objects(shape, _SHACL.message | (_SHACL.sparql / _SHACL.message)))
    return own if own != Text() else _text(report.objects(result, _SHACL.resultMessage))


def _label(graph: rdflib.Graph, node: Node | None) -> Text:
    return label({name: _literals(graph.objects(node, rdflib.URIRef(name))) for name in LABELS}) or Text()


def _text(literals: Iterable[Node]) -> Text:
    """The wordings by language; one without language serves as English."""
    wordings = [
        literal if literal.language else ox.Literal(literal.value, language="en") for literal in _literals(literals)
    ]
    return wording(wordings) or Text()


def _literals(nodes: Iterable[Node]) -> list[ox.Literal]:
    found = [node for node in nodes if isinstance(node, rdflib.Literal)]
    return [ox.Literal(str(one), language=one.language or None) for one in sorted(found, key=str)]


def _name(report: rdflib.Graph, node: Node | None) -> str:
    """The IRI of a property or shape; of a path of several properties, these."""
    if node is None or isinstance(node, rdflib.URIRef):
        return str(node or "")
    return " ".join(sorted(_properties(report, node)))


def _properties(report: rdflib.Graph, node: Node) -> Iterator[str]:
    for _, value in report.predicate_objects(node):
        if isinstance(value, rdflib.BNode):
            yield from _properties(report, value)
        elif value != rdflib.RDF.nil:
            yield str(value)
