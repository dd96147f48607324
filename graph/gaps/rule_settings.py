"""What a network has set about the gap rules, and where rules of one's own lie.

A network states in the data which rules do not apply to it (netz:disabledRule) and which thresholds differ from
those of the rule (netz:ruleThreshold, "sector-share-low 20"). Rules of one's own are `.rq` files in the folders
that `graph.query.rule_folders` lists; they need no code.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import NetworkError
from graph.protocol import Row
from graph.query.memory_copy import Selects
from graph.query.named import NamedQuery, declared_kind, read_query
from graph.terms import NETZ
from graph.text import name, natural_number

_THRESHOLD = "threshold"


@dataclass(frozen=True, slots=True)
class RuleSettings:
    """By rule: the networks that switched it off, and the networks with a threshold of their own."""

    disabled: Mapping[str, Collection[str]] = field(default_factory=dict)
    thresholds: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Failure:
    """A rule file that was left out, why, and which kind of gap it would have found (rule, where it does not say)."""

    file: str
    reason: str
    kind: str = "rule"


def read_rules(*folders: Path) -> tuple[list[NamedQuery], list[Failure]]:
    """The rules in these folders by name, and the files that are none; of two with one name the first counts."""
    rules: dict[str, NamedQuery] = {}
    failures = []
    for path in (path for folder in folders for path in sorted(folder.glob("*.rq"))):
        try:
            rules.setdefault(path.stem, read_query(path))
        except (NetworkError, OSError, UnicodeDecodeError) as error:
            failures.append(Failure(path.name, str(error), declared_kind(path)))
    return [rules[stem] for stem in sorted(rules)], failures


def read_rule_settings(store: Selects) -> RuleSettings:
    """What the networks have set; a threshold that is no whole number does not count."""
    disabled: defaultdict[str, set[str]] = defaultdict(set)
    thresholds: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for row in store.select(
        f"SELECT ?network ?off ?set WHERE {{ {{ ?network <{NETZ}disabledRule> ?off }} "
        f"UNION {{ ?network <{NETZ}ruleThreshold> ?set }} }}"
    ):
        network, off, own = (_text(row, column) for column in ("network", "off", "set"))
        rule, _, number = own.partition(" ")
        if off:
            disabled[off].add(network)
        elif (threshold := natural_number(number)) is not None:
            thresholds[rule][network] = threshold
    return RuleSettings(dict(disabled), dict(thresholds))


def rule_rows(
    store: Selects, rule: NamedQuery, settings: RuleSettings, *, network: str | None, at: str | None
) -> Iterator[Row]:
    """The rows of a rule, without networks that switched it off, with each network's own threshold."""
    disabled, own = settings.disabled.get(rule.name, ()), _thresholds(rule, settings)
    if network is not None:
        if network not in disabled:
            yield from store.select(_bound(rule, network, at, own.get(network)))
        return
    for row in store.select(_bound(rule, None, at, None)):
        if _text(row, "network") not in disabled and _text(row, "network") not in own:
            yield row
    for one in sorted(own.keys() - set(disabled)):
        yield from store.select(_bound(rule, one, at, own[one]))


def _thresholds(rule: NamedQuery, settings: RuleSettings) -> Mapping[str, int]:
    has_one = any(parameter.name == _THRESHOLD for parameter in rule.parameters)
    return settings.thresholds.get(rule.name, {}) if has_one else {}


def _bound(rule: NamedQuery, network: str | None, at: str | None, threshold: int | None) -> str:
    values = {"network": network, "date": at, _THRESHOLD: threshold}
    return rule.bind(**{key: value for key, value in values.items() if value is not None})


def _text(row: Row, column: str) -> str:
    term = row.get(column)
    return "" if term is None else name(term)
