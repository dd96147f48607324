"""`/aenderungen.atom`: what became different in a network and what is due, for programs that subscribe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from urllib.parse import urljoin

from flask import Response, make_response, request, url_for
from flask.typing import ResponseReturnValue

from graph.analysis import Analysis
from graph.period import moment_of
from graph.protocol import Head
from graph.query.readable_part import ReadablePart
from graph.upkeep.since.net_change import NetChange, change_of_entry
from graph.upkeep.since.readable_change import lies_in_closed_graphs, readable_change
from graph.upkeep.since.told import Told, ToldChange, told_changes
from graph.upkeep.standing_changes import heads_backwards, standing
from webapp.pages.changes.since import HEADINGS
from webapp.pages.matters.due_words import address_of, due_in, on_one_line, title_of
from webapp.ui.context import get_analysis, networks_shown, present_store, whole_store
from webapp.ui.language import gettext, language, ngettext, say
from webapp.ui.links import bare_url, query_with
from webapp.ui.wording import say_date

LOOKED_AT, SHOWN, NAMED = 200, 50, 5
FURTHEST = 2_000
"""Changes that a feed reaches back over: those of networks closed to its reader, and lists, are passed over uncounted.

Else how far it reaches would tell how much is done there, and who works much would keep the news of others away.
"""
READ_MOST = 100_000
"""Statements of all changes together that are read for one feed."""
LARGEST = 20_000
"""Statements of a change of which it is looked up what it did: a larger one is a whole list, and no news."""
_TYPE = "application/atom+xml; charset=utf-8"
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry; `id` is the same whenever it is given."""

    id: str
    title: str
    lines: tuple[str, ...]
    updated: datetime
    address: str


def atom() -> ResponseReturnValue:
    """The last changes of a network, or of all, and the decisions that are due; the newest first."""
    analysis = get_analysis()
    entries = sorted((*islice(_changes(analysis), SHOWN), *_due(analysis)), key=_updated, reverse=True)
    names = ", ".join(say(one.label) for one in networks_shown(analysis))
    return _as_file(_written(entries[:SHOWN], gettext("Änderungen: %(network)s", network=names)))


def _written(entries: list[FeedEntry], title: str) -> bytes:
    from feedgen.feed import FeedGenerator  # noqa: PLC0415 - brings lxml, for programs that subscribe

    here, feed = urljoin(request.host_url, bare_url("changes.atom") + query_with()), FeedGenerator()
    feed.id(here)
    feed.title(on_one_line(title))
    feed.language(language())
    feed.author(name="Akteursnetz")
    feed.generator("Akteursnetz")
    feed.link(href=here, rel="self", type="application/atom+xml")
    feed.updated(max((one.updated for one in entries), default=_NEVER))
    for one in entries:
        added = feed.add_entry(order="append")
        added.id(one.id)
        added.title(one.title)
        added.updated(one.updated)
        added.link(href=one.address)
        added.content("\n".join(one.lines), type="text")
    return bytes(feed.atom_str(pretty=True))


def _changes(analysis: Analysis) -> Iterator[FeedEntry]:
    """What each change did that still holds and that touched the network, the newest first."""
    looked_at, read, same = 0, 0, Counter[str]()
    for head in filter(_may_be_news, standing(islice(heads_backwards(whole_store()), FURTHEST))):
        looked_at, read = looked_at + 1, read + head.added + head.removed
        if looked_at > LOOKED_AT or read > READ_MOST:
            return
        told = _told(analysis, head)
        if told:
            lines = tuple(_line(str(HEADINGS[name]), those) for name, those in told.items())
            moment, same[head.entry.time] = moment_of(head.entry.time, _NEVER), same[head.entry.time] + 1
            yield FeedEntry(_id(head, same[head.entry.time]), _title(told, lines), lines, moment, _page())


def _updated(one: FeedEntry) -> datetime:
    """What entries are ordered by; those of one moment stay in the order of their changes."""
    return one.updated


def _id(head: Head, place: int) -> str:
    """The number of the change; its moment, and which of that moment it is, for who is not told how many there are."""
    if not isinstance(present_store(), ReadablePart):
        return f"{_base()}#aenderung-{head.entry.revision}"
    return f"{_base()}#aenderung-{head.entry.time}" + (f"-{place}" if place > 1 else "")


def _page() -> str:
    """Where an entry leads: to the list of changes, or to the network for who may not read that of all."""
    is_part = isinstance(present_store(), ReadablePart)
    page = bare_url("start.show") + query_with() if is_part else url_for("changes.index")
    return urljoin(request.host_url, page)


def _may_be_news(head: Head) -> bool:
    """Whether it is looked up what a change did: not of a damaged one, a large one, or what its reader may not know."""
    store = present_store()
    if not head.is_readable or head.added + head.removed > LARGEST:
        return False
    return not (isinstance(store, ReadablePart) and lies_in_closed_graphs(store, head))


def _told(analysis: Analysis, head: Head) -> Mapping[Told, tuple[ToldChange, ...]]:
    """What a change did in the network."""
    entry = whole_store().entry(head.entry.revision)
    if entry is None:
        return {}
    return told_changes(_as_read(change_of_entry(whole_store(), entry)), analysis.model, analysis.network_iri)


def _as_read(change: NetChange) -> NetChange:
    """What this reader may know of a change."""
    store = present_store()
    return readable_change(store, change) if isinstance(store, ReadablePart) else change


def _title(told: Mapping[Told, tuple[ToldChange, ...]], lines: tuple[str, ...]) -> str:
    """One thing by its name; of several how many there are of each group."""
    if sum(map(len, told.values())) == 1:
        return lines[0]
    groups = [f"{HEADINGS[name]} ({len(those)})" for name, those in told.items()]
    return ", ".join(groups[:NAMED]) + (" …" if len(groups) > NAMED else "")


def _line(heading: str, those: tuple[ToldChange, ...]) -> str:
    names = ", ".join(say(one.ref.label) for one in those[:NAMED])
    more = len(those) - NAMED
    behind = " " + ngettext("und eine weitere Angabe", "und %(num)d weitere Angaben", more) if more > 0 else ""
    return on_one_line(f"{heading}: {names}{behind}")


def _due(analysis: Analysis) -> Iterator[FeedEntry]:
    for due in due_in(analysis):
        when = gettext("am %(day)s", day=say_date(due.day))
        title, updated = f"{title_of(due)} ({when})", moment_of(due.decision.time, _NEVER)
        yield FeedEntry(f"{_base()}#{due.about.id}-{due.day}", title, (title,), updated, address_of(due))


def _base() -> str:
    """What the ids of entries begin with: the same in each language and network."""
    return urljoin(request.host_url, bare_url("changes.atom"))


def _as_file(content: bytes) -> Response:
    response = make_response(content)
    response.headers["Content-Type"] = _TYPE
    return response
