"""The public data described for catalogues of open data: DCAT-AP.de, which portals of German cities collect.

Source: https://www.dcat-ap.de/def/dcatde/3.0/spec/. Whoever runs the service says who publishes, who answers questions
and under which licence; what nobody said is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

import pyoxigraph as ox

from graph.model import LANGUAGES, Ref, Text
from graph.protocol import Answer, Store
from graph.query.service_description import ORIGIN, statistics_of
from graph.rdf.serialise import graph_as
from graph.store.dump import packed_dump
from graph.terms import BASE, DCT, FOAF, NETZ, NK, VCARD, XSD

PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dcatde": "http://dcat-ap.de/def/dcatde/",
    "dct": DCT,
    "foaf": FOAF,
    "vcard": VCARD,
    "xsd": XSD,
}
MEASURED_MOST = 200_000
"""Statements up to which the size of a dump is said: making one of a million takes seconds."""
_EU = "http://publications.europa.eu/resource/authority/"
_MEDIA = "https://www.iana.org/assignments/media-types/"
_THEMES = ("SOCI", "GOVE")
_KEYWORDS = ("Netzwerk", "Zusammenarbeit", "Akteure", "Kommune")
_DESCRIPTION = Text(
    "Wer in diesem Netzwerk mit wem zusammenarbeitet, was geplant und was gefordert ist, jede Angabe mit ihrem Beleg. "
    "Angaben über Personen sind nicht enthalten.",
    "Who works with whom in this network, what is planned and what is demanded, each statement with the passage it "
    "rests on. Statements about persons are not part of it.",
)


@dataclass(frozen=True, slots=True)
class Publication:
    """Who publishes the data: the office, an e-mail address for questions, the licence by its IRI.

    What nobody said is "". `temporal` is the first and the last day that the data speak of, "" where they name none.
    """

    publisher: str = ""
    contact: str = ""
    licence: str = ""
    networks: Sequence[Ref] = ()
    temporal: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Distribution:
    """A file of the data: its path, title, media type, the EU's name of its format, and whether it is packed."""

    path: str
    title: Text
    media_type: str
    file_type: str
    is_packed: bool = False


