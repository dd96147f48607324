"""The statements of a new network from a spreadsheet: who, with whom, on which row of which file that rests."""

from __future__ import annotations

import calendar
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, count

import pyoxigraph as ox

from graph.load.spreadsheet.entries import ActorEntry, Entries, TieEntry
from graph.load.spreadsheet.table import Sheets, as_text
from graph.terms import ADMS, BASE, DCT, FOAF, NETZ, NK, OA, ORG, PROV, RDF, SCHEMA, SKOS, XSD
from graph.text import slug_for

Term = ox.NamedNode | ox.Literal
Statements = Iterable[tuple[str, str, Term]]


@dataclass(frozen=True, slots=True)
class NewNetwork:
    """A network that is to be made: its name, the place it is about, and the file that its entries come from."""

    name: str
    place: str
    file: str


def network_statements(
    slug: str,
    network: NewNetwork,
    sheets: Sheets,
    entries: Entries,
    names_somebody: Callable[[str], bool] | None = None,
) -> list[ox.Quad]:
    """All there is to say of a network whose entries have no faults, in a graph of its own. O(entries).

    An entry whose name `names_somebody` has a number for an address.
    """
    graph = ox.NamedNode(f"{BASE}{slug}/graph/tabelle")
    return [_quad(statement, graph) for statement in _Writer(slug, network, sheets, names_somebody).all(entries)]


def _quad(statement: tuple[str, str, Term], graph: ox.NamedNode) -> ox.Quad:
    subject, predicate, value = statement
    return ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), value, graph)


class _Writer:
    """Makes the statements; each name has one IRI, whatever it is written like as an address."""

    def __init__(
        self, slug: str, network: NewNetwork, sheets: Sheets, names_somebody: Callable[[str], bool] | None
    ) -> None:
        self._names_somebody = names_somebody
        self._root, self._network = f"{BASE}{slug}/", network
        self._iri = self._root + "netzwerk"
        self._document = self._root + "quelle/tabelle"
        actors = as_text(sheets.actors) + "\n\n"
        self._text = actors + as_text(sheets.ties)
        self._lines = {"akteure": _starts(sheets.actors, 0), "verbindungen": _starts(sheets.ties, len(actors))}
        self._names: dict[tuple[str, str], str] = {}
        self._taken: set[str] = {self._iri}

    def all(self, entries: Entries) -> Iterator[tuple[str, str, Term]]:
        yield from self._frame()
        for actor in entries.actors:
            yield from self._actor(actor)
        groups = dict.fromkeys(group for actor in entries.actors for group in actor.groups)
        for group in groups:
            first = next(actor.row for actor in entries.actors if group in actor.groups)
            yield from self._group(group, first)
        for actor in entries.actors:
            for group in actor.groups:
                yield from self._membership(actor, group)
        for topic in dict.fromkeys(tie.topic for tie in entries.ties if tie.topic):
            yield from _about(self._named("thema/", topic), SKOS + "Concept", [(SKOS + "prefLabel", _german(topic))])
        for tie in entries.ties:
            yield from self._tie(tie)

    def _frame(self) -> Statements:
        network = self._network
        values: list[tuple[str, Term]] = [(SKOS + "prefLabel", _german(network.name)), _code("confidence", "stated")]
        if network.place:
            place = self._named("ort/", network.place)
            values.append((DCT + "spatial", ox.NamedNode(place)))
            yield from _about(place, SCHEMA + "Place", [(SKOS + "prefLabel", _german(network.place))])
        yield from _about(self._iri, NETZ + "Network", values)
        digest = hashlib.sha256(self._text.encode()).hexdigest()
        label = network.file or network.name
        yield from _about(
            self._document,
            FOAF + "Document",
            [(SKOS + "prefLabel", _german(label)), (DCT + "identifier", ox.Literal(f"sha256:{digest}"))],
        )

    def _actor(self, actor: ActorEntry) -> Statements:
        values: list[tuple[str, Term]] = self._origin("akteure", actor.row)
        values += [(SKOS + "prefLabel", _german(actor.name))]
        values += [(SKOS + "altLabel", _german(actor.short))] if actor.short else []
        values += [(ORG + "classification", ox.NamedNode(actor.kind))] if actor.kind else []
        yield from _about(self._named("", actor.name), ORG + "FormalOrganization", values)
        yield from self._passage("akteure", actor.row)

    def _group(self, group: str, row: int) -> Statements:
        values: list[tuple[str, Term]] = [
            (SKOS + "prefLabel", _german(group)),
            (ORG + "classification", ox.NamedNode(NK + "standingGroup")),
            (ORG + "subOrganizationOf", ox.NamedNode(self._iri)),
            (ADMS + "status", ox.NamedNode(NK + "exists")),
        ]
        values += self._origin("akteure", row)
        yield from _about(self._named("gruppe/", group), NETZ + "WorkingGroup", values)

    def _membership(self, actor: ActorEntry, group: str) -> Statements:
        iri = self._named("mitgliedschaft/", f"{actor.name} {group}")
        values: list[tuple[str, Term]] = [
            (SKOS + "prefLabel", _german(f"{actor.name} – {group}")),
            (RDF + "type", ox.NamedNode(ORG + "Membership")),
            (ORG + "member", ox.NamedNode(self._named("", actor.name))),
            (ORG + "organization", ox.NamedNode(self._named("gruppe/", group))),
            (ORG + "role", ox.NamedNode(NK + "member")),
            (ADMS + "status", ox.NamedNode(NK + "exists")),
        ]
        yield from _about(iri, NETZ + "Membership", [*values, *self._origin("akteure", actor.row)])

    def _tie(self, tie: TieEntry) -> Statements:
        iri = f"{self._root}verbindung/zeile-{tie.row}"
        ends = [ox.NamedNode(self._named("", name)) for name in (tie.source, tie.target)]
        title = f"{tie.source} – {tie.target}" + (f": {tie.topic}" if tie.topic else "")
        values: list[tuple[str, Term]] = [(SKOS + "prefLabel", _german(title))]
        values += [(ADMS + "status", ox.NamedNode(tie.state))]
        values += zip((tie.kind.source, tie.kind.target), ends, strict=True)
        values += [(tie.kind.detail_property, ox.NamedNode(detail)) for detail in [tie.kind.usual_detail] if detail]
        values += [(NETZ + "topic", ox.NamedNode(self._named("thema/", tie.topic)))] if tie.topic else []
        values += [*_date("start", tie.start), *_date("end", tie.end)]
        origin = self._origin("verbindungen", tie.row, tie.confidence)
        yield from _about(iri, tie.kind.iri, [*values, *origin])
        yield from self._passage("verbindungen", tie.row)

    def _origin(self, sheet: str, row: int, confidence: str = NK + "stated") -> list[tuple[str, Term]]:
        return [
            (NETZ + "inNetwork", ox.NamedNode(self._iri)),
            (NETZ + "confidence", ox.NamedNode(confidence)),
            (NETZ + "evidence", ox.NamedNode(self._passage_iri(sheet, row))),
        ]

    def _passage(self, sheet: str, row: int) -> Statements:
        start, end = self._lines[sheet][row]
        values: list[tuple[str, Term]] = [
            (OA + "exact", ox.Literal(self._text[start:end])),
            (OA + "start", ox.Literal(start)),
            (OA + "end", ox.Literal(end)),
            (PROV + "wasQuotedFrom", ox.NamedNode(self._document)),
        ]
        return _about(self._passage_iri(sheet, row), NETZ + "Passage", values)

    def _passage_iri(self, sheet: str, row: int) -> str:
        return f"{self._root}beleg/{sheet}-zeile-{row}"

    def _named(self, folder: str, name: str) -> str:
        """One IRI for each name; two names that look the same as addresses are numbered."""
        known = self._names.get((folder, name))
        if known:
            return known
        is_named = self._names_somebody is not None and self._names_somebody(name)
        plain = f"{self._root}{folder}{('' if is_named else slug_for(name)) or 'eintrag'}"
        candidates = chain([plain], (f"{plain}-{number}" for number in count(2)))
        iri = next(candidate for candidate in candidates if candidate not in self._taken)
        self._taken.add(iri)
        self._names[folder, name] = iri
        return iri


