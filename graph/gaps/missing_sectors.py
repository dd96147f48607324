"""From which sectors a group has nobody, or hardly anybody: what the rules find, also where it is so of most groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.gaps.rule_answers import run_rules, value_of
from graph.gaps.rules import gap_id
from graph.gaps.wording import filled
from graph.model import Ref, Text
from graph.network.reading import Model
from graph.query.memory_copy import Selects

_ABSENT, _HARDLY = "sector-absent", "sector-share-low"


@dataclass(frozen=True, slots=True)
class MissingSectors:
    """The sectors of nobody and those of hardly anybody, in the order of their IRIs.

    `doubt` says why nobody can tell, where not all members are recorded or the kind of one is unknown.
    """

    absent: tuple[Ref, ...] = ()
    hardly: tuple[Ref, ...] = ()
    doubt: Text | None = None


def missing_sectors(
    store: Selects,
    model: Model,
    *,
    network: str | None,
    at: str | None,
    folders: Sequence[Path],
    answered: Collection[str],
) -> dict[str, MissingSectors]:
    """The groups of which a rule says something, by IRI. The rows are those that the gaps are made of.

    `answered` are the ids of gaps that somebody has answered: what they name is missed no more.
    """
    found: dict[str, defaultdict[str, set[str]]] = {_ABSENT: defaultdict(set), _HARDLY: defaultdict(set)}
    doubts: dict[str, Text] = {}
    for answer in run_rules(store, model, "rule", network=network, at=at, folders=folders, names=found)[0]:
        for row in answer.rows:
            group, sector, home = (value_of(row, one) for one in ("subject", "a", "network"))
            if value_of(row, "silent") == "true":
                doubts[group] = filled(answer.rule.wording("silent"), {"subject": model.ref(group).label})
            elif sector and gap_id("rule", answer.rule.name, [group], [sector], [""], [home]) not in answered:
                found[answer.rule.name][group].add(sector)
    absent, hardly = found[_ABSENT], found[_HARDLY]
    return {
        group: MissingSectors(
            _named(model, absent.get(group, set())), _named(model, hardly.get(group, set())), doubts.get(group)
        )
        for group in {*absent, *hardly, *doubts}
    }


def _named(model: Model, sectors: set[str]) -> tuple[Ref, ...]:
    return tuple(map(model.ref, sorted(sectors)))
