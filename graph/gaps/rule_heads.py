"""What the heads of the rules say about the gaps they find: who acts on them, and what kind of tie closes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from graph.gaps.rule_settings import read_rules
from graph.model import Text
from graph.query.named import NamedQuery


@dataclass(frozen=True, slots=True)
class RuleHead:
    """`audience` is group or office; `closed_by` the code of a kind of tie, "" where no tie of one kind closes it.

    `many` is what several gaps of the rule are called, empty where the head does not say.
    """

    audience: str = "group"
    closed_by: str = ""
    many: Text = field(default_factory=Text)


def rule_heads(folders: Sequence[Path]) -> Mapping[str, RuleHead]:
    """The heads of the rules in these folders, by rule. Reads the files: O(rules)."""
    return {rule.name: _head(rule) for rule in read_rules(*folders)[0]}


def _head(rule: NamedQuery) -> RuleHead:
    head = rule.header
    return RuleHead(head.get("audience", "group"), head.get("closing", ""), rule.wording("many"))
