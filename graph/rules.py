"""What the gap rules of kind `rule` find: coverage that the data lack, one gap per row of a rule.

A rule is one `.rq` file of `ontology/rules/`. Its head holds severity, reason and recommendation in German and
English, in which {subject}, {a}, {b}, {topic} and every other column of the query stand for labels.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import Literal

import pyoxigraph as ox

from graph.facts import name
from graph.model import Gap, GapKind, Passage, Reason, Strength, Text
from graph.query import NamedQuery, list_rules
from graph.registry import Registry
from graph.store import Row, Store

SCORES: Mapping[str, tuple[float, Strength]] = {
    "high": (3.0, "strong"),
    "medium": (2.0, "medium"),
    "low": (1.0, "weak"),
}
Severity = Literal["high", "medium", "low"]
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_DIGITS = 10


def rules_of_kind(kind: GapKind) -> list[NamedQuery]:
    """The rules whose head names this kind, in the order of their names."""
    return [rule for rule in list_rules() if rule.header.get("kind", "rule") == kind]


def find_rule_gaps(store: Store, registry: Registry, *, network: str | None = None, at: str | None = None) -> list[Gap]:
    """Gaps of kind `rule`, one per row; `network` is an IRI, `at` an ISO date (none: ties count as recorded)."""
    about = _passages_by_topic(registry)
    return [
        _gap(rule, row, registry, about)
        for rule in rules_of_kind("rule")
        for row in store.select(rule.bind(network=network, date=at))
    ]


def strength(rule: NamedQuery) -> tuple[float, Strength]:
    """Score and strength of a rule's gaps by its severity: high 3, medium 2, low 1."""
    return SCORES.get(rule.header.get("severity", "low"), SCORES["low"])


def gap_id(kind: GapKind, rule: str, *parts: Iterable[str]) -> str:
    """A name that is the same in every run and on every machine: `rule-sector-absent-4f1c09ab3e`."""
    text = "\n".join([rule, *("\t".join(sorted(part)) for part in parts)])
    return f"{kind}-{rule}-{hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]}"


def filled(template: Text, values: Mapping[str, Text]) -> Text:
    """A sentence with its placeholders replaced by labels in its own language; unknown ones become empty."""

    def in_language(wording: str, language: str) -> str:
        return _PLACEHOLDER.sub(lambda found: values.get(found[1], Text()).in_language(language), wording)

    return Text(in_language(template.de, "de"), in_language(template.en, "en"))


def row_values(row: Row, registry: Registry) -> dict[str, Text]:
    """The label of each bound column: of a resource its name, of a literal its text."""
    return {
        column: registry.ref(name(term)).label if not isinstance(term, ox.Literal) else Text(name(term))
        for column, term in row.items()
        if term is not None
    }


def iri(row: Row, column: str) -> str:
    """The IRI in a column, "" when it is unbound."""
    term = row.get(column)
    return "" if term is None else name(term)


def _gap(rule: NamedQuery, row: Row, registry: Registry, about: Mapping[str, tuple[Passage, ...]]) -> Gap:
    subject, topic = iri(row, "subject"), iri(row, "topic")
    ends = [one for one in (iri(row, "a"), iri(row, "b")) if one]
    score, strong = strength(rule)
    values = row_values(row, registry)
    return Gap(
        id=gap_id("rule", rule.name, [subject], ends, [topic], [iri(row, "network")]),
        kind="rule",
        rule=rule.name,
        title=rule.title,
        subject=registry.ref(subject),
        parties=registry.parties_of(subject, *ends),
        topic=registry.ref(topic) if topic else None,
        score=score,
        strength=strong,
        reasons=(Reason(filled(rule.wording("why"), values), score),),
        recommendation=filled(rule.wording("recommendation"), values),
        evidence=registry.evidence.get(subject) or about.get(subject, ()),
        demanded_by=registry.findings[subject].raised_by if subject in registry.findings else (),
        since=registry.since.get(subject, ""),
        network=iri(row, "network"),
    )


def _passages_by_topic(registry: Registry) -> dict[str, tuple[Passage, ...]]:
    """What was said about each topic, so that a gap of a topic has evidence too."""
    passages: dict[str, dict[str, Passage]] = {}
    for finding in registry.findings.values():
        for topic in finding.topics:
            passages.setdefault(topic.iri, {}).update({passage.iri: passage for passage in finding.evidence})
    return {
        topic: tuple(sorted(found.values(), key=lambda passage: (passage.document.iri, passage.start, passage.iri)))
        for topic, found in passages.items()
    }
