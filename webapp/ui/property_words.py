"""What properties of other vocabularies are called: their own labels are English only and are not in the store.

The words are translated where they are said, on a page or in a terminal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from graph.rdf.vocabulary import list_definitions
from graph.terms import ADMS, DCT, FOAF, NETZ, OA, ORG, PROV, RDF, RDFS, SCHEMA, SKOS
from webapp.ui.terms import shorten


def _l(message: str) -> str:
    """Mark a sentence for the catalogues."""
    return message


BORROWED: Mapping[str, str] = {
    RDF + "type": _l("Art"),
    SKOS + "prefLabel": _l("Bezeichnung"),
    SKOS + "altLabel": _l("andere Bezeichnung"),
    SKOS + "notation": _l("Kurzzeichen"),
    SKOS + "note": _l("Anmerkung"),
    SKOS + "editorialNote": _l("Anmerkung der Erfassung"),
    SKOS + "definition": _l("Erklärung"),
    SKOS + "broader": _l("Oberbegriff"),
    SKOS + "inScheme": _l("Verzeichnis"),
    SKOS + "topConceptOf": _l("oberster Begriff in"),
    SKOS + "exactMatch": _l("entspricht"),
    SKOS + "closeMatch": _l("entspricht ungefähr"),
    SKOS + "broadMatch": _l("gehört zu"),
    ADMS + "status": _l("Stand"),
    DCT + "source": _l("Quelle"),
    DCT + "title": _l("Titel"),
    DCT + "description": _l("Beschreibung"),
    DCT + "spatial": _l("Ort"),
    DCT + "created": _l("erstellt"),
    DCT + "date": _l("Datum"),
    DCT + "creator": _l("erstellt von"),
    DCT + "identifier": _l("Kennung"),
    DCT + "isPartOf": _l("Teil von"),
    DCT + "license": _l("Lizenz"),
    DCT + "isReplacedBy": _l("aufgegangen in"),
    FOAF + "page": _l("Seite im Internet"),
    OA + "exact": _l("Wortlaut"),
    OA + "start": _l("erstes Zeichen"),
    OA + "end": _l("letztes Zeichen"),
    ORG + "classification": _l("Akteursart"),
    ORG + "member": _l("Mitglied"),
    ORG + "organization": _l("Gruppe"),
    ORG + "role": _l("Rolle"),
    ORG + "linkedTo": _l("verbunden mit"),
    ORG + "memberOf": _l("Mitglied in"),
    ORG + "subOrganizationOf": _l("Teil von"),
    ORG + "unitOf": _l("Einheit von"),
    ORG + "postIn": _l("Stelle in"),
    PROV + "wasQuotedFrom": _l("zitiert aus"),
    SCHEMA + "startDate": _l("Beginn"),
    SCHEMA + "endDate": _l("Ende"),
    SCHEMA + "startTime": _l("Beginn"),
    SCHEMA + "superEvent": _l("Teil der Veranstaltung"),
    SCHEMA + "location": _l("Ort"),
    SCHEMA + "url": _l("Internetseite"),
    SCHEMA + "address": _l("Anschrift"),
    SCHEMA + "sameAs": _l("Eintrag in einem Verzeichnis"),
    DCT + "issued": _l("erschienen"),
    DCT + "language": _l("Sprache"),
    DCT + "subject": _l("Thema"),
    DCT + "references": _l("verweist auf"),
    SCHEMA + "contributor": _l("mitgewirkt hat"),
    SCHEMA + "about": _l("handelt von"),
    SCHEMA + "workPerformed": _l("gezeigt wurde"),
    SCHEMA + "repeatFrequency": _l("findet statt alle"),
    SCHEMA + "endTime": _l("Ende"),
    SCHEMA + "unitText": _l("Einheit"),
    SCHEMA + "numberOfPages": _l("Seiten"),
    SCHEMA + "organizer": _l("veranstaltet von"),
    RDFS + "label": _l("Bezeichnung"),
    RDFS + "seeAlso": _l("siehe auch"),
}


def property_name(iri: str, language: str, gettext: Callable[[str], str]) -> str:
    """What a property is called: by its definition in the ontology, by our word for a borrowed one, or in short."""
    own = {term.iri: term.label for term in list_definitions(NETZ)} if iri.startswith(NETZ) else {}
    if iri in own:
        return own[iri].in_language(language)
    return gettext(BORROWED[iri]) if iri in BORROWED else shorten(iri)
