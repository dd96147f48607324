"""What nobody records is one line: a list without a column for roles says of no group who leads it, and so of each.

A rule says so in its column ?unrecorded: true where the network states nothing of the kind about anything. Where its
column ?asked says how many things it looked at, what is so of most of them is one line as well. What a rule finds of
the network itself stays a line of its own beside it, as little recorded as the rest; and so it is where the network has
no such thing at all: a list of names says of nobody who steers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from graph.gaps.rule_answers import value_of
from graph.gaps.wording import filled, say
from graph.model import Gap, Reason, Text
from graph.network.reading import Model
from graph.protocol import Row
from graph.query.named import NamedQuery

LEAST = 3
"""Things of a network that a rule must find alike; of one or two it may be true of just them."""
SCORE = 1.0


def parted(rows: Sequence[Row]) -> tuple[list[Row], dict[str, list[Row]]]:
    """The rows that are a gap each, and by network those that are one gap together."""
    by_network: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if _may_be_folded(row):
            by_network[value_of(row, "network")].append(row)
    together = {network: those for network, those in by_network.items() if _is_one_line(those)}
    return [row for row in rows if not (_may_be_folded(row) and value_of(row, "network") in together)], together


def of_networks_untold(rows: Sequence[Row], together: Collection[str]) -> set[str]:
    """The networks whose own line says no more than that nothing is recorded; `together` have one for their things."""
    untold = [row for row in rows if value_of(row, "unrecorded") == "true"]
    with_things = {value_of(row, "network") for row in untold if _may_be_folded(row)}
    return {*together, *({value_of(row, "network") for row in untold} - with_things)}


def gap_of_all(rule: NamedQuery, network: str, rows: Iterable[Row], model: Model, gap_id: str) -> Gap:
    """One gap for all that a network records nothing about: homework, as weak as a missing column."""
    iris = sorted(_things(rows))
    number = Text(str(len(iris)))
    why = filled(rule.wording("unrecorded"), {"number": number, "network": model.ref(network).label})
    return Gap(
        id=gap_id,
        kind="rule",
        rule=rule.name,
        title=rule.title,
        subject=model.ref(network),
        parties=tuple(map(model.ref, iris)),
        topic=None,
        score=SCORE,
        strength="weak",
        reasons=(Reason(why, SCORE),),
        recommendation=say("rule", "unrecorded.recommendation"),
        enter=rule.wording("enter"),
        network=network,
        is_unrecorded=True,
    )


def beside_all(gap: Gap) -> Gap:
    """The line about the network itself beside that of all its things: as weak, and after it."""
    return replace(
        gap,
        score=SCORE / 2,
        strength="weak",
        recommendation=say("rule", "unrecorded.recommendation"),
        is_unrecorded=True,
    )


def _things(rows: Iterable[Row]) -> set[str]:
    """What the rows are about."""
    return {value_of(row, "subject") for row in rows}


def _may_be_folded(row: Row) -> bool:
    is_of_many = value_of(row, "unrecorded") == "true" or bool(value_of(row, "asked"))
    return is_of_many and value_of(row, "subject") != value_of(row, "network")


def _is_one_line(rows: Sequence[Row]) -> bool:
    found, asked = len(_things(rows)), value_of(rows[0], "asked")
    return found >= LEAST and (not asked.isdecimal() or 2 * found > int(asked))