DISTRIBUTIONS = (
    Distribution(
        "/dump.nq.gz", Text("Alle Aussagen (N-Quads)", "All statements (N-Quads)"), "application/n-quads",
        "RDF_N_QUADS", is_packed=True,
    ),
    Distribution(
        "/dump.trig.gz", Text("Alle Aussagen (TriG)", "All statements (TriG)"), "application/trig", "RDF_TRIG",
        is_packed=True,
    ),
    Distribution("/api/v1/export.akteure.csv", Text("Akteure (CSV)", "Actors (CSV)"), "text/csv", "CSV"),
    Distribution("/api/v1/export.csv", Text("Verbindungen (CSV)", "Connections (CSV)"), "text/csv", "CSV"),
    Distribution(
        "/api/v1/export.xlsx", Text("Tabellen (XLSX)", "Tables (XLSX)"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX",
    ),
)  # fmt: skip


def describe_data(store: Store, publication: Publication, media_types: Sequence[str]) -> Answer:
    """The description as the first of these types. Its addresses begin with ORIGIN. Raises NotAcceptable (406)."""
    revision = store.revision
    head = [f"@prefix {prefix}: <{namespace}> ." for prefix, namespace in PREFIXES.items()]
    lines = [*head, *_catalogue(publication), *_dataset(store, publication)]
    statements = ox.parse("\n".join(lines), format=ox.RdfFormat.TURTLE, base_iri=ORIGIN)
    return graph_as((quad.triple for quad in statements), media_types, revision, PREFIXES)


def _catalogue(publication: Publication) -> Iterator[str]:
    title = Text("Offene Daten des Akteursnetzes", "Open data of the network of actors")
    yield f"</dcat> a dcat:Catalog ; dct:title {_texts(title)} ; dct:description {_texts(_DESCRIPTION)} ;"
    yield f"  dct:language <{_EU}language/DEU>, <{_EU}language/ENG> ; dcat:dataset </dcat#dataset> ;"
    yield f"  dcat:service </dcat#sparql>{_published_by(publication)} ."


def _dataset(store: Store, publication: Publication) -> Iterator[str]:
    found = statistics_of(store)
    licences = [f"<{ox.NamedNode(publication.licence).value}>"] if publication.licence else list(found.licences)
    name = "; ".join(ref.label.in_language("de") for ref in publication.networks) or "Akteursnetz"
    themes = ", ".join(f"<{_EU}data-theme/{theme}>" for theme in _THEMES)
    keywords = ", ".join(str(ox.Literal(word, language="de")) for word in _KEYWORDS)
    yield f"</dcat#dataset> a dcat:Dataset ; dct:title {ox.Literal(name, language='de')} ;"
    yield f"  dct:description {_texts(_DESCRIPTION)} ; dct:identifier {ox.Literal(BASE)} ; dcat:theme {themes} ;"
    yield f"  dcat:keyword {keywords} ; dct:language <{_EU}language/DEU> ; dcat:landingPage </> ;"
    yield f"  dct:conformsTo <{NETZ}>, <{NK}>{_published_by(publication)}{_contact(publication)}"
    yield f"  {_temporal(publication)} ;"
    yield f"  dcat:distribution {', '.join(f'</dcat#{_code(one)}>' for one in DISTRIBUTIONS)} ."
    is_small = found.triples <= MEASURED_MOST
    for one in DISTRIBUTIONS:
        size = len(packed_dump(store, "nq" if "nq" in one.path else "trig")[1]) if one.is_packed and is_small else None
        yield from _distribution(one, licences, size)
    yield '</dcat#sparql> a dcat:DataService ; dct:title "SPARQL" ; dcat:endpointURL </sparql> ;'
    yield f"  dcat:servesDataset </dcat#dataset>{_licensed(licences)} ."


def _distribution(one: Distribution, licences: Iterable[str], size: int | None) -> Iterator[str]:
    packed = f" ; dcat:compressFormat <{_MEDIA}application/gzip>" if one.is_packed else ""
    bytes_ = f' ; dcat:byteSize "{size}"^^xsd:nonNegativeInteger' if size is not None else ""
    yield f"</dcat#{_code(one)}> a dcat:Distribution ; dct:title {_texts(one.title)} ; dcat:accessURL <{one.path}> ;"
    yield f"  dcat:downloadURL <{one.path}> ; dcat:mediaType <{_MEDIA}{one.media_type}> ;"
    yield f"  dct:format <{_EU}file-type/{one.file_type}>{packed}{bytes_}{_licensed(licences)} ;"
    yield "  dcatap:availability <http://publications.europa.eu/resource/authority/planned-availability/AVAILABLE> ."


def _published_by(publication: Publication) -> str:
    name = publication.publisher
    return f" ; dct:publisher [ a foaf:Organization ; foaf:name {ox.Literal(name, language='de')} ]" if name else ""


def _contact(publication: Publication) -> str:
    if not publication.contact:
        return ""
    name = ox.Literal(publication.publisher or publication.contact)
    address = ox.NamedNode(f"mailto:{quote(publication.contact, safe='@')}")
    return f" ; dcat:contactPoint [ a vcard:Organization ; vcard:fn {name} ; vcard:hasEmail {address} ]"


def _temporal(publication: Publication) -> str:
    first, last = publication.temporal
    days = "".join(
        f' ; dcat:{name} "{day}"^^xsd:date' for name, day in (("startDate", first), ("endDate", last)) if day
    )
    return f" ; dct:temporal [ a dct:PeriodOfTime{days} ]" if days else ""


def _licensed(licences: Iterable[str]) -> str:
    return "".join(f" ; dct:license {licence}" for licence in licences)


def _code(one: Distribution) -> str:
    return one.path.rpartition("/")[2].replace(".", "-")


def _texts(text: Text) -> str:
    return ", ".join(str(ox.Literal(text.only_in(language), language=language)) for language in LANGUAGES)
