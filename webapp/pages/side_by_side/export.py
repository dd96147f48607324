"""Networks side by side as tables: a workbook with a sheet for each, and all of them in one long CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from graph.export.spreadsheets import Cell, Rows, as_csv, as_xlsx
from graph.model import Ref
from graph.side_by_side.common_ground import CommonKind
from graph.side_by_side.comparison import SideBySide
from graph.side_by_side.coverage import CoveredTopic
from graph.side_by_side.sizes import SIZES
from graph.text import JOINT
from webapp.pages.side_by_side.choice import NetworkChoice
from webapp.pages.side_by_side.view import say_kinds, say_standing, standing_of
from webapp.pages.side_by_side.words import LABELS, say_doubt
from webapp.ui.language import gettext, say

_DIGITS = 6
Lines = Iterator[Sequence[Cell]]


def write_comparison(form: str, found: SideBySide, choice: NetworkChoice) -> bytes:
    """The file of this form."""
    return _WRITERS[form](_tables(found, choice))


def _tables(found: SideBySide, choice: NetworkChoice) -> dict[str, Rows]:
    network, iri = gettext("Netzwerk"), gettext("Kennung")
    return {
        gettext("Größen"): [
            [gettext("Kennzahl"), network, gettext("Wert"), gettext("von"), gettext("Nicht verglichen, weil"), iri],
            *_sizes(found, choice),
        ],
        gettext("Themen"): [
            [
                *(gettext("Thema"), gettext("Ebene"), network, gettext("Stand"), gettext("Akteure"), gettext("Arten")),
                *(gettext("Namen"), gettext("Gefordertes, noch offen"), gettext("eigene Themen"), iri),
            ],
            *_topics(found, choice),
        ],
        gettext("Nur in einem Netzwerk"): [[gettext("Thema"), network, iri], *_only_in(found, choice)],
        gettext("Klingt gleich"): [[gettext("Thema"), network, iri], *_alike(found, choice)],
        gettext("Gemeinsame Sachen"): [
            [gettext("Was gemeinsam ist"), gettext("Name"), network, gettext("Anzahl"), gettext("Sachen"), iri],
            *_common(found, choice),
        ],
        gettext("Anderswo gelöst"): [
            [network, gettext("Sache"), gettext("Thema"), gettext("anderes Netzwerk"), gettext("Wer"), iri],
            *_solved(found, choice),
        ],
        gettext("In mehreren Netzwerken"): [[gettext("Akteur"), network, iri], *_actors(found, choice)],
        gettext("Akteure gleichen Namens"): [[gettext("Akteur"), network, iri], *_alike_actors(found, choice)],
    }


def _sizes(found: SideBySide, choice: NetworkChoice) -> Lines:
    for name in SIZES:
        for side in found.sides:
            size = side.sizes[name]
            value: Cell = "" if size.doubt or size.value is None else round(size.value, _DIGITS)
            whole: Cell = size.of if size.of and not size.doubt else ""
            yield [
                str(LABELS[name]),
                choice.name(side.network.iri),
                value,
                whole,
                say_doubt(size.doubt),
                side.network.iri,
            ]


def _topics(found: SideBySide, choice: NetworkChoice) -> Lines:
    for row in found.topics:
        for side in found.sides:
            cell = row.cells.get(side.network.iri)
            standing = say_standing(standing_of(cell, side.doubt_of_topics), cell)
            head: list[Cell] = [say(row.shared.topic.label), row.shared.depth, choice.name(side.network.iri), standing]
            if cell is None:
                yield [*head, 0, "", "", 0, "", row.shared.topic.iri]
                continue
            kinds = "" if side.doubt_of_kinds else JOINT.join(say_kinds(cell))
            names = _joined((*cell.actors, *cell.groups))
            yield [*head, len(cell.actors), kinds, names, len(cell.demands), _joined(cell.own), row.shared.topic.iri]


def _only_in(found: SideBySide, choice: NetworkChoice) -> Lines:
    for network, topics in found.only_in.items():
        yield from ([say(one.label), choice.name(network), one.iri] for one in topics)


def _alike(found: SideBySide, choice: NetworkChoice) -> Lines:
    for group in found.alike:
        yield from ([say(one.label), choice.name(network), one.iri] for network, one in group.topics)


def _alike_actors(found: SideBySide, choice: NetworkChoice) -> Lines:
    for group in found.alike_actors:
        yield from ([say(one.label), choice.name(network), one.iri] for network, one in group.actors)


def _common(found: SideBySide, choice: NetworkChoice) -> Lines:
    for row in found.common_topics:
        yield from _matters(row, choice)
    for what, kinds in (
        (gettext("Art von Partner"), found.common_partners),
        (gettext("Art von Lücke"), found.common_rules),
    ):
        for kind in kinds:
            yield from _numbers(what, kind, choice)


def _matters(row: CoveredTopic, choice: NetworkChoice) -> Lines:
    for network, cell in row.cells.items():
        titles = [say(one.title) for one in cell.matters or ()]
        topic = row.shared.topic
        yield [gettext("Thema"), say(topic.label), choice.name(network), len(titles), JOINT.join(titles), topic.iri]


def _numbers(what: str, one: CommonKind, choice: NetworkChoice) -> Lines:
    for network, number in one.numbers.items():
        yield [what, say(one.kind.label), choice.name(network), number, "", one.kind.iri]


def _solved(found: SideBySide, choice: NetworkChoice) -> Lines:
    for one in found.solved_elsewhere:
        for network, cell in one.elsewhere.items():
            matter, topic = say(one.matter.title), say(one.topic.label)
            yield [choice.name(one.network), matter, topic, choice.name(network), _joined(cell.names), one.matter.id]


def _actors(found: SideBySide, choice: NetworkChoice) -> Lines:
    for one in found.shared_actors:
        yield from ([say(one.actor.label), choice.name(network), one.actor.iri] for network in one.networks)


def _joined(refs: tuple[Ref, ...]) -> str:
    return JOINT.join(say(one.label) for one in refs)


def _in_one(tables: Mapping[str, Rows]) -> bytes:
    """A line for each value, so that tables of different columns fit into one file."""
    lines = [
        [title, number, heading, value]
        for title, (head, *body) in tables.items()
        for number, row in enumerate(body, 1)
        for heading, value in zip(head, row, strict=True)
        if value != ""
    ]
    return as_csv([[gettext("Tabelle"), gettext("Zeile"), gettext("Angabe"), gettext("Wert")], *lines])


_WRITERS: Mapping[str, Callable[[Mapping[str, Rows]], bytes]] = {"csv": _in_one, "xlsx": as_xlsx}
FORMS = tuple(_WRITERS)
"""The forms that the comparison can be saved in, by the ending of the file."""
