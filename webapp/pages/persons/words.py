"""What is said about a person, in words for the person: labels of the ontology, of what a thing is; no address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import format_date

from graph.period import day_of, is_day
from graph.persons.recognition import OLD_SCHEMA
from graph.rdf.skolem import is_skolem
from graph.store.embedded import EmbeddedStore
from graph.store.person_records import PersonLine, Statement
from graph.terms import BASE, FOAF, NETZ, ORG, RDF, SCHEMA, VCARD, local_name
from webapp.pages.gaps.rows import gap_title
from webapp.pages.resources.view import label_all
from webapp.ui.context import get_analysis
from webapp.ui.language import gettext
from webapp.ui.language import lazy_gettext as _l

_OF_PERSONS = {
    "name": _l("Name"),
    "fn": _l("Name"),
    "firstName": _l("Vorname"),
    "givenName": _l("Vorname"),
    "given-name": _l("Vorname"),
    "lastName": _l("Nachname"),
    "familyName": _l("Nachname"),
    "family-name": _l("Nachname"),
    "phone": _l("Telefon"),
    "telephone": _l("Telefon"),
    "tel": _l("Telefon"),
    "hasTelephone": _l("Telefon"),
    "mbox": _l("E-Mail"),
    "email": _l("E-Mail"),
    "hasEmail": _l("E-Mail"),
    "address": _l("Anschrift"),
    "adr": _l("Anschrift"),
    "hasAddress": _l("Anschrift"),
    "street-address": _l("Straße"),
    "streetAddress": _l("Straße"),
    "postal-code": _l("Postleitzahl"),
    "postalCode": _l("Postleitzahl"),
    "locality": _l("Ort"),
    "addressLocality": _l("Ort"),
    "note": _l("Anmerkung"),
    "role": _l("Funktion"),
    "title": _l("Titel"),
    "jobTitle": _l("Funktion"),
    "worksFor": _l("arbeitet bei"),
    "holds": _l("hat die Stelle"),
    "heldBy": _l("Stelle hat"),
    "hasMember": _l("hat als Mitglied"),
    "comment": _l("Anmerkung"),
}
"""By local name: the vocabularies for persons mean the same by the same words."""
_VOCABULARIES = (FOAF, SCHEMA, OLD_SCHEMA, VCARD, ORG, "http://www.w3.org/2000/01/rdf-schema#")
_PERSON_CLASSES = frozenset({FOAF + "Person", SCHEMA + "Person", OLD_SCHEMA + "Person", VCARD + "Individual"})
_ANSWER = "/entscheidung/"
_REACHED = ("mailto:", "tel:")


@dataclass(frozen=True, slots=True)
class ShownStatement:
    """One thing that is said: of what, which property, what, and since when by whom."""

    subject: str
    what: str
    value: str
    since: str


def shown_statements(
    store: EmbeddedStore, said: Sequence[Statement], person: PersonLine | None = None
) -> list[ShownStatement]:
    """The statements in words. `person`: whose they are, so that they are called by name."""
    names = _names(store, said, person)
    return [
        ShownStatement(names[one.subject], names[one.predicate], names[one.value], _since(one.time, one.author))
        for one in said
    ]


def day_in_words(text: str) -> str:
    """A day as it is written here; "" for none, and as it stands where it is no day."""
    return str(format_date(date.fromisoformat(text), "medium")) if is_day(text) else text


def _since(time: str, author: str) -> str:
    return " · ".join(part for part in (day_in_words(day_of(time)), author) if part)


class _Names(dict[str, str]):
    """Words by IRI; what is none is a text and stands for itself."""

    def __missing__(self, text: str) -> str:
        if text.startswith(_REACHED):
            return text.partition(":")[2]
        return gettext("nähere Angabe") if is_skolem(text) or text.startswith("_:") else text


def _names(store: EmbeddedStore, said: Sequence[Statement], person: PersonLine | None) -> _Names:
    triples = [(one.subject, one.predicate, one.value) for one in said]
    names = _Names({iri: label for iri, label in label_all(store, triples).items() if not is_skolem(iri)})
    for one in said:
        names[one.predicate] = _property_label(one.predicate, names)
        if _ANSWER in one.subject:
            names[one.subject] = gettext("Antwort auf eine Lücke")
    names |= {iri: gettext("Person") for iri in _PERSON_CLASSES}
    names |= _answers()
    if person is not None and person.iri:
        names[person.iri] = person.name or gettext("ohne Namen")
    return names


def _property_label(iri: str, names: Mapping[str, str]) -> str:
    if iri == RDF + "type" or iri.startswith((NETZ, BASE)):
        return names.get(iri) or local_name(iri)
    name = local_name(iri)
    if iri.startswith(_VOCABULARIES) and name in _OF_PERSONS:
        return str(_OF_PERSONS[name])
    return names.get(iri) or name


def _answers() -> dict[str, str]:
    """Answers to gaps by their IRI: what they answer."""
    analysis = get_analysis()
    titles = {gap.id: gap_title(gap) for gap in analysis.gaps}
    return {
        decision.iri: gettext("Antwort auf die Lücke %(name)s", name=titles[gap_id])
        if gap_id in titles
        else gettext("Antwort auf eine Lücke")
        for gap_id, given in analysis.decisions.items()
        for decision in given
    }
