"""The page of a document: what is said of it, and its passages by section, with what was taken from each."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from graph.model import row_of_passage
from graph.protocol import Store
from graph.query.quoted import QuotedPassage, QuotedSection, read_quoted
from graph.query.resource import types_of
from graph.terms import DCT, RDF, SKOS
from graph.upkeep.forms.form_for import class_of
from webapp.pages.resources.view import PropertyLine, ResourcePage, Value, label_all, make_page
from webapp.ui.links import anchor_of_passage, resource_url, slug_of
from webapp.ui.paging import ROWS, TablePage, cut, has_page_in_address, page_in_address

_SAID_ELSEWHERE = frozenset({RDF + "type", SKOS + "prefLabel", DCT + "identifier", DCT + "language"})


@dataclass(frozen=True, slots=True)
class CodedThing:
    """What somebody took from a passage; `kind` is the word for its class, said where the passage was asked for."""

    kind: str
    thing: Value


@dataclass(frozen=True, slots=True)
class SourcePassage:
    """A passage, what was taken from it, and where it stands among all: `row` of a table, None in a text."""

    iri: str
    anchor: str
    text: str
    row: int | None
    taken: tuple[CodedThing, ...]
    is_asked: bool


@dataclass(frozen=True, slots=True)
class SourceSection:
    """Passages below one heading; open where one was asked for, and where there is no other."""

    anchor: str
    title: str
    passages: tuple[SourcePassage, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A document as it is looked up; `asked` is the passage that was asked for, between `before` and `after`."""

    about: ResourcePage
    facts: tuple[PropertyLine, ...]
    sections: tuple[SourceSection, ...]
    page: TablePage[QuotedPassage]
    asked: ResourcePage | None
    before: str
    after: str


def make_source(store: Store, document: str, asked: str) -> SourcePage:
    """The page of a document, at the passage that was asked for. Raises NotFound when nothing is recorded of it."""
    about = make_page(store, document)
    sections = read_quoted(store, document)
    passages = [one for section in sections for one in section.passages]
    places = {one.iri: place for place, one in enumerate(passages)}
    at = places.get(asked)
    page = cut(passages, page_in_address() if at is None or has_page_in_address() else at // ROWS + 1)
    return SourcePage(
        about,
        facts=tuple(line for line in about.says if line.property.url not in map(resource_url, _SAID_ELSEWHERE)),
        sections=_shown(store, sections, page.rows, asked),
        page=page,
        asked=make_page(store, asked) if at is not None else None,
        before=slug_of(passages[at - 1].iri) if at else "",
        after=slug_of(passages[at + 1].iri) if at is not None and at + 1 < len(passages) else "",
    )


def _shown(
    store: Store, sections: Sequence[QuotedSection], rows: Sequence[QuotedPassage], asked: str
) -> tuple[SourceSection, ...]:
    on_page = {one.iri for one in rows}
    iris = [*(iri for one in rows for iri in one.things), *(section.iri for section in sections if section.iri)]
    kinds = _kinds(store, {iri for one in rows if one.iri == asked for iri in one.things})
    names = label_all(
        store, [*((iri, "", "") for iri in iris), *((iri, RDF + "type", kind) for iri, kind in kinds.items())]
    )
    found = []
    for section in sections:
        if passages := tuple(_passage(one, names, kinds, asked) for one in section.passages if one.iri in on_page):
            is_open = len(sections) == 1 or any(one.is_asked for one in passages)
            title = names.get(section.iri, "")
            found.append(SourceSection(anchor_of_passage(section.iri), title, passages, is_open))
    return tuple(found)


def _kinds(store: Store, things: Collection[str]) -> dict[str, str]:
    """The class of each of these things, the most specific that has a form."""
    types = types_of(store, things)
    return {iri: found for iri in things if (found := class_of(store, types.get(iri, ())))}


def _passage(one: QuotedPassage, names: Mapping[str, str], kinds: Mapping[str, str], asked: str) -> SourcePassage:
    taken = tuple(
        CodedThing(names.get(kinds.get(iri, ""), ""), Value(names.get(iri) or slug_of(iri), resource_url(iri)))
        for iri in one.things
    )
    return SourcePassage(
        one.iri, anchor_of_passage(one.iri), one.text, row_of_passage(one.iri), taken, one.iri == asked
    )
