"""What the gap rules of kind `rule` find: coverage that the data lack, one gap per row of a rule.

A rule is one `.rq` file of `ontology/rules/`. Its head holds severity, reason, recommendation and what is entered then,
in German and English, in which {subject}, {a}, {b}, {topic} and every other column of the query stand for labels.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Literal

import pyoxigraph as ox

from graph.gaps.certainty import Certainty, certainty_of
from graph.gaps.result import GapResult
from graph.gaps.rule_answers import RuleAnswer, failure_of, run_rules, value_of
from graph.gaps.rule_settings import Failure, read_rules
from graph.gaps.rules_of_model import MOST_PER_RULE
from graph.gaps.same_gaps import SameGaps
from graph.gaps.unrecorded import beside_all, gap_of_all, of_networks_untold, parted
from graph.gaps.wording import filled, say
from graph.model import Gap, GapKind, Passage, Reason, Ref, Strength, Text
from graph.network.reading import Model
from graph.protocol import Row, Store
from graph.query.memory_copy import Selects
from graph.query.named import NamedQuery
from graph.query.rule_folders import rule_folders
from graph.text import name

SCORES: Mapping[str, tuple[float, Strength]] = {
    "high": (3.0, "strong"),
    "medium": (2.0, "medium"),
    "low": (1.0, "weak"),
}
Severity = Literal["high", "medium", "low"]
_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)")
_DIGITS = 10
_COLUMNS = ("subject", "a", "b", "topic", "network")


def titles_of_many(store: Store) -> dict[str, Text]:
    """How several gaps of a rule are called (`many` in its head), for the rules that say so."""
    rules = read_rules(*rule_folders(store))[0]
    return {rule.name: rule.wording("many") for rule in rules if rule.wording("many") != Text()}


def search_rule_gaps(
    store: Selects,
    model: Model,
    *,
    network: str | None = None,
    at: str | None = None,
    folders: Sequence[Path] | None = None,
) -> GapResult:
    """The same with notes: a rule that cannot be read or run is named and left out, and the others run."""
    about = _passages_by_topic(model)

    def make(answer: RuleAnswer) -> list[Gap]:
        rows, together = parted(answer.rows)
        untold = of_networks_untold(answer.rows, together)
        alike = (_gap_of_all(answer.rule, network, those, model) for network, those in together.items())
        made = SameGaps.of(answer.rule)
        all_found = (_found(answer.rule, row, model, about) for row in _first_rows(rows))
        found = (made.gap(one, partial(_gap, answer.rule, one)) for one in all_found)
        return [*alike, *(beside_all(gap) if gap.subject.iri == gap.network in untold else gap for gap in found)]

    return gaps_of_rules(store, model, "rule", make, network=network, at=at, folders=folders)


def gaps_of_rules(
    store: Selects,
    model: Model,
    kind: GapKind,
    make: Callable[[RuleAnswer], list[Gap]],
    *,
    network: str | None,
    at: str | None,
    folders: Sequence[Path] | None,
) -> GapResult:
    """The gaps that every rule of a kind finds, made of its rows; a rule that fails at either is named in the notes."""
    answers, failures = run_rules(store, model, kind, network=network, at=at, folders=folders)
    gaps: list[Gap] = []
    silent: dict[Text, None] = {}
    for answer in answers:
        try:
            spoken, unsaid = _parted(answer, model)
            gaps += make(spoken)
            silent |= dict.fromkeys(unsaid)
        except Exception as error:  # noqa: BLE001 - rows of somebody's own rule: the others still count
            failures.append(failure_of(answer.rule, error))
    cut = [_cut_note(one.rule, one.number) for one in answers if one.number > MOST_PER_RULE]
    return GapResult(tuple(gaps), (*(_note(failure) for failure in failures), *silent, *cut))


def _parted(answer: RuleAnswer, model: Model) -> tuple[RuleAnswer, list[Text]]:
    """The rows that are gaps, and in words where the record cannot carry the rule: rows with a true ?silent."""
    unsaid = [row for row in answer.rows if value_of(row, "silent") == "true"]
    if not unsaid:
        return answer, []
    wording = answer.rule.wording("silent")
    rows = [row for row in answer.rows if value_of(row, "silent") != "true"]
    return replace(answer, rows=rows, number=len(rows)), [filled(wording, row_values(row, model)) for row in unsaid]


def strength(rule: NamedQuery) -> tuple[float, Strength]:
    """Score and strength of a rule's gaps by its severity: high 3, medium 2, low 1."""
    return SCORES.get(rule.header.get("severity", "low"), SCORES["low"])


def gap_id(kind: GapKind, rule: str, *parts: Iterable[str]) -> str:
    """A name that is the same in every run and on every machine: `rule-sector-absent-4f1c09ab3e`."""
    text = "\n".join([rule, *("\t".join(sorted(part)) for part in parts)])
    return f"{kind}-{rule}-{hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]}"


def row_values(row: Row, model: Model) -> dict[str, Text]:
    """The label of each bound column: of a resource its name, of a literal its text, of a day the day as it is read."""
    return {
        column: model.ref(name(term)).label if not isinstance(term, ox.Literal) else _literal(name(term))
        for column, term in row.items()
        if term is not None
    }