def _starts(table: Iterable[tuple[str, ...]], offset: int) -> Mapping[int, tuple[int, int]]:
    """First and last offset of each row in the text of both tables, by the row's number in the spreadsheet."""
    offsets, at = {}, offset
    for number, row in enumerate(table, start=1):
        length = len("\t".join(row))
        offsets[number] = (at, at + length)
        at += length + 1
    return offsets


def _about(subject: str, kind: str, values: Iterable[tuple[str, Term]]) -> Statements:
    yield subject, RDF + "type", ox.NamedNode(kind)
    for predicate, value in values:
        yield subject, predicate, value


def _german(text: str) -> ox.Literal:
    return ox.Literal(text, language="de")


def _code(predicate: str, code: str) -> tuple[str, Term]:
    return NETZ + predicate, ox.NamedNode(NK + code)


def _date(side: str, text: str) -> list[tuple[str, Term]]:
    """A date with the precision it was written in: a start on its first day, an end on its last."""
    if not text:
        return []
    precision = {4: "year", 7: "month"}.get(len(text), "day")
    day = ox.Literal(_day(side, text), datatype=ox.NamedNode(XSD + "date"))
    return [(f"{SCHEMA}{side}Date", day), (f"{NETZ}{side}Precision", ox.NamedNode(NK + precision))]


def _day(side: str, text: str) -> str:
    year, month, day = (*text.split("-"), "", "")[:3]
    if side == "start":
        return f"{year}-{month or '01'}-{day or '01'}"
    month = month or "12"
    return f"{year}-{month}-{day or calendar.monthrange(int(year), int(month))[1]}"
