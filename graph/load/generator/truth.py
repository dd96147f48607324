"""What is missing from a generated network, as the JSON that gap analysis is compared with.

`rule` and `demanded` hold, on the day `at`, exactly the gaps that the rules named in `rules` find, each by rule and
subject. `fulfilled` are demanded ties that another tie meets and that must not be found. `silos` are cells of two
sectors and a topic with the pairs that were tied in them and the number of ties left, `ties` and `memberships` single
ones that were left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from graph.load.generator import paths
from graph.load.generator.findings import InventedRecord
from graph.load.generator.plant import Planted, Silo
from graph.load.generator.words import SECTORS
from graph.terms import BASE, NK

AT = "2025-06-30"
DEMANDED_RULES = ("funding-missing", "group-missing", "interface-missing", "mandate-missing", "membership-missing")
RULES = (
    *("actor-group-unnamed", "actor-isolated", "challenge-unanswered", "demand-overdue", "demand-without-target"),
    *("field-without-group", "funding-ended", "interface-uncarried", "sector-absent", "steering-missing"),
    "topic-unassigned",
)

Truth = dict[str, Any]
_Found = tuple[str, str]


def truth_of(planted: Planted, said: Sequence[InventedRecord], seed: int) -> Truth:
    """Everything planted, with absolute IRIs."""
    found = sorted([*_of_network(planted), *(gap for record in said for gap in record.found_by)])
    return {
        "network": BASE + paths.NETWORK,
        "actors": len(planted.actors),
        "seed": seed,
        "at": AT,
        "rules": [*RULES, *DEMANDED_RULES],
        "rule": [_gap(gap) for gap in found if gap[0] in RULES],
        "demanded": [_gap(gap) for gap in found if gap[0] in DEMANDED_RULES],
        "fulfilled": [BASE + record.path for record in said if record.is_fulfilled],
        "silos": [_silo(silo) for silo in planted.silos],
        "ties": [
            {"actors": _actors((first, second)), "topic": BASE + paths.topic(topic)}
            for first, second, topic in zip(*_columns(planted), strict=True)
        ],
        "memberships": [
            {"member": BASE + paths.actor(member), "group": BASE + paths.group(group)}
            for member, group in zip(*(column.tolist() for column in planted.forgotten_memberships), strict=True)
        ],
    }


def _of_network(planted: Planted) -> Iterable[_Found]:
    """The gaps that lie in the network itself and not in what was said about it."""
    yield "actor-group-unnamed", paths.UNNAMED
    yield from (("sector-absent", paths.group(group)) for group, _ in planted.one_sided)
    yield from (("steering-missing", paths.group(group)) for group in planted.unsteered.tolist())
    carriers = enumerate(planted.interfaces.carrier.tolist())
    yield from (("interface-uncarried", paths.path("schnittstelle", number)) for number, group in carriers if group < 0)


def _gap(found: _Found) -> dict[str, str]:
    return {"rule": found[0], "subject": BASE + found[1]}


def _silo(silo: Silo) -> dict[str, object]:
    return {
        "sectors": [NK + SECTORS[number] for number in silo.sectors],
        "topic": BASE + paths.topic(silo.topic),
        "removed": [_actors(pair) for pair in silo.pairs],
        "left": silo.left,
    }


def _actors(pair: tuple[int, int]) -> list[str]:
    return [BASE + paths.actor(number) for number in pair]


def _columns(planted: Planted) -> tuple[list[int], list[int], list[int]]:
    ties = planted.forgotten_ties
    return ties.first.tolist(), ties.second.tolist(), ties.topic.tolist()