def _literal(text: str) -> Text:
    day = _DAY.fullmatch(text)
    return Text(f"{int(day['day'])}.{int(day['month'])}.{day['year']}", text) if day else Text(text)


@dataclass(frozen=True, slots=True)
class _Found:
    """All that the gap of a row is made of: of the same it is the same object, and its sentences are not made again."""

    subject: Ref
    ends: tuple[str, ...]
    parties: tuple[Ref, ...]
    topic: Ref | None
    network: str
    share: float
    values: tuple[tuple[str, Text], ...]
    why: Text
    is_hinted: bool
    rests_on: Certainty
    evidence: tuple[Passage, ...]
    demanded_by: tuple[Ref, ...]
    since: str


def _found(rule: NamedQuery, row: Row, model: Model, about: Mapping[str, tuple[Passage, ...]]) -> _Found:
    subject, topic = value_of(row, "subject"), value_of(row, "topic")
    ends = tuple(one for one in (value_of(row, "a"), value_of(row, "b")) if one)
    return _Found(
        subject=model.ref(subject),
        ends=ends,
        parties=model.parties_of(subject, *ends),
        topic=model.ref(topic) if topic else None,
        network=value_of(row, "network"),
        share=_share(row),
        values=tuple(row_values(row, model).items()),
        why=_why(rule, subject, model),
        is_hinted=bool(value_of(row, "hint")),
        rests_on=certainty_of(model, subject, *_further(row), on_dates=rule.header.get("rests") == "dates"),
        evidence=model.evidence.get(subject) or about.get(subject, ()),
        demanded_by=model.findings[subject].raised_by if subject in model.findings else (),
        since=model.since.get(subject, ""),
    )


def _gap(rule: NamedQuery, found: _Found) -> Gap:
    severity, strong = found.rests_on.capped(*strength(rule))
    score, values = severity + found.share, dict(found.values)
    why = Reason(found.rests_on.said(filled(found.why, values)), score)
    topic = found.topic.iri if found.topic else ""
    return Gap(
        id=gap_id("rule", rule.name, [found.subject.iri], found.ends, [topic], [found.network]),
        kind="rule",
        rule=rule.name,
        title=rule.title,
        subject=found.subject,
        parties=found.parties,
        topic=found.topic,
        score=score,
        strength=strong,
        reasons=(why, *hint_of(rule, values, is_hinted=found.is_hinted)),
        recommendation=filled(rule.wording("recommendation"), values),
        enter=filled(rule.wording("enter"), values),
        confidence=found.rests_on.of_gap,
        doubt=found.rests_on.doubt,
        evidence=found.evidence,
        demanded_by=found.demanded_by,
        since=found.since,
        network=found.network,
    )


def _why(rule: NamedQuery, subject: str, model: Model) -> Text:
    """The sentence of a rule, or its own one about a network as a whole."""
    overall = rule.wording("overall")
    return overall if subject in model.networks and overall != Text() else rule.wording("why")


def _gap_of_all(rule: NamedQuery, network: str, rows: Sequence[Row], model: Model) -> Gap:
    return gap_of_all(rule, network, rows, model, gap_id("rule", rule.name, ["unrecorded"], [network]))


def hint_of(rule: NamedQuery, values: Mapping[str, Text], *, is_hinted: bool) -> tuple[Reason, ...]:
    """What may answer the gap without anybody having said so (column ?hint): it explains and scores nothing."""
    is_said = is_hinted and rule.wording("hint") != Text()
    return (Reason(filled(rule.wording("hint"), values), 0.0),) if is_said else ()


def _further(row: Row) -> list[str]:
    """What else a rule names that the gap rests on: resources in columns of its own."""
    others = (*_COLUMNS, "hint")
    return [value_of(row, one) for one, term in row.items() if one not in others and isinstance(term, ox.NamedNode)]


def _first_rows(rows: Sequence[Row]) -> Sequence[Row]:
    """All rows, or of too many those that rest on most, in an order that is always the same."""
    if len(rows) <= MOST_PER_RULE:
        return rows
    return sorted(rows, key=lambda row: (-_share(row), *(value_of(row, column) for column in _COLUMNS)))[:MOST_PER_RULE]


def _cut_note(rule: NamedQuery, number: int) -> Text:
    return say("rule", "note.cut", title=rule.title, number=number, most=MOST_PER_RULE)


def _share(row: Row) -> float:
    """Below 1, so that severities never mix: more where a gap rests on more (column ?count); 0 for one."""
    counted = value_of(row, "count")
    return min(int(counted) - 1, 63) / 64 if counted.isdecimal() and int(counted) > 0 else 0.0


def _note(failure: Failure) -> Text:
    return say("rule", "note.left_out", file=failure.file, reason=failure.reason)


def _passages_by_topic(model: Model) -> dict[str, tuple[Passage, ...]]:
    """What was said about each topic, so that a gap of a topic has evidence too."""
    passages: dict[str, dict[str, Passage]] = {}
    for finding in model.findings.values():
        for topic in finding.topics:
            passages.setdefault(topic.iri, {}).update({passage.iri: passage for passage in finding.evidence})
    return {
        topic: tuple(sorted(found.values(), key=lambda passage: (passage.document.iri, passage.start, passage.iri)))
        for topic, found in passages.items()
    }
