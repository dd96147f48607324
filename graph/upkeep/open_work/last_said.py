"""When somebody last said that an entry is so: the one definition of what is old.

An entry was last said on the day of the youngest document that it rests on; what somebody stated on a day is one, too.
An actor was said as well wherever a tie was that it takes part in. A passage whose document has no day, and an entry
without any passage, is as young as the last change in the log that is about it. A corrected name confirms nothing of
what a document says: it brings no passage.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import chain

import pyoxigraph as ox

from graph.cache.revisions import RevisionCache
from graph.errors import LogDamaged
from graph.model import Passage, Tie
from graph.network.read_ties import is_without_node
from graph.network.reading import Model
from graph.protocol import Store
from graph.query.memory_copy import Selects
from graph.rdf.values import UnreadableError, read_day
from graph.store.past import revision_at
from graph.terms import DCT, DERIVED_GRAPH
from graph.text import name

_DAYS = f"SELECT ?document ?day WHERE {{ ?document <{DCT}issued>|<{DCT}created> ?day }}"
_PARTS = f"SELECT ?document ?whole WHERE {{ ?document <{DCT}isPartOf> ?whole }}"
_DERIVED = ox.NamedNode(DERIVED_GRAPH)
_NONE = "", ""


def said_since(store: Store, model: Model, day: date) -> set[str]:
    """The actors, groups and ties that were last said on a day or later. O(passages and parties)."""
    days, changed = document_days(store), changed_since(store, day)
    recent = {document for document, said in days.items() if said >= day.isoformat()}
    found: set[str] = set()
    for iri, evidence in _evidence(model):
        if _is_recent(evidence, days, recent) or (_is_undated(evidence, days) and (changed is None or iri in changed)):
            found.add(iri)
    for tie in _ties(model):
        if tie.iri in found:
            found.update(end.iri for end in chain(tie.sources, tie.targets))
    return found


def days_of(store: Store, model: Model, iris: Collection[str]) -> dict[str, str]:
    """The youngest day that a document gives each of these entries; "" for none. O(passages and parties)."""
    days, found = document_days(store), dict.fromkeys(iris, "")
    for iri, evidence in _evidence(model):
        if iri in found:
            found[iri] = _youngest(evidence, days)
    for tie in _ties(model):
        day = _youngest(tie.evidence, days)
        for end in chain(tie.sources, tie.targets):
            if found.get(end.iri, day) < day:
                found[end.iri] = day
    return found


def document_days(store: Selects) -> dict[str, str]:
    """The day of each document that has one, of a year or a month the last; a part is of the day of its whole."""
    return {document: day for document, (day, _) in exact_document_days(store).items()}


def exact_document_days(store: Selects) -> dict[str, tuple[str, str]]:
    """The same, and beside each day `year` or `month` where that is all that its document says."""
    found: dict[str, tuple[str, str]] = {}
    for row in store.select(_DAYS):
        if (said := _exactly(row["day"]))[0] and row["document"] is not None:
            found[name(row["document"])] = youngest([found.get(name(row["document"]), _NONE), said])
    wholes = {name(row["document"]): name(row["whole"]) for row in store.select(_PARTS)}
    return {**{part: day for part in wholes if (day := _of_whole(part, wholes, found))[0]}, **found}


def youngest(days: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """The last of these days, as exactly as one of them says it; empty for none."""
    said = list(days)
    day = max((one for one, _ in said), default="")
    return day, min((how for one, how in said if one == day), default="")


def changed_since(store: Store, day: date) -> frozenset[str] | None:
    """What a change since a day is about, that day included; None where the log begins later, so that everything is.

    It is asked about entries that the reader sees, so the log of the whole store may tell. O(changes since), once; then
    O(new changes).
    """
    whole: Store = getattr(store, "whole", store)
    before = revision_at(whole, day - timedelta(days=1))
    return _CHANGED.get(whole, before, lambda: _subjects(whole, before)) if before else None


def statements_of(store: Store, number: int) -> Iterable[ox.Quad]:
    """What came and went with a change; nothing of one whose entry is damaged: no page stops for that."""
    try:
        entry = store.entry(number)
    except LogDamaged:
        return ()
    return chain(entry.add, entry.remove) if entry else ()


def _ties(model: Model) -> Iterator[Tie]:
    return (tie for iri, tie in model.ties.items() if not is_without_node(iri))


def _evidence(model: Model) -> Iterator[tuple[str, tuple[Passage, ...]]]:
    for actor in chain(model.actors.values(), model.groups.values()):
        yield actor.iri, actor.evidence
    for tie in _ties(model):
        yield tie.iri, tie.evidence


def _is_recent(evidence: Iterable[Passage], days: Mapping[str, str], recent: Collection[str]) -> bool:
    return any(passage.document.iri in recent for passage in evidence) if days else False


def _is_undated(evidence: Collection[Passage], days: Mapping[str, str]) -> bool:
    """Whether the log has to say how young an entry is: nothing proves it, or something of which no day is known."""
    return not evidence or any(passage.document.iri not in days for passage in evidence)


def _youngest(evidence: Iterable[Passage], days: Mapping[str, str]) -> str:
    return max((days.get(passage.document.iri, "") for passage in evidence), default="")


def _exactly(term: object) -> tuple[str, str]:
    try:
        return read_day(term, last=True)  # type: ignore[arg-type]  # what is no term is no day
    except UnreadableError:
        return "", ""


def _of_whole(part: str, wholes: Mapping[str, str], days: Mapping[str, tuple[str, str]]) -> tuple[str, str]:
    seen: set[str] = set()
    while part in wholes and part not in days and part not in seen:
        seen.add(part)
        part = wholes[part]
    return days.get(part, _NONE)


def _subjects(store: Store, after: int) -> frozenset[str]:
    numbers = range(after + 1, store.revision + 1)
    quads = (quad for number in numbers for quad in statements_of(store, number) if quad.graph_name != _DERIVED)
    return frozenset(name(quad.subject) for quad in quads)


def _following(store: Store, _key: int, former: frozenset[str], since: int) -> frozenset[str]:
    return former | _subjects(store, since)


_CHANGED: RevisionCache[Store, int, frozenset[str]] = RevisionCache(
    lambda store, _: store.revision, most=4, renew=_following
)
