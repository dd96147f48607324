"""A plain page for whatever has no page of its own: a tie, a finding, a topic, a passage, an event."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from graph.errors import NotFound
from graph.model import Tie
from graph.network.model_reader import read_model
from graph.protocol import Store
from graph.query.resource import statements_about
from graph.rdf.vocabulary import list_definitions
from graph.terms import ADMS, NETZ, NK, RDF, local_name
from graph.upkeep.forms.dates import PRECISION_OF
from graph.upkeep.forms.form_for import class_of, name_of_class
from webapp.pages.whatif.steps import trial_of_tie
from webapp.ui.language import gettext, say
from webapp.ui.links import resource_url, slug_of
from webapp.ui.property_words import BORROWED
from webapp.ui.sorting import sort_key
from webapp.ui.wording import readable, say_date

_PAIR = 2
_TYPE = RDF + "type"
_WANTED = frozenset({NK + "demanded", NK + "planned"})
_FOLLOWED = ("http://", "https://", "urn:", "did:", "tag:", "mailto:")
"""How a value begins that is taken for a resource: statements come as plain text."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Value:
    """One end of a statement: its text, and an address when it is a resource."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class PropertyLine:
    """A property with all its values."""

    property: Value
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class ResourcePage:
    """What is said of a resource, and where it is named.

    Of a tie, `parties` are the slugs of two of its ends, and `trial` is the step of the what-if page that brings it
    or takes it away, "" where there is none. `has_form`: it can be changed here; `is_open`: it is wanted,
    and not there.
    """

    iri: str
    title: str
    says: tuple[PropertyLine, ...]
    named_in: tuple[PropertyLine, ...]
    parties: tuple[str, ...] = ()
    trial: str = ""
    networks: tuple[str, ...] = ()
    has_form: bool = False
    is_tie: bool = False
    is_open: bool = False


def make_page(store: Store, iri: str) -> ResourcePage:
    """The page of one resource. Raises NotFound when nothing is said of it."""
    statements = statements_about(store, iri)
    if not statements:
        raise NotFound("Nothing is recorded about %(iri)s.", hint="Check the address.", iri=iri)
    names = label_all(store, statements)
    outgoing = _days_in_words([(name, value) for subject, name, value in statements if subject == iri])
    incoming = [(name, subject) for subject, name, value in statements if value == iri]
    model = read_model(store)
    tie = model.ties.get(iri)
    return ResourcePage(
        iri,
        title=names.get(iri, slug_of(iri)),
        says=_group_lines(outgoing, names),
        named_in=_group_lines(incoming, names),
        parties=_two_ends(tie) if tie else (),
        trial=trial_of_tie(tie, model) if tie else "",
        networks=tuple(value for name, value in outgoing if name == NETZ + "inNetwork"),
        has_form=_has_form(store, iri, [value for name, value in outgoing if name == RDF + "type"]),
        is_tie=tie is not None,
        is_open=any(name == ADMS + "status" and value in _WANTED for name, value in outgoing),
    )


def _has_form(store: Store, iri: str, types: list[str]) -> bool:
    """Whether it is an entry of a network, and not a word that all of them use."""
    return not iri.startswith((NETZ, NK)) and bool(class_of(store, types))


def _days_in_words(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Days as exactly as they are known: of a beginning or end the property beside it says how exactly."""
    said = dict(pairs)
    exactly = {name: local_name(said.get(PRECISION_OF.get(name, ""), "")) for name in said}
    return [(name, say_date(value, exactly[name]) if _DAY.fullmatch(value) else value) for name, value in pairs]


def _two_ends(tie: Tie) -> tuple[str, ...]:
    ends = tuple(slug_of(party.iri) for party in tie.parties)
    return ends if len(ends) == _PAIR else ()


def label_all(store: Store, statements: list[tuple[str, str, str]]) -> dict[str, str]:
    """Labels in the reader's language of every IRI in the statements."""
    model = read_model(store)
    iris = {value for statement in statements for value in statement if _is_iri(value)}
    quotes = {passage.iri: readable(passage.quote) for found in model.evidence.values() for passage in found}
    labels = {iri: quotes.get(iri) or say(model.ref(iri).label) for iri in iris}
    labels |= {iri: gettext(label) for iri, label in BORROWED.items()}
    types = {value for _, name, value in statements if name == _TYPE}
    labels |= {iri: say(name_of_class(store, iri)) for iri in types & iris}
    for namespace in (NETZ, NK):
        labels |= {term.iri: say(term.label) for term in list_definitions(namespace)}
    return labels


def _is_iri(text: str) -> bool:
    return text.startswith(_FOLLOWED) and not any(letter in text for letter in ' <>"{}|\\^`\n')


def _group_lines(pairs: list[tuple[str, str]], names: Mapping[str, str]) -> tuple[PropertyLine, ...]:
    grouped: dict[str, list[str]] = {}
    for name, value in pairs:
        grouped.setdefault(name, []).append(value)
    lines = [
        PropertyLine(_as_value(name, names), tuple(_as_value(v, names) for v in sorted(grouped[name])))
        for name in grouped
    ]
    return tuple(sorted(lines, key=lambda line: sort_key(line.property.text)))


def _as_value(text: str, names: Mapping[str, str]) -> Value:
    if not _is_iri(text):
        return Value(text)
    return Value(names.get(text) or local_name(text), resource_url(text))
