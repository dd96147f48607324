"""What ties are called that lists made: after their ends and topics, and so after other ones once these change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from graph.rdf.tie_classes import TieClass
from graph.upkeep.lists.fields import TOPICS, Values
from graph.upkeep.lists.taken import Settled, Taken


def new_titles(taken: Taken) -> dict[str, str]:
    """The names that ties get whose ends or topics change, where they are called after these."""
    changed: defaultdict[str, dict[str, Settled]] = defaultdict(dict)
    for one in taken.settled:
        if one.is_changed and one.thing.kind in {"membership", "tie"}:
            changed[one.thing.iri][one.field.written_to] = one
    found = {iri: _new_title(iri, fields, taken) for iri, fields in changed.items()}
    return {iri: title for iri, title in found.items() if title}


def _new_title(iri: str, changed: Mapping[str, Settled], taken: Taken) -> str:
    """The name it gets; "" where it stays, where it is called otherwise now, or has more ends than two."""
    kind = taken.present.tie_class(iri)
    if kind is None or not changed.keys() & {TOPICS.written_to, *kind.ends}:
        return ""
    now, then = _ends(iri, kind, taken, {}), _ends(iri, kind, taken, changed)
    topics, new_topics = _topics(iri, taken, {}), _topics(iri, taken, changed)
    if not len(now) == len(then) == 2:  # noqa: PLR2004 - both ends
        return ""
    for order in (0, 1), (1, 0):
        if taken.present.label(iri) == _title([now[place] for place in order], topics):
            come = iter(one for one in then if one not in now)
            return _title([now[place] if now[place] in then else next(come, now[place]) for place in order], new_topics)
    return ""


def _title(ends: Sequence[str], topics: Sequence[str]) -> str:
    return " – ".join(ends) + (f": {'; '.join(topics)}" if topics else "")


def _ends(iri: str, kind: TieClass, taken: Taken, results: Mapping[str, Settled]) -> list[str]:
    found: list[str] = []
    for name in dict.fromkeys((kind.source, kind.target)):
        values = results[name].result if name in results else taken.present.iris(iri, name)
        found += [_label(one, taken) for one in values]
    return found


def _topics(iri: str, taken: Taken, results: Mapping[str, Settled]) -> list[str]:
    settled = results.get(TOPICS.written_to)
    values: Values = settled.result if settled else taken.present.values(iri, TOPICS)
    return sorted(_label(one, taken) for one in values)


def _label(iri: str, taken: Taken) -> str:
    thing = taken.things.get(iri)
    return thing.label if thing else taken.names.label(iri)
