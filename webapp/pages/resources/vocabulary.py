"""The vocabulary as readers want it: terms in groups, each with both languages, its place and an example."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.model import LANGUAGES, Text
from graph.protocol import Store
from graph.query.examples import Example, find_examples
from graph.rdf.vocabulary import Definition, list_definitions
from graph.terms import NETZ, NK, PREFIXES, XSD, local_name
from graph.upkeep.forms.form_for import name_of_class
from webapp.pages.resources.view import Value
from webapp.ui.context import get_model
from webapp.ui.language import gettext as _
from webapp.ui.language import language, say
from webapp.ui.language import lazy_gettext as _l
from webapp.ui.links import resource_url
from webapp.ui.property_words import BORROWED
from webapp.ui.wording import readable

TIE, FINDING = NETZ + "Tie", NETZ + "Finding"
LONGEST_VALUE = 80
_DATATYPES = {
    "date": _l("Datum"),
    "decimal": _l("Zahl"),
    "double": _l("Zahl"),
    "integer": _l("ganze Zahl"),
    "string": _l("Text"),
}


@dataclass(frozen=True, slots=True)
class TermEntry:
    """One term: its wordings in the reader's language and the other one, what it belongs to, and an example."""

    name: str
    curie: str
    label: str
    other_label: str
    other_language: str
    definition: str
    broader: tuple[Value, ...] = ()
    domain: Value | None = None
    range: Value | None = None
    properties: tuple[Value, ...] = ()
    example: Value | None = None
    example_value: Value | None = None
    turtle: str = ""


@dataclass(frozen=True, slots=True)
class TermSection:
    """Terms under one heading; `anchor` is what the heading is called in the address."""

    anchor: str
    title: str
    entries: tuple[TermEntry, ...]
    definition: str = ""


def make_terms(store: Store) -> tuple[TermSection, ...]:
    """Classes by what they are of, then properties by the class that they are said of."""
    definitions = list_definitions(NETZ)
    examples, names = find_examples(store, definitions), _names(store)
    classes = [one for one in definitions if one.type == "class"]
    groups = [
        ("knoten", _("Wer und was vorkommt"), [one for one in classes if not _is_below(one, (TIE, FINDING))]),
        ("beziehungen", _("Beziehungen"), [one for one in classes if _is_below(one, (TIE,))]),
        ("befunde", _("Befunde"), [one for one in classes if _is_below(one, (FINDING,))]),
    ]
    of_class = {one.iri: one for one in classes}
    properties = [one for one in definitions if one.type == "property"]
    for domain in sorted({one.domain for one in properties}, key=lambda iri: (not iri, local_name(iri))):
        said_of = of_class.get(domain)
        title = _("Eigenschaften: %(name)s", name=say(said_of.label)) if said_of else _("Eigenschaften für alles")
        anchor = "eigenschaften-" + (local_name(domain) or "alle")
        groups.append((anchor, title, [one for one in properties if one.domain == domain]))
    annotations = [one for one in definitions if one.type == "annotation"]
    groups.append(("kanten", _("Wie aus Beziehungen Kanten werden"), annotations))
    return tuple(
        TermSection(anchor, title, tuple(make_entry(one, examples, names, properties) for one in found))
        for anchor, title, found in groups
        if found
    )


def make_codes(store: Store, namespace: str) -> tuple[TermSection, ...]:
    """Schemes with their codes, in the order of the labels; special cases follow what they belong to."""
    definitions = list_definitions(namespace)
    examples, names = find_examples(store, definitions), _names(store)
    return tuple(
        TermSection(
            scheme.name,
            say(scheme.label),
            tuple(make_entry(one, examples, names) for one in _in_order(definitions, scheme.name)),
            say(scheme.definition),
        )
        for scheme in definitions
        if scheme.type == "scheme"
    )


def make_entry(
    term: Definition,
    examples: Mapping[str, Example],
    names: Mapping[str, str],
    properties: Iterable[Definition] = (),
) -> TermEntry:
    """One term for the page; `names` are the words for the terms that it points to."""
    example = examples.get(term.iri)
    return TermEntry(
        name=term.name,
        curie=shorten(term.iri),
        label=say(term.label),
        other_label=_other(term.label),
        other_language=_other_language(),
        definition=say(term.definition),
        broader=tuple(_as_value(iri, names) for iri in term.broader),
        domain=_as_value(term.domain, names) if term.domain else None,
        range=_as_value(term.range, names) if term.range else None,
        properties=tuple(
            _as_value(one.iri, names) for one in properties if term.type == "class" and one.domain == term.iri
        ),
        example=_as_resource(example.iri) if example else None,
        example_value=_as_example(example.value) if example and example.value else None,
        turtle=example.turtle if example else "",
    )


def shorten(iri: str) -> str:
    """A term as people write it: `netz:Interface`."""
    found = ((prefix, space) for prefix, space in PREFIXES.items() if iri.startswith(space))
    return next((f"{prefix}:{iri.removeprefix(space)}" for prefix, space in found), iri)


def _is_below(term: Definition, tops: Iterable[str]) -> bool:
    return any(top == term.iri or top in term.broader for top in tops)


def _in_order(definitions: Iterable[Definition], scheme: str) -> list[Definition]:
    codes = {one.iri: one for one in definitions if one.scheme == scheme and one.type == "concept"}

    def way_down(code: Definition) -> tuple[str, ...]:
        above = next((codes[iri] for iri in code.broader if iri in codes), None)
        return (*(way_down(above) if above else ()), code.name)

    return sorted(codes.values(), key=way_down)


def _other_language() -> str:
    """The first language that the reader did not choose."""
    return next(code for code in LANGUAGES if code != language())


def _other(text: Text) -> str:
    other = text.only_in(_other_language())
    return other if other != say(text) else ""


def _names(store: Store) -> dict[str, str]:
    """What classes, properties and codes are called in the reader's language, ours and those of other vocabularies."""
    terms = [*list_definitions(NETZ), *list_definitions(NK)]
    ends = {iri for term in terms for iri in (*term.broader, term.domain, term.range) if iri}
    return (
        {iri: said for iri in ends if (said := say(name_of_class(store, iri))) != local_name(iri)}
        | {XSD + name: str(word) for name, word in _DATATYPES.items()}
        | {iri: _(word) for iri, word in BORROWED.items()}
        | {term.iri: say(term.label) for term in terms}
    )


def _as_value(iri: str, names: Mapping[str, str]) -> Value:
    return Value(names.get(iri) or shorten(iri), resource_url(iri))


def _as_resource(iri: str) -> Value:
    return Value(say(get_model().ref(iri).label) or iri, resource_url(iri))


def _as_example(value: str) -> Value:
    if value.startswith(("http://", "https://")):
        return _as_resource(value)
    plain = readable(value)
    return Value(plain if len(plain) <= LONGEST_VALUE else plain[:LONGEST_VALUE].rstrip() + " …")
